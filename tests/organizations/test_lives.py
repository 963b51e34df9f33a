"""How organisations begin, change name and authority, and end (A2, A3)."""

import datetime as dt
from itertools import pairwise

import pytest

from organizations import services
from organizations.actors import import_actor, operator
from organizations.models import (
    AuditEvent,
    EventKind,
    ImportRun,
    Kind,
    Organization,
    OrganizationEvent,
    OrganizationVersion,
)
from organizations.refusals import Refusal
from organizations.services import DecisionRef, NewOrganization
from organizations.tree import Tree, authority_on, name_on
from tests.factories import FOUNDED, FOUNDING, a_committee, an_organization, moment

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 24)
NOW = moment(TODAY)
FIRST_OF_APRIL = dt.date(2025, 4, 1)
LAST_OF_MARCH = dt.date(2025, 3, 31)
DAY = dt.timedelta(days=1)
DECISION = DecisionRef("12-QĐ/ĐU", dt.date(2025, 3, 20))
BY = operator(TODAY)


@pytest.fixture
def top():
    return an_organization("DB", "Đảng bộ Sở", kind=Kind.COMMITTEE)


@pytest.fixture
def cell(top):
    return an_organization("CB01", "Chi bộ Quản lý thể dục", parent=top)


def committee(code, parent=None, **more):
    return an_organization(code, f"Đảng bộ {code}", kind=Kind.COMMITTEE, parent=parent, **more)


def rename(organization, name, on=FIRST_OF_APRIL, **more):
    settings = {"decision": DECISION, "by": BY, "now": NOW} | more
    return services.rename(organization, name=name, effective_on=on, **settings)


def move(organization, parent, on=FIRST_OF_APRIL):
    return services.move(
        organization, parent=parent, effective_on=on, decision=DECISION, by=BY, now=NOW
    )


def periods(organization):
    return list(organization.versions.values_list("name", "from_date", "to_date"))


def assert_gapless(organization):
    """Versions cover the life without gap or overlap."""
    versions = list(organization.versions.order_by("from_date"))
    assert versions[0].from_date == organization.founded_on
    assert versions[-1].to_date == organization.ended_on
    for before, after in pairwise(versions):
        assert before.to_date == after.from_date - DAY


def everything():
    return (
        list(Organization.objects.values()),
        list(OrganizationVersion.objects.values()),
        list(OrganizationEvent.objects.values()),
        AuditEvent.objects.count(),
    )


def refused(code, act, *args, **kwargs):
    """The act is refused with this code and changes nothing."""
    before = everything()
    with pytest.raises(Refusal) as caught:
        act(*args, **kwargs)
    assert code in caught.value.codes, caught.value
    assert everything() == before
    return caught.value


# Founding


def test_an_organisation_is_founded_by_decision_with_its_first_name_and_parent(top):
    cell = an_organization("38.168.053.000.001", "Chi bộ Bảo tàng tỉnh", parent=top)
    assert periods(cell) == [("Chi bộ Bảo tàng tỉnh", FOUNDED, None)]
    assert authority_on(cell, FOUNDED) == top
    event = cell.events.get()
    assert (event.kind, event.decision_number) == (EventKind.FOUNDED, FOUNDING.number)
    assert "Thành lập Chi bộ Bảo tàng tỉnh" in AuditEvent.objects.get(organization=cell).sentence


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"code": "CB 01"}, "code_invalid"),
        ({"code": ""}, "code_invalid"),
        ({"code": "x/y"}, "code_invalid"),
        ({"code": "K" * 41}, "code_invalid"),
        ({"code": "db"}, "code_taken"),
        ({"name": "  "}, "name_missing"),
        ({"name": "T" * 256}, "name_too_long"),
        ({"name": "Chi bộ ✅"}, "unprintable"),
        ({"parent": None}, "parent_missing"),
    ],
)
def test_a_founding_that_does_not_hold_is_refused(top, changed, code):
    new = {"code": "CB09", "kind": Kind.CELL, "name": "Chi bộ", "parent": top} | changed
    refused(
        code,
        services.found,
        NewOrganization(**new),
        founded_on=FIRST_OF_APRIL,
        decision=DECISION,
        by=BY,
        now=NOW,
    )


def found(parent, *, on=FIRST_OF_APRIL, decision=DECISION, by=BY):
    return services.found(
        NewOrganization(code="CB09", kind=Kind.CELL, name="Chi bộ Mới", parent=parent),
        founded_on=on,
        decision=decision,
        by=by,
        now=NOW,
    )


def test_a_person_is_asked_for_the_decision_and_an_import_is_not(top):
    refused("decision_missing", found, top, decision=None)
    refused("decision_missing", found, top, decision=DecisionRef(" ", LAST_OF_MARCH))
    run = ImportRun.objects.create(file_name="a.xlsx", sha256="0" * 64, at=NOW)
    made = found(top, decision=None, by=import_actor(run, TODAY))
    assert made.events.get().decision_number == ""


def test_a_decision_of_tomorrow_is_refused_and_one_of_today_is_not(top):
    refused("decision_in_future", found, top, decision=DecisionRef("1-QĐ/ĐU", TODAY + DAY))
    assert found(top, decision=DecisionRef("1-QĐ/ĐU", TODAY))


def test_nothing_is_founded_under_a_cell(cell):
    assert "là chi bộ" in str(refused("parent_is_cell", found, cell))


def test_nothing_is_founded_before_its_parent(top):
    refused("parent_not_founded", found, top, on=FOUNDED - DAY)
    assert found(top, on=FOUNDED)


def test_nothing_is_founded_under_a_parent_that_has_a_last_day(top):
    ending = committee("DB2", top)
    services.dissolve(ending, effective_on=FIRST_OF_APRIL, decision=DECISION, by=BY, now=NOW)
    refused("parent_ended", found, ending, on=LAST_OF_MARCH)


def test_only_the_administrator_founds(top):
    made = a_committee(cells=0, today=TODAY)
    assert "quản trị hệ thống" in str(refused("not_allowed", found, top, by=made.office))
    assert found(top, by=made.administrator)


def test_a_fifth_level_is_refused_and_a_fourth_is_not(top):
    second = committee("DB2", top)
    third = committee("DB3", second)
    fourth = an_organization("CB04", "Chi bộ", parent=third)
    assert Tree.read().above(fourth.pk, TODAY) == [third.pk, second.pk, top.pk]
    above = committee("DB0")
    assert "5 cấp" in str(refused("too_deep", move, top, above))
    deep = committee("DB4", third)
    refused("too_deep", found, deep)


# Changes


def test_a_rename_closes_one_name_and_opens_the_next_without_gap(cell):
    rename(cell, "Chi bộ Quản lý thể thao – Du lịch")
    assert periods(cell) == [
        ("Chi bộ Quản lý thể dục", FOUNDED, LAST_OF_MARCH),
        ("Chi bộ Quản lý thể thao – Du lịch", FIRST_OF_APRIL, None),
    ]
    assert name_on(cell, LAST_OF_MARCH) == "Chi bộ Quản lý thể dục"
    assert name_on(cell, FIRST_OF_APRIL) == "Chi bộ Quản lý thể thao – Du lịch"
    assert_gapless(cell)


def test_a_move_changes_the_authority_from_that_day_on(top, cell):
    other = committee("DB2")
    move(cell, other)
    assert authority_on(cell, LAST_OF_MARCH) == top
    assert authority_on(cell, FIRST_OF_APRIL) == other
    on = Organization.objects.children_of
    assert list(on(top, LAST_OF_MARCH)) == [cell]
    assert list(on(top, FIRST_OF_APRIL)) == []
    assert list(on(other, FIRST_OF_APRIL)) == [cell]


def test_a_rename_and_a_move_on_the_same_day_make_one_version(cell):
    other = committee("DB2")
    rename(cell, "Chi bộ Mới")
    move(cell, other)
    assert len(periods(cell)) == 2
    assert (name_on(cell, FIRST_OF_APRIL), authority_on(cell, FIRST_OF_APRIL)) == (
        "Chi bộ Mới",
        other,
    )
    assert authority_on(cell, LAST_OF_MARCH) != other
    assert_gapless(cell)


def test_a_committee_may_lose_its_parent_and_a_cell_may_not(top, cell):
    below = committee("DB2", top)
    move(below, None)
    assert authority_on(below, TODAY) is None
    refused("parent_missing", move, cell, None)


def test_a_change_on_the_founding_day_or_before_is_refused(cell):
    refused("before_founding", rename, cell, "Chi bộ Mới", FOUNDED)
    refused("before_founding", rename, cell, "Chi bộ Mới", FOUNDED - DAY)
    rename(cell, "Chi bộ Mới", FOUNDED + DAY)
    assert_gapless(cell)


def test_a_change_before_a_later_one_is_refused_and_names_its_day(cell):
    rename(cell, "Chi bộ Mới")
    refusal = refused("later_change_exists", rename, cell, "Chi bộ Khác", LAST_OF_MARCH)
    assert "01/04/2025" in str(refusal)


def test_two_renames_from_one_day_are_refused(cell):
    rename(cell, "Chi bộ Mới")
    refused("already_that_day", rename, cell, "Chi bộ Khác")


def test_the_same_name_or_parent_again_is_refused(top, cell):
    refused("same_name", rename, cell, "Chi bộ Quản lý thể dục")
    refused("same_parent", move, cell, top)


def test_a_name_is_kept_in_nfc(cell):
    rename(cell, "Chi bộ Văn hóa")
    assert cell.versions.filter(name="Chi bộ Văn hóa").exists()


def test_a_cycle_is_refused_whatever_its_length(top):
    second = committee("DB2", top)
    third = committee("DB3", second)
    assert "thuộc" in str(refused("cycle", move, top, second))
    refused("cycle", move, top, third)
    refused("cycle", move, second, second)


def test_a_cycle_that_would_only_arise_later_is_refused(top):
    below = committee("DB2", top)
    other = committee("DB3")
    later = FIRST_OF_APRIL + 30 * DAY
    move(other, below, later)
    # until the end of April other stands alone; from May on it hangs under below, under top
    refused("cycle", move, top, other)


def test_a_misspelt_name_is_mended_in_place_and_searched_anew(cell):
    named, right = cell.versions.get(), "Chi bộ Quản lý thể dục, thể thao"
    services.mend_name(named, name=right, version=1, by=BY, now=NOW)
    assert periods(cell) == [("Chi bộ Quản lý thể dục, thể thao", FOUNDED, None)]
    assert list(Organization.objects.search("the thao", TODAY)) == [cell]


def test_the_office_keeps_printed_names_and_labels_of_its_own():
    made = a_committee(today=TODAY)
    foreign = a_committee("DBKHAC", cells=1).cells[0]
    values = {
        "printed_name": "CHI BỘ SỐ MỘT,\nSỞ VĂN HÓA",
        "office_label": "Cán bộ phụ trách",
        "official_members": 18,
        "probationary_members": 1,
        "version": 1,
        "by": made.office,
        "now": NOW,
    }
    services.describe(made.cells[0], **values)
    version = made.cells[0].versions.get()
    assert (version.printed_name, version.official_members) == ("CHI BỘ SỐ MỘT,\nSỞ VĂN HÓA", 18)
    services.describe(made.organization, **values)
    refused("not_allowed", services.describe, foreign, **values)
    values["by"] = made.secretaries["CB01"]
    refused("not_allowed", services.describe, made.cells[0], **values)


def test_who_describes_an_organisation_second_sees_that_it_changed():
    made = a_committee(today=TODAY)
    cell = made.cells[0]
    values = {"printed_name": "", "office_label": "Văn phòng", "by": made.office, "now": NOW}

    def describe(official, version):
        members = {"official_members": official, "probationary_members": 0}
        services.describe(cell, **values, **members, version=version)

    describe(18, 1)
    refused("changed_meanwhile", describe, 17, 1)
    named = cell.versions.get()
    refused("changed_meanwhile", services.mend_name, named, name="X", version=1, by=BY, now=NOW)
    services.mend_name(named, name="Chi bộ Một", version=2, by=BY, now=NOW)
    rename(cell, "Chi bộ Hai", FIRST_OF_APRIL)
    refused("changed_meanwhile", describe, 17, 3)
    describe(17, 4)
    assert cell.versions.latest("from_date").official_members == 17


# Ends


def absorb(organization, into, on=FIRST_OF_APRIL, decision=DECISION):
    services.absorb(organization, into=into, effective_on=on, decision=decision, by=BY, now=NOW)


def dissolve(organization, on=FIRST_OF_APRIL, **more):
    services.dissolve(organization, effective_on=on, decision=DECISION, by=BY, now=NOW, **more)


def test_an_absorbed_cell_lives_until_the_day_before_and_names_its_successor(top, cell):
    into = an_organization("CB02", "Chi bộ Văn phòng", parent=top)
    absorb(cell, into)
    cell.refresh_from_db()
    assert cell.ended_on == LAST_OF_MARCH
    assert (cell.lives_on(LAST_OF_MARCH), cell.lives_on(FIRST_OF_APRIL)) == (True, False)
    assert list(cell.successors.all()) == [into]
    assert list(into.predecessors.all()) == [cell]
    assert list(Organization.objects.living_on(FIRST_OF_APRIL)) == [into, top]
    assert name_on(cell, TODAY) == "Chi bộ Quản lý thể dục"
    assert authority_on(cell, TODAY) == top
    assert_gapless(cell)


def test_an_organisation_that_ended_changes_no_more(top, cell):
    dissolve(cell)
    refused("organization_ended", rename, cell, "Chi bộ Mới", TODAY)
    refused("organization_ended", dissolve, cell, TODAY)
    refused("organization_ended", absorb, cell, top, TODAY)


def test_an_end_before_the_start_is_refused(cell):
    refused("end_before_start", dissolve, cell, FOUNDED)
    refused("end_before_start", dissolve, cell, FOUNDED - DAY)
    dissolve(cell, FOUNDED + DAY)
    cell.refresh_from_db()
    assert cell.ended_on == FOUNDED


def test_an_end_inside_an_earlier_name_is_refused(cell):
    rename(cell, "Chi bộ Mới")
    refused("end_before_start", dissolve, cell, FIRST_OF_APRIL)


@pytest.mark.parametrize("case", ["itself", "other_kind", "ended"])
def test_what_cannot_take_over_is_refused(top, cell, case):
    ended = an_organization("CB08", "Chi bộ Cũ", parent=top)
    dissolve(ended)
    into, code = {
        "itself": (cell, "same"),
        "other_kind": (top, "kind_differs"),
        "ended": (ended, "successor_not_alive"),
    }[case]
    refused(code, absorb, cell, into)


def test_an_absorbed_committee_takes_its_cells_along(top):
    old, new = committee("DB2", top), committee("DB3", top)
    cell = an_organization("CB01", "Chi bộ", parent=old)
    absorb(old, new)
    assert authority_on(cell, LAST_OF_MARCH) == old
    assert authority_on(cell, FIRST_OF_APRIL) == new
    assert cell.events.filter(kind=EventKind.MOVED, decision_number=DECISION.number).exists()


def test_a_committee_with_cells_is_not_dissolved(top, cell):
    assert "Chi bộ Quản lý thể dục" in str(refused("has_children", dissolve, top))
    move(cell, committee("DB2"))
    dissolve(top)


def test_dissolving_names_who_takes_over(top, cell):
    into = an_organization("CB02", "Chi bộ Văn phòng", parent=top)
    dissolve(cell, successors=[into])
    assert list(cell.successors.all()) == [into]


def unite(*organizations, parent, new_code="CB10", kind=Kind.CELL):
    return services.unite(
        organizations,
        into=NewOrganization(code=new_code, kind=kind, name="Chi bộ Hợp nhất", parent=parent),
        effective_on=FIRST_OF_APRIL,
        decision=DECISION,
        by=BY,
        now=NOW,
    )


def test_two_cells_unite_in_a_new_one(top, cell):
    second = an_organization("CB02", "Chi bộ Hai", parent=top)
    united = unite(cell, second, parent=top)
    assert (united.founded_on, name_on(united, TODAY)) == (FIRST_OF_APRIL, "Chi bộ Hợp nhất")
    assert set(united.predecessors.all()) == {cell, second}
    for old in (cell, second):
        old.refresh_from_db()
        assert old.ended_on == LAST_OF_MARCH
        assert_gapless(old)


def test_uniting_needs_two_of_one_kind_and_a_place_outside(top, cell):
    refused("too_few", unite, cell, parent=top)
    refused("too_few", unite, cell, cell, parent=top)
    refused("too_few", unite, parent=top)
    other = committee("DB2", top)
    refused("kind_differs", unite, cell, other, parent=top)
    refused(
        "parent_ends",
        unite,
        top,
        committee("DB3"),
        parent=top,
        new_code="DB9",
        kind=Kind.COMMITTEE,
    )


def split(organization, codes, parent):
    return services.split(
        organization,
        into=[
            NewOrganization(code=code, kind=Kind.CELL, name=f"Chi bộ {code}", parent=parent)
            for code in codes
        ],
        effective_on=FIRST_OF_APRIL,
        decision=DECISION,
        by=BY,
        now=NOW,
    )


def test_a_cell_splits_into_two_new_ones(top, cell):
    parts = split(cell, ["CB01A", "CB01B"], top)
    assert [part.code for part in parts] == ["CB01A", "CB01B"]
    assert set(cell.successors.all()) == set(parts)
    cell.refresh_from_db()
    assert cell.ended_on == LAST_OF_MARCH


def test_splitting_needs_two_different_new_ones(top, cell):
    refused("too_few", split, cell, ["CB01A"], top)
    refused("code_taken", split, cell, ["CB01A", "cb01a"], top)
    refused("code_taken", split, cell, ["CB01A", "CB01"], top)


def test_every_obstacle_is_named_at_once(cell):
    refusal = refused("decision_missing", rename, cell, "", FOUNDED, decision=None)
    assert refusal.codes == {"decision_missing", "before_founding", "name_missing"}
