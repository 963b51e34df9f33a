"""New organisations from a workbook, stored together with versions, events and audit."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ... import audit
from ...actors import Actor
from ...folding import nfc
from ...models import EventKind, Organization, OrganizationEvent, OrganizationVersion
from ..versions import event_of
from .periods import ImportedPeriods

# An organisation that is not stored yet, and what is said of it.
Life = tuple[Organization, ImportedPeriods]


def new_organization(rows: ImportedPeriods) -> Organization:
    """An organisation of these periods, not stored yet."""
    periods = rows.by_day()
    return Organization(
        code=nfc(rows.code),
        kind=rows.kind,
        founded_on=periods[0].from_date,
        ended_on=periods[-1].to_date,
    )


def store(lives: Sequence[Life], *, by: Actor, now: dt.datetime) -> None:
    """Store organisations that were checked."""
    Organization.objects.bulk_create(organization for organization, _ in lives)
    OrganizationVersion.objects.bulk_create(
        version for organization, rows in lives for version in _versions(organization, rows)
    )
    OrganizationEvent.objects.bulk_create(
        event for organization, rows in lives for event in _events(organization, rows, now)
    )
    audit.record_all(
        audit.event_of(
            "organization.import",
            f"Nhập {nfc(rows.by_day()[-1].name)} ({organization.code}) từ tệp Excel.",
            by=by,
            now=now,
            subject=organization,
            organization=organization,
        )
        for organization, rows in lives
    )


def _versions(organization: Organization, rows: ImportedPeriods) -> Iterator[OrganizationVersion]:
    for period in rows.by_day():
        version = OrganizationVersion(
            organization=organization,
            name=nfc(period.name),
            parent=period.parent,
            from_date=period.from_date,
            to_date=period.to_date,
            official_members=period.official_members,
            probationary_members=period.probationary_members,
        )
        version.fold_name()
        yield version


def _events(
    organization: Organization, rows: ImportedPeriods, now: dt.datetime
) -> Iterator[OrganizationEvent]:
    periods = rows.by_day()
    yield event_of(organization, EventKind.FOUNDED, periods[0].from_date, None, now)
    for before, period in pairwise(periods):
        if nfc(before.name) != nfc(period.name):
            yield event_of(organization, EventKind.RENAMED, period.from_date, None, now)
        if before.parent != period.parent:
            yield event_of(organization, EventKind.MOVED, period.from_date, None, now)
