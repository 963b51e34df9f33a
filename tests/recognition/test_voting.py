"""The committee's vote on one candidate (E9)."""

import pytest

from recognition.voting import CommitteeVote, VoteMethod, carries, vote_obstacles

pytestmark = pytest.mark.once


def by_hand(**changes: int | None) -> CommitteeVote:
    counts: dict[str, int | None] = {
        "members": 15,
        "present": 13,
        "votes_for": 11,
        "votes_against": 1,
        "votes_other": 1,
    }
    return CommitteeVote(method=VoteMethod.HAND, **(counts | changes))


def secret(**changes: int | None) -> CommitteeVote:
    counts: dict[str, int | None] = {
        "members": 15,
        "present": 14,
        "issued": 14,
        "returned": 13,
        "valid": 12,
        "votes_for": 10,
        "votes_against": 2,
        "votes_other": 0,
    }
    return CommitteeVote(method=VoteMethod.SECRET, **(counts | changes))


def codes(vote: CommitteeVote) -> list[str]:
    return [obstacle.code for obstacle in vote_obstacles(vote)]


def test_a_vote_that_adds_up_has_no_obstacle() -> None:
    assert codes(by_hand()) == []
    assert codes(by_hand(members=13)) == []
    assert codes(secret()) == []
    assert codes(secret(members=14, returned=14, valid=14, votes_for=12)) == []


@pytest.mark.parametrize(
    ("vote", "code"),
    [
        (by_hand(members=12), "present_above_members"),
        (by_hand(votes_for=10), "votes_do_not_add_up"),
        (by_hand(votes_for=12), "votes_do_not_add_up"),
        (by_hand(members=None), "members_missing"),
        (by_hand(votes_other=None), "votes_other_missing"),
        (by_hand(votes_against=-1), "votes_against_negative"),
        (
            by_hand(members=0, present=0, votes_for=0, votes_against=0, votes_other=0),
            "members_none",
        ),
        (secret(members=13), "present_above_members"),
        (secret(issued=15), "issued_above_present"),
        (secret(returned=15), "returned_above_issued"),
        (secret(valid=14), "valid_above_returned"),
        (secret(votes_for=11), "votes_above_valid"),
        (secret(issued=None), "issued_missing"),
    ],
)
def test_a_vote_that_cannot_be_is_refused(vote: CommitteeVote, code: str) -> None:
    assert codes(vote) == [code]


def test_a_vote_by_hand_asks_for_no_ballots_and_a_secret_one_may_hold_blank_ones() -> None:
    assert codes(by_hand()) == []
    assert codes(secret(votes_for=9)) == []


def test_a_refusal_says_what_is_wrong_and_how_to_mend_it() -> None:
    (obstacle,) = vote_obstacles(secret(returned=15))
    assert obstacle.sentence == (
        "Số phiếu thu về là 15, nhiều hơn số phiếu phát ra là 14. Mời xem lại hai số này."
    )
    assert obstacle.part == "votes"


@pytest.mark.parametrize(
    ("votes_for", "members", "result"),
    [(7, 14, False), (8, 14, True), (7, 15, False), (8, 15, True), (0, 1, False), (1, 1, True)],
)
def test_more_than_half_of_all_members_carries(votes_for: int, members: int, result: bool) -> None:
    assert carries(votes_for, members) is result
