"""What the organisation does itself: key in, send, take back."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction

from organizations.actors import Actor
from organizations.audit import record
from organizations.formats import local_date, vn_datetime
from organizations.models import Organization
from organizations.permissions import keys_in_for
from organizations.refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if
from plans.services import freeze
from registrations import submission

from .. import parts, periods
from ..board import months_of
from ..models import Evaluation
from ..reading import (
    beginning_obstacles,
    criteria_of,
    find,
    lock_of,
    new_row,
    opened_parts,
    rules_of,
    sent_values,
    values_in,
    values_of,
    voters_obstacle,
)
from ..sending import (
    completed,
    saving_obstacles,
    sending_obstacles,
)
from ..values import SheetValues, Values, without_meeting
from ..workflow import Act, Resubmission, Status
from . import acts


@transaction.atomic
def save(
    organization: Organization,
    year: int,
    period: int,
    values: Values,
    *,
    version: int,
    by: Actor,
    now: dt.datetime,
) -> Evaluation:
    """Keep what was keyed in; the first time the sheet is begun under the plan of that moment (B2).

    ``version`` is the one that was on screen, 0 where there was no sheet yet. Refused: a locked
    period, a sheet that somebody else changed, one that was sent, impossible points, and, while
    the sheet is returned, a part that the office did not mark.
    """
    refuse_if([keys_in_for(by, organization)])
    today = local_date(now)
    evaluation = find(organization, year, period)
    if evaluation is None:
        if version:
            raise Refusal(CHANGED_MEANWHILE)
        evaluation = new_row(organization, year, period, by=by, now=now)
        refuse_if([lock_of(evaluation, today, reader=by)])
    else:
        if not version:
            raise Refusal(already_there(evaluation))
        acts.refuse_unless_possible(Act.SAVE, evaluation, version=version, by=by, now=now)
    criteria = criteria_of(evaluation.framework)
    rules = rules_of(evaluation, criteria)
    values = completed(values, rules)
    refuse_if(
        [
            *beginning_obstacles(rules, today=today),
            *saving_obstacles(values, rules),
            *acts.unprintable_texts(values),
            *closed_parts(evaluation, values),
        ]
    )
    changes = {**acts.value_columns(values, rules), "saved_at": now, "saved_by": by.user}
    if not version:
        begin(evaluation, changes, by=by, now=now)
        record(
            "evaluation.save",
            f"Bắt đầu lập {evaluation.in_words}.",
            by=by,
            now=now,
            subject=evaluation,
            organization=organization,
        )
    else:
        submission.write(evaluation, seen=version, changes=changes)
    acts.write_points(evaluation, values, criteria)
    return evaluation


@transaction.atomic
def submit(
    evaluation: Evaluation, *, version: int, resubmission: str = "", by: Actor, now: dt.datetime
) -> None:
    """Send the sheet to the office (gửi); refused with everything that is missing or wrong.

    Sent again after a return, the organisation says whether it mended a slip or voted again
    (``Resubmission``). The framework freezes with the first sending under it.
    """
    acts.refuse_unless_possible(Act.SUBMIT, evaluation, version=version, by=by, now=now)
    if evaluation.framework is not None:
        freeze(evaluation.framework, now=now)
    criteria = criteria_of(evaluation.framework)
    rules = rules_of(evaluation, criteria)
    values = saved = values_of(evaluation)
    if isinstance(values, SheetValues) and values.no_meeting:
        values = without_meeting(values)
    again = evaluation.status == Status.RETURNED
    refuse_if(
        [
            *sending_obstacles(values, rules, sent_on=local_date(now)),
            voters_obstacle(evaluation, values),
            _resubmission_obstacle(resubmission) if again else None,
        ]
    )
    changes = {
        **submission.sending(evaluation, read_on=evaluation.read_on, by=by, now=now),
        **acts.value_columns(values, rules),
        **acts.counted(values, rules),
        **months_then(evaluation, now),
        "resubmission": resubmission if again else "",
    }
    acts.advance(evaluation, Act.SUBMIT, changes, by=by, now=now)
    if values != saved:
        acts.write_points(evaluation, values, criteria)
    acts.keep_sent(evaluation, values)


@transaction.atomic
def take_back(evaluation: Evaluation, *, version: int, by: Actor, now: dt.datetime) -> None:
    """Take back what the office has not begun to look at: to a draft, or to returned (C3, D5).

    From a draft it is then as if never sent; from returned the sending before counts again.
    """
    acts.refuse_unless_possible(Act.TAKE_BACK, evaluation, version=version, by=by, now=now)
    earlier = submission.take_version_back(evaluation)
    changes = {**submission.taking_back(evaluation, earlier), "resubmission": ""}
    if earlier is None:
        changes |= {"sent_rating": "", "sent_total": None, "sent_no_meeting": False}
    else:
        values = values_in(earlier, yearly=evaluation.is_self_review)
        changes |= acts.counted(values, rules_of(evaluation, criteria_of(evaluation.framework)))
    acts.advance(evaluation, Act.TAKE_BACK, changes, by=by, now=now)


# Shared with paper entries and imports


def begin(evaluation: Evaluation, changes: dict[str, Any], *, by: Actor, now: dt.datetime) -> None:
    """Store a new row; ``Refusal`` where somebody else began the same sheet a moment before."""
    for name, value in changes.items():
        setattr(evaluation, name, value)
    try:
        with transaction.atomic():
            evaluation.save(force_insert=True)
    except IntegrityError:
        evaluation.pk = None
        there = find(evaluation.organization, evaluation.year, evaluation.period)
        if there is None:
            raise
        raise Refusal(already_there(there)) from None
    submission.log(evaluation, Act.SAVE, Status.DRAFT, by=by, now=now)


def months_then(evaluation: Evaluation, now: dt.datetime) -> dict[str, Any]:
    """For a self-review the twelve months as they stand at its sending (D10)."""
    if not evaluation.is_self_review:
        return {}
    months = months_of(evaluation.organization, evaluation.year, today=local_date(now))
    return {"months_when_sent": [month.as_json() for month in months]}


def closed_parts(evaluation: Evaluation, values: Values) -> list[Obstacle]:
    """Changes in parts that are closed while the sheet is returned (D5)."""
    opened = opened_parts(evaluation)
    sent = None if parts.ALL in opened else sent_values(evaluation)
    if sent is None:
        return []
    return [
        Obstacle(
            "part_closed",
            f"{parts.label(part)}: văn phòng không đánh dấu phần này nên không sửa được. Nếu cần "
            "sửa, mời đề nghị văn phòng mở thêm.",
            part,
        )
        for part in parts.changed_parts(sent, values)
        if not parts.is_open(part, opened)
    ]


def already_there(evaluation: Evaluation) -> Obstacle:
    """A second sheet for a period is refused."""
    name = periods.sheet_name(evaluation.year, evaluation.period)
    return Obstacle(
        "already_there",
        f"{name} đã có, lưu lần cuối lúc {vn_datetime(evaluation.saved_at)}. Mỗi kỳ chỉ có một "
        "phiếu; mời mở phiếu đã có để làm tiếp.",
    )


def _resubmission_obstacle(resubmission: str) -> Obstacle | None:
    if resubmission in set(Resubmission):
        return None
    return Obstacle(
        "resubmission_missing",
        "Mời chọn: chi bộ chỉ sửa lỗi nhập, hay chi bộ đã biểu quyết lại.",
        "resubmission",
    )
