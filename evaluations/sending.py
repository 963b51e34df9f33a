"""What stands in the way of keeping or sending what a sheet says (D1–D4, D8, D10). Pure.

Points, votes and rating are judged by ``scoring``; here stand the meeting, the life of the
organisation, and what must be there. The form, the services and the import ask the same.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from organizations.formats import vn_date
from organizations.refusals import Obstacle

from . import periods
from .grades import Grade
from .parts import MEETING, NO_MEETING
from .scoring import (
    CriterionScore,
    points_obstacles,
    rating_obstacles,
    votes_obstacles,
)
from .values import PointEntry, SelfReviewValues, SheetValues, Values
from .workflow import Ballot, MeetingQuality

# Points that no draft may hold either; what is only missing waits until the sheet is sent.
IMPOSSIBLE_POINTS = {"points_below_zero", "points_above_max", "points_off_step"}


@dataclass(frozen=True, kw_only=True)
class CriterionRule:
    """One criterion of the framework, as far as points are concerned."""

    code: str
    group: str
    max_points: Decimal
    mandatory: bool = False


@dataclass(frozen=True, kw_only=True)
class SheetRules:
    """What one sheet is measured by, as it stood when the sheet was begun (B2).

    ``criteria`` is empty for a self-review unless the plan's basis is the self-review; then
    ``min_points`` are the plan's year points, for a month its month points, None where none are
    asked.
    """

    year: int
    period: int
    due_on: dt.date
    founded_on: dt.date
    ended_on: dt.date | None = None
    criteria: tuple[CriterionRule, ...] = ()
    min_points: Decimal | None = None

    @property
    def yearly(self) -> bool:
        """Whether this is the self-review of the year."""
        return self.period == periods.YEAR

    def lives_on(self, day: dt.date) -> bool:
        """Whether the organisation exists on that day."""
        return self.founded_on <= day and (self.ended_on is None or day <= self.ended_on)

    def scores(self, values: Values) -> list[CriterionScore]:
        """The points of a sheet, criterion by criterion."""
        found = []
        for rule in self.criteria:
            entry = values.points.get(rule.code, PointEntry())
            found.append(
                CriterionScore(
                    code=rule.code,
                    group=rule.group,
                    max_points=rule.max_points,
                    points=entry.points,
                    reason=entry.reason,
                    not_applicable=entry.not_applicable,
                    mandatory=rule.mandatory,
                )
            )
        return found


def period_obstacles(rules: SheetRules, *, on: dt.date) -> tuple[Obstacle, ...]:
    """Why there can be no sheet of this period on day ``on``: not begun, or not lived (D4, A3)."""
    name = periods.label(rules.year, rules.period)
    first = periods.first_day(rules.year, rules.period)
    if on < first:
        return (
            Obstacle(
                "not_begun",
                f"{_capital(name)} chưa bắt đầu nên chưa lập phiếu được. Phiếu {name} lập được từ "
                f"ngày {vn_date(first)}: mời trở lại từ ngày đó hoặc chọn kỳ khác.",
            ),
        )
    last = periods.last_day(rules.year, rules.period)
    lived = rules.lives_on(last) or (
        rules.yearly and rules.ended_on is not None and first <= rules.ended_on <= last
    )
    if lived and rules.founded_on <= last:
        return ()
    if rules.founded_on > last:
        why = f"tổ chức được thành lập ngày {vn_date(rules.founded_on)}"
    else:
        why = f"tổ chức đã kết thúc hoạt động ngày {vn_date(rules.ended_on)}"
    return (
        Obstacle(
            "not_alive",
            f"Không có phiếu {name}: {why}, ngày {vn_date(last)} không hoạt động. "
            "Mời chọn kỳ khác.",
        ),
    )


def opening_obstacle(rules: SheetRules, *, today: dt.date) -> Obstacle | None:
    """The self-review opens on 1 November (D10); an import does not ask this."""
    opens = periods.self_review_opens_on(rules.year)
    if not rules.yearly or today >= opens:
        return None
    return Obstacle(
        "not_open_yet",
        f"Tự rà soát, đánh giá năm {rules.year} mở từ ngày {vn_date(opens)}. "
        "Mời trở lại từ ngày đó.",
    )


def saving_obstacles(values: Values, rules: SheetRules) -> tuple[Obstacle, ...]:
    """What not even a draft may hold: impossible points or numbers, unknown criteria."""
    if isinstance(values, SheetValues) and rules.yearly:
        return (NO_MEETING_IN_A_YEAR,)
    known = {rule.code for rule in rules.criteria}
    found = [
        Obstacle(
            "unknown_criterion",
            f"Khung tiêu chí của phiếu không có tiêu chí {code}. Mời bỏ điểm của tiêu chí này.",
            f"criterion:{code}",
        )
        for code, entry in values.points.items()
        if code not in known and entry != PointEntry()
    ]
    found += [
        obstacle
        for obstacle in points_obstacles(rules.scores(values))
        if obstacle.code in IMPOSSIBLE_POINTS
    ]
    found += [
        obstacle
        for obstacle in votes_obstacles(values.votes)
        if obstacle.code.endswith("_negative")
    ]
    return (*found, *_choice_obstacles(values))


def _choice_obstacles(values: Values) -> Iterator[Obstacle]:
    if values.ballot not in set(Ballot):
        yield Obstacle("unknown_ballot", "Mời chọn giơ tay hoặc bỏ phiếu kín.", "votes")
    if isinstance(values, SheetValues):
        if values.meeting_quality and values.meeting_quality not in set(MeetingQuality):
            yield Obstacle(
                "unknown_quality", "Mời chọn một mức chất lượng sinh hoạt có sẵn.", MEETING
            )
    elif values.self_grade and values.self_grade not in set(Grade):
        yield Obstacle("unknown_grade", "Mời chọn một trong bốn mức xếp loại.", "self_grade")


def sending_obstacles(
    values: Values, rules: SheetRules, *, sent_on: dt.date, by_person: bool = True
) -> tuple[Obstacle, ...]:
    """Everything that stands in the way of sending on ``sent_on``, all of it at once.

    ``by_person`` asks also for what a workbook does not carry (texts and grade of a self-review).
    """
    if values.no_meeting_held and rules.yearly:
        return (NO_MEETING_IN_A_YEAR,)
    if values.no_meeting_held:
        return (*period_obstacles(rules, on=sent_on), *_no_meeting_obstacles(values))
    scores = rules.scores(values)
    return (
        *period_obstacles(rules, on=sent_on),
        *saving_obstacles(values, rules),
        *(o for o in points_obstacles(scores) if o.code not in IMPOSSIBLE_POINTS),
        *meeting_obstacles(values, rules, sent_on=sent_on),
        *(o for o in votes_obstacles(values.votes) if not o.code.endswith("_negative")),
        *rating_obstacles(
            values.rating,
            scores=scores,
            votes=values.votes,
            min_points=rules.min_points,
            yearly=rules.yearly,
        ),
        *(_text_obstacles(values) if by_person else ()),
    )


NO_MEETING_IN_A_YEAR = Obstacle(
    "no_meeting_in_a_year",
    "Tự rà soát, đánh giá năm phải có hội nghị nên không ghi “không tổ chức sinh hoạt” được. Mời "
    "nhập hội nghị và biểu quyết của năm.",
    NO_MEETING,
)


def _no_meeting_obstacles(values: Values) -> Iterator[Obstacle]:
    if isinstance(values, SheetValues) and not values.no_meeting_reason.strip():
        yield Obstacle(
            "no_meeting_reason_missing",
            "Chưa ghi lý do không tổ chức sinh hoạt. Mời ghi lý do.",
            NO_MEETING,
        )


def meeting_obstacles(
    values: Values, rules: SheetRules, *, sent_on: dt.date
) -> tuple[Obstacle, ...]:
    """What is wrong with the day of the meeting (D4)."""
    day = values.meeting_on
    if day is None:
        return (Obstacle("meeting_missing", "Chưa có ngày họp. Mời nhập ngày họp.", MEETING),)
    found = []
    if day > sent_on:
        found.append(
            Obstacle(
                "meeting_after_sending",
                f"Ngày họp {vn_date(day)} sau ngày gửi {vn_date(sent_on)}. Mời xem lại ngày họp.",
                MEETING,
            )
        )
    if not rules.lives_on(day):
        found.append(
            Obstacle(
                "meeting_outside_life",
                f"Ngày họp {vn_date(day)} nằm ngoài thời gian hoạt động của tổ chức "
                f"({_life(rules)}). Mời xem lại ngày họp.",
                MEETING,
            )
        )
    first = periods.first_day(rules.year, rules.period)
    if rules.yearly and day < first:
        found.append(
            Obstacle(
                "meeting_before_year",
                f"Ngày họp {vn_date(day)} trước năm {rules.year}. Mời xem lại ngày họp.",
                MEETING,
            )
        )
    if not rules.yearly and not first <= day <= rules.due_on and not values.note.strip():
        found.append(
            Obstacle(
                "meeting_outside_window",
                f"Ngày họp {vn_date(day)} nằm ngoài khoảng {vn_date(first)} – "
                f"{vn_date(rules.due_on)} của {periods.label(rules.year, rules.period)}. Mời xem "
                "lại ngày họp, hoặc ghi rõ lý do vào ô ghi chú.",
                MEETING,
            )
        )
    return tuple(found)


def _text_obstacles(values: Values) -> Iterator[Obstacle]:
    if not isinstance(values, SelfReviewValues):
        return
    for number in range(1, 5):
        if not getattr(values, f"content_{number}").strip():
            yield Obstacle(
                "content_missing",
                f"Chưa có tự đánh giá nội dung {number}. Mời ghi kết quả của nội dung này.",
                f"text:content_{number}",
            )
    if not values.self_grade:
        yield Obstacle(
            "self_grade_missing",
            "Chưa chọn mức tự xếp loại chất lượng. Mời chọn một trong bốn mức.",
            "self_grade",
        )


def _life(rules: SheetRules) -> str:
    until = f" đến {vn_date(rules.ended_on)}" if rules.ended_on else ""
    return f"từ {vn_date(rules.founded_on)}{until}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def completed(values: Values, rules: SheetRules) -> Values:
    """The values with full points where *không phát sinh* stands and nothing was keyed in (D2)."""
    full = {rule.code: rule.max_points for rule in rules.criteria}
    points = {
        code: replace(entry, points=full[code])
        if entry.not_applicable and entry.points is None and code in full
        else entry
        for code, entry in values.points.items()
    }
    return replace(values, points=points)
