"""The order in which those who may be commended are shown (E8)."""

from fractions import Fraction

import pytest

from recognition.rules import Contender, rank

pytestmark = pytest.mark.once


def contender(
    source: int,
    *,
    choice: int | None = None,
    recognition: int | None = 10,
    points: str = "95",
    months: int = 12,
) -> Contender:
    return Contender(source, choice, recognition, Fraction(points), months)


def order(*contenders: Contender) -> list[list[int]]:
    return [[each.source for each in group] for group in rank(contenders)]


def test_before_the_choice_is_voted_the_votes_for_recognition_come_first() -> None:
    assert order(
        contender(1, recognition=12, points="91"), contender(2, recognition=13, points="90")
    ) == [[2], [1]]


def test_once_the_choice_is_voted_its_votes_come_first() -> None:
    assert order(
        contender(1, choice=12, recognition=9), contender(2, choice=11, recognition=15)
    ) == [[1], [2]]


def test_who_was_not_voted_on_for_the_choice_comes_last() -> None:
    assert order(contender(1, recognition=15), contender(2, choice=0)) == [[2], [1]]


def test_equal_votes_are_parted_by_exact_points() -> None:
    assert order(
        contender(1, points="1151/12"), contender(2, points="1152/12"), contender(3, points="94")
    ) == [[2], [1], [3]]


def test_equal_points_are_parted_by_passed_months() -> None:
    assert order(contender(1, months=11), contender(2, months=12)) == [[2], [1]]


def test_equals_stay_together_and_the_committee_chooses() -> None:
    assert order(contender(3), contender(1), contender(2, months=11)) == [[3, 1], [2]]


def test_nobody_gives_no_group() -> None:
    assert rank([]) == ()
