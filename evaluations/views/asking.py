"""Asking the office to open a sheet that is closed, and its answer where it does not."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organizations.models import Role
from organizations.pages import form_page, with_query
from organizations.permissions import ActingRequest, only_for
from organizations.refusals import CHANGED_MEANWHILE, Refusal

from .. import services
from ..forms import AskForm, DeclineForm
from ..workflow import Status
from .finding import form_context
from .office import settled_page
from .own import own_page
from .showing import says_why_no_sheet, show_sheet


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.SECRETARY, Role.OFFICE)
@says_why_no_sheet
def ask(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """Ask the office that settles to open a locked or confirmed sheet, with a reason."""
    page = own_page(request, year, period, code)
    if page.settles:  # it opens by itself
        raise Http404
    if request.method != "POST" and not page.can_ask:
        return show_sheet(request, page)

    def send(values: dict[str, Any]) -> str:
        services.ask_to_open(
            page.organization,
            year,
            period,
            reason=values["reason"],
            by=request.actor,
            now=timezone.now(),
        )
        return f"Đã gửi đề nghị mở lại {page.period_label}. Câu trả lời sẽ hiện trên trang này."

    return form_page(
        request,
        AskForm(request.POST or None),
        send,
        template="organizations/form.html",
        to=page.url(),
        context=form_context(
            page,
            f"Đề nghị mở lại {page.period_label}",
            page.lock.sentence
            if page.lock and page.status is not Status.CONFIRMED
            else "Phiếu đã xác nhận. Nếu được mở lại, phiếu trở về trạng thái trả lại và cho đến "
            "khi xác nhận lần nữa, kỳ này được tính là đang chờ.",
            submit="Gửi đề nghị",
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.OFFICE)
@says_why_no_sheet
def decline(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """Answer a request that the sheet is not opened, and why."""
    page = settled_page(request, year, period, code)
    asked = page.asked
    if asked is None or (request.method != "POST" and not asked.waits):
        return show_sheet(request, page)

    def answer(values: dict[str, Any]) -> str:
        if values["version"] != asked.pk:  # another one was answered, and this one not seen
            raise Refusal(CHANGED_MEANWHILE)
        services.decline_to_open(asked, values["answer"], by=request.actor, now=timezone.now())
        return f"Đã trả lời {page.name}: không mở lại {page.period_label}."

    return form_page(
        request,
        DeclineForm(request.POST or None, initial={"version": asked.pk}),
        answer,
        template="organizations/form.html",
        to=with_query(page.url(), request),
        context=form_context(
            page,
            f"Không mở lại {page.period_label}",
            page.asked_in_words,
            submit="Trả lời",
        ),
    )
