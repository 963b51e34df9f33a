"""Plans for tests, made by the services that an office uses."""

import datetime as dt
from dataclasses import replace
from typing import Any

from organizations.actors import Actor
from organizations.models import Organization
from plans import services
from plans.models import Plan
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
