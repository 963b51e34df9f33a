"""Prints of forms and tables: previews until made final (Chốt bản in), then archived."""

import datetime as dt
from dataclasses import replace

from documents import services as documents
from documents.issuers import issuer_on
from documents.letterhead import PREVIEW
from documents.models import Document
from documents.parts import PaperContext
from documents.permissions import issues_for
from organizations.actors import Actor
from organizations.formats import local_date
from organizations.refusals import Obstacle, Refusal

from .kinds import PAPERS, paper_of
from .wanted import Wanted

NOT_MADE_FINAL = Obstacle(
    "not_made_final", "Chỉ biểu mẫu đã ghi và bảng tổng hợp mới chốt bản in; văn bản này thì không."
)


def preview_of(kind: str, wanted: Wanted) -> PaperContext:
    """The context of a paper as it is shown before it counts (§4).

    Numbered kinds, and forms not sent yet, say DỰ THẢO by themselves; a form or table of which a
    print is made final says BẢN XEM TRƯỚC.
    """
    context = paper_of(kind, wanted)
    if context.mark or not _is_made_final(kind, wanted):
        return context
    return replace(context, mark=PREVIEW)


def final_obstacle(kind: str, wanted: Wanted, by: Actor) -> Obstacle | None:
    """Why ``by`` does not make a print of this paper final; None where it is allowed."""
    return issues_for(by, wanted.organization) or (
        None if _is_made_final(kind, wanted) else NOT_MADE_FINAL
    )


def make_final(kind: str, wanted: Wanted, *, by: Actor, now: dt.datetime) -> Document:
    """Make the print of a form or table final: of what was sent, whoever asks.

    ``Refusal`` where it was not sent yet, or is not of ``by``'s own organisation.
    """
    if obstacle := final_obstacle(kind, wanted, by):
        raise Refusal(obstacle)
    context = paper_of(kind, replace(wanted, reader=None))
    draft = documents.Draft(
        kind=kind,
        issuer=issuer_on(wanted.organization, local_date(now)),
        context=lambda number: context,
        facts={"year": wanted.year, "period": wanted.period},
        readers=[wanted.committee],
    )
    return documents.freeze_print(draft, by=by, now=now)


def _is_made_final(kind: str, wanted: Wanted) -> bool:
    return PAPERS[kind].made_final and not wanted.blank
