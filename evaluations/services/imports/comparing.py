"""Rows for which something is there already: equal, settled by the row, or refused."""

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any

from organizations.actors import Actor
from organizations.formats import local_date, vn_date
from organizations.refusals import Obstacle, Refusal, refuse_if
from registrations import submission
from registrations.submission import Imported

from ... import parts
from ...models import Evaluation, EvaluationTransition
from ...reading import rules_of
from ...sending import completed
from ...values import PointEntry, Values
from ...workflow import RATING_LABELS, Act, Rating, Situation, Status, obstacles
from .. import acts
from .adding import date_obstacles, settling
from .known import ImportedSheet, Known


def meet(
    evaluation: Evaluation,
    row: ImportedSheet,
    known: Known,
    told: list[EvaluationTransition],
    *,
    by: Actor,
    now: dt.datetime,
) -> Imported:
    """Compare with what was last sent and settle where the row does; ``Refusal`` if they differ.

    What was done is added to ``told``, and is not stored yet.
    """
    there = known.sent_values(evaluation)
    if there is None:
        raise Refusal(
            Obstacle(
                "differs",
                f"{_name(evaluation)}: đang là bản nháp chưa gửi, trong tệp là đã gửi ngày "
                f"{vn_date(row.sent_on)}. Mời bỏ dòng này, hoặc nhờ tổ chức gửi bản nháp.",
            )
        )
    criteria = known.criteria_of(evaluation.framework)
    rules = rules_of(evaluation, criteria)
    values = completed(row.values, rules)
    settled_on, settled = row.settled_on, evaluation.status == Status.CONFIRMED
    # A workbook names the last sending where the meeting was held again after the first.
    sent_on = _day(evaluation.counts_as_sent_at)
    if row.sent_on == _day(evaluation.sent_at):
        sent_on = row.sent_on
    columns = [
        *_compared(there, values, row.silent),
        ("Ngày gửi", sent_on, row.sent_on),
    ]
    if settled or settled_on is None:
        columns.append(("Ngày xác nhận", _day(evaluation.settled_at), settled_on))
    refuse_if(submission.differences(_name(evaluation), columns))
    if settled_on is None or settled:
        return Imported.EQUAL
    waiting = Situation(status=Status.SUBMITTED, objection_open=evaluation.objection_open)
    refuse_if([*date_obstacles(row, today=local_date(now)), *obstacles(Act.CONFIRM, waiting)])

    def advance(act: Act, changes: dict[str, Any]) -> None:
        before = evaluation.status
        submission.write(evaluation, seen=evaluation.version, changes=changes)
        told.append(
            submission.transition_of(evaluation, act, before, evaluation.status, by=by, now=now)
        )

    if evaluation.status == Status.RETURNED:
        acts.keep_unsent_changes(evaluation, there)
        changes = {
            **submission.withdrawing_return(evaluation),
            **acts.value_columns(there, rules),
            "open_until": None,
            "open_in_all_parts": True,
        }
        advance(Act.WITHDRAW_RETURN, changes)
        acts.write_points(evaluation, there, criteria)
    advance(Act.CONFIRM, settling(evaluation, settled_on, by=by))
    return Imported.SETTLED


def _day(moment: dt.datetime | None) -> dt.date | None:
    return None if moment is None else local_date(moment)


def _compared(
    there: Values, here: Values, silent: Collection[str]
) -> Iterator[tuple[str, Any, Any]]:
    """What the workbook carries, by its headings; what it does not carry is not compared."""
    for name, heading in _HEADINGS.items():
        if hasattr(there, name) and name not in silent:
            yield heading, _in_words(getattr(there, name)), _in_words(getattr(here, name))
    for code in dict.fromkeys([*there.points, *here.points]):
        before, after = (values.points.get(code, PointEntry()) for values in (there, here))
        yield code, parts.entry_in_words(before), parts.entry_in_words(after)


def _in_words(value: Any) -> Any:
    return RATING_LABELS[value] if isinstance(value, Rating) else value


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


def _name(evaluation: Evaluation) -> str:
    return f"{evaluation.in_words[:1].upper()}{evaluation.in_words[1:]}"
