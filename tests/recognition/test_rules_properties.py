"""What must hold for every year under every plan, whatever the figures."""

import datetime as dt
import os
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evaluations.grades import Grade
from evaluations.months import MonthState, Standing, month_state
from evaluations.scoring import month_passes
from evaluations.workflow import Rating
from plans.workflow import Basis
from recognition.rules import (
    CheckCode,
    CheckState,
    Contender,
    ForecastState,
    GradeFact,
    MonthFact,
    Outcome,
    RegistrationFact,
    SelfReviewFact,
    Thresholds,
    YearFacts,
    assess,
    exemplary_cap,
    forecast,
    rank,
)

pytestmark = pytest.mark.once

# Repeatable, so that a red test means a changed rule; RULE_EXAMPLES=5000 searches further.
examples = settings(
    max_examples=int(os.environ.get("RULE_EXAMPLES", "100")),
    deadline=None,
    database=None,
    derandomize="RULE_EXAMPLES" not in os.environ,
)

HALF = Decimal("0.5")
DAY = dt.date(2025, 6, 10)


# Looking through a new strategy costs Hypothesis more than drawing from one it knows.
@cache
def points(low: int, high: int = 100) -> st.SearchStrategy[Decimal]:
    """Points in steps of 0,5."""
    return st.integers(2 * low, 2 * high).map(lambda halves: halves * HALF)


@cache
def one_of(*choices: Any) -> st.SearchStrategy[Any]:
    """One of these; what stands there several times comes more often."""
    return st.sampled_from(choices)


@st.composite
def plans(draw: st.DrawFn, bases: Iterable[Basis] = tuple(Basis)) -> Thresholds:
    """Any plan: with month points, without, and lower than the year's."""
    year_min = draw(points(80, 95))
    return Thresholds(
        required_months=draw(st.integers(6, 12)),
        month_min_points=draw(st.none() | st.just(year_min) | points(70, 95)),
        year_min_points=year_min,
        basis=draw(one_of(*bases)),
        pro_rata=draw(st.booleans()),
    )


def sheet(
    month: int, standing: Standing, rating: Rating | None, total: Decimal | None, plan: Thresholds
) -> MonthFact:
    """A month that was sent; without a rating no meeting was held."""
    return MonthFact(
        month=month,
        state=month_state(
            alive=True,
            standing=standing,
            passes=month_passes(rating, total, plan.month_min_points),
            no_meeting=rating is None,
            due_on=DAY,
            today=DAY,
        ),
        rating=rating,
        points=total,
    )


def a_month(draw: st.DrawFn, month: int, plan: Thresholds) -> MonthFact:
    """Any month, more often a good one so that eligible years are not rare."""
    kind = draw(one_of(*["good"] * 8, "any", "no_meeting", "unsent"))
    if kind == "unsent":
        unsent = (MonthState.MISSING, MonthState.NOT_DUE, MonthState.NOT_ALIVE)
        return MonthFact(month=month, state=draw(one_of(*unsent)))
    standing = draw(one_of(*[Standing.SETTLED] * 4, Standing.WAITING, Standing.RETURNED))
    if kind == "no_meeting":
        return sheet(month, standing, None, None, plan)
    if kind == "good":
        return sheet(month, standing, Rating.PASS, draw(points(88)), plan)
    return sheet(month, standing, draw(one_of(*Rating)), draw(points(0)), plan)


@st.composite
def years(draw: st.DrawFn, plan: Thresholds) -> YearFacts:
    """Any year of any organisation under a plan."""
    standings = one_of(*[Standing.SETTLED] * 4, *Standing)
    standing = draw(standings)
    return YearFacts(
        registration=RegistrationFact(
            standing=draw(standings), on_time_until=DAY, deadline_passed=draw(st.booleans())
        ),
        self_review=SelfReviewFact(
            standing=standing,
            due_on=DAY,
            due_passed=draw(st.booleans()),
            requests=standing is not Standing.NONE and draw(one_of(True, True, False)),
            points=None if standing is Standing.NONE else draw(points(85)),
        ),
        months=tuple(a_month(draw, month, plan) for month in range(1, 13)),
        grade=GradeFact(decided=draw(one_of(Grade.GOOD, Grade.EXCELLENT, Grade.COMPLETED, None))),
        full_months=draw(st.integers(0, 12)),
        alive_at_year_end=draw(one_of(True, True, True, False)),
    )


def states(facts: YearFacts, plan: Thresholds) -> dict[CheckCode, CheckState]:
    """The answers of the five checks."""
    return {check.code: check.state for check in assess(facts, plan).checks}


def with_month(facts: YearFacts, fact: MonthFact) -> YearFacts:
    """The same year with one month replaced."""
    return replace(
        facts, months=tuple(fact if old.month == fact.month else old for old in facts.months)
    )


def met(answers: dict[CheckCode, CheckState]) -> set[CheckCode]:
    return {code for code, state in answers.items() if state is CheckState.MET}


@examples
@given(st.data())
def test_the_order_of_the_months_is_irrelevant(data: st.DataObject) -> None:
    plan = data.draw(plans())
    facts = data.draw(years(plan))
    shuffled = replace(facts, months=tuple(data.draw(st.permutations(facts.months))))
    assert assess(shuffled, plan) == assess(facts, plan)
    assert forecast(shuffled, plan) == forecast(facts, plan)


@st.composite
def steady_plans(draw: st.DrawFn) -> Thresholds:
    """Plans of which one more passed month or point can take nothing away."""
    plan = draw(plans())
    if plan.basis == Basis.MEAN_PASSED:
        return replace(plan, month_min_points=plan.year_min_points + draw(points(0, 3)))
    return plan


@examples
@given(st.data())
def test_one_more_passed_month_takes_nothing_away(data: st.DataObject) -> None:
    plan = data.draw(steady_plans())
    facts = data.draw(years(plan))
    old = data.draw(st.sampled_from(facts.months))
    least = max(old.points or Decimal(0), plan.month_min_points or Decimal(0))
    total = data.draw(st.integers(int(2 * least), 200)) * HALF
    better = with_month(facts, sheet(old.month, Standing.SETTLED, Rating.PASS, total, plan))
    months = {CheckCode.PASS_MONTHS, CheckCode.POINTS}
    assert met(states(facts, plan)) & months <= met(states(better, plan))
    if assess(facts, plan).outcome is Outcome.ELIGIBLE:
        assert assess(better, plan).outcome is Outcome.ELIGIBLE


@examples
@given(st.data())
def test_half_a_point_more_takes_nothing_away(data: st.DataObject) -> None:
    plan = data.draw(steady_plans())
    facts = data.draw(years(plan))
    if plan.basis == Basis.SELF_REVIEW:
        review = facts.self_review
        assume(review.points is not None and review.points < 100)
        assert review.points is not None
        better = replace(facts, self_review=replace(review, points=review.points + HALF))
    else:
        scored = [fact for fact in facts.months if fact.points is not None and fact.points < 100]
        assume(scored)
        old = data.draw(st.sampled_from(scored))
        assert old.points is not None
        standing = {
            MonthState.AWAITING: Standing.WAITING,
            MonthState.RETURNED: Standing.RETURNED,
        }.get(old.state, Standing.SETTLED)
        better = with_month(facts, sheet(old.month, standing, old.rating, old.points + HALF, plan))
    assert met(states(facts, plan)) <= met(states(better, plan))


def confirmed(fact: MonthFact, plan: Thresholds) -> MonthFact:
    """A waiting month as the office's confirmation leaves it."""
    return sheet(fact.month, Standing.SETTLED, fact.rating, fact.points, plan)


@st.composite
def some_confirmed(draw: st.DrawFn, facts: YearFacts, plan: Thresholds) -> YearFacts:
    """The year after the office settled any part of what waits."""
    registration, review = facts.registration, facts.self_review
    if registration.standing.waits and draw(st.booleans()):
        registration = replace(registration, standing=Standing.SETTLED)
    if review.standing.waits and draw(st.booleans()):
        review = replace(review, standing=Standing.SETTLED)
    return replace(
        facts,
        registration=registration,
        self_review=review,
        months=tuple(
            confirmed(fact, plan) if fact.state.waits and draw(st.booleans()) else fact
            for fact in facts.months
        ),
    )


@examples
@given(st.data())
def test_confirming_what_waits_never_turns_dat_into_chua_dat(data: st.DataObject) -> None:
    plan = data.draw(plans())
    facts = data.draw(years(plan))
    after = data.draw(some_confirmed(facts, plan))
    assert met(states(facts, plan)) <= met(states(after, plan))
    if assess(facts, plan).outcome is Outcome.ELIGIBLE:
        assert assess(after, plan).outcome is Outcome.ELIGIBLE


@examples
@given(st.data())
def test_a_deadline_that_passes_never_turns_dat_into_chua_dat(data: st.DataObject) -> None:
    plan = data.draw(plans())
    facts = data.draw(years(plan))
    after = replace(
        facts,
        months=tuple(
            replace(fact, state=MonthState.MISSING) if fact.state is MonthState.NOT_DUE else fact
            for fact in facts.months
        ),
    )
    assert met(states(facts, plan)) <= met(states(after, plan))


@examples
@given(st.data())
def test_nobody_is_refused_for_what_the_office_left_waiting(data: st.DataObject) -> None:
    """*Chưa đạt* stays so, whatever is confirmed and whatever the months to come bring."""
    plan = data.draw(plans())
    facts = data.draw(years(plan))
    after = data.draw(some_confirmed(facts, plan))
    for fact in after.months:
        if fact.state is MonthState.NOT_DUE and data.draw(st.booleans()):
            rating = data.draw(one_of(*Rating))
            to_come = sheet(fact.month, Standing.SETTLED, rating, data.draw(points(80)), plan)
            after = with_month(after, to_come)
    before = states(facts, plan)
    answers = states(after, plan)
    for code in (CheckCode.REGISTERED, CheckCode.SELF_REVIEW, CheckCode.PASS_MONTHS):
        if before[code] is CheckState.NOT_MET:
            assert answers[code] is CheckState.NOT_MET
    if before[CheckCode.POINTS] is CheckState.NOT_MET:
        assert answers[CheckCode.POINTS] is CheckState.NOT_MET


@examples
@given(st.data())
def test_the_outcome_is_the_worst_answer(data: st.DataObject) -> None:
    plan = data.draw(plans())
    facts = data.draw(years(plan))
    result = assess(facts, plan)
    answers = [check.state for check in result.checks]
    assert [check.code for check in result.checks] == list(CheckCode)
    if CheckState.NOT_MET in answers or not facts.alive_at_year_end:
        assert result.outcome is Outcome.NOT_ELIGIBLE
    elif CheckState.OPEN in answers:
        assert result.outcome is Outcome.OPEN
    else:
        assert result.outcome is Outcome.ELIGIBLE
    assert result.exemplary_eligible == (
        result.outcome is Outcome.ELIGIBLE and facts.grade.decided is Grade.EXCELLENT
    )
    assert all(check.required and check.found for check in result.checks)


@examples
@given(st.data())
def test_every_month_is_counted_once(data: st.DataObject) -> None:
    plan = data.draw(plans())
    facts = data.draw(years(plan))
    result = assess(facts, plan)
    rest = [f for f in facts.months if f.state in (MonthState.NOT_DUE, MonthState.NOT_ALIVE)]
    counted = result.pass_months + result.fail_months + len(rest)
    assert counted + len(result.awaiting_months) + len(result.missing_months) == 12


@examples
@given(st.data())
def test_a_forecast_agrees_with_the_check(data: st.DataObject) -> None:
    plan = data.draw(plans())
    facts = data.draw(years(plan))
    answers = states(facts, plan)
    result = forecast(facts, plan)
    pairs = [(CheckCode.PASS_MONTHS, result.pass_months), (CheckCode.POINTS, result.points)]
    for code, goal in pairs:
        assert (goal.state is ForecastState.SECURED) == (answers[code] is CheckState.MET)
        if answers[code] is CheckState.NOT_MET:
            assert goal.state is ForecastState.OUT_OF_REACH
    if answers[CheckCode.PASS_MONTHS] is CheckState.OPEN:
        assert result.pass_months.state is not ForecastState.OUT_OF_REACH


@examples
@given(st.data())
def test_as_many_months_may_be_missed_as_the_forecast_says(data: st.DataObject) -> None:
    plan = data.draw(plans([Basis.MEAN_PASSED, Basis.SUM_OVER_12]))
    facts = data.draw(years(plan))
    result = forecast(facts, plan)

    def missed(lost: list[MonthFact]) -> YearFacts:
        gone = {fact.month for fact in lost}
        return replace(
            facts,
            months=tuple(
                MonthFact(month=fact.month, state=MonthState.MISSING)
                if fact.month in gone
                else fact
                for fact in facts.months
            ),
        )

    def hopeful(fact: MonthFact) -> bool:
        return month_passes(fact.rating, fact.points, plan.month_min_points)

    not_due = [fact for fact in facts.months if fact.state is MonthState.NOT_DUE]
    waiting = [fact for fact in facts.months if fact.state.waits]
    over_12 = plan.basis == Basis.SUM_OVER_12
    for goal, counted in (
        ("pass_months", [fact for fact in waiting if hopeful(fact)]),
        ("points", [fact for fact in waiting if over_12 or hopeful(fact)]),
    ):
        misses = getattr(result, goal).misses
        if misses is None:
            continue
        chances = not_due + sorted(counted, key=lambda fact: fact.points or 0, reverse=True)
        any_of_them = data.draw(st.permutations(chances))[:misses]
        after = getattr(forecast(missed(any_of_them), plan), goal)
        assert after.state is not ForecastState.OUT_OF_REACH
        if misses < len(chances):
            one_too_many = getattr(forecast(missed(chances[: misses + 1]), plan), goal)
            assert one_too_many.state is ForecastState.OUT_OF_REACH


@examples
@given(
    pool=st.integers(0, 500), share=st.integers(0, 10000).map(lambda cents: Decimal(cents) / 100)
)
def test_the_limit_never_exceeds_the_share_and_wastes_no_whole_place(
    pool: int, share: Decimal
) -> None:
    cap = exemplary_cap(pool, share)
    assert cap <= Fraction(share) * pool / 100 < cap + 1
    assert cap <= exemplary_cap(pool + 1, share)


contenders = st.builds(
    Contender,
    source=st.integers(1, 99),
    choice_votes=st.none() | st.integers(0, 3),
    recognition_votes=st.none() | st.integers(0, 3),
    points=st.fractions(90, 92, max_denominator=3),
    pass_months=st.integers(10, 12),
)


@examples
@given(st.lists(contenders, max_size=8), st.randoms())
def test_the_order_of_the_exemplary_depends_on_their_merits_alone(
    listed: list[Contender], random: object
) -> None:
    shuffled = listed.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    groups = rank(listed)
    assert [sorted(g, key=repr) for g in groups] == [sorted(g, key=repr) for g in rank(shuffled)]
    assert sorted((c for group in groups for c in group), key=repr) == sorted(listed, key=repr)
