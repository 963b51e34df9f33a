"""What the office does with a sheet: open, confirm, return, withdraw, reopen, extend."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from organizations.formats import vn_date, vn_number
from organizations.models import Role
from organizations.pages import form_page, with_query
from organizations.permissions import ActingRequest, only_for

from .. import parts, periods, services
from ..forms import (
    BasisForm,
    BasisNumberForm,
    ExtensionForm,
    ReasonForm,
    ReturnForm,
    SheetForm,
    part_slug,
)
from ..pages import SheetPage
from ..reading import why_not
from ..workflow import Act
from .finding import form_context, sheet_page
from .own import perform
from .showing import needs_basis, says_why_no_sheet, show_sheet


def settled_page(request: ActingRequest, year: int, period: int, code: str) -> SheetPage:
    """The sheet of an address for who settles it; to others it does not exist."""
    page = sheet_page(request, year, period, code)
    if not page.settles:
        raise Http404
    return page


@require_POST
@only_for(Role.OFFICE)
@says_why_no_sheet
def begin_review(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """Begin to look at a sheet, from the queue."""
    page = settled_page(request, year, period, code)
    form = SheetForm(request.POST)

    def begin() -> str:
        services.begin_review(
            page.evaluation,
            version=form.cleaned_data["version"],
            by=request.actor,
            now=timezone.now(),
        )
        return "Đã bắt đầu xem; từ bây giờ tổ chức không lấy lại phiếu được nữa."

    return perform(request, page, form, begin)


@require_POST
@only_for(Role.OFFICE)
@says_why_no_sheet
def confirm(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """Confirm a sheet; the committee's own with the basis."""
    page = settled_page(request, year, period, code)
    form = BasisForm(request.POST) if needs_basis(page) else SheetForm(request.POST)

    def settle() -> str:
        services.confirm(
            page.evaluation,
            basis=form.given() if isinstance(form, BasisForm) else None,
            version=form.cleaned_data["version"],
            by=request.actor,
            now=timezone.now(),
        )
        return f"Đã xác nhận {page.evaluation.in_words} của {page.name}."

    return perform(request, page, form, settle)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.OFFICE)
@says_why_no_sheet
def return_for_completion(
    request: ActingRequest, year: int, period: int, code: str
) -> HttpResponse:
    """Tick the parts to be mended, each with a reason and a sentence."""
    page = settled_page(request, year, period, code)
    blocked = why_not(Act.RETURN, page.evaluation, by=request.actor)
    if not page.stored or (blocked and request.method != "POST"):
        return show_sheet(request, page, obstacles=blocked)
    offered = parts.parts_of(page.values, [criterion.code for criterion in page.criteria])
    form = ReturnForm(request.POST or None, offered=offered, version=page.evaluation.version)

    def send_back(_: dict[str, Any]) -> str:
        services.return_for_completion(
            page.evaluation,
            form.marks(),
            version=form.cleaned_data["version"],
            by=request.actor,
            now=timezone.now(),
        )
        done = f"Đã trả lại {page.evaluation.in_words} của {page.name}."
        until = page.last_open_day
        return f"{done} Phiếu mở để sửa đến hết ngày {vn_date(until)}." if until else done

    return form_page(
        request,
        form,
        send_back,
        template="evaluations/return.html",
        to=with_query(page.url(), request),
        context={"page": page, "lines": _return_lines(page, form, offered)},
    )


def _return_lines(page: SheetPage, form: ReturnForm, offered: list[str]) -> list[dict[str, Any]]:
    """Each part with what it says and its three fields."""
    said = {
        f"{parts.CRITERION}{line.criterion.code}": line for g in page.groups() for line in g.lines
    }
    sections = {section.part: section for section in page.sections}
    found = []
    for part in offered:
        name = part_slug(part)
        line = said.get(part)
        if line is not None:
            text = parts.entry_in_words(line.entry)
            text += f" (tối đa {vn_number(line.criterion.max_points)})"
        else:
            answers = [answer for answer in sections[part].answers if answer.text]
            text = "; ".join(
                # a part of one answer is called like it
                a.text if a.label == parts.label(part) else f"{a.label.lower()} {a.text}"
                for a in answers
            )
        found.append(
            {
                "label": parts.label(part),
                "about": line.criterion.text if line is not None else "",
                "text": text or "để trống",
                "mark": form[f"mark_{name}"],
                "reason": form[f"reason_{name}"],
                "sentence": form[f"sentence_{name}"],
            }
        )
    return found


@require_POST
@only_for(Role.OFFICE)
@says_why_no_sheet
def withdraw_return(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """Take a return back: the sheet waits again as last sent."""
    page = settled_page(request, year, period, code)
    form = SheetForm(request.POST)

    def withdraw() -> str:
        services.withdraw_return(
            page.evaluation,
            version=form.cleaned_data["version"],
            by=request.actor,
            now=timezone.now(),
        )
        return "Đã rút việc trả lại; phiếu chờ xác nhận như lần gửi gần nhất."

    return perform(request, page, form, withdraw)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.OFFICE)
@says_why_no_sheet
def reopen(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """Open a confirmed sheet again, with a reason."""
    page = settled_page(request, year, period, code)
    blocked = why_not(Act.REOPEN, page.evaluation, by=request.actor)
    if not page.stored or (blocked and request.method != "POST"):
        return show_sheet(request, page, obstacles=blocked)

    def open_again(values: dict[str, Any]) -> str:
        services.reopen(
            page.evaluation,
            values["reason"],
            version=values["version"],
            by=request.actor,
            now=timezone.now(),
        )
        return f"Đã mở lại {page.evaluation.in_words} của {page.name}."

    return form_page(
        request,
        ReasonForm(request.POST or None, initial={"version": page.evaluation.version}),
        open_again,
        template="organizations/form.html",
        to=with_query(page.url(), request),
        context=form_context(
            page,
            "Mở lại phiếu đã xác nhận",
            "Phiếu trở về trạng thái trả lại và mở ở tất cả các phần. Bản đã xác nhận được "
            "giữ lại. Cho đến khi xác nhận lần nữa, kỳ này được tính là đang chờ. "
            f"{page.asked_in_words}".rstrip(),
            submit="Mở lại phiếu",
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.OFFICE)
@says_why_no_sheet
def extend(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """Open a locked month until a day, with a reason."""
    if period == periods.YEAR:
        raise Http404
    page = settled_page(request, year, period, code)

    def open_until(values: dict[str, Any]) -> str:
        services.extend(
            page.organization,
            year,
            period,
            until=values["until"],
            reason=values["reason"],
            by=request.actor,
            now=timezone.now(),
        )
        return (
            f"Đã mở lại {page.period_label} cho {page.name} đến hết ngày "
            f"{vn_date(values['until'])}."
        )

    return form_page(
        request,
        ExtensionForm(request.POST or None),
        open_until,
        template="organizations/form.html",
        to=with_query(page.url(), request),
        context=form_context(
            page,
            f"Mở lại {page.period_label}",
            page.asked_in_words or _how_far_open(page),
            submit="Mở lại",
        ),
    )


def _how_far_open(page: SheetPage) -> str:
    if page.lock:
        return page.lock.sentence
    if page.extension:
        until = vn_date(page.extension.until)
        return f"Đang mở lại đến hết ngày {until}; ngày chọn sau thay cho ngày này."
    return "Kỳ này chưa khóa nhập liệu."


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(Role.OFFICE)
@says_why_no_sheet
def complete_basis(request: ActingRequest, year: int, period: int, code: str) -> HttpResponse:
    """Add the number of the basis on which the committee's own sheet was confirmed."""
    page = settled_page(request, year, period, code)
    if not page.stored:
        raise Http404

    def add(values: dict[str, Any]) -> str:
        services.complete_basis(
            page.evaluation,
            values["basis_number"],
            version=values["version"],
            by=request.actor,
            now=timezone.now(),
        )
        return "Đã bổ sung số của căn cứ."

    return form_page(
        request,
        BasisNumberForm(request.POST or None, initial={"version": page.evaluation.version}),
        add,
        template="organizations/form.html",
        to=with_query(page.url(), request),
        context=form_context(
            page,
            "Bổ sung số của căn cứ",
            f"{page.evaluation.basis}, ngày {vn_date(page.evaluation.basis_on)}.",
            submit="Lưu số",
        ),
    )
