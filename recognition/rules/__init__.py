"""The rules of a year (E2–E8, E13, G2): plain facts in, reasons out. Pure.

``assess`` answers whether an organisation may be recognised and why; ``forecast`` what is still
possible. What each clause leaves open and how it is read here stands in ``docs/rules.md``.
"""

from .answers import Assessment, Check, CheckCode, CheckState, Outcome
from .assess import assess
from .exemplary import Contender, exemplary_cap, exemplary_cap_in_words, rank
from .facts import (
    GradeFact,
    MonthFact,
    RegistrationFact,
    SelfReviewFact,
    Thresholds,
    YearFacts,
    full_months,
    last_day_to_register,
)
from .forecast import Forecast, ForecastState, YearForecast, forecast
from .tally import required_months

__all__ = [
    "Assessment",
    "Check",
    "CheckCode",
    "CheckState",
    "Contender",
    "Forecast",
    "ForecastState",
    "GradeFact",
    "MonthFact",
    "Outcome",
    "RegistrationFact",
    "SelfReviewFact",
    "Thresholds",
    "YearFacts",
    "YearForecast",
    "assess",
    "exemplary_cap",
    "exemplary_cap_in_words",
    "forecast",
    "full_months",
    "last_day_to_register",
    "rank",
    "required_months",
]
