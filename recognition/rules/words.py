"""The Vietnamese sentences of the checks: what is required, what was found."""

from collections.abc import Iterable
from fractions import Fraction

from evaluations.grades import GRADE_LABELS, GRADE_SHORT, Grade
from evaluations.months import MonthState, Standing
from evaluations.workflow import Rating
from organizations.formats import vn_date, vn_number
from plans.workflow import Basis

from .facts import (
    GradeFact,
    MonthFact,
    RegistrationFact,
    SelfReviewFact,
    Thresholds,
    YearFacts,
)
from .tally import Tally

REGISTRATION_REQUIRED = "bản đăng ký được tiếp nhận"
SELF_REVIEW_REQUIRED = "có đề nghị công nhận, được xác nhận"
GRADE_REQUIRED = f"từ “{GRADE_LABELS[Grade.GOOD]}”"

_BASIS = {
    Basis.MEAN_PASSED: "trung bình các tháng đạt",
    Basis.SUM_OVER_12: "tổng điểm các tháng đã xác nhận chia 12",
    Basis.SELF_REVIEW: "điểm tự rà soát, đánh giá năm",
}


def registration_found(fact: RegistrationFact) -> str:
    """Accepted when, or how far it came; late is said, with the last day on time."""
    until = f"hạn đến hết ngày {vn_date(fact.on_time_until)}"
    late = f" (gửi muộn ngày {vn_date(fact.first_sent_on)}, {until})" if fact.late else ""
    sent = f"gửi ngày {vn_date(fact.first_sent_on)}, " if fact.first_sent_on else ""
    match fact.standing:
        case Standing.SETTLED:
            return f"tiếp nhận {vn_date(fact.accepted_on)}".rstrip() + late
        case Standing.WAITING:
            return f"{sent}chờ tiếp nhận"
        case Standing.RETURNED:
            return f"{sent}đã trả lại để hoàn thiện"
        case _:
            passed = "đã quá hạn, " if fact.deadline_passed else ""
            return f"chưa đăng ký ({passed}{until})"


def registration_short(fact: RegistrationFact) -> str:
    """Why there is no accepted registration, in a few words."""
    match fact.standing:
        case Standing.WAITING:
            return "chờ tiếp nhận đăng ký"
        case Standing.RETURNED:
            return "đăng ký đang trả lại"
        case _:
            return "chưa đăng ký"


def self_review_found(fact: SelfReviewFact) -> str:
    """Confirmed when and with what, or how far it came."""
    sent = f"gửi ngày {vn_date(fact.sent_on)}, " if fact.sent_on else ""
    match fact.standing:
        case Standing.SETTLED:
            confirmed = f"xác nhận {vn_date(fact.confirmed_on)}".rstrip()
            return confirmed if fact.requests else f"{confirmed}; không đề nghị công nhận"
        case Standing.WAITING:
            return f"{sent}chờ xác nhận"
        case Standing.RETURNED:
            return f"{sent}đã trả lại để hoàn thiện"
        case _:
            passed = "đã quá hạn, " if fact.due_passed else ""
            return f"chưa gửi ({passed}hạn đến hết ngày {vn_date(fact.due_on)})"


def self_review_short(fact: SelfReviewFact) -> str:
    """Why there is no confirmed request, in a few words."""
    match fact.standing:
        case Standing.SETTLED:
            return "không đề nghị công nhận"
        case Standing.WAITING:
            return "chờ xác nhận tự rà soát"
        case Standing.RETURNED:
            return "tự rà soát đang trả lại"
        case _:
            return "chưa tự rà soát năm"


def months_required(thresholds: Thresholds, required: int, lived: int) -> str:
    """``từ 10 trên 12 tháng``; pro-rated with the reckoning."""
    if required == thresholds.required_months:
        return f"từ {required} trên 12 tháng"
    return (
        f"từ {required} tháng ({thresholds.required_months} × {lived} ÷ 12, làm tròn lên, "
        f"vì hoạt động trọn {lived} tháng)"
    )


def months_found(facts: YearFacts, thresholds: Thresholds, counted: Tally) -> str:
    """``9 tháng; tháng 2, 6 không đạt, tháng 8 không tổ chức sinh hoạt``."""
    groups: dict[str, list[MonthFact]] = {}
    for fact in sorted(facts.months, key=lambda fact: fact.month):
        if fact not in counted.passed:
            why = _why_not_passed(fact, facts, thresholds, counted)
            groups.setdefault(why, []).append(fact)
    rest = ", ".join(f"{named(months)} {why}" for why, months in groups.items())
    return f"{len(counted.passed)} tháng" + (f"; {rest}" if rest else "")


def months_short(counted: Tally, still_open: bool) -> str:
    """How many passed; while they may still suffice, what they wait for."""
    if not still_open:
        return f"đạt {len(counted.passed)} tháng"
    awaiting = [fact for fact in counted.hopeful if fact.state is MonthState.AWAITING]
    returned = [fact for fact in counted.hopeful if fact.state is MonthState.RETURNED]
    words = (
        f"chờ xác nhận {named(awaiting)}" if awaiting else "",
        f"đang trả lại {named(returned)}" if returned else "",
        f"{named(counted.not_due)} chưa đến hạn" if counted.not_due else "",
    )
    return ", ".join(filter(None, words))


def _why_not_passed(
    fact: MonthFact, facts: YearFacts, thresholds: Thresholds, counted: Tally
) -> str:
    if fact.state is MonthState.NOT_ALIVE:
        lives_later = any(
            later.month > fact.month and later.state is not MonthState.NOT_ALIVE
            for later in facts.months
        )
        return "chưa thành lập" if lives_later else "đã kết thúc"
    low = f"tự nhận đạt nhưng dưới {vn_number(thresholds.month_min_points)} điểm"
    if fact.state is MonthState.PASSED:
        return low
    if fact.state is MonthState.FAILED:
        return low if fact.rating == Rating.PASS else fact.state.label
    if not fact.state.waits or fact in counted.hopeful:
        return fact.state.label
    if fact.rating is None:
        return f"{fact.state.label} ({MonthState.NO_MEETING.label})"
    return f"{fact.state.label} ({low if fact.rating == Rating.PASS else 'tự nhận không đạt'})"


def points_required(thresholds: Thresholds) -> str:
    """``từ 90 điểm, trung bình các tháng đạt``."""
    return f"từ {vn_number(thresholds.year_min_points)} điểm, {_BASIS[thresholds.basis]}"


def points_found(
    facts: YearFacts, thresholds: Thresholds, counted: Tally, points: Fraction | None
) -> str:
    """The points cut down to two decimals, and what may still count."""
    if thresholds.basis == Basis.SELF_REVIEW:
        if points is None:
            return f"chưa có điểm: bản tự rà soát năm {self_review_found(facts.self_review)}"
        return f"{vn_number(points, 2)} điểm"
    if points is not None:
        found = f"{vn_number(points, 2)} điểm"
    elif thresholds.basis == Basis.MEAN_PASSED:
        found = "chưa có tháng nào đạt"
    else:
        found = "chưa có tháng nào được xác nhận"
    waiting = counted.hopeful if thresholds.basis == Basis.MEAN_PASSED else counted.waiting
    to_come = ", ".join(
        f"{named(months)} {what}"
        for months, what in (
            (waiting, "chưa xác nhận"),
            (counted.not_due, MonthState.NOT_DUE.label),
        )
        if months
    )
    return f"{found}; {to_come}" if to_come else found


def points_short(points: Fraction | None, still_open: bool) -> str:
    """Too few, or not settled yet."""
    if still_open:
        return "chưa chốt điểm năm"
    return "chưa có điểm năm" if points is None else f"{vn_number(points, 2)} điểm"


def grade_found(fact: GradeFact) -> str:
    """The decided grade, or that none was decided."""
    if fact.decided is None:
        return "chưa có kết quả xếp loại của cấp có thẩm quyền"
    return GRADE_LABELS[fact.decided]


def grade_short(fact: GradeFact) -> str:
    """The grade that is too low, or that there is none."""
    return "chưa xếp loại" if fact.decided is None else f"xếp loại {GRADE_SHORT[fact.decided]}"


def named(months: Iterable[MonthFact]) -> str:
    """``tháng 2, 6``."""
    return f"tháng {', '.join(str(fact.month) for fact in months)}"
