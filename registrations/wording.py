"""Where a registration stands, in words that fit who reads them."""

import datetime as dt
from dataclasses import dataclass

from organizations.actors import Actor
from organizations.formats import vn_date
from organizations.models import Organization
from organizations.names import body_of
from organizations.permissions import keys_in_for
from organizations.refusals import Obstacle
from organizations.tree import authority_on, name_on
from plans.models import Plan
from plans.wording import way_to_a_plan

from .models import Registration
from .workflow import LABELS_FOR_OFFICE, LABELS_FOR_OWN, Status

CONTENTS = (
    "Hoàn thành tốt nhiệm vụ chính trị",
    "Chất lượng sinh hoạt tốt",
    "Đoàn kết, kỷ luật tốt",
    "Cán bộ, đảng viên tốt",
)

_TONES = {Status.SUBMITTED: "warn", Status.RETURNED: "warn", Status.ACCEPTED: "ok"}


@dataclass(frozen=True)
class Words:
    """A state: its name and the tone of its mark."""

    text: str
    tone: str = ""


def reads_as_own(actor: Actor, organization: Organization) -> bool:
    """Whether the actor reads the registration as the one who keys it in."""
    return keys_in_for(actor, organization) is None


def status_for(registration: Registration | None, *, own: bool) -> Words:
    """The status in the words of the organisation itself (``own``) or of whom it is sent to."""
    if registration is None or (registration.status == Status.DRAFT and not own):
        return Words("Chưa bắt đầu" if own else "Chưa gửi")
    status = Status(registration.status)
    labels = LABELS_FOR_OWN if own else LABELS_FOR_OFFICE
    return Words(labels[status], _TONES.get(status, ""))


def timeliness(registration: Registration | None, plan: Plan | None) -> Words | None:
    """``Gửi đúng hạn`` or ``Gửi muộn``; None where nothing was sent or nothing says until when."""
    if registration is None or plan is None or registration.sent_on is None:
        return None
    return Words("Gửi muộn", "warn") if registration.is_late(plan) else Words("Gửi đúng hạn", "ok")


def model_of(organization: Organization) -> str:
    """``“chi bộ bốn tốt”`` or ``“đảng bộ bốn tốt”``."""
    return f"“{organization.get_kind_display()} bốn tốt”"


def addressee_of(organization: Organization, plan: Plan | None, year: int) -> str:
    """To whom the organisation registers: its committee, or the authority above it."""
    if organization.is_committee and plan is not None and plan.addressee_above:
        via = f" (qua {plan.addressee_via})" if plan.addressee_via else ""
        return plan.addressee_above + via
    day = organization.read_on(dt.date(year, 12, 31))
    authority = authority_on(organization, day)
    if authority is None:
        return "cấp trên"
    return body_of(name_on(authority, day))


def paper_note(registration: Registration) -> str:
    """Says that the office keyed it in from signed paper; empty where it did not."""
    if not registration.from_paper:
        return ""
    clerk = registration.sent_by.full_name if registration.sent_by else "văn phòng"
    return (
        f"Nhập thay theo bản giấy nhận ngày {vn_date(registration.paper_received_on)},"
        f" người ký: {registration.paper_signer}, người nhập: {clerk}."
    )


def no_plan(year: int, *, by: Actor) -> Obstacle:
    """Nobody registers for a year that no plan governs."""
    return Obstacle(
        "no_plan",
        f"Chưa có kế hoạch có hiệu lực cho năm {year} nên chưa đăng ký được. " + way_to_a_plan(by),
    )
