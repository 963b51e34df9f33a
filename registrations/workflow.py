"""How a registration travels (C3). Pure."""

import enum
from types import MappingProxyType


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


class Side(enum.StrEnum):
    """Who performs an act: the organisation itself, or the office that settles."""

    OWN = "own"
    OFFICE = "office"


# Status × act → (who performs it, the status it leads to). TAKE_BACK leads to where the sending
# came from: the table names the statuses it may lead to.
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
            (Status.SUBMITTED, Act.ACCEPT): (Side.OFFICE, (Status.ACCEPTED,)),
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
