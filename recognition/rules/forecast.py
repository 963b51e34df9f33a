"""What is still possible in a year, on any day (G2)."""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from plans.workflow import Basis

from .answers import CheckCode, CheckState
from .assess import assess
from .facts import Thresholds, YearFacts
from .tally import exact_points, mean, required_months, tally

FULL = Fraction(100)


class ForecastState(enum.StrEnum):
    """How far the goal is."""

    SECURED = "secured"
    POSSIBLE = "possible"
    NO_SLACK = "no_slack"
    OUT_OF_REACH = "out_of_reach"


@dataclass(frozen=True, slots=True)
class Forecast:
    """``misses``: how many months still to be settled may go wrong; None where none is counted.

    That many *may be missed* when the goal stays in reach whichever months they are: one that
    waits can bring its points as last sent, one not yet due the full 100.
    """

    state: ForecastState
    misses: int | None = None

    @property
    def label(self) -> str:
        """The words on screen."""
        match self.state:
            case ForecastState.SECURED:
                return "đã chắc chắn"
            case ForecastState.NO_SLACK:
                return "không được hụt thêm tháng nào"
            case ForecastState.OUT_OF_REACH:
                return "không còn khả năng"
            case _:
                slack = "" if self.misses is None else f" (được hụt {self.misses} tháng)"
                return f"còn khả năng{slack}"


@dataclass(frozen=True, slots=True)
class YearForecast:
    """The two goals of mục II.4.2.2, gạch đầu dòng thứ hai."""

    pass_months: Forecast
    points: Forecast


def forecast(facts: YearFacts, thresholds: Thresholds) -> YearForecast:
    """Passed months and points of the year, as they can still become."""
    answers = {check.code: check.state for check in assess(facts, thresholds).checks}
    return YearForecast(
        pass_months=_pass_months(facts, thresholds, answers[CheckCode.PASS_MONTHS]),
        points=_points(facts, thresholds, answers[CheckCode.POINTS]),
    )


def _pass_months(facts: YearFacts, thresholds: Thresholds, answer: CheckState) -> Forecast:
    counted = tally(facts, thresholds)
    required = required_months(thresholds, facts.full_months)
    chances = len(counted.hopeful) + len(counted.not_due)
    return _forecast(answer, chances, lambda left: len(counted.passed) + left >= required)


def _points(facts: YearFacts, thresholds: Thresholds, answer: CheckState) -> Forecast:
    if thresholds.basis == Basis.SELF_REVIEW:
        if answer is CheckState.OPEN:
            return Forecast(ForecastState.POSSIBLE)
        return _forecast(answer, 0, lambda left: False)
    counted = tally(facts, thresholds)
    asked = Fraction(thresholds.year_min_points)
    over_12 = thresholds.basis == Basis.SUM_OVER_12
    settled = [exact_points(fact) for fact in counted.passed]
    if over_12:
        settled += [exact_points(fact) for fact in counted.failed]
    waiting = counted.waiting if over_12 else counted.hopeful
    chances = sorted([exact_points(fact) for fact in waiting] + [FULL] * len(counted.not_due))

    def suffices(points: list[Fraction]) -> bool:
        if over_12:
            return sum(points, Fraction(0)) / 12 >= asked
        average = mean(points)
        return average is not None and (average >= asked or thresholds.any_passed_month_suffices)

    def reachable(left: int) -> bool:
        """The most valuable chances are lost; of the ``left`` poorest the best may come true."""
        best_first = chances[:left][::-1]
        return any(suffices(settled + best_first[:taken]) for taken in range(left + 1))

    return _forecast(answer, len(chances), reachable)


def _forecast(answer: CheckState, chances: int, reachable: Callable[[int], bool]) -> Forecast:
    if answer is CheckState.MET:
        return Forecast(ForecastState.SECURED)
    misses = next((lost for lost in range(chances, -1, -1) if reachable(chances - lost)), None)
    if answer is CheckState.NOT_MET or misses is None:
        return Forecast(ForecastState.OUT_OF_REACH)
    if misses == 0:
        return Forecast(ForecastState.NO_SLACK, 0)
    return Forecast(ForecastState.POSSIBLE, misses)
