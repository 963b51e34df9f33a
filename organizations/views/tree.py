"""The tree of a day, the page of one organisation, and what needs no decision."""

import datetime as dt
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from .. import services
from ..forms.tree import DescribeForm, FilterForm, FoundForm, MendNameForm
from ..models import Assignment, AssignmentKind, Kind, Organization, Role, User
from ..outline import history, outline, rows
from ..pages import form_page
from ..permissions import ActingRequest, describes, manages_tree, only_for
from ..querysets import covering
from ..tree import version_on

PAGE = 50


def visible(request: ActingRequest, code: str) -> Organization:
    """The organisation of an address, if the actor may know of it; 404 otherwise."""
    return get_object_or_404(Organization.objects.visible_to(request.actor), code=code)


def page_of(code: str) -> str:
    """The address of an organisation's page."""
    return reverse("organizations:organization", kwargs={"code": code})


@require_safe
@only_for(*Role)
def overview(request: ActingRequest) -> HttpResponse:
    """The tree as it stands on a day; a cell goes straight to its own page."""
    actor = request.actor
    if actor.role == Role.SECRETARY and actor.organization is not None:
        return redirect(page_of(actor.organization.code))
    form = FilterForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    day: dt.date = said.get("ngay") or actor.today
    organizations = Organization.objects.visible_to(actor)
    if said.get("loai"):
        organizations = organizations.filter(kind=said["loai"])
    if said.get("tim"):
        organizations = organizations.search(said["tim"], day)
    lines = outline(organizations, day, ended=bool(said.get("ket_thuc")))
    page = Paginator(lines, PAGE).get_page(request.GET.get("trang"))
    context = {
        "form": form,
        "day": day,
        "page": page,
        "rows": rows(page.object_list, day),
        "may_found": manages_tree(actor) is None,
        "sections": sections(actor.role),
    }
    return render(request, "organizations/overview.html", context, status=200 if said else 422)


def sections(role: Role | None) -> list[tuple[str, str]]:
    """What else stands under "Tổ chức" for a role: label and address."""
    offered = [
        ("Tài khoản", "organizations:accounts", {Role.OFFICE, Role.ADMINISTRATOR}),
        ("Phân công cấp ủy viên", "organizations:assignments", {Role.OFFICE}),
        ("Nhiệm kỳ, người ký", "organizations:terms", {Role.OFFICE}),
        ("Nhật ký", "organizations:trail", {Role.OFFICE, Role.ADMINISTRATOR, Role.SECRETARY}),
    ]
    return [(label, reverse(name)) for label, name, roles in offered if role in roles]


@require_safe
@only_for(*Role)
def organization(request: ActingRequest, code: str) -> HttpResponse:
    """One organisation today, its people and its history."""
    actor, today = request.actor, request.actor.today
    shown = visible(request, code)
    version = version_on(shown, today) or shown.versions.earliest("from_date")
    parent = version.parent
    # who works there now is no concern of a committee that it belonged to before
    concerned = actor.role != Role.OFFICE or actor.organization in (shown, parent)
    context: dict[str, Any] = {
        "organization": shown,
        "version": version,
        "parent_version": version_on(parent, today) if parent else None,
        "parent_visible": parent is not None
        and Organization.objects.visible_to(actor).filter(pk=parent.pk).exists(),
        "history": history(shown),
        "children_count": Organization.objects.children_of(shown, today).count(),
        "concerned": concerned,
        "secretaries": User.objects.holding(Role.SECRETARY, shown, today),
        "officers": User.objects.holding(Role.OFFICE, shown, today),
        "assignments": Assignment.objects.filter(covering(today), organization=shown)
        .select_related("user")
        .order_by("kind", "user__name_sorted"),
        "may_change": manages_tree(actor) is None and shown.ended_on is None,
        "may_describe": describes(actor, shown) is None,
        "may_mend": manages_tree(actor) is None,
        "kinds": AssignmentKind,
        "sections": sections(actor.role) if actor.role == Role.SECRETARY else [],
    }
    return render(request, "organizations/organization.html", context)


@only_for(Role.ADMINISTRATOR)
def found(request: ActingRequest) -> HttpResponse:
    """Set up an organisation by decision."""
    today = request.actor.today
    parents = Organization.objects.filter(kind=Kind.COMMITTEE).living_on(today).by_name(today)
    form = FoundForm(request.POST or None, parents=parents)

    def act(values: dict[str, Any]) -> str:
        services.found(
            form.new,
            founded_on=values["effective_on"],
            decision=form.decision,
            by=request.actor,
            now=timezone.now(),
        )
        return f"Đã ghi việc thành lập {values['name']}."

    return form_page(
        request,
        form,
        act,
        template="organizations/form.html",
        to=lambda: page_of(form.cleaned_data["code"]),
        context={
            "title": "Thành lập tổ chức",
            "submit": "Ghi thành lập",
            "parent_label": "Tổ chức",
            "back_url": reverse("organizations:overview"),
        },
    )


@only_for(Role.ADMINISTRATOR)
def mend_name(request: ActingRequest, code: str) -> HttpResponse:
    """Mend a misspelt name."""
    shown = visible(request, code)
    version = shown.versions.latest("from_date")

    def act(values: dict[str, Any]) -> str:
        services.mend_name(version, **values, by=request.actor, now=timezone.now())
        return "Đã sửa tên."

    return form_page(
        request,
        MendNameForm(
            request.POST or None, initial={"name": version.name, "version": shown.version}
        ),
        act,
        template="organizations/form.html",
        to=page_of(code),
        context={
            "title": "Sửa lỗi chính tả của tên",
            "lead": "Chỉ để sửa lỗi nhập. Tên mới theo quyết định thì ghi ở “Đổi tên”.",
            "submit": "Ghi tên đã sửa",
            "parent_label": version.name,
            "back_url": page_of(code),
        },
    )


@only_for(Role.ADMINISTRATOR, Role.OFFICE)
def describe(request: ActingRequest, code: str) -> HttpResponse:
    """Printed line breaks, office label, numbers of members."""
    shown = visible(request, code)
    version = shown.versions.latest("from_date")
    form = DescribeForm(
        request.POST or None,
        organization=shown,
        initial={
            "printed_name": version.printed_name,
            "office_label": shown.office_label,
            "official_members": version.official_members,
            "probationary_members": version.probationary_members,
            "version": shown.version,
        },
    )

    def act(values: dict[str, Any]) -> str:
        said = {"office_label": shown.office_label} | values
        services.describe(shown, **said, by=request.actor, now=timezone.now())
        return f"Đã cập nhật thông tin của {version.name}."

    return form_page(
        request,
        form,
        act,
        template="organizations/form.html",
        to=page_of(code),
        context={
            "title": "Cập nhật thông tin",
            "lead": version.name,
            "submit": "Ghi thông tin",
            "parent_label": version.name,
            "back_url": page_of(code),
        },
    )
