"""What every act on a registration does: begin one, write one, log it."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from organizations.actors import Actor
from organizations.audit import record
from organizations.models import Organization
from organizations.refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if
from plans.models import Plan
from plans.querysets import plan_for

from ..models import Registration
from ..submission import content_of, keep_version, last_sent, log, write
from ..values import NAMES
from ..workflow import Act, Status


def governing_plan(organization: Organization, year: int) -> Plan:
    """The plan that the organisation follows in the year; refuses where there is none (B2)."""
    plan = plan_for(organization, year)
    if plan is None:
        raise Refusal(
            Obstacle(
                "no_plan",
                f"Chưa có kế hoạch có hiệu lực cho năm {year} nên chưa đăng ký được."
                " Mời liên hệ văn phòng để đưa kế hoạch vào hiệu lực.",
            )
        )
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
    day = organization.read_on(by.today)
    try:
        with transaction.atomic():
            return Registration.objects.create(
                organization=organization,
                year=year,
                plan=governing_plan(organization, year),
                read_on=day,
                status=Status.DRAFT,
                created_at=now,
                saved_at=now,
                saved_by=by.user,
                import_run=by.import_run,
            )
    except IntegrityError:
        raise Refusal(CHANGED_MEANWHILE) from None


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
    log(registration, act, before, by=by, now=now, reason=reason)
    record(
        f"registration.{act}",
        sentence,
        by=by,
        now=now,
        subject=registration,
        organization=registration.organization,
        data={"before": before, "after": registration.status},
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
