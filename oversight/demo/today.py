"""What lies on everybody's desk today: last month, and what is open besides.

Planned backwards from now, so that on any day of any month each role finds work.
"""

import datetime as dt
from dataclasses import replace
from functools import partial

from evaluations import periods
from registrations import services as registrations

from .acts import SheetActs
from .cells import CELLS, DemoCell
from .committee import ABSORBED, OWN
from .scripts import THIS_YEAR
from .stage import Act, Stage, at, working_day
from .years import DAY, review_acts, sheet_acts

HOUR = dt.timedelta(hours=1)
_LOCK_DAY = 25
_CONFIRMED = {"CB02", "CB03", "CB09", "CB12"}
_WAITING = {"CB01", "CB08", "CB11"}


def plan_last_month(stage: Stage) -> None:
    """Plan the month that ended last: one of each state that a sheet can be in."""
    year, month = stage.today.year, stage.today.month - 1
    ends = periods.last_day(year, month)
    meeting = working_day(ends - 5 * DAY, -1)
    sent = meeting + DAY
    for cell in (*CELLS, OWN):
        if cell.code == ABSORBED:
            continue
        acts = sheet_acts(stage, cell, year, month, THIS_YEAR[cell.code], meeting)
        if cell.code in _CONFIRMED:
            stage.plan(at(sent, 10), acts.send)
            stage.plan(at(sent + 2 * DAY, 15), acts.confirm)
        elif cell.code in _WAITING:
            stage.plan(at(sent, 14), acts.send)
            if cell.code == "CB08":
                stage.plan(stage.now - 22 * HOUR, acts.begin_review)
        elif cell.code == "CB06":
            stage.plan(stage.now - 50 * HOUR, partial(acts.enter_from_paper, sent))
            stage.plan(stage.now - 27 * HOUR, acts.object)
        elif cell.code == "CB07":
            stage.plan(at(sent, 8), acts.send_doubtful)
            stage.plan(stage.now - 26 * HOUR, partial(acts.send_back, votes_too=True))
        elif cell.code == "CB05" or cell is OWN:
            _plan_draft(stage, cell, acts)
        # CB04 has sent nothing yet


def _plan_draft(stage: Stage, cell: DemoCell, acts: SheetActs) -> None:
    """A draft left in the middle; where the month is locked, the office opened it again."""
    saved = stage.now - 20 * HOUR
    if stage.today.day >= _LOCK_DAY:
        if cell is OWN:
            saved = at(stage.today.replace(day=9), 17)
        else:
            stage.plan(stage.now - 44 * HOUR, partial(acts.extend, 6))
    stage.plan(saved, acts.leave_half_filled)


def plan_open_ends(stage: Stage) -> None:
    """Plan what is open besides: a registration sent again, the first self-reviews."""
    year = stage.today.year
    if stage.today >= dt.date(year, 2, 15):
        stage.plan(stage.now - 150 * HOUR, partial(_reopen_registration, stage, year))
        stage.plan(stage.now - 47 * HOUR, partial(_send_registration_again, stage, year))
    if dt.date(year, 11, 6) <= stage.today <= dt.date(year, 12, 20):
        cells = {cell.code: cell for cell in CELLS}
        for code, hours in (("CB07", 21), ("CB12", 70)):
            meeting = stage.today - 4 * DAY
            acts = review_acts(stage, cells[code], year, THIS_YEAR[code], meeting)
            act: Act = acts.send if code == "CB12" else partial(acts.save, acts.values())
            stage.plan(stage.now - hours * HOUR, act)


def _reopen_registration(stage: Stage, year: int, when: dt.datetime) -> None:
    row = stage.registration("CB12", year)
    registrations.reopen(
        row,
        "Đề nghị chi bộ điều chỉnh thời hạn công việc đột phá cho khớp chương trình công tác.",
        version=row.version,
        by=stage.actor("vanphong", when),
        now=when,
    )


def _send_registration_again(stage: Stage, year: int, when: dt.datetime) -> None:
    row = stage.registration("CB12", year)
    by = stage.actor("cb12", when)
    later = replace(row.values, breakthrough_due=dt.date(year, 12, 15))
    row = registrations.save(
        row.organization, year, later, version=row.version, by=by, now=when - HOUR
    )
    registrations.submit(row, version=row.version, by=by, now=when)
