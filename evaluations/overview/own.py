"""The year of one organisation as a task list for who keys in."""

import datetime as dt
from dataclasses import dataclass

from organizations.actors import Actor
from organizations.models import Organization
from organizations.tree import name_on

from .. import periods
from ..board import Cell, Month, cells_of, months_of_year
from ..models import Evaluation, Extension, OpeningRequest
from ..months import MonthState
from ..workflow import LABELS_FOR_OWN, Status
from .tasks import Task, asked_of, month_task, self_review_task, with_request


@dataclass
class YearOfOne:
    """Twelve months and the self-review of one organisation."""

    organization: Organization
    name: str
    year: int
    months: list[Month]
    cells: list[Cell]
    to_do: list[Task]
    """What is to be begun, gone on with or mended, the earliest first."""
    locked: list[Task]
    """What was not sent before the lock, the earliest first."""
    done: list[Task]
    """What was sent, the latest first."""
    declined: list[OpeningRequest]
    """What the office was asked last to open, did not, and is closed still; by month."""
    has_plan: bool = True

    @property
    def to_rate(self) -> list[Task]:
        """Months not yet sent for which a sheet may be keyed in, the earliest first (D4)."""
        returned = LABELS_FOR_OWN[Status.RETURNED]
        return [
            task for task in self.to_do if task.number != periods.YEAR and task.state != returned
        ]

    @property
    def next(self) -> Task | None:
        """What is to be done first."""
        return self.to_do[0] if self.to_do else None

    @property
    def in_words(self) -> str:
        """``8 tháng đạt, 1 tháng không đạt, 1 tháng chờ xác nhận``."""
        counts: dict[MonthState, int] = {}
        for month in self.months:
            counts[month.state] = counts.get(month.state, 0) + 1
        shown = [state for state in MonthState if state in counts and state not in _SILENT]
        return ", ".join(f"{counts[state]} tháng {state.label}" for state in shown)


def left_of(own: YearOfOne, today: dt.date) -> list[Task]:
    """What is still to do of a year that is over, the earliest first.

    Who sent nothing all year, though it lived, is only asked for what is still due.
    """
    took_part = bool(own.done) or own.organization.founded_on.year == own.year
    return [task for task in own.to_do if took_part or task.until >= today]


_SILENT = {MonthState.NOT_DUE, MonthState.NOT_ALIVE}


def year_of_one(organization: Organization, year: int, *, actor: Actor) -> YearOfOne:
    """The year of an organisation for who keys in for it."""
    today = actor.today
    sheets = {
        sheet.period: sheet
        for sheet in Evaluation.objects.visible_to(actor)
        .filter(organization=organization, year=year)
        .select_related("plan", "framework", "saved_by")
    }
    extensions = Extension.objects.latest_for([organization], year)
    asked_to_open = {
        row.period: row
        for row in OpeningRequest.objects.filter(
            organization=organization, year=year
        ).select_related("organization")
    }  # of each period the latest
    months = months_of_year([organization], year, today=today)[organization.pk]
    has_plan = any(month.due_on is not None for month in months)
    asked = asked_of(organization, year)
    to_do: list[Task] = []
    locked: list[Task] = []
    done: list[Task] = []
    for month in months:
        begun = periods.first_day(year, month.number) <= today
        if month.state is MonthState.NOT_ALIVE or not (has_plan and begun):
            continue
        sheet = sheets.get(month.number)
        extension = extensions.get((organization.pk, month.number))
        task = month_task(organization, year, month, sheet, extension, today, asked)
        if task.locked and month.number in asked_to_open:
            task = with_request(task, asked_to_open[month.number])
        (done if not _is_open(sheet) else locked if task.locked else to_do).append(task)
    sheet = sheets.get(periods.YEAR)
    # who does not live on 31/12 is not considered (E13) and is not asked
    asks = organization.lives_on(periods.last_day(year, 12)) or sheet is not None
    if has_plan and asks and today >= periods.self_review_opens_on(year):
        (to_do if _is_open(sheet) else done).append(
            self_review_task(organization, year, sheet, today, asked)
        )
    to_do.sort(key=lambda task: task.until)
    shut = {task.number for task in locked}
    return YearOfOne(
        organization=organization,
        name=name_on(organization, organization.read_on(today)),
        year=year,
        months=months,
        cells=cells_of(organization, year, months),
        to_do=to_do,
        locked=locked,
        done=done[::-1],
        declined=[
            row
            for period, row in sorted(asked_to_open.items())
            if row.declined and (period in shut or _is_confirmed(sheets.get(period)))
        ],
        has_plan=has_plan,
    )


def _is_open(sheet: Evaluation | None) -> bool:
    return sheet is None or sheet.status in (Status.DRAFT, Status.RETURNED)


def _is_confirmed(sheet: Evaluation | None) -> bool:
    return sheet is not None and sheet.status == Status.CONFIRMED
