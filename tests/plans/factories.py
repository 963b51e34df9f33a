"""Plans for tests, made by the services that an office uses."""

import datetime as dt
from dataclasses import replace
from typing import Any

from organizations.actors import Actor
from organizations.models import Kind, Organization
from plans import services
from plans.models import Framework, Plan
from plans.querysets import framework_for
from tests.factories import moment

OPENED = dt.date(2024, 9, 1)


def a_draft_plan(committee: Organization, office: Actor, **values: Any) -> Plan:
    """A committee's first plan with the shipped values, changed as told."""
    shipped = services.shipped_plan(committee, office.today)
    return services.open_first_plan(
        committee, values=replace(shipped, **values), by=office, now=moment(OPENED)
    )


def a_plan(committee: Organization, office: Actor, **values: Any) -> Plan:
    """The same, in force."""
    plan = a_draft_plan(committee, office, **values)
    return services.put_in_force(plan, version=plan.version, by=office, now=moment(OPENED))


def a_framework(plan: Plan, kind: str = Kind.CELL, year: int = 2025) -> Framework:
    """The framework of a plan that is known to have one."""
    framework = framework_for(plan, kind, year)
    assert framework is not None
    return framework
