"""Rows for which nothing is there yet: stored together with all their acts."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from organizations.actors import Actor
from organizations.formats import vn_date
from organizations.models import Organization
from organizations.refusals import CHANGED_MEANWHILE, Refusal
from plans.models import Plan

from ...models import Registration, RegistrationVersion
from ...submission import (
    change,
    content_of,
    importing,
    settling,
    start_of,
    transition_of,
    version_of,
)
from ...values import NAMES
from ...wording import no_plan
from ...workflow import Act, Status
from ..writing import Told, existing, row_under, tell
from .rows import ImportedRegistration


@dataclass(frozen=True)
class NewRegistration:
    """A registration as it stands after its acts, and these in words; nothing is stored yet."""

    registration: Registration
    acts: list[tuple[Act, str, str, str]] = field(default_factory=list)

    def advance(self, act: Act, changes: dict[str, Any], sentence: str) -> None:
        """Bring the registration to where the act leads."""
        before = self.registration.status
        change(self.registration, changes)
        self.acts.append((act, before, self.registration.status, sentence))


def new_registration(
    plan: Plan | None,
    organization: Organization,
    year: int,
    row: ImportedRegistration,
    *,
    by: Actor,
    now: dt.datetime,
) -> NewRegistration:
    """What a row asks for under the plan that the organisation follows; ``Refusal`` without one."""
    if plan is None:
        raise Refusal(no_plan(year, by=by))
    new = NewRegistration(row_under(plan, organization, year, by=by, now=now))
    words = new.registration.in_words
    new.advance(
        Act.SUBMIT,
        {**importing(row.sent_on, by=by), **row.columns, "read_on": row.sent_on},
        f"Nhập {words}, gửi ngày {vn_date(row.sent_on)}.",
    )
    if row.accepted_on is not None:
        new.advance(
            Act.ACCEPT,
            accepting(new.registration, row.accepted_on, by=by),
            accepting_in_words(new.registration, row.accepted_on),
        )
    return new


def accepting(registration: Registration, accepted_on: dt.date, *, by: Actor) -> dict[str, Any]:
    """The changes of an acceptance that a row carries."""
    changes = settling(registration, Status.ACCEPTED, at=start_of(accepted_on), by=by)
    return {**changes, "import_run": by.import_run}


def accepting_in_words(registration: Registration, accepted_on: dt.date) -> str:
    """The acceptance as the audit tells it."""
    return f"Tiếp nhận {registration.in_words} ngày {vn_date(accepted_on)} theo tệp nhập."


def store(
    added: Mapping[int, NewRegistration], *, by: Actor, now: dt.datetime
) -> dict[int, Refusal]:
    """Store registrations with their versions, transitions and audit.

    Where somebody else began one of them a moment before, nothing is stored, and the answer says
    by the same keys which are refused.
    """
    try:
        with transaction.atomic():
            Registration.objects.bulk_create(new.registration for new in added.values())
    except IntegrityError:
        refused = dict(_begun_meanwhile(added))
        if not refused:
            raise
        return refused
    told: list[Told] = [
        (transition_of(new.registration, act, before, after, by=by, now=now), sentence)
        for new in added.values()
        for act, before, after, sentence in new.acts
    ]
    tell(told, by=by, now=now)
    RegistrationVersion.objects.bulk_create(
        version_of(new.registration, content_of(new.registration, NAMES), number=1)
        for new in added.values()
    )
    return {}


def _begun_meanwhile(added: Mapping[int, NewRegistration]) -> Iterator[tuple[int, Refusal]]:
    for key, new in added.items():
        if existing(new.registration.organization, new.registration.year) is not None:
            yield key, Refusal(CHANGED_MEANWHILE)
