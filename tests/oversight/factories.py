"""Jobs brought to where a test needs them, by the services that pages and worker use."""

import datetime as dt
from typing import Any

from django.utils import timezone

from organizations.actors import Actor
from organizations.models import Role
from oversight import services
from oversight.models import Job
from oversight.services import Order, Result
from oversight.workflow import JobKind
from tests.factories import ACommittee

YEAR = 2025
"""A year that lies behind every today of the tests."""


def a_job(
    made: ACommittee,
    kind: JobKind = JobKind.CELL_DOSSIER,
    *,
    by: Actor | None = None,
    now: dt.datetime | None = None,
    **order: Any,
) -> Job:
    """Asked for: the dossier of the first cell by its secretary, other kinds by the office."""
    of_a_cell = kind is JobKind.CELL_DOSSIER
    cell = made.cells[0]
    asker = by or (made.secretaries[cell.code] if of_a_cell else made.office)
    whose = cell if of_a_cell else made.organization
    if asker.role == Role.SECRETARY:
        whose = asker.organization or whose
    return services.request_job(
        Order(**{"kind": kind, "organization": whose, "year": YEAR} | order),
        by=asker,
        now=now or timezone.now(),
    )


def claimed(now: dt.datetime | None = None) -> Job:
    """The oldest waiting job, taken by a worker."""
    job = services.claim_next(now=now or timezone.now())
    assert job is not None, "no job waits"
    return job


def a_finished(made: ACommittee, *, now: dt.datetime | None = None, **how: Any) -> Job:
    """A job whose file was made."""
    now = now or timezone.now()
    a_job(made, now=now, **how)
    job = claimed(now)
    services.report(job, 0, 3, now=now)
    services.finish(job, Result(sha256="a" * 64, size=512, pages=3), now=now)
    job.refresh_from_db()
    return job
