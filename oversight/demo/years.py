"""Plans the acts of a whole year: registrations, months, self-reviews, grades."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from evaluations import periods
from evaluations.grades import Grade
from recognition.services import GradeEntry, GradeValues, grade_many
from registrations import services as registrations
from registrations.submission import Basis, Paper

from .acts import SheetActs
from .cells import CELLS, DemoCell
from .committee import (
    ABSORBED,
    ABSORBED_INTO,
    AFTER_ABSORPTION,
    AUTHORITY,
    COMMITTEE,
    FOUNDED,
    OWN,
)
from .decisions import LAST_ON_PAPER
from .scripts import Script
from .sheets import dice_of, registration_values, review_values
from .stage import Stage, at, working_day

DAY = dt.timedelta(days=1)
# Days after a month's end on which nothing is on time any more, and on which it is locked.
_AFTER_DUE, _AFTER_LOCK = 13, 26
REVIEW = 13


def plan_year(stage: Stage, year: int, scripts: Mapping[str, Script], *, months: int) -> None:
    """Plan a year of everybody, its months up to and including number ``months``."""
    for place, cell in enumerate((*CELLS, OWN)):
        script = scripts.get(cell.code)
        if script is None:
            continue
        plan_registration(stage, cell, year, script)
        for month in range(1, months + 1):
            if lives(stage, cell, year, month) and month not in script.missing:
                _plan_month(stage, cell, year, month, script, early=place % 2 == 0)
        if cell.code != ABSORBED:
            _plan_review(stage, cell, year, script)
    stage.plan(at(dt.date(year, 12, 31), 8), lambda when: _grade(stage, year, scripts, when))


def lives(stage: Stage, cell: DemoCell, year: int, month: int) -> bool:
    """Whether the organisation lives at the end of that month."""
    if year > stage.last_year:
        return cell.code != ABSORBED
    if cell.code == FOUNDED:
        return month >= 5
    return cell.code != ABSORBED or month <= 8


def as_of(stage: Stage, cell: DemoCell, year: int, month: int) -> DemoCell:
    """The cell with the members that it has in that month."""
    if cell.code == ABSORBED_INTO and (year, month) >= (stage.last_year, 9):
        return replace(cell, official=AFTER_ABSORPTION[0], probationary=AFTER_ABSORPTION[1])
    return cell


def sheet_acts(
    stage: Stage, cell: DemoCell, year: int, month: int, script: Script, meeting: dt.date
) -> SheetActs:
    """The acts on one month's sheet; now and then one member of a cell is exempt from voting."""
    exempt = 0
    if cell is not OWN:
        cell = as_of(stage, cell, year, month)
        exempt = dice_of(cell.code, year, month + 20).choice((0, 0, 0, 1))
    return SheetActs(
        stage,
        cell,
        year,
        month,
        meeting,
        voters=cell.official - exempt,
        passed=month not in script.failed,
        no_meeting=month in script.no_meeting,
    )


def plan_registration(stage: Stage, cell: DemoCell, year: int, script: Script) -> None:
    """Plan the registration: drafted, sent or brought on paper, accepted."""
    founded_then = year == stage.last_year and cell.code == FOUNDED
    if script.registered is None and not founded_then:
        return
    day = dt.date(year, 5, 20) if founded_then else dt.date(year, 1, script.registered or 1)
    sent = working_day(day, -1 if day.day < 15 else 1)
    accepted = working_day(sent + 2 * DAY, 1)
    values = registration_values(
        as_of(stage, cell, year, 1),
        year,
        kind="committee" if cell is OWN else "cell",
        meeting_on=sent - DAY,
        second=year > stage.last_year,
    )

    def save(when: dt.datetime) -> None:
        organization = stage.organizations[cell.code]
        by = stage.actor(stage.keyer(cell.code), when)
        registrations.save(organization, year, values, version=0, by=by, now=when)

    def send(when: dt.datetime) -> None:
        row = stage.registration(cell.code, year)
        by = stage.actor(stage.keyer(cell.code), when)
        registrations.submit(row, version=row.version, by=by, now=when)

    def enter(when: dt.datetime) -> None:
        registrations.enter_from_paper(
            stage.organizations[cell.code],
            year,
            values,
            Paper(sent, cell.secretary),
            version=0,
            by=stage.actor("vanphong", when),
            now=when,
        )

    def accept(when: dt.datetime) -> None:
        row = stage.registration(cell.code, year)
        registrations.accept(
            row,
            reason="Chi bộ thành lập trong năm, đăng ký ngay tháng đầu." if founded_then else "",
            basis=Basis("Ban Tổ chức Đảng ủy Khối tiếp nhận", accepted) if cell is OWN else None,
            version=row.version,
            by=stage.actor("vanphong", when),
            now=when,
        )

    if 0 in script.paper:
        stage.plan(at(sent, 14), enter)
    else:
        stage.plan(at(sent - DAY, 16, 30), save)
        stage.plan(at(sent, 10), send)
    stage.plan(at(accepted, 14), accept)


def _plan_month(
    stage: Stage, cell: DemoCell, year: int, month: int, script: Script, *, early: bool
) -> None:
    """Plan one month: the meeting, the sheet, and what the office does with it.

    ``early``: the meeting lies in the month itself, else in the first days of the next one.
    """
    late, extended = month in script.late, month in script.extended
    ends = periods.last_day(year, month)
    early = early or month == 12 or cell.code in (ABSORBED, COMMITTEE[0])
    if early and not late and not extended:
        meeting = working_day(ends - (8 if month == 12 else 5) * DAY, -1)
    else:
        meeting = working_day(ends + 2 * DAY, 1)
    sent = meeting + DAY
    if late or extended:
        sent = ends + (_AFTER_LOCK + 1 if extended else _AFTER_DUE) * DAY
    settled = sent + 2 * DAY if month == 12 else working_day(sent + 2 * DAY, 1)
    acts = sheet_acts(stage, cell, year, month, script, meeting)

    if extended:
        stage.plan(at(sent - DAY), lambda when: acts.extend(4, when))
    if month in script.paper:
        stage.plan(at(sent, 15), lambda when: acts.enter_from_paper(sent, when))
    elif month in script.returned:
        stage.plan(at(sent, 8), acts.send_doubtful)
        stage.plan(at(sent, 14), acts.send_back)
        stage.plan(at(settled, 9), acts.send_again)
    else:
        stage.plan(at(sent, 9), acts.send)
    stage.plan(at(settled, 16, 30), acts.confirm)
    if month in script.reopened:
        later = settled + 7 * DAY
        stage.plan(at(later, 9), acts.reopen)
        stage.plan(at(later + DAY, 9), acts.send_after_reopening)
        stage.plan(at(later + DAY, 15), acts.confirm)


def _plan_review(stage: Stage, cell: DemoCell, year: int, script: Script) -> None:
    """Plan the self-review of December: voted, sent, confirmed before the year ends."""
    meeting = dt.date(year, 12, 26)
    acts = review_acts(stage, cell, year, script, meeting)
    stage.plan(at(meeting + DAY, 10), acts.send)
    stage.plan(at(meeting + 3 * DAY, 15), acts.confirm)


def review_acts(
    stage: Stage, cell: DemoCell, year: int, script: Script, meeting: dt.date
) -> SheetActs:
    """The acts on a self-review."""
    cell = cell if cell is OWN else as_of(stage, cell, year, 12)
    values = review_values(
        cell,
        year,
        meeting_on=meeting,
        voters=cell.official,
        requests=script.requests,
        grade=script.grade,
    )
    return SheetActs(stage, cell, year, REVIEW, meeting, voters=cell.official, review=values)


def _grade(stage: Stage, year: int, scripts: Mapping[str, Script], when: dt.datetime) -> None:
    """The committee grades its cells; the authority above has graded the committee."""
    day = dt.date(year, 12, 30)
    entries = []
    for code, script in sorted(scripts.items()):
        if code == ABSORBED:
            continue
        own = code == COMMITTEE[0]
        entries.append(
            GradeEntry(
                code,
                GradeValues(
                    proposed=Grade.EXCELLENT if own else script.grade,
                    decided=script.grade,
                    decided_body=AUTHORITY[1].replace("Đảng bộ", "Đảng ủy")
                    if own
                    else COMMITTEE[1].replace("Đảng bộ", "Đảng ủy"),
                    decided_on=day,
                    decided_number="112-QĐ/ĐUK" if own else f"{LAST_ON_PAPER}-QĐ/ĐU",
                ),
            )
        )
    grade_many(
        stage.organizations[COMMITTEE[0]],
        year,
        entries,
        by=stage.actor("vanphong", when),
        now=when,
    )
