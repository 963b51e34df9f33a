"""Which plan governs whom (B1, B2)."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations import services as organizations
from organizations.actors import operator
from organizations.models import Kind
from plans.querysets import framework_for, plan_for, plans_for
from tests.factories import a_committee, an_organization, moment
from tests.plans.factories import a_draft_plan, a_framework, a_plan

pytestmark = pytest.mark.django_db

DECISION = organizations.DecisionRef("05-QĐ/ĐU", dt.date(2025, 3, 1))


def move(cell, parent, day):
    organizations.move(
        cell,
        parent=parent,
        effective_on=day,
        decision=DECISION,
        by=operator(day),
        now=moment(day),
    )


def test_a_cell_follows_its_parents_plan_and_a_committee_its_own():
    made = a_committee()
    plan = a_plan(made.organization, made.office)
    assert plan_for(made.cells[0], 2025) == plan
    assert plan_for(made.organization, 2025) == plan


def test_no_plan_governs_the_years_before_its_first():
    made = a_committee()
    plan = a_plan(made.organization, made.office, first_year=2025)
    assert plan_for(made.cells[0], 2024) is None
    assert plan_for(made.cells[0], 2031) == plan


def test_a_draft_governs_nobody():
    made = a_committee()
    a_draft_plan(made.organization, made.office)
    assert plan_for(made.cells[0], 2025) is None


def test_a_committee_without_a_plan_follows_its_nearest_ancestor_and_so_do_its_cells():
    made = a_committee()
    plan = a_plan(made.organization, made.office)
    below = an_organization(
        "BPCS", "Đảng bộ bộ phận", kind=Kind.COMMITTEE, parent=made.organization
    )
    cell = an_organization("BPCS.01", "Chi bộ trực thuộc", parent=below)
    assert plan_for(below, 2025) == plan
    assert plan_for(cell, 2025) == plan
    assert plan_for(made.authority, 2025) is None


def test_a_cell_that_moved_in_the_year_follows_the_parent_of_its_last_day():
    made, other = a_committee(), a_committee("DBKHAC", cells=0)
    first = a_plan(made.organization, made.office, number="01-KH/ĐU")
    second = a_plan(other.organization, other.office, number="02-KH/ĐU")
    move(made.cells[0], other.organization, dt.date(2025, 12, 31))
    move(made.cells[1], other.organization, dt.date(2026, 1, 1))
    assert plan_for(made.cells[0], 2025) == second
    assert plan_for(made.cells[1], 2025) == first
    assert plan_for(made.cells[1], 2026) == second


def test_a_cell_that_ended_follows_the_parent_of_its_last_day_of_life():
    made = a_committee()
    plan = a_plan(made.organization, made.office)
    organizations.dissolve(
        made.cells[0],
        effective_on=dt.date(2025, 7, 1),
        decision=DECISION,
        by=operator(dt.date(2025, 7, 1)),
        now=moment(dt.date(2025, 7, 1)),
    )
    assert plan_for(made.cells[0], 2025) == plan


def test_a_framework_belongs_to_a_kind_and_holds_from_its_first_year():
    made = a_committee()
    plan = a_plan(made.organization, made.office, first_year=2025)
    cells = a_framework(plan, Kind.CELL, 2026)
    own = a_framework(plan, Kind.COMMITTEE, 2025)
    assert (cells.kind, own.kind) == (Kind.CELL, Kind.COMMITTEE)
    assert framework_for(plan, Kind.CELL, 2024) is None


@pytest.mark.parametrize("cells", [1, 3])
def test_plans_of_many_cost_as_much_as_of_one(cells):
    made = a_committee(cells=cells)
    a_plan(made.organization, made.office)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = plans_for([*made.cells, made.organization], 2025)
    assert len(found) == cells + 1
    assert len(queries) == 2  # parents of the cells; plans of these
