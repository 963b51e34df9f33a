"""How a sheet travels (D5–D8, D10, D11). Pure."""

import enum
from dataclasses import dataclass
from types import MappingProxyType

from organizations.refusals import Obstacle


class Status(enum.StrEnum):
    """Where a sheet stands; one that nobody has begun counts as a draft."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CONFIRMED = "confirmed"


class Act(enum.StrEnum):
    """What can be done to a sheet; objections and signed copies change no status (D11, D12)."""

    SAVE = "save"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    BEGIN_REVIEW = "begin_review"
    RETURN = "return"
    WITHDRAW_RETURN = "withdraw_return"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    ENTER_FROM_PAPER = "enter_from_paper"
    CORRECT_PAPER = "correct_paper"


class Side(enum.StrEnum):
    """Who performs an act: the organisation itself, or the office that settles."""

    OWN = "own"
    OFFICE = "office"


class Rating(enum.StrEnum):
    """The level a meeting takes for its organisation (tự nhận mức)."""

    PASS = "pass"  # noqa: S105 - a level, not a password
    FAIL = "fail"


class Ballot(enum.StrEnum):
    """How the meeting voted."""

    HAND = "hand"
    SECRET = "secret"  # noqa: S105 - a ballot, not a password


class MeetingQuality(enum.StrEnum):
    """How the cell judges its meeting (II.3.2.2/5)."""

    GOOD = "good"
    FAIR = "fair"
    AVERAGE = "average"
    POOR = "poor"


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
            (Status.DRAFT, Act.ENTER_FROM_PAPER): (Side.OFFICE, (Status.SUBMITTED,)),
            (Status.SUBMITTED, Act.TAKE_BACK): (Side.OWN, (Status.DRAFT, Status.RETURNED)),
            (Status.SUBMITTED, Act.BEGIN_REVIEW): (Side.OFFICE, (Status.SUBMITTED,)),
            (Status.SUBMITTED, Act.RETURN): (Side.OFFICE, (Status.RETURNED,)),
            (Status.SUBMITTED, Act.CONFIRM): (Side.OFFICE, (Status.CONFIRMED,)),
            (Status.SUBMITTED, Act.CORRECT_PAPER): (Side.OFFICE, (Status.SUBMITTED,)),
            (Status.RETURNED, Act.SAVE): (Side.OWN, (Status.RETURNED,)),
            (Status.RETURNED, Act.SUBMIT): (Side.OWN, (Status.SUBMITTED,)),
            (Status.RETURNED, Act.WITHDRAW_RETURN): (Side.OFFICE, (Status.SUBMITTED,)),
            (Status.RETURNED, Act.CORRECT_PAPER): (Side.OFFICE, (Status.SUBMITTED,)),
            (Status.CONFIRMED, Act.REOPEN): (Side.OFFICE, (Status.RETURNED,)),
        }
    )
)


class RequestStatus(enum.StrEnum):
    """Where a request to open a closed sheet stands (D6, D7)."""

    WAITING = "waiting"
    OPENED = "opened"
    DECLINED = "declined"


class RequestAct(enum.StrEnum):
    """How the office answers a request: by opening, or with a sentence."""

    OPEN = "open"
    DECLINE = "decline"


REQUEST_TRANSITIONS: MappingProxyType[tuple[RequestStatus, RequestAct], RequestStatus] = (
    MappingProxyType(
        {
            (RequestStatus.WAITING, RequestAct.OPEN): RequestStatus.OPENED,
            (RequestStatus.WAITING, RequestAct.DECLINE): RequestStatus.DECLINED,
        }
    )
)
REQUEST_LABELS = {
    RequestStatus.WAITING: "Chờ văn phòng trả lời",
    RequestStatus.OPENED: "Đã mở lại",
    RequestStatus.DECLINED: "Không mở lại",
}

LABELS_FOR_OWN = {
    Status.DRAFT: "Nháp",
    Status.SUBMITTED: "Đã gửi, chờ xác nhận",
    Status.RETURNED: "Trả lại để hoàn thiện",
    Status.CONFIRMED: "Đã xác nhận",
}
LABELS_FOR_OFFICE = {**LABELS_FOR_OWN, Status.SUBMITTED: "Chờ xác nhận"}

ACT_LABELS = {
    Act.SAVE: "Lập phiếu",
    Act.SUBMIT: "Gửi",
    Act.TAKE_BACK: "Lấy lại",
    Act.BEGIN_REVIEW: "Bắt đầu xem",
    Act.RETURN: "Trả lại để hoàn thiện",
    Act.WITHDRAW_RETURN: "Rút việc trả lại",
    Act.CONFIRM: "Xác nhận",
    Act.REOPEN: "Mở lại",
    Act.ENTER_FROM_PAPER: "Nhập thay theo bản giấy",
    Act.CORRECT_PAPER: "Sửa phiếu nhập thay",
}

RATING_LABELS = {Rating.PASS: "Đạt", Rating.FAIL: "Không đạt"}

BALLOT_LABELS = {Ballot.HAND: "Giơ tay", Ballot.SECRET: "Bỏ phiếu kín"}

MEETING_QUALITY_LABELS = {
    MeetingQuality.GOOD: "Tốt",
    MeetingQuality.FAIR: "Khá",
    MeetingQuality.AVERAGE: "Trung bình",
    MeetingQuality.POOR: "Kém",
}

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Situation:
    """What an act meets: where the sheet stands, and what else may stand in the way.

    ``locked``: the sentence of the lock when data entry is closed today (D6).
    """

    status: Status
    locked: Obstacle | None = None
    opened: bool = False
    from_paper: bool = False
    objection_open: bool = False


def obstacles(act: Act, situation: Situation) -> tuple[Obstacle, ...]:
    """What stands in the way of ``act``; nothing when the table and the situation allow it."""
    if (situation.status, act) not in TRANSITIONS:
        return (Obstacle("not_in_this_state", _out_of_state(act, situation.status)),)
    found = _hindrances(act, situation)
    return tuple(obstacle for obstacle in found if obstacle is not None)


def _hindrances(act: Act, situation: Situation) -> list[Obstacle | None]:
    match act:
        case Act.SAVE | Act.SUBMIT:
            return [situation.locked]
        case Act.TAKE_BACK if situation.from_paper:
            return [_PAPER_IS_THE_OFFICES]
        case Act.TAKE_BACK if situation.opened:
            return [_ALREADY_OPENED]
        case Act.TAKE_BACK if situation.locked:
            return [_LOCKED_IF_TAKEN_BACK]
        case Act.BEGIN_REVIEW if situation.opened:
            return [_REVIEW_BEGUN]
        case Act.RETURN if situation.from_paper:
            return [_CORRECT_PAPER_INSTEAD]
        case Act.CONFIRM if situation.objection_open:
            return [_OBJECTION_WAITS]
        case Act.CORRECT_PAPER if not situation.from_paper:
            return [_NOT_FROM_PAPER]
    return []


_STANDS = {
    Status.DRAFT: "Phiếu chưa được gửi",
    Status.SUBMITTED: "Phiếu đã gửi, đang chờ xác nhận",
    Status.RETURNED: "Phiếu đang được trả lại để hoàn thiện",
    Status.CONFIRMED: "Phiếu đã được xác nhận",
}
_DENIED = {
    Act.SAVE: "không sửa được",
    Act.SUBMIT: "không gửi được nữa",
    Act.TAKE_BACK: "không lấy lại được",
    Act.BEGIN_REVIEW: "không bắt đầu xem được",
    Act.RETURN: "không trả lại được",
    Act.WITHDRAW_RETURN: "không rút việc trả lại được",
    Act.CONFIRM: "không xác nhận được",
    Act.REOPEN: "không mở lại được",
    Act.ENTER_FROM_PAPER: "không nhập thay theo bản giấy được",
    Act.CORRECT_PAPER: "không sửa theo bản giấy được",
}
_MEND = {
    (Status.SUBMITTED, Side.OWN): (
        "Muốn sửa, mời lấy lại khi văn phòng chưa bắt đầu xem, hoặc đề nghị văn phòng trả lại."
    ),
    (Status.CONFIRMED, Side.OWN): "Muốn sửa, mời đề nghị văn phòng mở lại.",
    (Status.DRAFT, Side.OFFICE): "Mời chờ tổ chức gửi.",
    (Status.SUBMITTED, Side.OFFICE): "Mời xác nhận hoặc trả lại.",
    (Status.RETURNED, Side.OFFICE): "Mời chờ tổ chức gửi lại, hoặc rút việc trả lại.",
    (Status.CONFIRMED, Side.OFFICE): "Muốn thay đổi, mời mở lại phiếu.",
}


def side_of(act: Act) -> Side:
    """Who performs the act, wherever the sheet stands."""
    return next(side for (_, one), (side, _) in TRANSITIONS.items() if one is act)


def _out_of_state(act: Act, status: Status) -> str:
    mend = _MEND.get((status, side_of(act)), "")
    return f"{_STANDS[status]} nên {_DENIED[act]}. {mend}".rstrip()


_PAPER_IS_THE_OFFICES = Obstacle(
    "paper_not_taken_back",
    "Phiếu này do văn phòng nhập thay theo bản giấy nên không lấy lại được. Nếu có chỗ chưa đúng, "
    "mời gửi phản ánh.",
)
_ALREADY_OPENED = Obstacle(
    "already_opened",
    "Văn phòng đã bắt đầu xem phiếu nên không lấy lại được. Nếu cần sửa, mời đề nghị văn phòng "
    "trả lại.",
)
_LOCKED_IF_TAKEN_BACK = Obstacle(
    "locked",
    "Kỳ này đã khóa nhập liệu: nếu lấy lại bây giờ thì không gửi lại được. Nếu cần sửa, mời đề "
    "nghị văn phòng trả lại.",
)
_REVIEW_BEGUN = Obstacle("already_opened", "Phiếu này đã được bắt đầu xem. Mời tải lại trang.")
_CORRECT_PAPER_INSTEAD = Obstacle(
    "paper_not_returned",
    "Phiếu này do văn phòng nhập thay theo bản giấy: không trả lại cho chi bộ, mời sửa lại cho "
    "đúng bản giấy.",
)
_OBJECTION_WAITS = Obstacle(
    "objection_waits",
    "Chi bộ có phản ánh về phiếu nhập thay này. Mời sửa lại phiếu hoặc trả lời phản ánh trước khi "
    "xác nhận.",
)
_NOT_FROM_PAPER = Obstacle(
    "not_from_paper", "Phiếu này do chính tổ chức lập và gửi, không phải nhập thay theo bản giấy."
)
