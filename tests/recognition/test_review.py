"""The review: compiled, voted, closed (E9)."""

import datetime as dt

import pytest

from organizations import services as organizations
from organizations.models import AuditEvent, Body, Term
from organizations.refusals import Refusal
from recognition import services
from recognition.models import Candidate, Meeting, Review, Vote
from recognition.services import VoteRow
from recognition.voting import VoteMethod
from recognition.workflow import CandidateState, Question, ReviewStatus
from tests.evaluations.factories import YEAR, AYear, a_year, at
from tests.factories import a_committee, as_of, moment
from tests.recognition.decisions import (
    ISSUED,
    NOW,
    a_compiled_year,
    a_finished_year,
    a_meeting,
    a_row,
    by,
    commended,
    compiled,
    issued,
    recognised,
    regrade,
    reopen_month,
    voted,
)
from tests.recognition.factories import a_year_of

pytestmark = pytest.mark.django_db


def state(year: AYear, code: str = "CB01") -> str:
    return Candidate.objects.get(organization__code=code).state


# Compiling


def test_a_review_is_prepared_from_1_november_and_not_before():
    year = a_year()
    committee = year.committee.organization
    for day, refused in ((dt.date(2025, 10, 31), True), (dt.date(2025, 11, 1), False)):
        now = moment(day)
        if refused:
            with pytest.raises(Refusal) as refusal:
                services.compile_review(committee, YEAR, version=0, **by(year, now))
            assert refusal.value.codes == {"too_early"}
        else:
            services.compile_review(committee, YEAR, version=0, **by(year, now))
    assert Review.objects.count() == 1


def test_only_the_authoritys_office_compiles():
    year = a_year()
    for actor in (year.secretary, year.committee.watcher, a_committee("DBKHAC").office):
        with pytest.raises(Refusal) as refusal:
            services.compile_review(year.committee.organization, YEAR, version=0, by=actor, now=NOW)
        assert refusal.value.codes == {"not_office"}


def test_two_offices_compiling_at_once_make_one_review():
    year = a_year()
    compiled(year)
    with pytest.raises(Refusal) as refusal:
        services.compile_review(year.committee.organization, YEAR, version=0, **by(year))
    assert refusal.value.codes == {"changed_meanwhile"}


def test_every_organisation_becomes_a_candidate_with_its_year_eligible_or_not():
    year = a_year(cells=2)
    a_year_of(year, year.committee.cells[0])
    review = compiled(year)
    found = {c.organization.code: c.year_compiled for c in Candidate.objects.of_review(review)}
    assert found["CB01"].eligible
    assert not found["CB02"].eligible
    assert found["CB01"].pass_months == 12
    assert {c.state for c in review.candidates.all()} == {CandidateState.UNDECIDED}


def test_compiled_again_unchanged_the_vote_stands():
    year = a_compiled_year(2)
    voted(year)
    compiled(year)
    assert state(year) == CandidateState.RECOGNISED
    assert Vote.objects.filter(standing=True).count() == 2


def test_compiled_again_with_a_figure_changed_the_vote_falls_and_is_kept():
    year = a_compiled_year(2)
    voted(year)
    regrade(year, "CB01", "excellent")
    review = compiled(year)
    assert state(year) == CandidateState.UNDECIDED
    assert state(year, "CB02") == CandidateState.RECOGNISED
    assert Vote.objects.filter(candidate__organization__code="CB01", standing=False).count() == 1
    event = AuditEvent.objects.filter(act="review.compile").first()
    assert event is not None
    assert event.data["fallen"] == 1
    assert review.run == 2


# Voting


def refused(year: AYear, *rows: VoteRow, question=Question.RECOGNISE, **meeting) -> Refusal:
    review = Review.objects.get()
    before = (Meeting.objects.count(), review.version)
    with pytest.raises(Refusal) as refusal:
        services.record_votes(
            review, question, a_meeting(**meeting), rows, version=review.version, **by(year)
        )
    review.refresh_from_db()
    assert (Meeting.objects.count(), review.version) == before
    return refusal.value


def test_more_than_half_of_all_members_carries_and_three_of_five_is_enough():
    year = a_compiled_year(3)
    voted(year, votes={"CB01": 3, "CB02": 2})
    assert state(year, "CB01") == CandidateState.RECOGNISED
    assert state(year, "CB02") == CandidateState.DECLINED
    assert state(year, "CB03") == CandidateState.UNDECIDED


def test_a_majority_is_of_all_members_not_of_those_present():
    year = a_compiled_year(1)
    review = Review.objects.get()
    row = VoteRow(code="CB01", votes_for=2, votes_against=1, votes_other=0)
    services.record_votes(
        review,
        Question.RECOGNISE,
        a_meeting(present=3),
        [row],
        version=review.version,
        **by(year),
    )
    assert state(year) == CandidateState.DECLINED


def test_who_was_declined_may_be_voted_again_and_the_earlier_vote_stays():
    year = a_compiled_year(1)
    voted(year, votes={"CB01": 2})
    voted(year, votes={"CB01": 4})
    assert state(year) == CandidateState.RECOGNISED
    assert list(Vote.objects.order_by("pk").values_list("votes_for", "standing")) == [
        (2, False),
        (4, True),
    ]


def test_a_secret_vote_keeps_its_ballots():
    year = a_compiled_year(1)
    review = Review.objects.get()
    meeting = a_meeting(method=VoteMethod.SECRET, issued=5, returned=5, valid=4)
    row = VoteRow(code="CB01", votes_for=4, votes_against=0, votes_other=0)
    held = services.record_votes(
        review, Question.RECOGNISE, meeting, [row], version=review.version, **by(year)
    )
    assert (held.issued, held.returned, held.valid) == (5, 5, 4)


@pytest.mark.parametrize(
    ("row", "meeting", "code", "part"),
    [
        ({"votes_for": 6, "votes_against": 0}, {"present": 6}, "present_above_members", "present"),
        ({"votes_for": 3, "votes_against": 1}, {}, "votes_do_not_add_up", "CB01:votes_for"),
        ({"votes_for": None}, {}, "votes_for_missing", "CB01:votes_for"),
        ({"votes_against": None}, {}, "votes_against_missing", "CB01:votes_against"),
        ({"votes_other": -1}, {}, "votes_other_negative", "CB01:votes_other"),
        ({"votes_for": -1}, {}, "votes_for_negative", "CB01:votes_for"),
        ({}, {"present": None}, "present_missing", "present"),
        ({}, {"chair": "  "}, "chair_missing", "chair"),
        ({}, {"clerk": ""}, "clerk_missing", "clerk"),
        ({}, {"held_on": dt.date(2026, 2, 5)}, "meeting_in_future", "held_on"),
        ({}, {"held_on": dt.date(2025, 10, 31)}, "meeting_too_early", "held_on"),
        ({}, {"body": Body.STANDING_BOARD}, "members_unknown", "held_on"),
        (
            {},
            {"method": VoteMethod.SECRET, "issued": 4, "returned": 5, "valid": 4},
            "returned_above_issued",
            "returned",
        ),
        (
            {},
            {"method": VoteMethod.SECRET, "issued": 5, "returned": 5, "valid": 4},
            "votes_above_valid",
            "CB01:votes_for",
        ),
    ],
)
def test_a_wrong_vote_is_refused_at_its_place(row, meeting, code, part):
    year = a_compiled_year(1)
    refusal = refused(
        year,
        VoteRow(**{"code": "CB01", "votes_for": 5, "votes_against": 0, "votes_other": 0} | row),
        **meeting,
    )
    assert code in refusal.codes
    assert next(o.part for o in refusal.obstacles if o.code == code) == part


def test_votes_are_measured_by_the_members_of_that_day():
    year = a_compiled_year(1)
    member = Term.objects.get().members.first()
    assert member is not None
    organizations.end_member(
        member,
        to_date=dt.date(2026, 1, 31),
        by=as_of(year.office, ISSUED),
        now=NOW,
    )
    assert "present_above_members" in refused(year, a_row("CB01")).codes


def test_a_term_that_does_not_cover_the_date_is_refused():
    year = a_compiled_year(1)
    term = Term.objects.get()
    Term.objects.filter(pk=term.pk).update(to_date=dt.date(2025, 12, 31))
    assert "members_unknown" in refused(year, a_row("CB01")).codes


def test_who_is_not_eligible_or_still_open_cannot_be_recognised():
    year = a_year(cells=2)
    first, second = year.committee.cells
    a_year_of(year, first, failed=[1, 2, 3])
    a_year_of(year, second, waiting=[1, 2, 3])
    compiled(year)
    for code in ("CB01", "CB02"):
        refusal = refused(year, a_row(code))
        assert refusal.codes == {"not_eligible"}
        assert refusal.obstacles[0].part == f"{code}:votes_for"


def test_a_change_of_facts_blocks_the_vote_until_compiled_again():
    year = a_compiled_year(2)
    reopen_month(year, "CB01", 3)
    refusal = refused(year, a_row("CB01"), a_row("CB02"))
    assert refusal.codes == {"facts_changed"}
    assert "Tháng 3" in refusal.obstacles[0].sentence
    compiled(year)
    voted(year, votes={"CB01": 5, "CB02": 5})


def test_an_unknown_candidate_no_row_and_a_row_twice_are_refused():
    year = a_compiled_year(1)
    assert refused(year, a_row("CB99")).codes == {"candidate_unknown"}
    assert refused(year).codes == {"no_rows"}
    assert "row_twice" in refused(year, a_row("CB01"), a_row("CB01")).codes


def test_a_vote_on_an_older_version_is_refused():
    year = a_finished_year(1)
    review = compiled(year)
    compiled(year)
    with pytest.raises(Refusal) as refusal:
        services.record_votes(
            review, Question.RECOGNISE, a_meeting(), [a_row("CB01")], version=1, **by(year)
        )
    assert refusal.value.codes == {"changed_meanwhile"}


def test_the_choice_asks_for_recognition_and_an_excellent_grade():
    year = a_compiled_year(2, excellent=[0])
    assert refused(year, a_row("CB01"), question=Question.CHOOSE).codes == {"not_recognised"}
    voted(year)
    assert refused(year, a_row("CB02"), question=Question.CHOOSE).codes == {"not_excellent"}
    voted(year, Question.CHOOSE, {"CB01": 4})


def test_a_choice_falls_with_the_recognition_it_rests_on():
    year = a_compiled_year(1, excellent=[0])
    voted(year)
    voted(year, Question.CHOOSE)
    voted(year, votes={"CB01": 1})
    assert not Vote.objects.filter(question=Question.CHOOSE, standing=True).exists()


def test_revoking_asks_for_a_reason_and_for_something_to_revoke():
    year = a_compiled_year(1)
    assert refused(year, a_row("CB01", reason="x"), question=Question.REVOKE).codes == {
        "nothing_to_revoke"
    }
    recognised(year)
    without = refused(year, a_row("CB01"), question=Question.REVOKE, held_on=ISSUED)
    assert without.codes == {"reason_missing"}


# Closing


def test_a_review_closes_only_when_nothing_voted_waits_for_its_decision():
    year = a_compiled_year(5, excellent=[0])
    meeting = voted(year)
    review = Review.objects.get()
    with pytest.raises(Refusal) as refusal:
        services.close_review(review, version=review.version, **by(year))
    assert refusal.value.codes == {"vote_waits"}
    issued(year, meeting)
    voted(year, Question.CHOOSE, {"CB01": 5})
    review.refresh_from_db()
    with pytest.raises(Refusal):
        services.close_review(review, version=review.version, **by(year))
    issued(year, Meeting.objects.get(question=Question.CHOOSE))
    review.refresh_from_db()
    services.close_review(review, version=review.version, **by(year))
    assert Review.objects.get().status == ReviewStatus.CLOSED


def test_a_choice_for_which_no_place_is_left_keeps_no_review_open():
    year = a_finished_year(2, excellent=[0])
    recognised(year)
    voted(year, Question.CHOOSE, {"CB01": 5})
    review = Review.objects.get()
    services.close_review(review, version=review.version, **by(year))


def test_closed_nothing_is_compiled_voted_or_issued_but_revocation_stays_possible():
    year = a_finished_year(1)
    decision = recognised(year)
    review = Review.objects.get()
    services.close_review(review, version=review.version, **by(year))
    with pytest.raises(Refusal) as refusal:
        compiled(year)
    assert refusal.value.codes == {"review_closed"}
    with pytest.raises(Refusal) as refusal:
        voted(year)
    assert refusal.value.codes == {"review_closed"}
    meeting = voted(year, Question.REVOKE, reason="mất đoàn kết nội bộ")
    revoking = issued(year, meeting)
    assert revoking.revocations.get().organization == year.cell
    assert decision.recognitions.get().revocation is not None
    assert Review.objects.get().status == ReviewStatus.CLOSED


def test_reopening_asks_for_a_reason_and_only_a_closed_review_is_reopened():
    year = a_finished_year(1)
    review = compiled(year)
    with pytest.raises(Refusal) as refusal:
        services.reopen_review(review, "bổ sung", version=review.version, **by(year))
    assert refusal.value.codes == {"review_open"}
    services.close_review(review, version=review.version, **by(year))
    with pytest.raises(Refusal) as refusal:
        services.reopen_review(review, " ", version=review.version, **by(year))
    assert refusal.value.codes == {"reason_missing"}
    services.reopen_review(review, "Bổ sung CB01", version=review.version, **by(year))
    assert Review.objects.get().is_open


def test_the_same_body_may_be_the_standing_board_with_its_own_members():
    year = a_compiled_year(1)
    office = at(year.office, NOW)
    for name in ("Trần Thị 1", "Trần Thị 2", "Trần Thị 3"):
        organizations.add_member(
            Term.objects.get(),
            body=Body.STANDING_BOARD,
            full_name=name,
            from_date=dt.date(2025, 1, 1),
            by=office,
            now=NOW,
        )
    review = Review.objects.get()
    row = VoteRow(code="CB01", votes_for=2, votes_against=1, votes_other=0)
    held = services.record_votes(
        review,
        Question.RECOGNISE,
        a_meeting(body=Body.STANDING_BOARD, present=3),
        [row],
        version=review.version,
        **by(year),
    )
    assert held.members == 3
    assert state(year) == CandidateState.RECOGNISED


def test_commended_cells_stay_commended_when_compiled_again():
    year = a_finished_year(5, excellent=[0])
    recognised(year)
    commended(year, "CB01")
    reopen_month(year, "CB01", 12)
    compiled(year)
    assert state(year) == CandidateState.RECOGNISED
