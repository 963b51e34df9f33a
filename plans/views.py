"""Pages of plans and frameworks under /ke-hoach/."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from organizations.forms import VersionedForm
from organizations.models import Kind, Organization, Role
from organizations.pages import act_or_say_why, form_page
from organizations.permissions import ActingRequest, only_for

from . import services
from .forms import FrameworkForm, FrozenFrameworkForm, NewFrameworkForm, PlanForm
from .models import Framework, Plan
from .permissions import keeps_plans_of
from .services.frameworks import framework_values
from .wording import facts_of, warning_of

READERS = (Role.SECRETARY, Role.OFFICE, Role.WATCHER)


def _plan(request: ActingRequest, pk: int) -> Plan:
    plans = Plan.objects.visible_to(request.actor).select_related("committee", "put_in_force_by")
    return get_object_or_404(plans, pk=pk)


def _plan_to_keep(request: ActingRequest, pk: int) -> Plan:
    """A plan of the office's own committee; all others are absent."""
    return get_object_or_404(
        Plan.objects.visible_to(request.actor).select_related("committee"),
        pk=pk,
        committee=request.actor.organization,
    )


def _framework(request: ActingRequest, pk: int) -> Framework:
    return get_object_or_404(
        Framework.objects.filter(plan__in=Plan.objects.visible_to(request.actor))
        .select_related("plan__committee")
        .with_criteria(),
        pk=pk,
    )


def _own_committee(request: ActingRequest) -> Organization:
    committee = request.actor.organization
    assert committee is not None  # noqa: S101  an office works for its committee
    return committee


@require_safe
@only_for(*READERS)
def index(request: ActingRequest) -> HttpResponse:
    """The plans that govern the reader; for the office also its drafts, and how to begin."""
    plans = Plan.objects.visible_to(request.actor).select_related("committee")
    keeps = request.actor.role == Role.OFFICE
    mine = [plan for plan in plans if plan.committee == request.actor.organization]
    return render(
        request,
        "plans/index.html",
        {"plans": plans.order_by("-first_year"), "offers_first": keeps and not mine},
    )


@require_POST
@only_for(Role.OFFICE)
def open_first(request: ActingRequest) -> HttpResponse:
    """Open the committee's first plan with the shipped values."""

    def act() -> str:
        services.open_first_plan(_own_committee(request), by=request.actor, now=timezone.now())
        return "Đã lập kế hoạch với các giá trị mẫu. Mời xem lại, sửa rồi đưa vào hiệu lực."

    return act_or_say_why(request, act, to=reverse("plans:index"))


@require_safe
@only_for(*READERS)
def detail(request: ActingRequest, pk: int) -> HttpResponse:
    """All that a plan says."""
    plan = _plan(request, pk)
    keeps = keeps_plans_of(request.actor, plan.committee) is None
    return render(
        request,
        "plans/detail.html",
        {
            "plan": plan,
            "groups": facts_of(plan),
            "warning": warning_of(plan) if keeps else "",
            "frameworks": plan.frameworks.all(),
            "keeps": keeps,
        },
    )


@only_for(Role.OFFICE)
def edit(request: ActingRequest, pk: int) -> HttpResponse:
    """Change a plan; in force only where its papers go and what they rest on."""
    plan = _plan_to_keep(request, pk)
    form = PlanForm(
        request.POST or None,
        base=services.values_of(plan),
        in_force=plan.in_force,
        initial={"version": plan.version},
    )

    def act(cleaned: dict[str, Any]) -> str:
        services.edit_plan(
            plan, form.values(), version=cleaned["version"], by=request.actor, now=timezone.now()
        )
        return "Đã lưu kế hoạch."

    return form_page(
        request,
        form,
        act,
        template="plans/edit.html",
        to=reverse("plans:detail", args=[plan.pk]),
        context={"plan": plan},
    )


@only_for(Role.OFFICE)
def put_in_force(request: ActingRequest, pk: int) -> HttpResponse:
    """Ask once more, then put a plan in force."""
    plan = _plan_to_keep(request, pk)

    def act(cleaned: dict[str, Any]) -> str:
        services.put_in_force(
            plan, version=cleaned["version"], by=request.actor, now=timezone.now()
        )
        return f"Kế hoạch {plan.number} có hiệu lực từ năm {plan.first_year}."

    return form_page(
        request,
        VersionedForm(request.POST or None, initial={"version": plan.version}),
        act,
        template="plans/put_in_force.html",
        to=reverse("plans:detail", args=[plan.pk]),
        context={
            "plan": plan,
            "warning": warning_of(plan),
            "samples": plan.frameworks.filter(is_sample=True),
        },
    )


# Frameworks


@require_safe
@only_for(*READERS)
def framework(request: ActingRequest, pk: int) -> HttpResponse:
    """The criteria of a framework."""
    shown = _framework(request, pk)
    return render(
        request,
        "plans/framework.html",
        {
            "framework": shown,
            "values": framework_values(shown),
            "keeps": keeps_plans_of(request.actor, shown.plan.committee) is None,
        },
    )


@only_for(Role.OFFICE)
def edit_framework(request: ActingRequest, pk: int) -> HttpResponse:
    """The editor; ``then`` says whether to save, only to sum up, or to add a row."""
    shown = _framework(request, pk)
    _plan_to_keep(request, shown.plan_id)
    then = request.POST.get("then", "save")
    base, initial = framework_values(shown), {"version": shown.version}
    frozen = shown.frozen_at is not None
    form: FrameworkForm = (
        FrozenFrameworkForm(request.POST or None, base=base, initial=initial)
        if frozen
        else FrameworkForm(
            request.POST or None, base=base, initial=initial, add_to=then.removeprefix("add-")
        )
    )
    context = {"framework": shown, "frozen": frozen}
    if request.method == "POST" and then != "save":
        return render(request, "plans/edit_framework.html", {"form": form, **context})

    def act(cleaned: dict[str, Any]) -> str:
        service = services.mend_spelling if frozen else services.edit_framework
        service(
            shown, form.values(), version=cleaned["version"], by=request.actor, now=timezone.now()
        )
        return "Đã sửa chính tả của khung." if frozen else "Đã lưu khung tiêu chí."

    return form_page(
        request,
        form,
        act,
        template="plans/edit_framework.html",
        to=reverse("plans:framework", args=[shown.pk]),
        context=context,
    )


@only_for(Role.OFFICE)
def start_framework(request: ActingRequest, pk: int) -> HttpResponse:
    """Begin a framework for a later year, as a copy of the latest one."""
    plan = _plan_to_keep(request, pk)
    started: list[Framework] = []

    def act(cleaned: dict[str, Any]) -> str:
        kind, year = cleaned["kind"], cleaned["first_year"]
        started.append(
            services.start_framework(plan, kind, year, by=request.actor, now=timezone.now())
        )
        return f"Đã lập khung tiêu chí {Kind(kind).label} từ năm {year}. Mời sửa nội dung."

    return form_page(
        request,
        NewFrameworkForm(request.POST or None),
        act,
        template="plans/start_framework.html",
        to=lambda: reverse("plans:edit_framework", args=[started[0].pk]),
        context={"plan": plan},
    )
