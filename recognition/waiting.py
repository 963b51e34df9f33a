"""What was sent for a year and is not settled, counted for the office. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from evaluations.months import MonthState, Standing

from .rules import YearFacts


@dataclass(frozen=True, slots=True)
class Waiting:
    """What was sent and is not settled, of one or more organisations.

    ``sheets``, ``reviews`` and ``registrations`` wait for the office, ``returned`` for their cell.
    """

    sheets: int = 0
    reviews: int = 0
    registrations: int = 0
    returned: int = 0

    @property
    def for_office(self) -> int:
        """How many things the office can settle today."""
        return self.sheets + self.reviews + self.registrations

    def in_words(self) -> str:
        """``3 phiếu và 1 bản đăng ký``; empty where nothing waits for the office."""
        parts = [
            f"{count} {what}"
            for count, what in (
                (self.sheets, "phiếu"),
                (self.reviews, "bản tự rà soát năm"),
                (self.registrations, "bản đăng ký"),
            )
            if count
        ]
        return " và ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def waiting(years: Iterable[YearFacts]) -> Waiting:
    """Count what waits in these years."""
    sheets = reviews = registrations = returned = 0
    for facts in years:
        states = [fact.state for fact in facts.months]
        sheets += states.count(MonthState.AWAITING)
        returned += states.count(MonthState.RETURNED)
        for standing in (facts.self_review.standing, facts.registration.standing):
            returned += standing is Standing.RETURNED
        reviews += facts.self_review.standing is Standing.WAITING
        registrations += facts.registration.standing is Standing.WAITING
    return Waiting(sheets, reviews, registrations, returned)
