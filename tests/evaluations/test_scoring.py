"""Points, votes and rating of a sheet, on both sides of every threshold (D2–D4, D10, E4)."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.scoring import (
    CriterionScore,
    Votes,
    group_totals,
    is_majority,
    majority_of,
    month_passes,
    pass_obstacles,
    points_obstacles,
    proposes_not_applicable,
    rating_obstacles,
    total,
    votes_obstacles,
    what_pass_needs,
)
from evaluations.workflow import Rating
from organizations.refusals import Obstacle
from plans.workflow import Rhythm

pytestmark = pytest.mark.once

FIVE = Decimal(5)


def score(points: str | None, **more: Any) -> CriterionScore:
    facts: dict[str, Any] = {"code": "2.1", "group": "2", "max_points": FIVE}
    return CriterionScore(points=None if points is None else Decimal(points), **(facts | more))


def codes(obstacles: tuple[Obstacle, ...]) -> list[str]:
    return [obstacle.code for obstacle in obstacles]


@pytest.mark.parametrize(
    ("points", "reason", "expected"),
    [
        ("5", "", []),
        ("5.0", "", []),
        ("4.5", "Báo cáo chậm", []),
        ("0", "Không tổ chức", []),
        ("4.5", "", ["reason_missing"]),
        ("4.5", "  ", ["reason_missing"]),
        ("5.5", "", ["points_above_max"]),
        ("1E+50", "", ["points_above_max"]),
        ("-0.5", "Sai", ["points_below_zero"]),
        ("-1E+50", "Sai", ["points_below_zero"]),
        ("4.3", "Sai", ["points_off_step"]),
        ("4.25", "Sai", ["points_off_step"]),
        ("4.999999999", "Sai", ["points_off_step"]),
        ("4", "Chưa phát sinh", []),
        ("4", "Không phát sinh", ["reason_says_not_applicable"]),
        ("4", " KHÔNG PHÁT SINH ", ["reason_says_not_applicable"]),
        ("5", "không phát sinh", ["reason_says_not_applicable"]),
        (None, "", ["points_missing"]),
        ("NaN", "", ["points_missing"]),
        ("Infinity", "", ["points_missing"]),
    ],
)
def test_points_run_from_0_to_the_maximum_in_steps_of_a_half(
    points: str | None, reason: str, expected: list[str]
) -> None:
    assert codes(points_obstacles([score(points, reason=reason)])) == expected


def test_khong_phat_sinh_gives_full_points_and_needs_no_reason() -> None:
    assert codes(points_obstacles([score(None, not_applicable=True)])) == []
    assert codes(points_obstacles([score("5", not_applicable=True)])) == []
    assert codes(points_obstacles([score("4", not_applicable=True)])) == ["not_applicable_points"]
    assert total([score(None, not_applicable=True)]) == 5


def test_a_refusal_names_the_criterion_and_says_how_to_mend_it() -> None:
    obstacles = points_obstacles(
        [
            score("4"),
            score("4.3", code="3.2"),
            score("6", code="4.4"),
            score("3", code="1.7", reason="Không phát sinh"),
            score("3", code="1.8", not_applicable=True),
        ]
    )
    assert [(obstacle.part, obstacle.sentence) for obstacle in obstacles] == [
        (
            "criterion:2.1",
            "Tiêu chí 2.1 được 4 trên 5 điểm nhưng chưa có lý do. "
            "Mời ghi lý do trừ 1 điểm, hoặc chấm đủ 5 điểm.",
        ),
        (
            "criterion:3.2",
            "Tiêu chí 3.2: 4,3 điểm không theo bước 0,5. Mời nhập 4 hoặc 4,5 điểm.",
        ),
        (
            "criterion:4.4",
            "Tiêu chí 4.4: 6 điểm vượt điểm tối đa 5. Mời nhập từ 0 đến 5 điểm.",
        ),
        (
            "criterion:1.7",
            "Tiêu chí 1.7 được 3 trên 5 điểm nhưng lý do chỉ ghi “không phát sinh”. Mời đánh dấu "
            "“Không phát sinh” để được đủ điểm, hoặc ghi rõ lý do trừ điểm.",
        ),
        (
            "criterion:1.8",
            "Tiêu chí 1.8 ghi “không phát sinh” thì được đủ 5 điểm, nhưng đang ghi 3 điểm. Mời sửa "
            "thành 5 điểm, hoặc bỏ “không phát sinh” và ghi rõ lý do trừ điểm.",
        ),
    ]


def test_totals_add_up_what_was_keyed_in_so_far() -> None:
    scores = [
        score("4.5", code="1.1", group="1"),
        score(None, code="1.2", group="1"),
        score("0", code="2.1"),
        score(None, code="2.2", not_applicable=True),
    ]
    assert total(scores) == Decimal("9.5")
    assert group_totals(scores) == {"1": Decimal("4.5"), "2": Decimal(5)}
    assert total([]) == 0


@given(st.lists(st.tuples(st.sampled_from("1234"), st.integers(0, 20)), max_size=40))
@settings(deadline=None, database=None, derandomize=True, max_examples=50)
def test_the_contents_add_up_to_the_total(listed: list[tuple[str, int]]) -> None:
    scores = [score(str(Decimal(halves) / 2), group=group) for group, halves in listed]
    assert sum(group_totals(scores).values(), Decimal(0)) == total(scores)


def test_khong_phat_sinh_is_proposed_where_the_rhythm_does_not_fall_in_the_month() -> None:
    def proposed(rhythm: Rhythm) -> list[int]:
        return [month for month in range(1, 13) if proposes_not_applicable(rhythm, month)]

    assert proposed(Rhythm.MONTH) == []
    assert proposed(Rhythm.QUARTER) == [1, 2, 4, 5, 7, 8, 10, 11]
    assert proposed(Rhythm.YEAR) == [*range(1, 12)]


def votes(**changes: int | None) -> Votes:
    counts: dict[str, int | None] = {
        "voters": 20,
        "present": 18,
        "votes_for": 16,
        "votes_against": 1,
        "votes_other": 1,
    }
    return Votes(**(counts | changes))


@pytest.mark.parametrize(
    ("vote", "expected"),
    [
        (votes(), []),
        (votes(voters=18), []),
        (votes(voters=17), ["present_above_voters"]),
        (votes(votes_for=15), ["votes_do_not_add_up"]),
        (votes(votes_for=17), ["votes_do_not_add_up"]),
        (votes(voters=17, votes_for=17), ["present_above_voters", "votes_do_not_add_up"]),
        (votes(votes_other=None), ["votes_other_missing"]),
        (votes(present=-1), ["present_negative"]),
        (Votes(0, 0, 0, 0, 0), ["voters_none"]),
        (
            Votes(),
            [
                "voters_missing",
                "present_missing",
                "votes_for_missing",
                "votes_against_missing",
                "votes_other_missing",
            ],
        ),
    ],
)
def test_votes_add_up_to_those_present_who_are_no_more_than_those_with_a_vote(
    vote: Votes, expected: list[str]
) -> None:
    assert codes(votes_obstacles(vote)) == expected
    assert {obstacle.part for obstacle in votes_obstacles(vote)} <= {"votes"}


@pytest.mark.parametrize(
    ("count", "of_all", "result"),
    [(10, 20, False), (11, 20, True), (10, 21, False), (11, 21, True), (0, 0, False)],
)
def test_exactly_half_is_no_majority(count: int, of_all: int, result: bool) -> None:
    assert is_majority(count, of_all) is result


@given(st.integers(1, 10000))
@settings(deadline=None, database=None, derandomize=True, max_examples=50)
def test_the_fewest_votes_of_a_majority_are_the_fewest(of_all: int) -> None:
    assert is_majority(majority_of(of_all), of_all)
    assert not is_majority(majority_of(of_all) - 1, of_all)


def passing(**changes: Any) -> tuple[Obstacle, ...]:
    facts: dict[str, Any] = {
        "points": Decimal(90),
        "min_points": Decimal(90),
        "votes_for": 11,
        "voters": 20,
    }
    return pass_obstacles(**(facts | changes))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"points": Decimal("89.5")}, ["points_too_few"]),
        ({"points": Decimal("89.99")}, ["points_too_few"]),
        ({"points": None}, ["points_too_few"]),
        ({"points": Decimal(0), "min_points": None}, []),
        ({"points": None, "min_points": None}, []),
        ({"votes_for": 10}, ["no_majority"]),
        ({"votes_for": 10, "voters": 19}, []),
        ({"mandatory_below_full": ["3.3"]}, ["mandatory_below_full"]),
        (
            {"points": Decimal(89), "votes_for": 10, "mandatory_below_full": ["3.3"]},
            ["points_too_few", "mandatory_below_full", "no_majority"],
        ),
    ],
)
def test_dat_needs_points_every_bat_buoc_criterion_in_full_and_more_than_half_of_all(
    changes: dict[str, Any], expected: list[str]
) -> None:
    assert codes(passing(**changes)) == expected


def test_a_refused_rating_says_the_clause_the_figures_and_the_way_out() -> None:
    few, mandatory, half = passing(
        points=Decimal("89.5"), votes_for=10, mandatory_below_full=["1.1", "3.3"]
    )
    assert few.sentence == (
        "Chưa thể tự nhận mức đạt: tổng 89,5 điểm, mức đạt của tháng cần từ 90 điểm "
        "(mục II.4.2.2, gạch đầu dòng thứ hai). Mời xem lại điểm hoặc tự nhận mức không đạt."
    )
    assert mandatory.sentence == (
        "Chưa thể tự nhận mức đạt: tiêu chí bắt buộc 1.1, 3.3 chưa đủ điểm tối đa. "
        "Mời xem lại điểm hoặc tự nhận mức không đạt."
    )
    assert half.sentence == (
        "Chưa thể tự nhận mức đạt: 10 trên 20 đồng chí có quyền biểu quyết tán thành, "
        "cần quá nửa, ít nhất 11 đồng chí (vận dụng khoản 5 Điều 9 Điều lệ Đảng). "
        "Mời xem lại số phiếu hoặc tự nhận mức không đạt."
    )
    assert {few.part, mandatory.part, half.part} == {"rating"}


SCORES = [
    score("4.5", code="1.1", max_points=FIVE, mandatory=True),
    score("85.5", code="1.2", max_points=Decimal(95)),
]


def test_the_meeting_may_rate_lower_but_never_higher() -> None:
    def obstacles(rating: Rating | None, vote: Votes) -> list[str]:
        return codes(rating_obstacles(rating, scores=SCORES, votes=vote, min_points=Decimal(90)))

    assert obstacles(Rating.FAIL, votes()) == []
    assert obstacles(Rating.PASS, votes()) == ["mandatory_below_full"]
    assert obstacles(Rating.PASS, votes(votes_for=10)) == ["mandatory_below_full", "no_majority"]
    assert obstacles(Rating.PASS, Votes()) == ["mandatory_below_full", "no_majority"]
    assert obstacles(None, votes()) == ["rating_missing"]


def test_a_mandatory_criterion_in_full_or_without_occasion_is_no_obstacle() -> None:
    full = [score("5", mandatory=True), score(None, not_applicable=True, mandatory=True)]
    assert codes(rating_obstacles(Rating.PASS, scores=full, votes=votes(), min_points=None)) == []
    open_ = [score(None, mandatory=True)]
    assert codes(rating_obstacles(Rating.PASS, scores=open_, votes=votes(), min_points=None)) == [
        "mandatory_below_full"
    ]


def test_a_self_review_needs_a_majority_and_the_years_points_where_they_are_its_own() -> None:
    def obstacles(minimum: Decimal | None, vote: Votes) -> tuple[Obstacle, ...]:
        return rating_obstacles(
            Rating.PASS, scores=SCORES, votes=vote, min_points=minimum, yearly=True
        )

    assert codes(obstacles(None, votes())) == []
    assert codes(obstacles(Decimal(90), votes())) == []
    assert codes(obstacles(None, votes(votes_for=10))) == ["no_majority"]
    (few,) = obstacles(Decimal("90.5"), votes())
    assert "mức đạt của năm cần từ 90,5 điểm" in few.sentence


@pytest.mark.parametrize(
    ("rating", "points", "minimum", "result"),
    [
        (Rating.PASS, Decimal(90), Decimal(90), True),
        (Rating.PASS, Decimal("89.5"), Decimal(90), False),
        (Rating.PASS, Decimal(10), None, True),
        (Rating.PASS, None, None, True),
        (Rating.PASS, None, Decimal(90), False),
        (Rating.FAIL, Decimal(100), Decimal(90), False),
        (None, Decimal(100), None, False),
    ],
)
def test_a_month_passes_when_rated_dat_with_the_plans_points(
    rating: Rating | None, points: Decimal | None, minimum: Decimal | None, result: bool
) -> None:
    assert month_passes(rating, points, minimum) is result


def test_the_bar_says_what_dat_needs() -> None:
    assert what_pass_needs(min_points=Decimal(90), voters=22) == (
        "Đạt cần từ 90 điểm và quá nửa số có quyền biểu quyết (ít nhất 12 đồng chí)"
    )
    assert what_pass_needs(min_points=Decimal("92.5"), voters=None, mandatory=["1.1", "3.3"]) == (
        "Đạt cần từ 92,5 điểm, đủ điểm tiêu chí bắt buộc 1.1, 3.3 và quá nửa số có quyền biểu quyết"
    )
    assert what_pass_needs(min_points=None, voters=3) == (
        "Đạt cần quá nửa số có quyền biểu quyết (ít nhất 2 đồng chí)"
    )
