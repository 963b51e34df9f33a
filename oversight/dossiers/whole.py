"""A file to be made: what it holds and whose it is."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import TypeVar

from documents.checking import with_code
from documents.codes import new_code
from documents.contexts import ContentsContext
from documents.issuers import Issuer, issuer_on
from documents.letterhead import PREVIEW
from documents.parts import PaperContext
from organizations.formats import local_date

from ..models import Job
from ..papers import Wanted, paper_of
from ..workflow import TABLES
from .asked import Asked, asked_in
from .front import front_of
from .listing import parts_of
from .parts import Part

Printed = TypeVar("Printed", bound=PaperContext)


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A file to be made: its parts behind the page in front, or a single table.

    ``front`` is that page without rows (None: a table), ``table`` the table (None: a joined file).
    Made final, either has its code already.
    """

    asked: Asked
    issuer: Issuer
    parts: tuple[Part, ...]
    front: ContentsContext | None
    table: PaperContext | None = None

    @property
    def title(self) -> str:
        """What the file is called."""
        return self.asked.title


def whole_of(job: Job, *, now: dt.datetime) -> Whole:
    """What the file of a job holds, as its requester may read it."""
    return whole_as_asked(asked_in(job, today=local_date(now)), now=now)


def whole_as_asked(asked: Asked, *, now: dt.datetime) -> Whole:
    """What a file holds."""
    today = local_date(now)
    issuer = _issuer_of(asked, today)
    if asked.kind in TABLES:
        return Whole(
            asked=asked,
            issuer=issuer,
            parts=(),
            front=None,
            table=_counting(_table(asked, today), asked),
        )
    return Whole(
        asked=asked,
        issuer=issuer,
        parts=tuple(parts_of(asked, today=today)),
        front=_counting(front_of(asked, issuer, now=now), asked),
    )


def _counting(context: Printed, asked: Asked) -> Printed:
    """With its code where it is made final, else as a preview (§4)."""
    if asked.final:
        return with_code(replace(context, mark=""), new_code())
    return replace(context, mark=PREVIEW)


def _table(asked: Asked, today: dt.date) -> PaperContext:
    wanted = Wanted(
        committee=asked.committee,
        organization=asked.organization,
        year=asked.year,
        period=asked.period,
        blank=False,
        today=today,
    )
    return paper_of(asked.kind, wanted)


def _issuer_of(asked: Asked, today: dt.date) -> Issuer:
    """Whose file it is, as named at the end of its period."""
    keeper = asked.keeper
    return issuer_on(keeper, max(min(today, asked.ends_on), keeper.founded_on))
