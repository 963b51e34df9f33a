"""What an organisation does with its own sheet: see it, send it, take it back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.models import Role
from organizations.pages import SeeOther, form_page, with_query
from organizations.permissions import ActingRequest, only_for
from organizations.refusals import Obstacle, Refusal

from .. import parts, periods, services
from ..forms import NoMeetingForm, ObjectionForm, SheetForm, SubmitForm
from ..pages import SheetPage
from ..values import SheetValues
from ..workflow import Status
from .finding import READERS, form_context, sheet_page
from .showing import says_why_no_sheet, show_sheet


@require_safe
@only_for(*READERS)
@says_why_no_sheet
def sheet(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """The sheet: to check and send for its own side, to settle for the office, to read."""
    page = sheet_page(request, year, period, code)
    return show_sheet(request, page)


def own_page(request: ActingRequest, year: int, period: int, code: str) -> SheetPage:
    """The sheet of an address for who keys it in; to others it does not exist."""
    page = sheet_page(request, year, period, code)
    if not page.own:
        raise Http404
    return page


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.SECRETARY, Role.OFFICE)
@says_why_no_sheet
def no_meeting(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """Say that no meeting was held in the month, and why."""
    if period == periods.YEAR:
        raise Http404
    page = own_page(request, year, period, code)
    if page.why_not_save or not parts.is_open(parts.NO_MEETING, page.opened):
        return show_sheet(request, page, obstacles=page.why_not_save)
    base = page.values
    assert isinstance(base, SheetValues)  # noqa: S101 - a month, see above

    def keep(values: dict[str, Any]) -> str:
        services.save(
            page.organization,
            year,
            period,
            SheetValues(no_meeting=True, no_meeting_reason=values["no_meeting_reason"]),
            version=values["version"],
            by=request.actor,
            now=timezone.now(),
        )
        return ""

    initial = {
        "version": page.evaluation.version if page.stored else 0,
        "no_meeting_reason": base.no_meeting_reason,
    }
    return form_page(
        request,
        NoMeetingForm(request.POST or None, initial=initial),
        keep,
        template="evaluations/no_meeting.html",
        to=page.url(),
        context={"page": page},
    )


@require_POST
@only_for(Role.SECRETARY, Role.OFFICE)
@says_why_no_sheet
def submit(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """Send the sheet to the office."""
    page = own_page(request, year, period, code)
    form = SubmitForm(request.POST, again=page.status is Status.RETURNED)

    def send() -> str:
        services.submit(
            page.evaluation,
            version=form.cleaned_data["version"],
            resubmission=form.cleaned_data.get("resubmission", ""),
            by=request.actor,
            now=timezone.now(),
        )
        return f"Đã gửi {page.evaluation.in_words}."

    return perform(request, page, form, send)


@require_POST
@only_for(Role.SECRETARY, Role.OFFICE)
@says_why_no_sheet
def take_back(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """Take back what the office has not begun to look at."""
    page = own_page(request, year, period, code)
    form = SheetForm(request.POST)

    def take() -> str:
        services.take_back(
            page.evaluation,
            version=form.cleaned_data["version"],
            by=request.actor,
            now=timezone.now(),
        )
        return f"Đã lấy lại {page.evaluation.in_words}. Sửa xong, mời gửi lại."

    return perform(request, page, form, take)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.SECRETARY, Role.OFFICE)
@says_why_no_sheet
def object_to_paper(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """Say what is wrong in what the office keyed in from paper."""
    page = own_page(request, year, period, code)

    def say(values: dict[str, Any]) -> str:
        services.object_to_paper(
            page.evaluation,
            values["reason"],
            version=values["version"],
            by=request.actor,
            now=timezone.now(),
        )
        return "Đã gửi phản ánh; văn phòng sẽ sửa hoặc trả lời trước khi xác nhận."

    return form_page(
        request,
        ObjectionForm(request.POST or None, initial={"version": page.evaluation.version}),
        say,
        template="organizations/form.html",
        to=page.url(),
        context=form_context(
            page,
            "Phản ánh phiếu nhập thay",
            "Văn phòng nhập phiếu này theo bản giấy đã ký. Nếu có chỗ chưa đúng với bản "
            "giấy, mời ghi rõ; phiếu chưa được xác nhận cho đến khi văn phòng sửa hoặc trả lời.",
            submit="Gửi phản ánh",
        ),
    )


def perform(
    request: ActingRequest, page: SheetPage, form: SheetForm, act: Callable[[], str]
) -> HttpResponse:
    """Perform an act of one button; a refusal shows the sheet again with its sentences."""
    if not page.stored:
        raise Http404
    if not form.is_valid():
        sentences = [str(error) for errors in form.errors.values() for error in errors]
        obstacles = tuple(Obstacle("invalid", sentence) for sentence in sentences)
        return show_sheet(request, page, obstacles=obstacles)
    try:
        messages.success(request, act())
    except Refusal as refusal:
        fresh = sheet_page(
            request, page.evaluation.year, page.evaluation.period, page.organization.code
        )
        return show_sheet(request, fresh, obstacles=refusal.obstacles)
    return SeeOther(with_query(page.url(), request))
