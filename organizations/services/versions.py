"""How organisations and their versions are written; the callers have checked what they write."""

import datetime as dt

from django.db.models import F

from ..conflicts import taken_meanwhile
from ..folding import nfc
from ..models import EventKind, Organization, OrganizationEvent, OrganizationVersion
from ..refusals import CHANGED_MEANWHILE, Obstacle, Refusal
from .checks import DecisionRef, NewOrganization, code_taken

DAY = dt.timedelta(days=1)


def lock(*organizations: Organization) -> Organization:
    """Hold these organisations, and all above them, until the transaction ends; the first, fresh.

    Whoever would close a cycle with us has to hold one of them too. SQLite needs no row locks:
    its transactions begin by taking the whole database.
    """
    first = organizations[0]
    known = {organization.pk for organization in organizations}
    above = set(known)
    while above:
        above = set(
            OrganizationVersion.objects.filter(
                organization__in=above, to_date__isnull=True, parent__isnull=False
            ).values_list("parent_id", flat=True)
        )
        above -= known
        known |= above
    held = Organization.objects.select_for_update().filter(pk__in=known).order_by("pk")
    return next(organization for organization in held if organization.pk == first.pk)


def advance(organization: Organization, version: int) -> None:
    """Count one more change of an organisation; refused when ``version``, as seen, is older."""
    seen = Organization.objects.filter(pk=organization.pk, version=version)
    if not seen.update(version=F("version") + 1):
        raise Refusal(CHANGED_MEANWHILE)


def create(new: NewOrganization, founded_on: dt.date) -> Organization:
    """Write an organisation with its first version; the caller has checked it."""
    code = nfc(new.code)
    with taken_meanwhile(code_taken(code)):
        organization = Organization.objects.create(code=code, kind=new.kind, founded_on=founded_on)
    OrganizationVersion.objects.create(
        organization=organization,
        name=nfc(new.name),
        printed_name=new.printed_name,
        parent=new.parent,
        from_date=founded_on,
        official_members=new.official_members,
        probationary_members=new.probationary_members,
    )
    return organization


def new_version(
    organization: Organization, from_date: dt.date, **changed: object
) -> OrganizationVersion:
    """Close the last version the day before and open the next, or change that of the same day."""
    version = organization.versions.latest("from_date")
    if version.from_date < from_date:
        if version.to_date is not None:
            raise Refusal(
                Obstacle(
                    "organization_ended",
                    "Tổ chức đã kết thúc hoạt động nên không thay đổi được nữa."
                    " Mời chọn tổ chức khác.",
                )
            )
        version.to_date = from_date - DAY
        version.save(update_fields=["to_date"])
        version.pk = None
        version._state.adding = True
        version.from_date, version.to_date = from_date, None
    for field, value in changed.items():
        setattr(version, field, value)
    version.save()
    Organization.objects.filter(pk=organization.pk).update(version=F("version") + 1)
    return version


def record_event(
    organization: Organization,
    kind: EventKind,
    effective_on: dt.date,
    decision: DecisionRef | None,
    now: dt.datetime,
) -> OrganizationEvent:
    """Note what happened to an organisation, and by which decision."""
    event = event_of(organization, kind, effective_on, decision, now)
    event.save(force_insert=True)
    return event


def event_of(
    organization: Organization,
    kind: EventKind,
    effective_on: dt.date,
    decision: DecisionRef | None,
    now: dt.datetime,
) -> OrganizationEvent:
    """What happened to an organisation, not stored yet (see ``record_event``)."""
    return OrganizationEvent(
        organization=organization,
        kind=kind,
        effective_on=effective_on,
        decision_number=decision.number if decision else "",
        decision_date=decision.on if decision else None,
        recorded_at=now,
    )
