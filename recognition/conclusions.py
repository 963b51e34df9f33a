"""The year's answers in a few words, as tables and headings write them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from evaluations.months import MonthState, Standing
from evaluations.workflow import Rating
from organizations.formats import vn_number
from plans.workflow import Basis

from .rules import Assessment, Check, CheckCode, CheckState, Outcome, YearFacts

# A mark is read by its word; sign and tone only come in addition.
SIGNS = {CheckState.MET: "✓", CheckState.NOT_MET: "✕", CheckState.OPEN: "…"}
TONES = {CheckState.MET: "ok", CheckState.NOT_MET: "bad", CheckState.OPEN: "warn"}
OUTCOME_TONES = {Outcome.ELIGIBLE: "ok", Outcome.NOT_ELIGIBLE: "bad", Outcome.OPEN: "warn"}
MONTH_TONES = {
    MonthState.PASSED: "ok",
    MonthState.FAILED: "bad",
    MonthState.MISSING: "dark",
    MonthState.AWAITING: "warn",
    MonthState.RETURNED: "warn",
    MonthState.NO_MEETING: "",
    MonthState.NOT_DUE: "",
    MonthState.NOT_ALIVE: "",
}


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


def conclusion(facts: YearFacts, found: Assessment, basis: Basis) -> str:
    """``Đủ điều kiện``, ``Không đủ: 9 tháng, xếp loại``, ``Chờ xác nhận tháng 3, 7, 11``."""
    if found.outcome is Outcome.ELIGIBLE:
        return "Đủ điều kiện"
    if not found.considered:
        return "Không xét: đã kết thúc trước 31/12"
    if found.outcome is Outcome.NOT_ELIGIBLE:
        against = (_why_not(check, facts, found) for check in found.having(CheckState.NOT_MET))
        return f"Không đủ: {', '.join(against)}"
    reasons = dict.fromkeys(  # each once: months open both the count and the points
        reason
        for check in found.having(CheckState.OPEN)
        for reason in _why_open(check.code, facts, basis)
    )
    words = "; ".join(reasons)
    return words[:1].upper() + words[1:]


def _why_not(check: Check, facts: YearFacts, found: Assessment) -> str:
    match check.code:
        case CheckCode.REGISTERED:
            return "chưa đăng ký"
        case CheckCode.SELF_REVIEW:
            settled = facts.self_review.standing is Standing.SETTLED
            return "không đề nghị công nhận" if settled else "chưa tự rà soát"
        case CheckCode.PASS_MONTHS:
            return f"{found.pass_months} tháng"
        case CheckCode.POINTS:
            return "chưa có điểm" if found.points is None else f"{vn_number(found.points, 2)} điểm"
        case CheckCode.GRADE:
            return "xếp loại"


def _why_open(code: CheckCode, facts: YearFacts, basis: Basis) -> list[str]:
    match code:
        case CheckCode.REGISTERED:
            return [
                {
                    Standing.WAITING: "chờ tiếp nhận đăng ký",
                    Standing.RETURNED: "đăng ký đang trả lại",
                }.get(facts.registration.standing, "chưa đăng ký, còn hạn")
            ]
        case CheckCode.SELF_REVIEW:
            return [_why_review_open(facts)]
        case CheckCode.PASS_MONTHS:
            return _why_months_open(facts, any_rating=False)
        case CheckCode.POINTS:
            if basis == Basis.SELF_REVIEW:
                return [_why_review_open(facts)]
            return _why_months_open(facts, any_rating=basis == Basis.SUM_OVER_12)
        case CheckCode.GRADE:
            return ["chưa xếp loại"]


def _why_review_open(facts: YearFacts) -> str:
    return {
        Standing.WAITING: "chờ xác nhận tự rà soát",
        Standing.RETURNED: "tự rà soát đang trả lại",
    }.get(facts.self_review.standing, "chưa tự rà soát, còn hạn")


def _why_months_open(facts: YearFacts, *, any_rating: bool) -> list[str]:
    """The months to come; of those that wait only what could count (``any_rating``: all)."""
    words = {
        MonthState.AWAITING: "chờ xác nhận tháng {}",
        MonthState.RETURNED: "đang trả lại tháng {}",
        MonthState.NOT_DUE: "chưa đến hạn tháng {}",
    }
    return [
        text.format(_span(months))
        for state, text in words.items()
        if (
            months := [
                fact.month
                for fact in facts.months
                if fact.state is state
                and (any_rating or not state.waits or fact.rating == Rating.PASS)
            ]
        )
    ]


def _span(months: list[int]) -> str:
    """``3, 7, 11``; a run of three or more as ``10–12``."""
    parts: list[str] = []
    run: list[int] = []
    for month in [*sorted(months), 0]:
        if run and month == run[-1] + 1:
            run.append(month)
            continue
        if len(run) > 2:
            parts.append(f"{run[0]}–{run[-1]}")
        else:
            parts += [str(one) for one in run]
        run = [month]
    return ", ".join(parts)
