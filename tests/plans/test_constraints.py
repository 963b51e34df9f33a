"""What the database itself refuses of plans and frameworks."""

import pytest
from django.db import IntegrityError, transaction

from plans.models import Criterion, CriterionGroup, Framework, Plan
from tests.factories import a_committee, moment
from tests.plans.factories import OPENED, a_draft_plan, a_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return a_committee()


@pytest.mark.parametrize(
    "changes",
    [
        {"due_day": 0},
        {"due_day": 29, "lock_day": None},
        {"lock_day": 10},
        {"lock_day": 29},
        {"min_pass_months": 13},
        {"month_min_points": 101},
        {"year_min_points": -1},
        {"exemplary_share": 101},
        {"basis": "guess"},
        {"status": "in_force"},
        {"put_in_force_at": moment(OPENED)},
    ],
)
def test_a_plan_holds_only_what_can_be(made, changes):
    plan = a_draft_plan(made.organization, made.office)
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(**changes)


def test_codes_and_years_are_there_once(made):
    plan = a_plan(made.organization, made.office)
    framework = plan.frameworks.filter(kind="cell").get()
    group = framework.groups.get(code="1")
    for row in (group.criteria.all()[0], group, framework, plan):
        row.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (Framework, {"kind": "block"}),
        (CriterionGroup, {"code": "5"}),
        (Criterion, {"max_points": 0}),
        (Criterion, {"max_points": 101}),
        (Criterion, {"rhythm": "week"}),
    ],
)
def test_a_framework_holds_only_what_can_be(made, model, changes):
    a_draft_plan(made.organization, made.office)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=model.objects.first().pk).update(**changes)
