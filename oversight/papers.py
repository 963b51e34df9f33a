"""Which paper is drawn from what: the kinds of document by name, without issuing them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from documents.contexts import KINDS
from documents.parts import PaperContext
from evaluations import periods
from evaluations.models import YEAR, Evaluation
from evaluations.printing import blank_sheet_context, sheet_context
from evaluations.workflow import Status as SheetStatus
from organizations.models import Organization, OrganizationVersion
from organizations.refusals import Obstacle, Refusal
from plans.querysets import framework_for, plan_for
from recognition.printing import DRAFTS, draft_context
from recognition.year import no_plan
from registrations.models import Registration
from registrations.printing import registration_context
from registrations.reading import values_as_sent
from registrations.workflow import Status as RegistrationStatus


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody wants on paper; ``period`` is a month or ``YEAR``, ``today`` dates drafts."""

    committee: Organization
    organization: Organization
    year: int
    period: int | None
    blank: bool
    today: dt.date


def paper_of(kind: str, wanted: Wanted) -> PaperContext:
    """The context of a document; ``Refusal`` where there is nothing to draw it from."""
    if kind not in _BUILDERS:
        raise Refusal(
            Obstacle(
                "kind_not_available",
                f"Chưa in được loại “{kind}”. Hiện in được: {', '.join(_BUILDERS)}.",
            )
        )
    return _BUILDERS[kind](wanted)


def known_kinds() -> list[str]:
    """Every kind of document there is, also those that cannot be drawn here yet."""
    return sorted(KINDS)


def _sheet(wanted: Wanted) -> PaperContext:
    month = _month(wanted)
    organization, year = _member(wanted), wanted.year
    if wanted.blank:
        plan = plan_for(organization, year)
        framework = framework_for(plan, organization.kind, year) if plan else None
        if framework is None:
            raise Refusal(no_plan(organization, year))
        return blank_sheet_context(organization, year, month, framework)
    sheet = (
        Evaluation.objects.filter(organization=organization, year=year, period=month)
        .exclude(status=SheetStatus.DRAFT)
        .select_related("organization", "plan", "framework")
        .first()
    )
    if sheet is None:
        raise Refusal(_not_sent(organization, f"phiếu {periods.label(year, month)}"))
    return sheet_context(sheet)


def _month(wanted: Wanted) -> int:
    if wanted.period is None or wanted.period == YEAR:
        raise Refusal(
            Obstacle(
                "month_missing",
                "Phiếu tự đánh giá là của một tháng: ghi --period từ 1 đến 12.",
            )
        )
    return wanted.period


def _registration(wanted: Wanted) -> PaperContext:
    organization, year = _member(wanted), wanted.year
    if wanted.blank:
        return registration_context(organization, year, today=wanted.today)
    row = (
        Registration.objects.filter(organization=organization, year=year)
        .exclude(status=RegistrationStatus.DRAFT)
        .for_reading()
        .first()
    )
    if row is None:
        raise Refusal(_not_sent(organization, f"đăng ký năm {year}"))
    return registration_context(
        organization, year, row, values=values_as_sent(row), today=wanted.today
    )


def _draft_of(kind: str) -> Callable[[Wanted], PaperContext]:
    return lambda wanted: draft_context(kind, wanted.committee, wanted.year, day=wanted.today)


_BUILDERS: dict[str, Callable[[Wanted], PaperContext]] = {
    "registration": _registration,
    "sheet": _sheet,
    **{kind: _draft_of(kind) for kind in DRAFTS},
}


def _member(wanted: Wanted) -> Organization:
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
                " Kiểm tra lại mã.",
            )
        )
    return organization


def _not_sent(organization: Organization, what: str) -> Obstacle:
    return Obstacle(
        "not_sent",
        f"{organization.code} chưa gửi {what} nên chưa có gì để in. Thêm --blank để in mẫu trống.",
    )
