"""A file of several papers as asked for."""

import datetime as dt
from dataclasses import dataclass

from evaluations import periods
from organizations.actors import Actor
from organizations.models import Organization, Role

from ..models import Job
from ..workflow import JobKind


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A file as asked for: what it is about, who puts it together, and as whose eyes see it."""

    kind: JobKind
    committee: Organization
    organization: Organization
    """What it is about: the committee itself but for the dossier of a cell."""
    keeper: Organization
    """Whose paper the file is: it heads the page of contents and stands in its chain."""
    year: int
    period: int
    """A month, or ``periods.YEAR``."""
    title: str
    reader: Actor | None
    """Who asks and therefore gets only what they may read; None is a command: all that was sent."""
    final: bool = False
    """Made final (Chốt bản in) rather than a preview."""

    @property
    def ends_on(self) -> dt.date:
        """The last day of what it is about."""
        return periods.last_day(self.year, self.period)


def asked_in(job: Job, *, today: dt.date) -> Asked:
    """What a job asks for, as its requester may read it today."""
    role = Role(job.requested_as)
    keeper = job.committee if role == Role.OFFICE else job.organization
    return Asked(
        kind=JobKind(job.kind),
        committee=job.committee,
        organization=job.organization,
        keeper=keeper,
        year=job.year,
        period=job.period,
        title=job.title,
        reader=Actor(today=today, user=job.requester, role=role, organization=keeper),
        final=job.final,
    )
