"""Rows for which something is there already: equal, settled by the row, or refused."""

import datetime as dt
from dataclasses import replace
from typing import Any

from organizations.actors import Actor
from organizations.formats import local_date
from organizations.refusals import Obstacle, Refusal, refuse_if

from ...models import Registration, RegistrationVersion
from ...submission import (
    Imported,
    differences,
    restored,
    transition_of,
    withdrawing_return,
    write,
)
from ...values import NAMES
from ...workflow import Act, Status, obstacles
from ..writing import Told, keep_unsent_changes
from .adding import accepting, accepting_in_words
from .rows import HEADINGS, ImportedRegistration


def meet(
    registration: Registration,
    sent: RegistrationVersion | None,
    row: ImportedRegistration,
    told: list[Told],
    *,
    by: Actor,
    now: dt.datetime,
) -> Imported:
    """Compare with ``sent``, the last sending, and settle where the row does.

    ``Refusal``, naming both values, where they differ. What was done is added to ``told``.
    """
    content = _refuse_differences(registration, sent, row)
    if row.accepted_on is None or registration.status == Status.ACCEPTED:
        return Imported.EQUAL
    waiting = replace(registration.standing, status=Status.SUBMITTED)
    refuse_if(obstacles(Act.ACCEPT, waiting))
    changes: dict[str, Any] = {}
    if registration.status == Status.RETURNED:
        keep_unsent_changes(registration)
        changes |= withdrawing_return(registration)
        changes |= restored(Registration, {name: content[name] for name in NAMES})
    changes |= accepting(registration, row.accepted_on, by=by)
    before = registration.status
    write(registration, seen=registration.version, changes=changes)
    transition = transition_of(
        registration, Act.ACCEPT, before, registration.status, by=by, now=now
    )
    told.append((transition, accepting_in_words(registration, row.accepted_on)))
    return Imported.SETTLED


def _refuse_differences(
    registration: Registration, sent: RegistrationVersion | None, row: ImportedRegistration
) -> dict[str, Any]:
    """Compare with what was last sent, and return it; a draft was never sent."""
    what = f"Đăng ký năm {registration.year} của {registration.organization.code}"
    if sent is None:
        raise Refusal(
            Obstacle(
                "differs",
                f"{what}: đang có bản nháp chưa gửi, trong tệp là bản đã gửi. Mời bỏ dòng này,"
                " hoặc nhờ tổ chức gửi bản nháp.",
            )
        )
    content: dict[str, Any] = sent.content
    there = restored(Registration, {name: content[name] for name in HEADINGS})
    # A workbook names the last sending where the meeting voted again after the first.
    sendings = {registration.sent_on, registration.last_sent_on}
    sent_on = row.sent_on if row.sent_on in sendings else registration.sent_on
    columns: list[tuple[str, Any, Any]] = [("Ngày gửi", sent_on, row.sent_on)]
    if registration.settled_at is not None:
        columns.append(("Ngày tiếp nhận", local_date(registration.settled_at), row.accepted_on))
    refuse_if(
        differences(
            what,
            [*columns, *((HEADINGS[name], there[name], row.columns[name]) for name in row.columns)],
        )
    )
    return content
