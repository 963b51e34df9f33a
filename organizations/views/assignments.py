"""Which committee member watches over which cell (II.3.2.1/1)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from .. import services
from ..forms.people import AssignForm, EndForm
from ..models import Assignment, AssignmentKind, Organization, Role
from ..pages import form_page
from ..permissions import ActingRequest, only_for
from ..querysets import covering
from ..tree import name_on


@require_safe
@only_for(Role.OFFICE)
def assignments(request: ActingRequest) -> HttpResponse:
    """Every cell of today with the members assigned to it."""
    actor = request.actor
    committee, today = actor.organization, actor.today
    assert committee is not None  # noqa: S101  an office works for one
    cells = list(Organization.objects.children_of(committee, today).by_name(today))
    current = Assignment.objects.filter(covering(today), organization__in=cells).select_related(
        "user"
    )
    by_cell: dict[int, list[Assignment]] = {cell.pk: [] for cell in cells}
    for one in current.order_by("-kind", "user__name_sorted"):
        by_cell[one.organization_id].append(one)
    context = {"cells": [(cell, by_cell[cell.pk]) for cell in cells]}
    return render(request, "organizations/assignments.html", context)


@only_for(Role.OFFICE)
def assign(request: ActingRequest) -> HttpResponse:
    """Assign a member to a cell."""
    form = AssignForm(
        request.POST or None, actor=request.actor, initial={"from_date": request.actor.today}
    )

    def act(values: dict[str, Any]) -> str:
        member = form.members[values["user"]]
        services.assign(
            member,
            organization=values["organization"],
            kind=AssignmentKind(values["kind"]),
            from_date=values["from_date"],
            by=request.actor,
            now=timezone.now(),
        )
        return f"Đã phân công {member.full_name}."

    return form_page(
        request,
        form,
        act,
        template="organizations/form.html",
        to=reverse("organizations:assignments"),
        context={
            "title": "Phân công cấp ủy viên",
            "lead": ""
            if form.members
            else "Chưa có tài khoản Cấp ủy viên. Mời mở tài khoản trước ở mục Tài khoản.",
            "submit": "Phân công",
            "parent_label": "Phân công",
            "back_url": reverse("organizations:assignments"),
        },
    )


@only_for(Role.OFFICE)
def end_assignment(request: ActingRequest, pk: int) -> HttpResponse:
    """Name the last day of an assignment."""
    today = request.actor.today
    assignment = get_object_or_404(
        Assignment.objects.select_related("user", "organization").filter(
            organization__in=Organization.objects.visible_to(request.actor)
        ),
        pk=pk,
    )

    def act(values: dict[str, Any]) -> str:
        services.end_assignment(
            assignment, to_date=values["to_date"], by=request.actor, now=timezone.now()
        )
        return "Đã ghi ngày kết thúc phân công."

    return form_page(
        request,
        EndForm(request.POST or None, initial={"to_date": today}),
        act,
        template="organizations/form.html",
        to=reverse("organizations:assignments"),
        context={
            "title": "Kết thúc phân công",
            "lead": f"{assignment.user.full_name} {AssignmentKind(assignment.kind).label}"
            f" {name_on(assignment.organization, today)}.",
            "submit": "Ghi ngày kết thúc",
            "parent_label": "Phân công",
            "back_url": reverse("organizations:assignments"),
        },
    )
