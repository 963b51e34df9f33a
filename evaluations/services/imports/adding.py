"""Rows for which nothing is there yet: checked one by one, stored together."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from organizations.actors import Actor
from organizations.formats import local_date, vn_date
from organizations.refusals import Obstacle, Refusal, refuse_if
from plans.models import Criterion
from plans.services import freeze
from registrations import submission

from ...board import months_from
from ...models import Evaluation, EvaluationPoint, EvaluationVersion
from ...reading import find, row_under, rules_of
from ...sending import completed, sending_obstacles
from ...values import PointEntry, SheetValues, Values, to_json
from ...workflow import Act, Status
from .. import acts
from ..drafts import already_there
from .known import ImportedSheet, Known


@dataclass(frozen=True)
class NewSheet:
    """A sheet as it stands after its acts, and these; nothing of it is stored yet."""

    evaluation: Evaluation
    values: Values
    criteria: list[Criterion]
    acts: list[tuple[Act, str, str]] = field(
        default_factory=lambda: [(Act.SAVE, Status.DRAFT, Status.DRAFT)]
    )

    def advance(self, act: Act, changes: dict[str, Any]) -> None:
        """Bring the sheet to where the act leads."""
        before = self.evaluation.status
        submission.change(self.evaluation, changes)
        self.acts.append((act, before, self.evaluation.status))


def new_sheet(row: ImportedSheet, known: Known, *, by: Actor, now: dt.datetime) -> NewSheet:
    """The sheet that a row asks for; ``Refusal`` with everything that is wrong with it."""
    plan = known.plan_of(row)
    evaluation = row_under(
        plan,
        row.organization,
        row.year,
        row.period,
        framework_of=known.framework_for,
        by=by,
        now=now,
    )
    criteria = known.criteria_of(evaluation.framework)
    rules = rules_of(evaluation, criteria)
    values = completed(row.values, rules)
    refuse_if(
        [
            *date_obstacles(row, today=local_date(now)),
            *_no_meeting_obstacles(values),
            *acts.unprintable_texts(values),
            *sending_obstacles(values, rules, sent_on=row.sent_on, by_person=False),
        ]
    )
    changes = {
        **submission.importing(row.sent_on, by=by),
        **acts.value_columns(values, rules),
        **acts.counted(values, rules),
    }
    if evaluation.is_self_review:
        months = months_from(
            known.sheets_then(row), row.organization, row.year, plan=plan, today=row.sent_on
        )
        changes["months_when_sent"] = [month.as_json() for month in months]
    sheet = NewSheet(evaluation, values, criteria)
    sheet.advance(Act.SUBMIT, changes)
    if row.settled_on is not None:
        sheet.advance(Act.CONFIRM, settling(evaluation, row.settled_on, by=by))
    known.keep(evaluation)
    return sheet


def settling(evaluation: Evaluation, settled_on: dt.date, *, by: Actor) -> dict[str, Any]:
    """The changes of a confirmation that a row carries."""
    changes = submission.settling(
        evaluation, Status.CONFIRMED.value, at=submission.start_of(settled_on), by=by
    )
    return {**changes, "import_run": by.import_run}


def store(sheets: Mapping[int, NewSheet], *, by: Actor, now: dt.datetime) -> dict[int, Refusal]:
    """Store sheets with points, versions, transitions and audit, freezing what they are sent under.

    Where somebody else began one of them a moment before, nothing is stored, and the answer says
    by the same keys which are refused.
    """
    for framework in {sheet.evaluation.framework for sheet in sheets.values()}:
        if framework is not None:
            freeze(framework, now=now)
    rows = [sheet.evaluation for sheet in sheets.values()]
    try:
        with transaction.atomic():
            Evaluation.objects.bulk_create(rows)
    except IntegrityError:
        refused = dict(_begun_meanwhile(sheets))
        if not refused:
            raise
        return refused
    transitions = [
        submission.transition_of(sheet.evaluation, act, before, after, by=by, now=now)
        for sheet in sheets.values()
        for act, before, after in sheet.acts
    ]
    acts.tell(transitions, by=by, now=now)
    EvaluationPoint.objects.bulk_create(
        point
        for sheet in sheets.values()
        for point in acts.points_of(sheet.evaluation, sheet.values, sheet.criteria)
    )
    EvaluationVersion.objects.bulk_create(
        submission.version_of(sheet.evaluation, to_json(sheet.values), number=1)
        for sheet in sheets.values()
    )
    return {}


def _begun_meanwhile(sheets: Mapping[int, NewSheet]) -> Iterator[tuple[int, Refusal]]:
    for key, sheet in sheets.items():
        row = sheet.evaluation
        there = find(row.organization, row.year, row.period)
        if there is not None:
            yield key, Refusal(already_there(there))


# What the table keeps empty where no meeting was held; each is a column of its own in the file.
_OF_A_MEETING = (
    "meeting_on",
    "voters",
    "present",
    "votes_for",
    "votes_against",
    "votes_other",
    "rating",
)


def _no_meeting_obstacles(values: Values) -> Iterator[Obstacle]:
    if not isinstance(values, SheetValues) or not values.no_meeting:
        return
    filled = [name for name in _OF_A_MEETING if getattr(values, name) is not None]
    filled += [f"criterion:{code}" for code, entry in values.points.items() if entry != _NOTHING]
    for part in filled:
        yield Obstacle(
            "no_meeting_with_content",
            "Tháng không tổ chức sinh hoạt thì không có ngày họp, biểu quyết, mức và điểm. Mời xóa "
            "ô này hoặc bỏ “Không tổ chức sinh hoạt”.",
            part,
        )


_NOTHING = PointEntry()


def date_obstacles(row: ImportedSheet, *, today: dt.date) -> Iterator[Obstacle]:
    """What is wrong with the days of sending and of confirmation."""
    sent_on, settled_on = row.sent_on, row.settled_on
    for name, day in (("Ngày gửi", sent_on), ("Ngày xác nhận", settled_on)):
        if day is not None and day > today:
            yield Obstacle("in_future", f"{name} {vn_date(day)} chưa đến. Mời xem lại.", name)
    if settled_on is not None and settled_on < sent_on:
        yield Obstacle(
            "settled_before_sent",
            f"Ngày xác nhận {vn_date(settled_on)} trước ngày gửi {vn_date(sent_on)}. Mời xem lại.",
            "Ngày xác nhận",
        )
