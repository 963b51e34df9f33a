"""The ballot of a secret vote: all candidates on one sheet, nobody signs it (E9)."""

from collections.abc import Sequence

from documents.contexts import BallotContext, RecognisedUnit
from documents.parts import Heading, Signature
from plans.workflow import POINTS_HEADINGS, Basis

from ..frozen import FrozenYear
from ..words import kinds_among, models_of, units_of
from ..workflow import Question
from .decisions import unit_of
from .minutes import request_in_words
from .paper import Paper


def ballot_context(paper: Paper, question: Question, years: Sequence[FrozenYear]) -> BallotContext:
    """The ballot on these candidates, in the order given, with what they are judged by."""
    kinds = kinds_among(year.kind for year in years)
    text = paper.issuer.write(
        "ballot",
        paper.values(
            (year.kind for year in years), request=request_in_words(question, models_of(kinds))
        ),
    )
    return BallotContext(
        letterhead=paper.issuer.letterhead(on=None, year=None),
        heading=Heading(name=text.name, subject=text.subject),
        signature=Signature(),
        author=paper.issuer.name,
        guidance=text.opening,
        unit_heading=f"Tên {units_of(kinds)}",
        points_heading=POINTS_HEADINGS[Basis(paper.plan.basis)],
        rows=tuple(RecognisedUnit(**unit_of(year)) for year in years),
        empty_note="Chưa có tổ chức nào đủ điều kiện để biểu quyết.",
    )
