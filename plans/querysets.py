"""Which plan and which framework govern whom (B1–B3)."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from organizations.actors import Actor
from organizations.models import Kind, Organization, OrganizationVersion, Role

from .workflow import PlanStatus

if TYPE_CHECKING:
    from .models import Framework, Plan


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans of committees."""

    def in_force(self) -> Self:
        """Those that govern years."""
        return self.filter(status=PlanStatus.IN_FORCE)

    def visible_to(self, actor: Actor) -> Self:
        """What the actor may read today: plans in force of its own organisation and of those above
        it; its office also reads the drafts of its own committee.
        """
        if actor.is_import:
            return self
        if actor.organization is None or actor.role == Role.ADMINISTRATOR:
            return self.none()
        above = _parents([actor.organization.pk], actor.organization.read_on(actor.today))
        seen = Q(status=PlanStatus.IN_FORCE, committee__in=above)
        if actor.role == Role.OFFICE:
            seen |= Q(committee=actor.organization)
        return self.filter(seen)


class FrameworkQuerySet(models.QuerySet["Framework"]):
    """Frameworks of criteria."""

    def with_criteria(self) -> Self:
        """With contents and criteria, in two more queries."""
        return self.prefetch_related("groups__criteria")


def plans_for(organizations: Iterable[Organization], year: int) -> dict[int, "Plan"]:
    """Per organisation the plan in force that it follows in ``year``; absent where there is none.

    A cell follows the plan of its parent of 31/12 (or of its last day of life), a party
    organisation its own, else that of its nearest ancestor (B2). The number of queries depends on
    the depth of the tree alone.
    """
    from .models import Plan

    wanted = list(organizations)
    parents = _parents([organization.pk for organization in wanted], dt.date(year, 12, 31))
    plans: dict[int, Plan] = {}
    for plan in (
        Plan.objects.in_force()
        .filter(committee__in=parents, first_year__lte=year)
        .select_related("committee")
        .order_by("first_year")
    ):
        plans[plan.committee_id] = plan
    found: dict[int, Plan] = {}
    for organization in wanted:
        node = organization.pk if organization.kind == Kind.COMMITTEE else parents[organization.pk]
        while node is not None and node not in plans:
            node = parents[node]
        if node is not None:
            found[organization.pk] = plans[node]
    return found


def plan_for(organization: Organization, year: int) -> "Plan | None":
    """The plan in force that the organisation follows in ``year``; None where there is none."""
    return plans_for([organization], year).get(organization.pk)


def framework_for(plan: "Plan", kind: str, year: int) -> "Framework | None":
    """The framework of a plan for that kind of organisation in ``year``, with its criteria."""
    return (
        plan.frameworks.filter(kind=kind, first_year__lte=year)
        .order_by("-first_year")
        .with_criteria()
        .first()
    )


def _parents(organizations: list[int], day: dt.date) -> dict[int, int | None]:
    """The parent of each organisation and of all above it, on ``day`` or its last day of life."""
    parents: dict[int, int | None] = {}
    level = set(organizations)
    while level:
        parents |= dict.fromkeys(level)
        parents |= dict(
            OrganizationVersion.objects.filter(organization__in=level, from_date__lte=day)
            .order_by("from_date")
            .values_list("organization_id", "parent_id")
        )
        level = {parents[node] for node in level} - parents.keys() - {None}  # type: ignore[assignment]
    return parents
