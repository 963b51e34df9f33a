"""What the office does: open, accept, return, reopen, key in from paper, note the signed copy."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from organizations.forms import OurForm, VersionedForm
from organizations.models import Role
from organizations.pages import form_page, with_query
from organizations.permissions import ActingRequest, only_for, settles_for

from .. import services
from ..forms import AcceptForm, AnswerForm, NumberForm, PaperForm, ReasonForm, SignedCopyForm
from ..models import Registration
from ..reading import values_for
from ..values import RegistrationValues
from .finding import find
from .pages import REASONS, accept_needs, act_page, detail_url

How = dict[str, Any]


@require_POST
@only_for(Role.OFFICE)
def begin_review(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """Begin to look at it, from the queue or from its page."""

    def perform(row: Registration, form: OurForm, how: How) -> str:
        services.begin_review(row, **how)
        return "Đã bắt đầu xem. Từ lúc này tổ chức không tự lấy lại được nữa."

    form = VersionedForm(request.POST)
    return act_page(request, year, code, "act", lambda row: form, perform)


@require_POST
@only_for(Role.OFFICE)
def accept(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """Accept; with a reason after the later deadline, with a basis for the committee's own."""

    def bind(row: Registration) -> AcceptForm:
        needs = accept_needs(request, row)
        return AcceptForm(request.POST, auto_id="id_accept_%s", **needs)

    def perform(row: Registration, form: AcceptForm, how: How) -> str:
        reason = form.cleaned_data.get("reason", "")
        services.accept(row, reason=reason, basis=form.basis_typed(), **how)
        return f"Đã tiếp nhận {row.in_words}."

    return act_page(request, year, code, "accept", bind, perform)


@require_POST
@only_for(Role.OFFICE)
def return_for_completion(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """Return with a reason."""

    def perform(row: Registration, form: OurForm, how: How) -> str:
        services.return_for_completion(row, form.cleaned_data["reason"], **how)
        return f"Đã trả lại {row.in_words} để hoàn thiện."

    form = ReasonForm(request.POST, label=REASONS["return"], auto_id="id_return_%s")
    return act_page(request, year, code, "return", lambda row: form, perform)


@require_POST
@only_for(Role.OFFICE)
def withdraw_return(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """Take the return back."""

    def perform(row: Registration, form: OurForm, how: How) -> str:
        services.withdraw_return(row, **how)
        return "Đã rút lại việc trả lại. Bản đã gửi đang chờ tiếp nhận."

    form = VersionedForm(request.POST)
    return act_page(request, year, code, "act", lambda row: form, perform)


@require_POST
@only_for(Role.OFFICE)
def reopen(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """Open an accepted one again."""

    def perform(row: Registration, form: OurForm, how: How) -> str:
        services.reopen(row, form.cleaned_data["reason"], **how)
        return f"Đã mở lại {row.in_words}. Bản đã tiếp nhận được giữ trong lịch sử."

    form = ReasonForm(request.POST, label=REASONS["reopen"], auto_id="id_reopen_%s")
    return act_page(request, year, code, "reopen", lambda row: form, perform)


@require_POST
@only_for(Role.OFFICE)
def answer_objection(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """Answer an objection to an entry from paper."""

    def perform(row: Registration, form: OurForm, how: How) -> str:
        services.answer_objection(row, form.cleaned_data["answer"], **how)
        return "Đã trả lời phản ánh."

    form = AnswerForm(request.POST, auto_id="id_answer_%s")
    return act_page(request, year, code, "answer", lambda row: form, perform)


@require_POST
@only_for(Role.OFFICE)
def signed_copy(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """Note that the signed paper came."""

    def perform(row: Registration, form: OurForm, how: How) -> str:
        services.record_signed_copy(row, form.cleaned_data["signed_copy_received_on"], **how)
        return "Đã ghi ngày nhận bản ký."

    form = SignedCopyForm(request.POST, auto_id="id_signed_copy_%s")
    return act_page(request, year, code, "signed_copy", lambda row: form, perform)


@require_POST
@only_for(Role.OFFICE)
def basis_number(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """The number of the basis, which followed."""

    def perform(row: Registration, form: OurForm, how: How) -> str:
        services.add_basis_number(row, form.cleaned_data["basis_number"], **how)
        return "Đã bổ sung số của căn cứ."

    form = NumberForm(request.POST, auto_id="id_number_%s")
    return act_page(request, year, code, "number", lambda row: form, perform)


@only_for(Role.OFFICE)
def paper(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """Key in a signed paper, or correct what was keyed in."""
    found = find(request, year, code)
    settles = settles_for(request.actor, found.organization, request.actor.today)
    if found.own or settles is not None:
        raise Http404
    row = found.registration
    initial: dict[str, Any] = {"version": _version_for_paper(found.organization.pk, year)}
    if row is not None:
        initial |= {"paper_received_on": row.paper_received_on, "paper_signer": row.paper_signer}
    base = values_for(request.actor, row) if row is not None else RegistrationValues()
    posted = request.method == "POST"
    form = PaperForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        base=base,
        initial=initial,
    )

    def act(cleaned: dict[str, Any]) -> str:
        services.enter_from_paper(
            found.organization,
            year,
            form.values(),
            form.paper(),
            scan=cleaned["scan"],
            version=cleaned["version"],
            by=request.actor,
            now=timezone.now(),
        )
        return "Đã nhập thay theo bản giấy. Tổ chức được báo và có thể phản ánh nếu chưa đúng."

    return form_page(
        request,
        form,
        act,
        template="registrations/paper.html",
        to=with_query(detail_url(found), request),
        context={"found": found, "shown_year": year, "url": with_query(detail_url(found), request)},
    )


def _version_for_paper(organization: int, year: int) -> int:
    """The version of the row, also of a draft that the office itself does not read."""
    versions = Registration.objects.filter(organization=organization, year=year)
    return versions.values_list("version", flat=True).first() or 0
