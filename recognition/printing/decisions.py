"""Decisions: recognition, commendation, revocation of either."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from documents.contexts import (
    CommendationContext,
    RecognisedUnit,
    RecognitionContext,
    RevocationContext,
    RevokedUnit,
)
from documents.letterhead import DOTS, short_date
from documents.parts import Appendix, Heading
from documents.wording import Text
from plans.workflow import POINTS_HEADINGS, Basis

from ..frozen import FrozenYear
from ..words import count_of, kinds_among, units_of
from ..workflow import Question
from .paper import Paper
from .revoked import Revoked


def recognition_context(paper: Paper, years: Sequence[FrozenYear]) -> RecognitionContext:
    """The decision that recognises these organisations, in the order given."""
    return RecognitionContext(**_listed("recognition", paper, years))


def commendation_context(
    paper: Paper, years: Sequence[FrozenYear], recognised_by: Sequence[str]
) -> CommendationContext:
    """The decision that commends them; it rests on the decisions of ``recognised_by``, as cited."""
    decision = "; ".join(recognised_by) or f"Quyết định số {DOTS}, ngày {DOTS}"
    return CommendationContext(**_listed("commendation", paper, years, decision=decision))


def revocation_context(
    paper: Paper, question: Question, revoked: Sequence[Revoked]
) -> RevocationContext:
    """The decision that revokes recognitions, or commendations alone (``Question.WITHDRAW``).

    One organisation stands in the articles, several in a list.
    """
    kinds = [one.kind for one in revoked]
    several = len(revoked) > 1
    text = paper.issuer.write(
        "withdrawal" if question is Question.WITHDRAW else "revocation",
        paper.values(
            kinds,
            organizations=f"{count_of(kinds)} (có danh sách kèm theo)"
            if several
            else revoked[0].name,
            decision="; ".join(dict.fromkeys(one.decision for one in revoked)),
            reason="nêu trong danh sách kèm theo" if several else revoked[0].reason.rstrip(" .;"),
            reference=paper.reference("Quyết định", "QĐ"),
        ),
        legal_references=paper.legal_references("revocation"),
    )
    return RevocationContext(
        **_decision(paper, text),
        appendix=_appendix(text) if several else None,
        unit_heading=f"Tên {units_of(kinds_among(kinds))}",
        rows=tuple(
            RevokedUnit(organization=one.name, decision=one.decision, reason=one.reason)
            for one in (revoked if several else ())
        ),
    )


def cited(symbol: str, on: dt.date) -> str:
    """``Quyết định số 45-QĐ/ĐU, ngày 25/12/2025``."""
    return f"Quyết định số {symbol}, ngày {short_date(on)}"


def unit_of(year: FrozenYear) -> dict[str, str]:
    """What lists print of one organisation."""
    return {
        "organization": year.name,
        "pass_months": f"{year.pass_months}/12",
        "points": year.points_shown,
        "grade": year.grade_shown,
    }


def _listed(kind: str, paper: Paper, years: Sequence[FrozenYear], **more: str) -> dict[str, Any]:
    kinds = [year.kind for year in years]
    units = units_of(kinds_among(kinds))
    text = paper.issuer.write(
        kind,
        paper.values(
            kinds,
            count=count_of(kinds, DOTS),
            reference=paper.reference("Quyết định", "QĐ"),
            **more,
        ),
        legal_references=paper.legal_references(kind),
    )
    return _decision(paper, text) | {
        "appendix": _appendix(text),
        "unit_heading": f"Tên {units}",
        "points_heading": POINTS_HEADINGS[Basis(paper.plan.basis)],
        "rows": tuple(RecognisedUnit(**unit_of(year)) for year in years),
        "empty_note": f"Chưa có {units} nào đủ điều kiện.",
    }


def _decision(paper: Paper, text: Text) -> dict[str, Any]:
    return paper.common() | {
        "letterhead": paper.issuer.letterhead(on=paper.on, paper="QĐ", number=paper.number),
        "heading": Heading(name=text.name, subject=text.subject),
        "grounds": text.grounds,
        "deciding_body": paper.deciding_body,
        "articles": text.articles,
    }


def _appendix(text: Text) -> Appendix:
    return Appendix(
        name=text.appendix_name,
        subject=text.appendix_subject,
        reference=text.appendix_reference,
    )
