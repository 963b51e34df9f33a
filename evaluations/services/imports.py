"""One row of a workbook's sheet ``Đánh giá``, written in place of persons (interfaces.md)."""

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any

from django.db import transaction

from organizations.actors import Actor
from organizations.formats import local_date, vn_date
from organizations.models import Organization
from organizations.refusals import Obstacle, Refusal, refuse_if
from plans.services import freeze
from registrations import submission
from registrations.submission import Imported, start_of

from .. import parts
from ..models import Evaluation
from ..reading import criteria_of, find, new_row, rules_of, sent_values
from ..sending import completed, sending_obstacles
from ..values import PointEntry, SheetValues, Values
from ..workflow import Act, Status
from . import acts
from .drafts import begin, months_then


@transaction.atomic
def import_evaluation(
    organization: Organization,
    year: int,
    period: int,
    values: Values,
    *,
    sent_on: dt.date,
    settled_on: dt.date | None = None,
    silent: Collection[str] = (),
    by: Actor,
    now: dt.datetime,
) -> Imported:
    """Add what a row says; skip it where the same is there; settle what waits and now has its date.

    ``by`` is the actor of an ``ImportRun``. Lateness and locks do not apply, D2–D4 and the life of
    the organisation do. A row that differs from what is there, in any state, is refused with both
    values; ``silent`` names fields that the file does not carry, which are not compared.
    """
    if not by.is_import:
        raise ValueError("Only an import brings in rows of a workbook.")
    evaluation = find(organization, year, period)
    if evaluation is not None:
        return _meet(evaluation, values, sent_on, settled_on, silent, by=by, now=now)
    evaluation = new_row(organization, year, period, by=by, now=now)
    criteria = criteria_of(evaluation.framework)
    rules = rules_of(evaluation, criteria)
    values = completed(values, rules)
    refuse_if(
        [
            *_date_obstacles(sent_on, settled_on, today=local_date(now)),
            *_no_meeting_obstacles(values),
            *acts.unprintable_texts(values),
            *sending_obstacles(values, rules, sent_on=sent_on, by_person=False),
        ]
    )
    begin(evaluation, {}, by=by, now=now)
    if evaluation.framework is not None:
        freeze(evaluation.framework, now=now)
    sent_at = start_of(sent_on)
    changes = {
        **submission.importing(sent_on, by=by),
        **acts.value_columns(values, rules),
        **acts.counted(values, rules),
        **months_then(evaluation, sent_at),
    }
    acts.advance(evaluation, Act.SUBMIT, changes, by=by, now=now)
    acts.write_points(evaluation, values, criteria)
    acts.keep_sent(evaluation, values)
    if settled_on is not None:
        _settle(evaluation, settled_on, by=by, now=now)
    return Imported.ADDED


def _meet(
    evaluation: Evaluation,
    values: Values,
    sent_on: dt.date,
    settled_on: dt.date | None,
    silent: Collection[str],
    *,
    by: Actor,
    now: dt.datetime,
) -> Imported:
    """What becomes of a row for which something is there already."""
    there = sent_values(evaluation) if evaluation.status != Status.DRAFT else None
    if there is None:
        raise Refusal(
            Obstacle(
                "differs",
                f"{_name(evaluation)}: đang là bản nháp chưa gửi, trong tệp là đã gửi ngày "
                f"{vn_date(sent_on)}.",
            )
        )
    criteria = criteria_of(evaluation.framework)
    rules = rules_of(evaluation, criteria)
    values = completed(values, rules)
    settled = evaluation.status == Status.CONFIRMED
    settles = settled_on is not None and not settled
    sent_at = evaluation.counts_as_sent_at
    refuse_if(
        submission.differences(
            _name(evaluation),
            [
                *_compared(there, values, silent),
                ("Ngày gửi", None if sent_at is None else local_date(sent_at), sent_on),
                *(
                    []
                    if settles
                    else [
                        (
                            "Ngày xác nhận",
                            local_date(evaluation.settled_at) if evaluation.settled_at else None,
                            settled_on,
                        )
                    ]
                ),
            ],
        )
    )
    if settled_on is None or settled:
        return Imported.EQUAL
    refuse_if(_date_obstacles(sent_on, settled_on, today=local_date(now)))
    if evaluation.status == Status.RETURNED:
        changes = {
            **submission.withdrawing_return(evaluation),
            **acts.value_columns(there, rules),
            "open_until": None,
            "open_in_all_parts": True,
        }
        acts.advance(evaluation, Act.WITHDRAW_RETURN, changes, by=by, now=now)
        acts.write_points(evaluation, there, criteria)
    _settle(evaluation, settled_on, by=by, now=now)
    return Imported.SETTLED


def _settle(evaluation: Evaluation, settled_on: dt.date, *, by: Actor, now: dt.datetime) -> None:
    changes = submission.settling(
        evaluation, Status.CONFIRMED.value, at=start_of(settled_on), by=by
    )
    changes["import_run"] = by.import_run
    acts.advance(evaluation, Act.CONFIRM, changes, by=by, now=now)


def _compared(
    there: Values, here: Values, silent: Collection[str]
) -> Iterator[tuple[str, Any, Any]]:
    """What the workbook carries, by its headings; what it does not carry is not compared."""
    for name, heading in _HEADINGS.items():
        if hasattr(there, name) and name not in silent:
            yield heading, getattr(there, name), getattr(here, name)
    for code in dict.fromkeys([*there.points, *here.points]):
        before, after = (values.points.get(code, PointEntry()) for values in (there, here))
        yield code, parts.entry_in_words(before), parts.entry_in_words(after)


_HEADINGS = {
    "meeting_on": "Ngày họp",
    "voters": "Có quyền biểu quyết",
    "present": "Có mặt",
    "votes_for": "Tán thành",
    "votes_against": "Không tán thành",
    "votes_other": "Ý kiến khác",
    "rating": "Tự nhận mức",
    "strengths": "Ưu điểm",
    "shortcomings": "Hạn chế",
    "no_meeting_reason": "Không tổ chức sinh hoạt",
    "note": "Ghi chú",
}


def _no_meeting_obstacles(values: Values) -> Iterator[Obstacle]:
    if not isinstance(values, SheetValues) or not values.no_meeting:
        return
    empty = values.meeting_on is None and values.rating is None and values.voters is None
    if not empty or any(entry != PointEntry() for entry in values.points.values()):
        yield Obstacle(
            "no_meeting_with_content",
            "Tháng không tổ chức sinh hoạt thì không có ngày họp, biểu quyết, mức và điểm. Mời xóa "
            "các ô này hoặc bỏ “Không tổ chức sinh hoạt”.",
            "no_meeting",
        )


def _date_obstacles(
    sent_on: dt.date, settled_on: dt.date | None, *, today: dt.date
) -> Iterator[Obstacle]:
    for name, day in (("Ngày gửi", sent_on), ("Ngày xác nhận", settled_on)):
        if day is not None and day > today:
            yield Obstacle("in_future", f"{name} {vn_date(day)} chưa đến. Mời xem lại.", name)
    if settled_on is not None and settled_on < sent_on:
        yield Obstacle(
            "settled_before_sent",
            f"Ngày xác nhận {vn_date(settled_on)} trước ngày gửi {vn_date(sent_on)}. Mời xem lại.",
            "Ngày xác nhận",
        )


def _name(evaluation: Evaluation) -> str:
    return f"{evaluation.in_words[:1].upper()}{evaluation.in_words[1:]}"
