"""Which plan and which framework govern whom (B1–B3)."""

import datetime as dt
from collections.abc import Iterable, Mapping
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


def plans_for(
    organizations: Iterable[Organization],
    year: int,
    parents: Mapping[int, int | None] | None = None,
) -> dict[int, "Plan"]:
    """Per organisation the plan in force that it follows in ``year``; absent where there is none.

    A cell follows the plan of its parent of 31/12 (or of its last day of life), a party
    organisation its own, else that of its nearest ancestor (B2). The number of queries depends on
    the depth of the tree alone. ``parents``: those of that day, by organisation, where the caller
    has read them already.
    """
    from .models import Plan

    day = dt.date(year, 12, 31)
    found: dict[int, Plan] = {}
    wanted = list(organizations)
    looked_at: dict[int, int | None] = {one.pk: one.pk for one in wanted}
    cells = [one.pk for one in wanted if one.kind == Kind.CELL]
    if cells:
        known = _parents_of(cells, day) if parents is None else parents
        looked_at |= {cell: known[cell] for cell in cells}
    while committees := set(looked_at.values()) - {None}:
        plans = {
            plan.committee_id: plan
            for plan in Plan.objects.in_force()
            .filter(committee__in=committees, first_year__lte=year)
            .select_related("committee")
            .order_by("first_year")
        }
        found |= {key: plans[node] for key, node in looked_at.items() if node in plans}
        without = {key: node for key, node in looked_at.items() if node and node not in plans}
        above = _parents_of(without.values(), day) if without else {}
        looked_at = {key: above[node] for key, node in without.items()}
    return found


def plan_for(organization: Organization, year: int) -> "Plan | None":
    """The plan in force that the organisation follows in ``year``; None where there is none."""
    return plans_for([organization], year).get(organization.pk)


def framework_for(plan: "Plan", kind: str, year: int) -> "Framework | None":
    """The framework of a plan for that kind of organisation in ``year``."""
    return plan.frameworks.filter(kind=kind, first_year__lte=year).order_by("-first_year").first()


def _parents(organizations: list[int], day: dt.date) -> dict[int, int | None]:
    """The parent of each organisation and of all above it, on ``day`` or its last day of life."""
    parents: dict[int, int | None] = {}
    level = set(organizations)
    while level:
        parents |= _parents_of(level, day)
        level = {parents[node] for node in level} - parents.keys() - {None}  # type: ignore[assignment]
    return parents


def _parents_of(organizations: Iterable[int], day: dt.date) -> dict[int, int | None]:
    """The parent of each organisation on ``day`` or its last day of life."""
    keys = set(organizations)
    parents = OrganizationVersion.objects.filter(organization__in=keys, from_date__lte=day)
    return dict.fromkeys(keys) | dict(
        parents.order_by("from_date").values_list("organization_id", "parent_id")
    )
