"""What a home page shows: tasks in sections, cells watched over, the year so far."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from evaluations.months import MonthState
from recognition.facts import thresholds_of
from recognition.reasons import MonthCell, legend_of, months_of
from recognition.rules import forecast
from recognition.rules.forecast import Forecast, ForecastState
from recognition.year import YearRow


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to do or to wait for; ``day`` orders it, ``tone`` is that of its tag."""

    day: dt.date
    title: str
    url: str = ""
    state: str = ""
    tone: str = ""
    when: str = ""


@dataclass(frozen=True)
class Section:
    """A headed list; ``empty`` is said where there is nothing, ``more`` where it was cut short."""

    title: str
    tasks: list[Task]
    empty: str = ""
    more: str = ""
    more_url: str = ""


@dataclass(frozen=True)
class YearSoFar:
    """The year of one organisation until today: a sentence, what is still possible, its months."""

    year: int
    counts: str
    outlook: str
    why_url: str
    months: list[MonthCell]
    legend: str


@dataclass(frozen=True)
class WatchedCell:
    """A cell that a member watches over: in which way, and how its year stands."""

    name: str
    kinds: str
    url: str
    year: YearSoFar


@dataclass(frozen=True)
class Home:
    """Everything on one home page: what is to do, the year, what waits for others."""

    sections: list[Section] = field(default_factory=list)
    year: YearSoFar | None = None
    waiting: Section | None = None
    cells: list[WatchedCell] = field(default_factory=list)
    note: str = ""


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """By date; on the same day in the order of their words."""
    return sorted(tasks, key=lambda task: (task.day, task.title))


def year_so_far(row: YearRow, year: int) -> YearSoFar:
    """The months of a year by the rules, and what is still possible."""
    return YearSoFar(
        year=year,
        counts=_counts(row),
        outlook=_outlook(forecast(row.facts, thresholds_of(row.plan)).pass_months),
        why_url=reverse("recognition:why", args=[year, row.organization.code]),
        months=months_of(row, year),
        legend=legend_of(row),
    )


_SILENT = {MonthState.NOT_DUE, MonthState.NOT_ALIVE}


def _counts(row: YearRow) -> str:
    """``8 tháng đạt, 1 tháng không đạt, 1 tháng trả lại.``"""
    states = [fact.state for fact in row.facts.months]
    parts = [
        f"{count} tháng {state.label}"
        for state in MonthState
        if state not in _SILENT and (count := states.count(state))
    ]
    return f"{', '.join(parts)}." if parts else "Chưa có tháng nào đến hạn."


def _outlook(goal: Forecast) -> str:
    match goal.state:
        case ForecastState.SECURED:
            return "Đã chắc chắn đủ số tháng đạt."
        case ForecastState.NO_SLACK:
            return "Không được hụt thêm tháng nào."
        case ForecastState.OUT_OF_REACH:
            return "Không còn khả năng đủ số tháng đạt."
        case _:
            return f"Còn được hụt {goal.misses} tháng."
