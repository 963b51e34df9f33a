"""Terms of the office's own committee: names as printed, members, signers (A9)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from .. import services
from ..forms.people import EndForm
from ..forms.terms import EditTermForm, MembersForm, SignerForm, TermForm
from ..models import Body, Organization, Role, Term
from ..pages import form_page
from ..permissions import ActingRequest, only_for
from ..services import TermValues


def _own(request: ActingRequest) -> Organization:
    committee = request.actor.organization
    assert committee is not None  # noqa: S101  an office works for one
    return committee


def _term(request: ActingRequest, pk: int) -> Term:
    return get_object_or_404(_own(request).terms, pk=pk)


def _page_of(term: Term) -> str:
    return reverse("organizations:term", kwargs={"pk": term.pk})


@require_safe
@only_for(Role.OFFICE)
def terms(request: ActingRequest) -> HttpResponse:
    """All terms, the latest first."""
    return render(
        request, "organizations/terms.html", {"terms": _own(request).terms.order_by("-from_date")}
    )


@require_safe
@only_for(Role.OFFICE)
def term(request: ActingRequest, pk: int) -> HttpResponse:
    """One term with its members and signers."""
    shown = _term(request, pk)
    members = list(shown.members.order_by("pk"))
    context = {
        "term": shown,
        "bodies": [
            (body.label, [member for member in members if member.body == body]) for body in Body
        ],
        "signers": shown.signers.order_by("pk"),
    }
    return render(request, "organizations/term.html", context)


@only_for(Role.OFFICE)
def open_term(request: ActingRequest) -> HttpResponse:
    """Open a term; what was printed before is proposed."""
    committee = _own(request)
    latest = committee.terms.order_by("-from_date").first()
    kept = ("committee_name", "standing_board_name", "place", "recipients", "legal_references")
    initial = {field: getattr(latest, field) for field in kept} if latest is not None else {}

    def act(values: dict[str, Any]) -> str:
        opened = services.open_term(
            committee, TermValues(**values), by=request.actor, now=timezone.now()
        )
        return f"Đã mở nhiệm kỳ {opened.name}."

    return form_page(
        request,
        TermForm(request.POST or None, initial=initial),
        act,
        template="organizations/form.html",
        to=reverse("organizations:terms"),
        context={
            "title": "Mở nhiệm kỳ",
            "lead": "Nhiệm kỳ đang mở sẽ kết thúc vào ngày liền trước.",
            "submit": "Mở nhiệm kỳ",
            "parent_label": "Nhiệm kỳ",
            "back_url": reverse("organizations:terms"),
        },
    )


@only_for(Role.OFFICE)
def edit_term(request: ActingRequest, pk: int) -> HttpResponse:
    """Edit what is kept of a term."""
    shown = _term(request, pk)
    initial = {field: getattr(shown, field) for field in EditTermForm.base_fields}

    def act(values: dict[str, Any]) -> str:
        version = values.pop("version")
        services.edit_term(
            shown, TermValues(**values), version=version, by=request.actor, now=timezone.now()
        )
        return f"Đã cập nhật nhiệm kỳ {values['name']}."

    return form_page(
        request,
        EditTermForm(request.POST or None, initial=initial),
        act,
        template="organizations/form.html",
        to=_page_of(shown),
        context={
            "title": f"Sửa nhiệm kỳ {shown.name}",
            "lead": "Văn bản đã ban hành giữ nguyên như lúc ban hành.",
            "submit": "Ghi nhiệm kỳ",
            "parent_label": f"Nhiệm kỳ {shown.name}",
            "back_url": _page_of(shown),
        },
    )


@only_for(Role.OFFICE)
def add_members(request: ActingRequest, pk: int) -> HttpResponse:
    """Add members of a body."""
    shown = _term(request, pk)

    def act(values: dict[str, Any]) -> str:
        said = values | {"body": Body(values["body"])}
        added = services.add_members(shown, **said, by=request.actor, now=timezone.now())
        return f"Đã thêm {len(added)} ủy viên."

    return form_page(
        request,
        MembersForm(
            request.POST or None, initial={"from_date": shown.from_date, "body": Body.COMMITTEE}
        ),
        act,
        template="organizations/form.html",
        to=_page_of(shown),
        context={
            "title": "Thêm ủy viên",
            "submit": "Thêm ủy viên",
            "parent_label": f"Nhiệm kỳ {shown.name}",
            "back_url": _page_of(shown),
        },
    )


@only_for(Role.OFFICE)
def add_signer(request: ActingRequest, pk: int) -> HttpResponse:
    """Add who may sign."""
    shown = _term(request, pk)

    def act(values: dict[str, Any]) -> str:
        services.add_signer(shown, **values, by=request.actor, now=timezone.now())
        return f"Đã thêm người ký {values['full_name']}."

    return form_page(
        request,
        SignerForm(request.POST or None, initial={"from_date": shown.from_date}),
        act,
        template="organizations/form.html",
        to=_page_of(shown),
        context={
            "title": "Thêm người ký",
            "submit": "Thêm người ký",
            "parent_label": f"Nhiệm kỳ {shown.name}",
            "back_url": _page_of(shown),
        },
    )


@only_for(Role.OFFICE)
def end_member(request: ActingRequest, pk: int, member_pk: int) -> HttpResponse:
    """Name the last day of a member."""
    shown = _term(request, pk)
    member = get_object_or_404(shown.members, pk=member_pk)

    def act(values: dict[str, Any]) -> str:
        services.end_member(member, to_date=values["to_date"], by=request.actor, now=timezone.now())
        return f"Đã ghi ngày kết thúc của {member.full_name}."

    return form_page(
        request,
        EndForm(request.POST or None, initial={"to_date": request.actor.today}),
        act,
        template="organizations/form.html",
        to=_page_of(shown),
        context={
            "title": f"Thôi tham gia: {member.full_name}",
            "lead": f"Thôi tham gia {Body(member.body).label} nhiệm kỳ {shown.name}.",
            "submit": "Ghi ngày kết thúc",
            "parent_label": f"Nhiệm kỳ {shown.name}",
            "back_url": _page_of(shown),
        },
    )


@only_for(Role.OFFICE)
def end_signer(request: ActingRequest, pk: int, signer_pk: int) -> HttpResponse:
    """Name the last day on which somebody may sign."""
    shown = _term(request, pk)
    signer = get_object_or_404(shown.signers, pk=signer_pk)

    def act(values: dict[str, Any]) -> str:
        services.end_signer(signer, to_date=values["to_date"], by=request.actor, now=timezone.now())
        return f"Đã ghi ngày thôi ký của {signer.full_name}."

    return form_page(
        request,
        EndForm(request.POST or None, initial={"to_date": request.actor.today}),
        act,
        template="organizations/form.html",
        to=_page_of(shown),
        context={
            "title": f"Thôi ký: {signer.full_name}",
            "submit": "Ghi ngày kết thúc",
            "parent_label": f"Nhiệm kỳ {shown.name}",
            "back_url": _page_of(shown),
        },
    )
