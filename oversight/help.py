"""Figures of the plan in force, as the help page writes them."""

from dataclasses import dataclass

from organizations.actors import Actor
from organizations.formats import vn_date
from organizations.models import Kind
from plans.models import Plan
from plans.querysets import plan_for
from plans.workflow import Basis


@dataclass(frozen=True)
class Figures:
    """What the answers say of the plan that governs the reader's year."""

    plan: Plan
    year: int
    cell_deadline: str
    cell_last_day: str
    committee_deadline: str
    committee_last_day: str
    mean: bool
    over_12: bool


def figures_for(actor: Actor) -> Figures | None:
    """The figures of this year's plan; None where no plan governs the reader."""
    year = actor.today.year
    plan = plan_for(actor.organization, year) if actor.organization else None
    if plan is None:
        return None
    return Figures(
        plan=plan,
        year=year,
        cell_deadline=f"{plan.cell_deadline_day:02d}/{plan.cell_deadline_month:02d}",
        cell_last_day=vn_date(plan.registration_last_day(Kind.CELL, year)),
        committee_deadline=f"{plan.committee_deadline_day:02d}/{plan.committee_deadline_month:02d}",
        committee_last_day=vn_date(plan.registration_last_day(Kind.COMMITTEE, year)),
        mean=plan.basis == Basis.MEAN_PASSED,
        over_12=plan.basis == Basis.SUM_OVER_12,
    )
