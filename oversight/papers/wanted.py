"""What somebody wants on paper, and what must be there for it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from evaluations import periods
from evaluations.models import YEAR, Evaluation
from evaluations.workflow import Status as SheetStatus
from organizations.actors import Actor
from organizations.formats import vn_date
from organizations.models import Organization, OrganizationVersion
from organizations.refusals import Obstacle, Refusal


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody wants on paper; ``period`` is a month or ``YEAR``, ``today`` dates drafts.

    ``reader``: who wants it, and therefore gets only what they may read, drafts of their own too.
    None is a command or a job: everything that was sent.
    """

    committee: Organization
    organization: Organization
    year: int
    period: int | None
    blank: bool
    today: dt.date
    reader: Actor | None = None


def month_of(wanted: Wanted) -> int:
    """The month; ``Refusal`` where none was named."""
    if wanted.period is None or wanted.period == YEAR:
        raise Refusal(
            Obstacle("month_missing", "Văn bản này là của một tháng: mời ghi --period từ 1 đến 12.")
        )
    return wanted.period


def member_of(wanted: Wanted) -> Organization:
    """The organisation, which is the committee itself or belonged to it on a day of the year."""
    organization, committee = wanted.organization, wanted.committee
    belonged = OrganizationVersion.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gte=dt.date(wanted.year, 1, 1)),
        organization=organization,
        parent=committee,
        from_date__lte=dt.date(wanted.year, 12, 31),
    )
    if organization != committee and not belonged.exists():
        raise Refusal(
            Obstacle(
                "not_a_member",
                f"Năm {wanted.year} tổ chức {organization.code} không trực thuộc {committee.code}."
                " Mời kiểm tra lại mã.",
            )
        )
    return organization


def sheet_of(wanted: Wanted, period: int) -> Evaluation:
    """The sheet or self-review of a period; ``Refusal`` where there is none to be read."""
    organization = member_of(wanted)
    readable = (
        Evaluation.objects.exclude(status=SheetStatus.DRAFT)
        if wanted.reader is None
        else Evaluation.objects.visible_to(wanted.reader)
    )
    sheet = (
        readable.filter(organization=organization, year=wanted.year, period=period)
        .select_related("organization", "plan", "framework", "sent_by")
        .first()
    )
    last = periods.last_day(wanted.year, period)
    if sheet is None and period != YEAR and not organization.lives_on(last):
        raise Refusal(
            Obstacle(
                "not_alive",
                f"Không có phiếu {periods.label(wanted.year, period)}: ngày {vn_date(last)}"
                f" {organization.code} không hoạt động. Mời chọn kỳ khác.",
            )
        )
    if sheet is None:
        name = periods.sheet_name(wanted.year, period)
        raise Refusal(not_sent(wanted, f"{name[0].lower()}{name[1:]}"))
    return sheet


def not_sent(wanted: Wanted, what: str) -> Obstacle:
    """The obstacle that there is nothing to draw a paper from."""
    code = wanted.organization.code
    return Obstacle(
        "not_sent", f"{code} chưa gửi {what} nên chưa có gì để in. Muốn ghi tay thì in mẫu trống."
    )
