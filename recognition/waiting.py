"""What was sent for a year and is not settled: counted, and what it holds up. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from evaluations.months import MonthState, Standing
from plans.workflow import Basis

from .rules import Assessment, CheckCode, CheckState, Thresholds, YearFacts
from .rules.tally import tally


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


def office_holds_up(facts: YearFacts, thresholds: Thresholds, assessment: Assessment) -> bool:
    """Whether something that waits for the office is why one of the checks is open (E7).

    A sheet that waits while its check is already answered changes nothing: it holds up nobody.
    """
    unanswered = {check.code for check in assessment.having(CheckState.OPEN)}
    return bool(unanswered & _checks_that_wait(facts, thresholds))


def _checks_that_wait(facts: YearFacts, thresholds: Thresholds) -> set[CheckCode]:
    """The checks on which what waits for the office has a say."""
    found = set()
    counted = tally(facts, thresholds)
    review_waits = facts.self_review.standing is Standing.WAITING
    if facts.registration.standing is Standing.WAITING:
        found.add(CheckCode.REGISTERED)
    if review_waits:
        found.add(CheckCode.SELF_REVIEW)
    if any(fact.state is MonthState.AWAITING for fact in counted.hopeful):
        found.add(CheckCode.PASS_MONTHS)
    if thresholds.basis == Basis.SELF_REVIEW:
        points_wait = review_waits
    else:
        # The mean counts months that pass; the sum also those that do not.
        counting = counted.waiting if thresholds.basis == Basis.SUM_OVER_12 else counted.hopeful
        points_wait = any(fact.state is MonthState.AWAITING for fact in counting)
    return found | {CheckCode.POINTS} if points_wait else found
