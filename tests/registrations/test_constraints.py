"""What the database itself refuses, whatever the code above it does."""

import pytest
from django.db import IntegrityError, models, transaction

from registrations.models import Registration, RegistrationTransition
from registrations.workflow import Status
from tests.factories import a_committee, moment
from tests.plans.factories import a_plan
from tests.registrations.factories import ON_TIME, registration_at

pytestmark = pytest.mark.django_db
NOW = moment(ON_TIME)


@pytest.fixture
def made():
    made = a_committee(today=ON_TIME)
    a_plan(made.organization, made.office)
    return made


def at(status, made):
    return registration_at(status, made.cells[0], made.secretaries["CB01"], made.office)


@pytest.mark.parametrize(
    ("status", "changes"),
    [
        (Status.DRAFT, {"status": "unknown"}),
        (Status.DRAFT, {"status": "submitted"}),
        (Status.DRAFT, {"settled_at": NOW}),
        (Status.SUBMITTED, {"sent_at": None}),
        (Status.SUBMITTED, {"sent_by": None}),
        (Status.SUBMITTED, {"opened_at": NOW}),
        (Status.SUBMITTED, {"status": "returned"}),
        (Status.SUBMITTED, {"status": "accepted"}),
        (Status.SUBMITTED, {"from_paper": True}),
        (Status.SUBMITTED, {"paper_signer": "Trần Thị A"}),
        (Status.SUBMITTED, {"objection": "Sai"}),
        (Status.SUBMITTED, {"objection_answer": "Đúng"}),
        (Status.SUBMITTED, {"votes_for": 9}),
        (Status.SUBMITTED, {"present": 18, "votes_for": 17}),
        (Status.RETURNED, {"returned_by": None}),
        (Status.ACCEPTED, {"settled_by": None}),
        (Status.ACCEPTED, {"settled_at": None}),
    ],
)
def test_status_dates_and_persons_belong_together(made, status, changes):
    row = at(status, made)
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.filter(pk=row.pk).update(**changes)


def test_one_registration_for_an_organisation_and_a_year(made):
    row = at(Status.DRAFT, made)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("act", ["return", "reopen"])
def test_a_return_and_a_reopening_have_a_reason(made, act):
    row = at(Status.SUBMITTED, made)
    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationTransition.objects.create(
            registration=row, act=act, before="submitted", after="returned", at=NOW
        )


def test_a_moment_has_its_person():
    """Each ``x_at`` of a registration has an ``x_by`` beside it; only its creation is a save."""
    fields = {field.name: field for field in Registration._meta.get_fields()}
    moments = {
        name.removesuffix("_at")
        for name, field in fields.items()
        if isinstance(field, models.DateTimeField)
    }
    assert {name for name in moments if f"{name}_by" not in fields} == {"created", "first_sent"}
