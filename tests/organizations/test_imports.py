"""Organisations from a workbook: added, found equal, or refused with both values."""

import datetime as dt

import pytest

from organizations.actors import import_actor, operator
from organizations.models import EventKind, ImportRun, Kind, Organization
from organizations.refusals import Refusal
from organizations.services import (
    ImportedPeriods,
    Period,
    import_organizations,
)
from organizations.tree import authority_on
from tests.factories import moment
from tests.imported import import_organization, unless_refused

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 24)
NOW = moment(TODAY)
START = dt.date(2015, 1, 1)
LAST_OF_MARCH, FIRST_OF_APRIL = dt.date(2025, 3, 31), dt.date(2025, 4, 1)


@pytest.fixture
def by():
    return import_actor(
        ImportRun.objects.create(file_name="nam.xlsx", sha256="0" * 64, at=NOW), TODAY
    )


@pytest.fixture
def parent(by):
    period = Period(name="Đảng bộ Sở", parent=None, from_date=START, to_date=None)
    return import_organization(
        code="DB", kind=Kind.COMMITTEE, periods=[period], by=by, now=NOW
    ).organization


def first(above, **changed):
    values = {
        "name": "Chi bộ Quản lý thể dục",
        "parent": above,
        "from_date": START,
        "to_date": LAST_OF_MARCH,
        "official_members": 15,
    }
    return Period(**(values | changed))


def second(parent, **changed):
    values = {
        "name": "Chi bộ Quản lý thể thao",
        "parent": parent,
        "from_date": FIRST_OF_APRIL,
        "to_date": None,
    }
    return Period(**(values | changed))


def bring(by, *periods, kind=Kind.CELL):
    return import_organization(code="CB05", kind=kind, periods=periods, by=by, now=NOW)


def refused(by, *periods, kind=Kind.CELL):
    with pytest.raises(Refusal) as caught:
        bring(by, *periods, kind=kind)
    return {(obstacle.code, obstacle.part) for obstacle in caught.value.obstacles}


def test_periods_in_any_order_become_versions_and_events(by, parent):
    brought = bring(by, second(parent), first(parent))
    assert brought.created
    cell = brought.organization
    assert [version.name for version in cell.versions.all()] == [
        "Chi bộ Quản lý thể dục",
        "Chi bộ Quản lý thể thao",
    ]
    assert [event.kind for event in cell.events.all()] == [EventKind.FOUNDED, EventKind.RENAMED]
    assert cell.ended_on is None
    assert authority_on(cell, TODAY) == parent


def test_the_end_of_the_last_period_is_the_last_day_of_life(by, parent):
    cell = bring(by, first(parent)).organization
    assert cell.ended_on == LAST_OF_MARCH
    assert [event.kind for event in cell.events.all()] == [EventKind.FOUNDED]


def test_an_equal_organisation_is_skipped(by, parent):
    bring(by, first(parent), second(parent))
    assert not bring(by, first(parent), second(parent)).created
    assert Organization.objects.filter(code="CB05").count() == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": "Chi bộ Khác"}, "name"),
        ({"parent": None}, "parent"),
        ({"to_date": None}, "to_date"),
        ({"from_date": START + dt.timedelta(days=1)}, "from_date"),
        ({"official_members": 16}, "official_members"),
    ],
)
def test_a_differing_value_is_refused_with_both(by, parent, changed, field):
    bring(by, first(parent), second(parent))
    assert refused(by, first(parent, **changed), second(parent)) == {("differs", f"0:{field}")}


def test_both_values_stand_in_the_sentence(by, parent):
    bring(by, first(parent))
    with pytest.raises(Refusal, match=r"“Chi bộ Quản lý thể dục”.*“Chi bộ Khác”"):
        bring(by, first(parent, name="Chi bộ Khác"))


def test_of_many_organisations_each_is_told_what_became_of_it(by, parent):
    bring(by, first(parent))

    def rows(code, **changed):
        return ImportedPeriods(code=code, kind=Kind.CELL, periods=[first(parent, **changed)])

    *brought, bad, other = import_organizations(
        [
            rows("CB05"),
            rows("CB06"),
            rows("cb06"),
            rows("CB07", to_date=START - dt.timedelta(days=1)),
            rows("cb06", name="Chi bộ Khác"),
        ],
        by=by,
        now=NOW,
    )
    found = [unless_refused(outcome) for outcome in brought]
    assert [(one.organization.code, one.created) for one in found] == [
        ("CB05", False),
        ("CB06", True),
        ("CB06", False),
    ]
    assert isinstance(bad, Refusal)
    assert isinstance(other, Refusal)
    assert (bad.codes, other.codes) == ({"end_before_start"}, {"differs"})
    assert set(Organization.objects.values_list("code", flat=True)) == {"DB", "CB05", "CB06"}


def test_another_kind_is_refused(by, parent):
    bring(by, first(parent))
    assert ("differs", "0:kind") in refused(by, first(parent), kind=Kind.COMMITTEE)


def test_numbers_of_members_are_added_where_there_were_none(by, parent):
    bring(by, second(parent))
    bring(by, second(parent, official_members=20, probationary_members=0))
    version = Organization.objects.get(code="CB05").versions.get()
    assert (version.official_members, version.probationary_members) == (20, 0)


def test_overlapping_periods_are_refused(by, parent):
    found = refused(by, first(parent, to_date=FIRST_OF_APRIL), second(parent))
    assert ("overlap", "1:from_date") in found
    assert ("overlap", "1:from_date") in refused(by, first(parent, to_date=None), second(parent))


def test_a_gap_is_refused(by, parent):
    found = refused(by, first(parent, to_date=LAST_OF_MARCH - dt.timedelta(days=1)), second(parent))
    assert found == {("gap", "1:from_date")}


def test_an_end_before_the_start_is_refused_and_one_on_the_day_is_not(by, parent):
    too_early = START - dt.timedelta(days=1)
    assert ("end_before_start", "0:to_date") in refused(by, first(parent, to_date=too_early))
    assert bring(by, first(parent, to_date=START)).created


def test_a_period_outside_the_life_of_its_parent_is_refused(by, parent):
    found = refused(by, first(parent, from_date=START - dt.timedelta(days=1)))
    assert ("parent_not_founded", "0:parent") in found


def test_a_missing_name_or_parent_is_refused(by, parent):
    assert ("name_missing", "0:name") in refused(by, first(parent, name=" "))
    assert ("parent_missing", "0:parent") in refused(by, first(None))


def test_only_an_import_brings_in(parent):
    with pytest.raises(ValueError, match="Only an import"):
        bring(operator(TODAY), first(parent))
