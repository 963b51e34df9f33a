"""What every act on a registration does: begin one, write one, log it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from organizations import audit
from organizations.actors import Actor
from organizations.conflicts import taken_meanwhile
from organizations.models import AuditEvent, Organization
from organizations.refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if
from plans.models import Plan
from plans.querysets import plan_for

from ..models import Registration, RegistrationTransition
from ..submission import content_of, keep_version, last_sent, transition_of, write
from ..values import NAMES
from ..wording import no_plan
from ..workflow import Act, Status

# An act that was written, and its sentence for the audit; neither is stored yet.
Told = tuple[RegistrationTransition, str]


def governing_plan(organization: Organization, year: int, *, by: Actor) -> Plan:
    """The plan that the organisation follows in the year; refuses where there is none (B2)."""
    plan = plan_for(organization, year)
    if plan is None:
        raise Refusal(no_plan(year, by=by))
    return plan


def existing(organization: Organization, year: int) -> Registration | None:
    """The registration of an organisation for a year, fresh from the database."""
    return (
        Registration.objects.filter(organization=organization, year=year)
        .select_related("organization", "plan")
        .first()
    )


def begin(organization: Organization, year: int, *, by: Actor, now: dt.datetime) -> Registration:
    """The row of a new registration, an empty draft; refuses where somebody was faster."""
    registration = row_under(
        governing_plan(organization, year, by=by), organization, year, by=by, now=now
    )
    with taken_meanwhile(CHANGED_MEANWHILE):
        registration.save(force_insert=True)
    return registration


def row_under(
    plan: Plan, organization: Organization, year: int, *, by: Actor, now: dt.datetime
) -> Registration:
    """An empty draft that is not stored yet, under the plan that the organisation follows."""
    return Registration(
        organization=organization,
        year=year,
        plan=plan,
        read_on=organization.read_on(by.today),
        status=Status.DRAFT,
        created_at=now,
        saved_at=now,
        saved_by=by.user,
        import_run=by.import_run,
    )


def perform(
    registration: Registration,
    act: Act,
    changes: dict[str, Any],
    *,
    seen: int,
    sentence: str,
    by: Actor,
    now: dt.datetime,
    reason: str = "",
) -> None:
    """Write the changes of an act, and its transition and audit beside them."""
    before = registration.status
    write(registration, seen=seen, changes=changes)
    transition = transition_of(
        registration, act, before, registration.status, by=by, now=now, reason=reason
    )
    tell([(transition, sentence)], by=by, now=now)


def tell(acts: Sequence[Told], *, by: Actor, now: dt.datetime) -> None:
    """Store the transitions of acts with their audit."""
    RegistrationTransition.objects.bulk_create(transition for transition, _ in acts)
    audit.record_all(
        _event_of(transition, sentence, by=by, now=now) for transition, sentence in acts
    )


def _event_of(
    transition: RegistrationTransition, sentence: str, *, by: Actor, now: dt.datetime
) -> AuditEvent:
    registration = transition.registration
    return audit.event_of(
        f"registration.{transition.act}",
        sentence,
        by=by,
        now=now,
        subject=registration,
        organization=registration.organization,
        data={"before": transition.before, "after": transition.after},
    )


def keep(registration: Registration, *, kind: str = "sent") -> None:
    """Keep what the registration says now as a version."""
    keep_version(registration, content_of(registration, NAMES), kind=kind)


def keep_unsent_changes(registration: Registration) -> None:
    """Keep as a draft what was keyed in since the last sending, before it is written over."""
    sent = last_sent(registration)
    now = content_of(registration, NAMES)
    if sent is not None and any(sent.content[name] != now[name] for name in NAMES):
        keep(registration, kind="draft")


def required_reason(reason: str, sentence: str) -> None:
    """Refuse an act whose reason is missing."""
    refuse_if([Obstacle("reason_missing", sentence, "reason") if not reason.strip() else None])
