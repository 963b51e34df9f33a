"""Terms: who sits and who signs on a day (A9)."""

import datetime as dt

import pytest

from organizations import services
from organizations.models import Body
from organizations.refusals import Refusal
from organizations.services import TermValues
from organizations.terms import members_on, signers_on, term_on
from tests.factories import FOUNDED, a_committee, moment

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 24)
NOW = moment(TODAY)
DAY = dt.timedelta(days=1)
SECOND = dt.date(2025, 8, 1)


@pytest.fixture
def made():
    return a_committee(cells=1, today=TODAY, members=2)


@pytest.fixture
def term(made):
    return made.organization.terms.get()


def values(**changed):
    said = {
        "name": "2025–2030",
        "from_date": SECOND,
        "committee_name": "ĐẢNG ỦY SỞ VĂN HÓA,\nTHỂ THAO VÀ DU LỊCH",
    }
    return TermValues(**(said | changed))


def refused(code, act, *args, **kwargs):
    with pytest.raises(Refusal) as caught:
        act(*args, **kwargs)
    assert code in caught.value.codes, caught.value


def test_a_new_term_ends_the_open_one_the_day_before(made, term):
    new = services.open_term(made.organization, values(), by=made.office, now=NOW)
    term.refresh_from_db()
    assert term.to_date == SECOND - DAY
    assert term_on(made.organization, SECOND - DAY) == term
    assert term_on(made.organization, SECOND) == new
    assert term_on(made.organization, FOUNDED - DAY) is None


def test_members_and_signers_leave_with_their_term(made, term):
    services.open_term(made.organization, values(), by=made.office, now=NOW)
    assert len(members_on(made.organization, Body.COMMITTEE, SECOND - DAY)) == 2
    assert len(signers_on(made.organization, SECOND - DAY)) == 1
    assert members_on(made.organization, Body.COMMITTEE, SECOND) == []
    assert signers_on(made.organization, SECOND) == []


def test_a_term_keeps_the_line_breaks_of_printed_names(made):
    new = services.open_term(made.organization, values(), by=made.office, now=NOW)
    new.refresh_from_db()
    assert new.committee_name.splitlines() == ["ĐẢNG ỦY SỞ VĂN HÓA,", "THỂ THAO VÀ DU LỊCH"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": " "}, "name_missing"),
        ({"committee_name": " "}, "committee_name_missing"),
        ({"to_date": SECOND - DAY}, "end_before_start"),
        ({"from_date": FOUNDED}, "term_overlaps"),
        ({"from_date": FOUNDED - DAY, "to_date": FOUNDED}, "term_overlaps"),
    ],
)
def test_a_term_that_does_not_hold_is_refused(made, changed, code):
    refused(
        code,
        services.open_term,
        made.organization,
        values(**changed),
        by=made.office,
        now=NOW,
    )


def test_a_term_before_the_first_may_be_added_later(made):
    earlier = values(from_date=FOUNDED - 10 * DAY, to_date=FOUNDED - DAY)
    assert services.open_term(made.organization, earlier, by=made.office, now=NOW)


def test_only_the_committees_own_office_keeps_its_terms(made, term):
    other = a_committee("DBKHAC", cells=0, today=TODAY)
    for by in (other.office, made.administrator, made.watcher, made.secretaries["CB01"]):
        refused("not_allowed", services.open_term, made.organization, values(), by=by, now=NOW)
        refused("not_allowed", services.edit_term, term, values(), version=1, by=by, now=NOW)


def test_a_member_is_counted_on_both_days(made, term):
    member = services.add_member(
        term,
        body=Body.STANDING_BOARD,
        full_name="Lê Văn Đ",
        from_date=TODAY,
        by=made.office,
        now=NOW,
    )
    services.end_member(member, to_date=TODAY + DAY, by=made.office, now=NOW)
    days = (TODAY - DAY, TODAY, TODAY + DAY, TODAY + 2 * DAY)
    counts = [len(members_on(made.organization, Body.STANDING_BOARD, day)) for day in days]
    assert counts == [0, 1, 1, 0]


def test_a_member_outside_the_term_or_twice_is_refused(made, term):
    common = {"body": Body.COMMITTEE, "by": made.office, "now": NOW}
    add = services.add_member
    refused("outside_term", add, term, full_name="A", from_date=FOUNDED - DAY, **common)
    refused("already_member", add, term, full_name="Trần Thị 1", from_date=TODAY, **common)
    refused("full_name_missing", add, term, full_name=" ", from_date=TODAY, **common)
    refused(
        "end_before_start",
        add,
        term,
        full_name="A",
        from_date=TODAY,
        to_date=TODAY - DAY,
        **common,
    )


def test_a_signer_signs_on_both_days(made, term):
    signer = services.add_signer(
        term, full_name="Lê Văn Đ", title="PHÓ BÍ THƯ", from_date=TODAY, by=made.office, now=NOW
    )
    services.end_signer(signer, to_date=TODAY, by=made.office, now=NOW)
    names = [
        [one.full_name for one in signers_on(made.organization, day)]
        for day in (TODAY - DAY, TODAY, TODAY + DAY)
    ]
    assert names == [["Trần Thị 1"], ["Trần Thị 1", "Lê Văn Đ"], ["Trần Thị 1"]]
    refused(
        "title_missing",
        services.add_signer,
        term,
        full_name="A",
        title="",
        from_date=TODAY,
        by=made.office,
        now=NOW,
    )


def test_editing_a_term_does_not_leave_its_members_outside(made, term):
    shorter = values(name="2020–2025", from_date=FOUNDED + DAY)
    refused("outside_term", services.edit_term, term, shorter, version=1, by=made.office, now=NOW)
    same = values(name="2020–2025", from_date=FOUNDED, place="Hải Dương")
    services.edit_term(term, same, version=1, by=made.office, now=NOW)
    assert term_on(made.organization, TODAY).place == "Hải Dương"


def test_who_edits_a_term_second_sees_that_it_changed(made, term):
    first, second = (
        values(name="2020–2025", from_date=FOUNDED, place=place) for place in ("Huế", "Đà Nẵng")
    )
    services.edit_term(term, first, version=1, by=made.office, now=NOW)
    refused(
        "changed_meanwhile", services.edit_term, term, second, version=1, by=made.office, now=NOW
    )
    assert term_on(made.organization, TODAY).place == "Huế"
    services.edit_term(term, second, version=2, by=made.office, now=NOW)
    assert term_on(made.organization, TODAY).place == "Đà Nẵng"


def test_a_term_that_a_new_one_ended_is_not_edited_as_it_was_seen(made, term):
    services.open_term(made.organization, values(), by=made.office, now=NOW)
    seen = values(name="2020–2025", from_date=FOUNDED, to_date=SECOND - DAY)
    refused("changed_meanwhile", services.edit_term, term, seen, version=1, by=made.office, now=NOW)
