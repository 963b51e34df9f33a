"""What the sheets and self-reviews of the demo say: points, votes and words of one meeting.

Everything is drawn by a generator seeded with organisation and period: the same on every machine.
"""

import datetime as dt
import random
from collections.abc import Iterable, Sequence
from decimal import Decimal

from evaluations.grades import Grade
from evaluations.values import PointEntry, SelfReviewValues, SheetValues
from evaluations.workflow import MeetingQuality, Rating
from plans.models import Criterion
from plans.workflow import Rhythm
from registrations.values import RegistrationValues

from . import texts
from .cells import DemoCell

HALF = Decimal("0.5")
_QUARTER_MONTHS = (3, 6, 9, 12)


def dice_of(code: str, year: int, period: int) -> random.Random:
    """The generator of one sheet."""
    return random.Random(f"{code}/{year}/{period}")  # noqa: S311 - a story, not a secret


def month_values(
    cell: DemoCell,
    criteria: Sequence[Criterion],
    year: int,
    month: int,
    *,
    meeting_on: dt.date,
    voters: int,
    passed: bool,
) -> SheetValues:
    """The sheet of a month that was rated đạt, or not."""
    dice = dice_of(cell.code, year, month)
    lost = dice.choice((2, 3, 3, 4, 4, 5, 6, 7)) if passed else dice.choice((11, 12, 14, 16))
    present = voters - dice.choice((0, 0, 1, 1, 2))
    votes_for = present - dice.choice((0, 0, 0, 1)) if passed else dice.randint(1, voters // 3)
    against = present - votes_for
    other = 1 if not passed and against > 3 else 0
    excused = min(voters - present, 2)
    quarterly = month in _QUARTER_MONTHS
    return SheetValues(
        meeting_on=meeting_on,
        voters=voters,
        present=present,
        probationary_present=cell.probationary,
        absent_with_reason=excused,
        absent_without_reason=voters - present - excused,
        votes_for=votes_for,
        votes_against=against - other,
        votes_other=other,
        rating=Rating.PASS if passed else Rating.FAIL,
        thematic=quarterly,
        meeting_quality=dice.choice(
            (MeetingQuality.GOOD, MeetingQuality.GOOD, MeetingQuality.FAIR)
        ),
        points=_points(cell, criteria, month, Decimal(lost), dice),
        strengths=texts.strengths(cell, dice),
        shortcomings=texts.shortcomings(dice, failed=not passed),
        good_practice=texts.good_practice(dice) if passed else "",
    )


def half_filled(
    cell: DemoCell, criteria: Sequence[Criterion], year: int, month: int, *, voters: int
) -> SheetValues:
    """A draft that somebody left in the middle: the first two contents, no vote yet."""
    dice = dice_of(cell.code, year, month)
    points = _points(cell, criteria, month, Decimal(3), dice)
    return SheetValues(
        voters=voters,
        points={code: entry for code, entry in points.items() if code[0] in "12"},
        strengths=texts.strengths(cell, dice),
    )


def review_values(
    cell: DemoCell, year: int, *, meeting_on: dt.date, voters: int, requests: bool, grade: Grade
) -> SelfReviewValues:
    """The self-review of a year; ``requests``: rated đạt, which asks for recognition."""
    dice = dice_of(cell.code, year, 13)
    present = voters - dice.choice((0, 1))
    votes_for = present if requests else voters // 3
    first, second, third, fourth = texts.review_contents(cell, dice)
    return SelfReviewValues(
        meeting_on=meeting_on,
        voters=voters,
        present=present,
        probationary_present=cell.probationary,
        absent_with_reason=voters - present,
        absent_without_reason=0,
        votes_for=votes_for,
        votes_against=present - votes_for,
        votes_other=0,
        rating=Rating.PASS if requests else Rating.FAIL,
        content_1=first,
        content_2=second,
        content_3=third,
        content_4=fourth,
        breakthrough_result=texts.breakthrough_result(dice),
        strengths=texts.strengths(cell, dice),
        shortcomings=texts.shortcomings(dice, failed=False),
        good_practice=texts.good_practice(dice),
        self_grade=grade,
        wants_commendation=requests and grade == Grade.EXCELLENT,
    )


def registration_values(
    cell: DemoCell, year: int, *, kind: str, meeting_on: dt.date, second: bool
) -> RegistrationValues:
    """The registration of a year; ``second``: the later of the two breakthrough works."""
    dice = dice_of(cell.code, year, 0)
    present = cell.official - dice.choice((0, 1))
    aims = texts.aims(cell, dice)
    return RegistrationValues(
        emulation_title=texts.EMULATION_TITLE[kind],
        aim_1=aims[0],
        aim_2=aims[1],
        aim_3=aims[2],
        aim_4=aims[3],
        breakthrough_task=cell.breakthrough[second],
        breakthrough_due=dt.date(year, dice.choice((6, 9, 10, 11)), 30),
        official_members=cell.official,
        probationary_members=cell.probationary,
        meeting_on=meeting_on,
        voters=cell.official,
        present=present,
        votes_for=present,
        votes_against=0,
        votes_other=0,
    )


def _points(
    cell: DemoCell,
    criteria: Sequence[Criterion],
    month: int,
    lost: Decimal,
    dice: random.Random,
) -> dict[str, PointEntry]:
    """Full points but for ``lost`` of them, taken off here and there with a reason."""
    arising = [criterion for criterion in criteria if _arises(criterion, month)]
    left = {criterion.code: criterion.max_points for criterion in criteria}
    few = dice.sample(arising, min(len(arising), max(2, int(lost))))
    while lost > 0:
        criterion = dice.choice(few)
        step = min(lost, HALF * dice.choice((1, 2, 2)), left[criterion.code])
        left[criterion.code] -= step
        lost -= step
    reasons = texts.REASONS_OF_COMMITTEE if cell.code.startswith("DB") else texts.REASONS
    return dict(_entries(criteria, left, month, reasons, dice))


def _entries(
    criteria: Iterable[Criterion],
    left: dict[str, Decimal],
    month: int,
    reasons: dict[str, tuple[str, ...]],
    dice: random.Random,
) -> Iterable[tuple[str, PointEntry]]:
    for criterion in criteria:
        points = left[criterion.code]
        reason = "" if points == criterion.max_points else dice.choice(reasons[criterion.code])
        yield (
            criterion.code,
            PointEntry(points, reason, not_applicable=not _arises(criterion, month)),
        )


def _arises(criterion: Criterion, month: int) -> bool:
    """Whether the criterion's rhythm falls in the month (D2)."""
    if criterion.rhythm == Rhythm.QUARTER:
        return month in _QUARTER_MONTHS
    return criterion.rhythm != Rhythm.YEAR or month == 12
