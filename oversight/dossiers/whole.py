"""A file to be made: what it holds and whose it is."""

import datetime as dt
from dataclasses import dataclass

from documents.issuers import Issuer, issuer_on
from evaluations import periods
from organizations.formats import local_date

from ..models import Job
from .contents import ContentsContext
from .front import front_of
from .listing import parts_of
from .parts import Part


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A file to be made: its parts, and the page in front without rows (None: a single table)."""

    title: str
    author: str
    parts: tuple[Part, ...]
    front: ContentsContext | None


def whole_of(job: Job, *, now: dt.datetime) -> Whole:
    """What the file of a job holds, as its requester may read it."""
    today = local_date(now)
    issuer = _issuer_of(job, today)
    return Whole(
        title=job.title,
        author=issuer.name,
        parts=tuple(parts_of(job, today=today)),
        front=None if job.is_table else front_of(job, issuer, now=now),
    )


def _issuer_of(job: Job, today: dt.date) -> Issuer:
    """Whose file it is, as named at the end of its period."""
    day = min(today, periods.last_day(job.year, job.period))
    return issuer_on(job.organization, max(day, job.organization.founded_on))
