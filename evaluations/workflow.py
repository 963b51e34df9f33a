"""How a sheet travels (D5–D8, D10, D11). Pure."""

import enum
from types import MappingProxyType


class Status(enum.StrEnum):
    """Where a sheet stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CONFIRMED = "confirmed"


class Act(enum.StrEnum):
    """What can be done to a sheet."""

    SAVE = "save"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    BEGIN_REVIEW = "begin_review"
    RETURN = "return"
    WITHDRAW_RETURN = "withdraw_return"
    CONFIRM = "confirm"
    REOPEN = "reopen"


class Side(enum.StrEnum):
    """Who performs an act: the organisation itself, or the office that settles."""

    OWN = "own"
    OFFICE = "office"


class Rating(enum.StrEnum):
    """The level a meeting takes for its organisation (tự nhận mức)."""

    PASS = "pass"  # noqa: S105 - a level, not a password
    FAIL = "fail"


class ReturnReason(enum.StrEnum):
    """Why the office marks a part of a sheet (D5)."""

    EVIDENCE_MISSING = "evidence_missing"
    POINTS_DOUBTFUL = "points_doubtful"
    REASON_UNCLEAR = "reason_unclear"
    VOTES_MISMATCH = "votes_mismatch"
    DATE_WRONG = "date_wrong"
    OTHER = "other"


class Resubmission(enum.StrEnum):
    """What the cell says when it sends again (D5)."""

    TYPO = "typo"
    REVOTED = "revoted"


# Status × act → (who performs it, the statuses it may lead to). TAKE_BACK leads to where the
# sending came from.
TRANSITIONS: MappingProxyType[tuple[Status, Act], tuple[Side, tuple[Status, ...]]] = (
    MappingProxyType(
        {
            (Status.DRAFT, Act.SAVE): (Side.OWN, (Status.DRAFT,)),
            (Status.DRAFT, Act.SUBMIT): (Side.OWN, (Status.SUBMITTED,)),
            (Status.RETURNED, Act.SAVE): (Side.OWN, (Status.RETURNED,)),
            (Status.RETURNED, Act.SUBMIT): (Side.OWN, (Status.SUBMITTED,)),
            (Status.RETURNED, Act.WITHDRAW_RETURN): (Side.OFFICE, (Status.SUBMITTED,)),
            (Status.SUBMITTED, Act.TAKE_BACK): (Side.OWN, (Status.DRAFT, Status.RETURNED)),
            (Status.SUBMITTED, Act.BEGIN_REVIEW): (Side.OFFICE, (Status.SUBMITTED,)),
            (Status.SUBMITTED, Act.RETURN): (Side.OFFICE, (Status.RETURNED,)),
            (Status.SUBMITTED, Act.CONFIRM): (Side.OFFICE, (Status.CONFIRMED,)),
            (Status.CONFIRMED, Act.REOPEN): (Side.OFFICE, (Status.RETURNED,)),
        }
    )
)

LABELS_FOR_OWN = {
    Status.DRAFT: "Nháp",
    Status.SUBMITTED: "Đã gửi, chờ xác nhận",
    Status.RETURNED: "Trả lại để hoàn thiện",
    Status.CONFIRMED: "Đã xác nhận",
}
LABELS_FOR_OFFICE = {**LABELS_FOR_OWN, Status.SUBMITTED: "Chờ xác nhận"}

RATING_LABELS = {Rating.PASS: "Đạt", Rating.FAIL: "Không đạt"}

RETURN_REASON_LABELS = {
    ReturnReason.EVIDENCE_MISSING: "Thiếu minh chứng",
    ReturnReason.POINTS_DOUBTFUL: "Điểm chưa phù hợp",
    ReturnReason.REASON_UNCLEAR: "Lý do trừ điểm chưa rõ",
    ReturnReason.VOTES_MISMATCH: "Số biểu quyết không khớp",
    ReturnReason.DATE_WRONG: "Ngày chưa đúng",
    ReturnReason.OTHER: "Lý do khác",
}

RESUBMISSION_LABELS = {
    Resubmission.TYPO: "Sửa lỗi nhập",
    Resubmission.REVOTED: "Chi bộ biểu quyết lại",
}
