"""The table of a registration: total over status × act × who (C3, D11)."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from organizations.refusals import Refusal
from registrations import services
from registrations.models import Registration
from registrations.permissions import acts_of, in_the_way
from registrations.submission import Paper
from registrations.workflow import TRANSITIONS, Act, Side, Standing, Status, obstacles, side_of
from tests.factories import ACommittee, a_committee, as_of, moment
from tests.plans.factories import a_plan
from tests.registrations.factories import ON_TIME, registration_at, values
from tests.shared_rows import shared


def test_every_act_belongs_to_one_side():
    for act in Act:
        assert {side for (_, one), (side, _) in TRANSITIONS.items() if one == act} == {side_of(act)}


@pytest.mark.parametrize(("status", "act"), list(product(Status, Act)))
def test_what_the_table_does_not_hold_is_refused_with_a_sentence(status, act):
    standing = Standing(status=status, from_paper=act == Act.CORRECT_PAPER)
    found = list(obstacles(act, standing))
    if (status, act) in TRANSITIONS:
        assert found == []
    else:
        (one,) = found
        assert one.code == "wrong_status"
        assert one.sentence.endswith(".")


def test_every_status_is_reached_and_left():
    reached = {after for _, afters in TRANSITIONS.values() for after in afters}
    assert reached == set(Status)
    assert {status for status, _ in TRANSITIONS} == set(Status)


def test_what_was_opened_is_not_taken_back_nor_opened_again():
    standing = Standing(status=Status.SUBMITTED)
    for act in (Act.TAKE_BACK, Act.BEGIN_REVIEW):
        assert not list(obstacles(act, standing))
        (one,) = obstacles(act, replace(standing, opened=True))
        assert one.code == "opened"


def test_an_open_objection_blocks_accepting_and_nothing_else():
    standing = Standing(status=Status.SUBMITTED, from_paper=True, objection_open=True)
    (one,) = obstacles(Act.ACCEPT, standing)
    assert one.code == "objection_open"
    assert not list(obstacles(Act.RETURN, standing))
    assert not list(obstacles(Act.CORRECT_PAPER, standing))


PERFORM: dict[Act, Any] = {
    Act.SAVE: lambda row, k: services.save(row.organization, row.year, values(), **k),
    Act.SUBMIT: services.submit,
    Act.TAKE_BACK: services.take_back,
    Act.BEGIN_REVIEW: services.begin_review,
    Act.RETURN: lambda row, k: services.return_for_completion(row, "Bổ sung", **k),
    Act.WITHDRAW_RETURN: services.withdraw_return,
    Act.ACCEPT: services.accept,
    Act.REOPEN: lambda row, k: services.reopen(row, "Sửa mục tiêu", **k),
    Act.ENTER_FROM_PAPER: lambda row, k: services.enter_from_paper(
        row.organization, row.year, values(), Paper(ON_TIME, "Trần Thị A"), **k
    ),
}
PERFORM[Act.CORRECT_PAPER] = PERFORM[Act.ENTER_FROM_PAPER]
PLAIN = (Act.SUBMIT, Act.TAKE_BACK, Act.BEGIN_REVIEW, Act.WITHDRAW_RETURN, Act.ACCEPT)


def perform(act, row, **keywords):
    if act in PLAIN:
        return PERFORM[act](row, **keywords)
    return PERFORM[act](row, keywords)


@shared
def registered(status: Status) -> tuple[Registration, ACommittee, ACommittee]:
    """A registration in that status, its committee and one that has nothing to do with it."""
    made = a_committee(today=ON_TIME)
    other = a_committee("DBKHAC", cells=1, today=ON_TIME)
    a_plan(made.organization, made.office)
    row = registration_at(status, made.cells[0], made.secretaries["CB01"], made.office)
    return row, made, other


@pytest.mark.django_db
@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("act", list(Act))
def test_services_do_what_the_table_allows_and_nothing_else(status, act):
    """Status × act × everybody: a refused act leaves the row as it was."""
    row, made, other = registered(status)
    own = made.secretaries["CB01"]
    people = {
        Side.OWN: own,
        Side.OFFICE: made.office,
        "other cell": made.secretaries["CB02"],
        "other office": other.office,
        "watcher": made.watcher,
        "administrator": made.administrator,
    }
    for who, actor in sorted(people.items(), key=lambda item: item[0] == side_of(act)):
        row = Registration.objects.select_related("organization", "plan").get(pk=row.pk)
        before = Registration.objects.filter(pk=row.pk).values().get()
        allowed = who == side_of(act) and (status, act) in TRANSITIONS
        if act == Act.CORRECT_PAPER:  # nothing here came from paper
            allowed = who == Side.OFFICE and status == Status.DRAFT
        try:
            perform(act, row, version=row.version, by=actor, now=moment(ON_TIME, 11))
        except Refusal:
            assert not allowed, f"{who} was refused"
            assert Registration.objects.filter(pk=row.pk).values().get() == before
            continue
        assert allowed, f"{who} was let through"
        row.refresh_from_db()
        expected = TRANSITIONS.get((status, act), (None, (Status.SUBMITTED,)))[1]
        assert row.status in expected
        assert row.version > before["version"]


@pytest.mark.django_db
def test_buttons_and_refusals_draw_from_the_same_answers():
    made = a_committee(today=ON_TIME)
    a_plan(made.organization, made.office)
    row = registration_at(
        Status.SUBMITTED, made.cells[0], made.secretaries["CB01"], made.office, opened=True
    )
    for actor in (made.office, made.secretaries["CB01"], made.watcher):
        acts = acts_of(actor, row)
        for act in Act:
            assert acts.get(act) == in_the_way(actor, act, row) or act not in acts
            if act not in acts:
                assert in_the_way(actor, act, row)[0].code == "not_allowed"
    assert not acts_of(as_of(made.watcher, ON_TIME), row)
