"""The year of one organisation as a task list for who keys in."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.urls import reverse

from organizations.actors import Actor
from organizations.formats import days_until, vn_date, vn_number
from organizations.models import Organization
from organizations.tree import name_on

from .. import parts, periods
from ..board import Cell, Month, cells_of, months_of_year
from ..locks import EntryWindow
from ..models import Evaluation, Extension, OpeningRequest, ReturnMark
from ..months import MonthState
from ..pages import TONES
from ..workflow import LABELS_FOR_OWN, RATING_LABELS, Rating, Status


@dataclass(frozen=True)
class Task:
    """One period of the year, with its state and where to go on."""

    number: int
    title: str
    state: str
    tone: str
    when: str
    url: str
    until: dt.date
    """The day by which it is to be done: the due day, or the last day to mend what was returned."""
    locked: bool = False
    """Open to be keyed in but for the lock: only the office can help."""

    @property
    def act(self) -> str:
        """What the button says: ``Lập phiếu tháng 11``."""
        yearly = self.number == periods.YEAR
        what = "bản tự rà soát năm" if yearly else f"phiếu tháng {self.number}"
        verbs = {
            LABELS_FOR_OWN[Status.DRAFT]: "Làm tiếp",
            LABELS_FOR_OWN[Status.RETURNED]: "Sửa",
        }
        return f"{verbs.get(self.state, 'Lập')} {what}"


@dataclass
class YearOfOne:
    """Twelve months and the self-review of one organisation."""

    organization: Organization
    name: str
    year: int
    months: list[Month]
    cells: list[Cell]
    to_do: list[Task]
    """What is to be begun, gone on with or mended, the earliest first."""
    locked: list[Task]
    """What was not sent before the lock, the earliest first."""
    done: list[Task]
    """What was sent, the latest first."""
    has_plan: bool = True

    @property
    def to_rate(self) -> list[Task]:
        """Months not yet sent for which a sheet may be keyed in, the earliest first (D4)."""
        returned = LABELS_FOR_OWN[Status.RETURNED]
        return [
            task for task in self.to_do if task.number != periods.YEAR and task.state != returned
        ]

    @property
    def next(self) -> Task | None:
        """What is to be done first."""
        return self.to_do[0] if self.to_do else None

    @property
    def in_words(self) -> str:
        """``8 tháng đạt, 1 tháng không đạt, 1 tháng chờ xác nhận``."""
        counts: dict[MonthState, int] = {}
        for month in self.months:
            counts[month.state] = counts.get(month.state, 0) + 1
        shown = [state for state in MonthState if state in counts and state not in _SILENT]
        return ", ".join(f"{counts[state]} tháng {state.label}" for state in shown)


_SILENT = {MonthState.NOT_DUE, MonthState.NOT_ALIVE}


def year_of_one(organization: Organization, year: int, *, actor: Actor) -> YearOfOne:
    """The year of an organisation for who keys in for it."""
    today = actor.today
    sheets = {
        sheet.period: sheet
        for sheet in Evaluation.objects.visible_to(actor)
        .filter(organization=organization, year=year)
        .select_related("plan", "framework", "saved_by")
    }
    extensions = Extension.objects.latest_for([organization], year)
    asked_to_open = set(
        OpeningRequest.objects.filter(organization=organization, year=year)
        .waiting()
        .values_list("period", flat=True)
    )
    months = months_of_year([organization], year, today=today)[organization.pk]
    has_plan = any(month.due_on is not None for month in months)
    asked = _asked_of(organization, year)
    to_do: list[Task] = []
    locked: list[Task] = []
    done: list[Task] = []
    for month in months:
        begun = periods.first_day(year, month.number) <= today
        if month.state is MonthState.NOT_ALIVE or not (has_plan and begun):
            continue
        sheet = sheets.get(month.number)
        extension = extensions.get((organization.pk, month.number))
        task = _month_task(organization, year, month, sheet, extension, today, asked)
        if task.locked and month.number in asked_to_open:
            task = replace(task, state="Đã đề nghị mở lại", tone="warn")
        (done if not _is_open(sheet) else locked if task.locked else to_do).append(task)
    if has_plan and today >= periods.self_review_opens_on(year):
        sheet = sheets.get(periods.YEAR)
        (to_do if _is_open(sheet) else done).append(
            _self_review_task(organization, year, sheet, today, asked)
        )
    return YearOfOne(
        organization=organization,
        name=name_on(organization, organization.read_on(today)),
        year=year,
        months=months,
        cells=cells_of(organization, year, months),
        to_do=to_do,
        locked=locked,
        done=done[::-1],
        has_plan=has_plan,
    )


def _is_open(sheet: Evaluation | None) -> bool:
    return sheet is None or sheet.status in (Status.DRAFT, Status.RETURNED)


def _month_task(
    organization: Organization,
    year: int,
    month: Month,
    sheet: Evaluation | None,
    extension: Extension | None,
    today: dt.date,
    asked: Mapping[int, str],
) -> Task:
    assert month.due_on is not None  # noqa: S101 - asked by the caller
    window = EntryWindow(
        due_on=month.due_on,
        lock_on=month.lock_on,
        open_until=None if sheet is None else sheet.open_until,
        extended_until=None if extension is None else extension.until,
    )
    step = "sheet"
    if sheet is None:
        state, tone = ("Chưa gửi", "bad") if today > month.due_on else ("Chưa bắt đầu", "")
        when = _until_when(window, today)
        step = "content"
    else:
        state, tone = LABELS_FOR_OWN[Status(sheet.status)], TONES[Status(sheet.status)]
        when = _when(sheet, window, today, asked)
        if sheet.status == Status.DRAFT and not sheet.no_meeting:
            step = "content"
    return Task(
        month.number,
        f"Phiếu tháng {month.number}",
        state,
        tone,
        when,
        reverse(f"evaluations:{step}", args=[year, periods.slug(month.number), organization.code]),
        until=_until(sheet, window),
        locked=window.is_locked(today),
    )


def _self_review_task(
    organization: Organization,
    year: int,
    sheet: Evaluation | None,
    today: dt.date,
    asked: Mapping[int, str],
) -> Task:
    due_on = periods.self_review_due_on(year)
    window = EntryWindow(due_on=due_on, lock_on=None)
    if sheet is None:
        state, tone = ("Chưa gửi", "bad") if today > due_on else ("Chưa bắt đầu", "")
        when = _until_when(window, today)
    else:
        state, tone = LABELS_FOR_OWN[Status(sheet.status)], TONES[Status(sheet.status)]
        when = _when(sheet, window, today, asked)
    step = "content" if sheet is None or sheet.status == Status.DRAFT else "sheet"
    return Task(
        periods.YEAR,
        periods.sheet_name(year, periods.YEAR),
        state,
        tone,
        when,
        reverse(f"evaluations:{step}", args=[year, "nam", organization.code]),
        until=_until(sheet, window),
    )


def _until(sheet: Evaluation | None, window: EntryWindow) -> dt.date:
    returned = sheet is not None and sheet.status == Status.RETURNED
    return (window.last_open_day if returned else None) or window.due_on


def _asked_of(organization: Organization, year: int) -> dict[int, str]:
    """Of what is returned, by key, what the office asks: ``hỏi 2 mục: tiêu chí 2.1, biểu quyết``.

    The marks are those of the last return; a reopened sheet has none.
    """
    marks: dict[int, list[ReturnMark]] = {}
    for mark in ReturnMark.objects.filter(
        transition__evaluation__organization=organization,
        transition__evaluation__year=year,
        transition__evaluation__status=Status.RETURNED,
    ).select_related("transition"):
        of_sheet = marks.setdefault(mark.transition.evaluation_id, [])
        if of_sheet and of_sheet[0].transition_id != mark.transition_id:
            of_sheet.clear()
        of_sheet.append(mark)
    return {
        sheet: f"hỏi {len(found)} mục: {', '.join(_lower(parts.label(m.part)) for m in found)}"
        for sheet, found in marks.items()
    }


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _until_when(window: EntryWindow, today: dt.date) -> str:
    """The due day, and once it is past until when something may still be sent."""
    when = f"Hạn gửi {vn_date(window.due_on)} ({days_until(window.due_on, today)})"
    last = window.last_open_day
    if today <= window.due_on or last is None:
        return when
    if today > last:
        return f"{when}; đã khóa nhập liệu từ ngày {vn_date(last + dt.timedelta(days=1))}"
    return f"{when}; còn nhập và gửi được đến hết ngày {vn_date(last)}"


def _when(sheet: Evaluation, window: EntryWindow, today: dt.date, asked: Mapping[int, str]) -> str:
    status = Status(sheet.status)
    if status is Status.DRAFT:
        return f"{_until_when(window, today)} · đã lưu ngày {vn_date(sheet.saved_at)}"
    if status is Status.RETURNED:
        last = window.last_open_day
        returned = f"Văn phòng trả lại ngày {vn_date(sheet.returned_at)}"
        if not sheet.open_in_all_parts and sheet.pk in asked:
            returned = f"{returned}, {asked[sheet.pk]}"
        if last is None:
            return returned
        if today > last:
            return f"{returned}; đã hết thời gian sửa ngày {vn_date(last)}"
        return (
            f"{returned}; sửa và gửi lại đến hết ngày {vn_date(last)} ({days_until(last, today)})"
        )
    said = "không tổ chức sinh hoạt" if sheet.sent_no_meeting else ""
    if sheet.sent_total is not None:
        said = f"{vn_number(sheet.sent_total)} điểm"
    if sheet.sent_rating:
        level = RATING_LABELS[Rating(sheet.sent_rating)].lower()
        said = f"{said}, tự nhận mức {level}" if said else f"tự nhận mức {level}"
    when = f"Gửi ngày {vn_date(sheet.sent_at)}"
    if status is Status.CONFIRMED:
        when += f", xác nhận ngày {vn_date(sheet.settled_at)}"
    return f"{when} · {said}" if said else when
