"""How a sheet travels: the whole table, for every status, act and role."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from evaluations import services
from evaluations.models import Evaluation
from evaluations.reading import why_not
from evaluations.workflow import (
    ACT_LABELS,
    LABELS_FOR_OFFICE,
    LABELS_FOR_OWN,
    TRANSITIONS,
    Act,
    Side,
    Situation,
    Status,
    obstacles,
    side_of,
)
from organizations.refusals import Obstacle, Refusal
from tests.factories import a_committee

from .factories import YEAR, a_year, at, day_of, evaluation_at, sheet_values

LOCK = Obstacle("locked", "Đã khóa.")
EVERY_PAIR = [(status, act) for status in Status for act in Act]


def free(status: Status, act: Act) -> Situation:
    """A situation in which nothing but the status could stand in the way of the act."""
    return Situation(status=status, from_paper=act is Act.CORRECT_PAPER)


@pytest.mark.parametrize(("status", "act"), EVERY_PAIR)
def test_every_pair_of_status_and_act_is_in_the_table_or_refused_with_a_sentence(status, act):
    found = obstacles(act, free(status, act))

    if (status, act) in TRANSITIONS:
        assert found == ()
    else:
        assert [obstacle.code for obstacle in found] == ["not_in_this_state"]
        assert found[0].sentence.startswith("Phiếu ")
        assert found[0].sentence.endswith(".")


def test_every_act_is_performed_by_one_side_wherever_the_sheet_stands():
    for act in Act:
        sides = {side for (_, one), (side, _) in TRANSITIONS.items() if one is act}
        assert sides == {side_of(act)}


def test_every_status_and_act_has_its_words():
    assert set(LABELS_FOR_OWN) == set(LABELS_FOR_OFFICE) == set(Status)
    assert set(ACT_LABELS) == set(Act)
    assert LABELS_FOR_OWN[Status.SUBMITTED] != LABELS_FOR_OFFICE[Status.SUBMITTED]


def test_no_status_is_a_dead_end_but_confirmed_is_left_by_the_office_alone():
    for status in Status:
        leaving = [
            side
            for (before, act), (side, after) in TRANSITIONS.items()
            if before is status and after != (status,)
        ]
        assert leaving
        if status is Status.CONFIRMED:
            assert set(leaving) == {Side.OFFICE}


@pytest.mark.parametrize(
    ("act", "situation", "code"),
    [
        (Act.SAVE, Situation(status=Status.DRAFT, locked=LOCK), "locked"),
        (Act.SUBMIT, Situation(status=Status.RETURNED, locked=LOCK), "locked"),
        (Act.TAKE_BACK, Situation(status=Status.SUBMITTED, opened=True), "already_opened"),
        (Act.TAKE_BACK, Situation(status=Status.SUBMITTED, locked=LOCK), "locked"),
        (
            Act.TAKE_BACK,
            Situation(status=Status.SUBMITTED, from_paper=True, opened=True),
            "paper_not_taken_back",
        ),
        (Act.BEGIN_REVIEW, Situation(status=Status.SUBMITTED, opened=True), "already_opened"),
        (Act.RETURN, Situation(status=Status.SUBMITTED, from_paper=True), "paper_not_returned"),
        (Act.CONFIRM, Situation(status=Status.SUBMITTED, objection_open=True), "objection_waits"),
        (Act.CORRECT_PAPER, Situation(status=Status.SUBMITTED), "not_from_paper"),
    ],
)
def test_what_else_stands_in_the_way_is_said(act, situation, code):
    assert [obstacle.code for obstacle in obstacles(act, situation)] == [code]


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.CONFIRMED, Status.RETURNED])
def test_the_lock_never_stops_the_office(status):
    locked = replace(free(status, Act.RETURN), locked=LOCK)
    for act in Act:
        if (status, act) in TRANSITIONS and side_of(act) is Side.OFFICE:
            assert LOCK not in obstacles(act, locked)


@pytest.mark.django_db
@pytest.mark.parametrize("status", list(Status))
def test_every_role_may_exactly_what_its_side_performs(status):
    year = a_year(cells=2)
    foreign = a_committee("DBKHAC", cells=1)
    evaluation = evaluation_at(status, year)
    now = day_of(3, 7)
    own, office = year.secretary, year.office
    others = [
        year.committee.secretaries["CB02"],
        year.committee.watcher,
        year.committee.administrator,
        foreign.office,
        foreign.secretaries["DBKHAC.01"],
    ]
    for act in Act:
        allowed = (status, act) in TRANSITIONS and act is not Act.CORRECT_PAPER
        side = side_of(act)
        assert (why_not(act, evaluation, by=at(own, now)) == ()) is (allowed and side is Side.OWN)
        assert (why_not(act, evaluation, by=at(office, now)) == ()) is (
            allowed and side is Side.OFFICE
        )
        for other in others:
            assert [o.code for o in why_not(act, evaluation, by=at(other, now))] == ["not_allowed"]


def perform(act: Act, evaluation: Evaluation, year, by, now) -> None:
    """The service of an act, with input that is right in itself."""
    how = {"version": evaluation.version, "by": by, "now": now}
    values = sheet_values(year)
    paper = services.Paper(date(YEAR, 4, 5), "Trần Văn Ký")
    place = (evaluation.organization, YEAR, 3)
    match act:
        case Act.SAVE:
            services.save(*place, values, **how)
        case Act.SUBMIT:
            services.submit(evaluation, resubmission="typo", **how)
        case Act.TAKE_BACK:
            services.take_back(evaluation, **how)
        case Act.BEGIN_REVIEW:
            services.begin_review(evaluation, **how)
        case Act.RETURN:
            marks = [services.Mark("votes", "votes_mismatch", "Mời xem lại số có mặt.")]
            services.return_for_completion(evaluation, marks, **how)
        case Act.WITHDRAW_RETURN:
            services.withdraw_return(evaluation, **how)
        case Act.CONFIRM:
            services.confirm(evaluation, **how)
        case Act.REOPEN:
            services.reopen(evaluation, "Chi bộ báo nhầm số liệu.", **how)
        case Act.ENTER_FROM_PAPER:
            services.enter_from_paper(*place, values, paper=paper, **how)
        case Act.CORRECT_PAPER:
            services.correct_paper_entry(evaluation, values, paper=paper, **how)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "from_paper"),
    [
        *((status, False) for status in Status),
        # Paper is never a draft, and comes back only when it is reopened.
        (Status.SUBMITTED, True),
        (Status.CONFIRMED, True),
    ],
)
def test_the_services_go_where_the_table_says_and_nowhere_else(status, from_paper):
    year = a_year()
    evaluation = evaluation_at(status, year, from_paper=from_paper)
    now = day_of(3, 7)
    for act in Act:
        evaluation.refresh_from_db()
        actors = {Side.OWN: year.secretary, Side.OFFICE: year.office}
        side = side_of(act)
        possible = why_not(act, evaluation, by=at(actors[side], now)) == ()
        for who, actor in actors.items():
            evaluation.refresh_from_db()
            point = transaction.savepoint()
            if possible and who is side:
                perform(act, evaluation, year, at(actor, now), now)
                stored = Evaluation.objects.get(pk=evaluation.pk)
                assert stored.status in TRANSITIONS[status, act][1]
                assert stored.version > 1
            else:
                with pytest.raises(Refusal):
                    perform(act, evaluation, year, at(actor, now), now)
                stored = Evaluation.objects.get(pk=evaluation.pk)
                assert (stored.status, stored.version) == (status, evaluation.version)
            transaction.savepoint_rollback(point)
