"""Why a sheet counts as it does: clause, threshold and figures, in sentences. Pure."""

from decimal import Decimal

from organizations.formats import clause_in_words, vn_number

from .scoring import is_majority, majority_of
from .scoring.rating import MAJORITY_CLAUSE, POINTS_CLAUSE
from .sending import SheetRules
from .values import Values
from .workflow import Rating, Status


def reasons(values: Values, rules: SheetRules, total: Decimal | None, status: Status) -> list[str]:
    """What the verdict on a month, or the request of a year, rests on."""
    if values.no_meeting_held:
        return [
            "Tháng không tổ chức sinh hoạt: sau khi văn phòng xác nhận, tháng này không được tính "
            f"là tháng đạt ({clause_in_words(POINTS_CLAUSE)})."
        ]
    found = []
    if rules.min_points is not None:
        enough = total is not None and total >= rules.min_points
        found.append(
            f"Tổng điểm tự chấm {vn_number(total or 0)}, mức đạt cần từ "
            f"{vn_number(rules.min_points)} điểm: {_yes(enough)} "
            f"({clause_in_words(POINTS_CLAUSE)})."
        )
    below = [score.code for score in rules.scores(values) if score.mandatory_below_full]
    if below and not rules.yearly:
        found.append(f"Tiêu chí bắt buộc chưa đủ điểm tối đa: {', '.join(below)}.")
    if values.votes_for is not None and values.voters:
        majority = is_majority(values.votes_for, values.voters)
        found.append(
            f"{values.votes_for} trên {values.voters} đồng chí có quyền biểu quyết tán thành, cần "
            f"quá nửa (ít nhất {majority_of(values.voters)}): {_yes(majority)} "
            f"({MAJORITY_CLAUSE})."
        )
    if values.rating is not None:
        taken = "đạt" if values.rating is Rating.PASS else "không đạt"
        found.append(
            f"Hội nghị tự nhận mức {taken}; hội nghị có thể nhận mức thấp hơn, không được nhận "
            "mức cao hơn."
        )
    if status is not Status.CONFIRMED:
        found.append("Kết quả chỉ được tính khi văn phòng đã xác nhận.")
    return found


def _yes(met: bool) -> str:
    return "bảo đảm" if met else "chưa bảo đảm"
