"""How a registration travels (C3, D11). Pure."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from organizations.refusals import Obstacle


class Status(enum.StrEnum):
    """Where a registration stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class Act(enum.StrEnum):
    """What can be done to a registration."""

    SAVE = "save"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    BEGIN_REVIEW = "begin_review"
    RETURN = "return"
    WITHDRAW_RETURN = "withdraw_return"
    ACCEPT = "accept"
    REOPEN = "reopen"
    ENTER_FROM_PAPER = "enter_from_paper"
    CORRECT_PAPER = "correct_paper"


class Side(enum.StrEnum):
    """Who performs an act: the organisation itself, or the office that settles."""

    OWN = "own"
    OFFICE = "office"


# Status × act → (who performs it, the status it leads to). TAKE_BACK leads to where the sending
# came from: the table names the statuses it may lead to. What does not exist yet is a draft.
TRANSITIONS: MappingProxyType[tuple[Status, Act], tuple[Side, tuple[Status, ...]]] = (
    MappingProxyType(
        {
            (Status.DRAFT, Act.SAVE): (Side.OWN, (Status.DRAFT,)),
            (Status.DRAFT, Act.SUBMIT): (Side.OWN, (Status.SUBMITTED,)),
            (Status.DRAFT, Act.ENTER_FROM_PAPER): (Side.OFFICE, (Status.SUBMITTED,)),
            (Status.RETURNED, Act.SAVE): (Side.OWN, (Status.RETURNED,)),
            (Status.RETURNED, Act.SUBMIT): (Side.OWN, (Status.SUBMITTED,)),
            (Status.RETURNED, Act.WITHDRAW_RETURN): (Side.OFFICE, (Status.SUBMITTED,)),
            (Status.RETURNED, Act.CORRECT_PAPER): (Side.OFFICE, (Status.SUBMITTED,)),
            (Status.SUBMITTED, Act.TAKE_BACK): (Side.OWN, (Status.DRAFT, Status.RETURNED)),
            (Status.SUBMITTED, Act.BEGIN_REVIEW): (Side.OFFICE, (Status.SUBMITTED,)),
            (Status.SUBMITTED, Act.RETURN): (Side.OFFICE, (Status.RETURNED,)),
            (Status.SUBMITTED, Act.ACCEPT): (Side.OFFICE, (Status.ACCEPTED,)),
            (Status.SUBMITTED, Act.CORRECT_PAPER): (Side.OFFICE, (Status.SUBMITTED,)),
            (Status.ACCEPTED, Act.REOPEN): (Side.OFFICE, (Status.RETURNED,)),
        }
    )
)

LABELS_FOR_OWN = {
    Status.DRAFT: "Nháp",
    Status.SUBMITTED: "Đã gửi, chờ tiếp nhận",
    Status.RETURNED: "Trả lại để hoàn thiện",
    Status.ACCEPTED: "Đã tiếp nhận",
}
LABELS_FOR_OFFICE = {**LABELS_FOR_OWN, Status.SUBMITTED: "Chờ tiếp nhận"}


@dataclass(frozen=True)
class Standing:
    """All that the workflow needs to know of a registration."""

    status: Status = Status.DRAFT
    opened: bool = False
    from_paper: bool = False
    objection_open: bool = False


def side_of(act: Act) -> Side:
    """Who performs the act, in whatever status."""
    return next(side for (_, one), (side, _) in TRANSITIONS.items() if one == act)


def obstacles(act: Act, standing: Standing) -> Iterator[Obstacle]:
    """What in its standing is in the way of an act; who may is asked elsewhere."""
    if (standing.status, act) not in TRANSITIONS:
        yield Obstacle("wrong_status", _sentence(act, standing))
        return
    if act == Act.TAKE_BACK and standing.from_paper:
        yield Obstacle(
            "from_paper",
            "Bản này do văn phòng nhập thay theo bản giấy nên không lấy lại được. Nếu có chỗ chưa"
            " đúng, mời gửi phản ánh để văn phòng sửa.",
        )
    elif act == Act.TAKE_BACK and standing.opened:
        yield Obstacle(
            "opened",
            "Văn phòng đã bắt đầu xem nên không lấy lại được. Muốn sửa, mời đề nghị văn phòng trả"
            " lại để hoàn thiện.",
        )
    elif act == Act.BEGIN_REVIEW and standing.opened:
        yield Obstacle("opened", "Bản đăng ký này đã được bắt đầu xem. Mời tải lại trang.")
    elif act == Act.CORRECT_PAPER and not standing.from_paper:
        yield Obstacle("own_was_sent", _OWN_WAS_SENT)
    elif act == Act.ACCEPT and standing.objection_open:
        yield Obstacle(
            "objection_open",
            "Tổ chức có phản ánh về bản nhập thay theo bản giấy. Mời sửa hoặc trả lời phản ánh"
            " trước khi tiếp nhận.",
        )


_OWN_WAS_SENT = (
    "Tổ chức đã tự gửi bản đăng ký nên không nhập thay theo bản giấy được. Mời xem bản đã gửi."
)
_STANDS = {
    Status.DRAFT: "Bản đăng ký chưa gửi",
    Status.SUBMITTED: "Bản đăng ký đã gửi, đang chờ tiếp nhận",
    Status.RETURNED: "Bản đăng ký đang trả lại để hoàn thiện",
    Status.ACCEPTED: "Bản đăng ký đã được tiếp nhận",
}
_DENIED = {
    Act.SAVE: "không sửa được",
    Act.SUBMIT: "không gửi được nữa",
    Act.TAKE_BACK: "không lấy lại được",
    Act.BEGIN_REVIEW: "không bắt đầu xem được",
    Act.RETURN: "không trả lại được",
    Act.WITHDRAW_RETURN: "không rút lại việc trả lại được",
    Act.ACCEPT: "không tiếp nhận được",
    Act.REOPEN: "không mở lại được",
}
_MEND = {
    (Status.SUBMITTED, Side.OWN): "Muốn sửa, mời lấy lại trước.",
    (Status.ACCEPTED, Side.OWN): "Muốn sửa, mời liên hệ nơi tiếp nhận để được mở lại.",
    (Status.RETURNED, Side.OFFICE): "Mời chờ tổ chức gửi lại, hoặc rút lại việc trả lại.",
    (Status.DRAFT, Side.OFFICE): "Mời chờ tổ chức gửi.",
    (Status.ACCEPTED, Side.OFFICE): "Muốn thay đổi, mời mở lại.",
    (Status.SUBMITTED, Side.OFFICE): "Mời tiếp nhận hoặc trả lại.",
}


def _sentence(act: Act, standing: Standing) -> str:
    if act in (Act.ENTER_FROM_PAPER, Act.CORRECT_PAPER):
        if standing.status == Status.ACCEPTED:
            return "Bản đăng ký đã được tiếp nhận nên không nhập hay sửa theo bản giấy được."
        return _OWN_WAS_SENT
    mend = _MEND.get((standing.status, side_of(act)), "")
    return f"{_STANDS[standing.status]} nên {_DENIED[act]}. {mend}".rstrip()
