"""One period of an organisation's year as a task: its state, until when, and where to go on."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.urls import reverse

from organizations.formats import days_until, vn_date, vn_number
from organizations.models import Organization

from .. import parts, periods
from ..board import Month
from ..locks import EntryWindow
from ..models import Evaluation, Extension, OpeningRequest, ReturnMark
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


def with_request(task: Task, asked: OpeningRequest) -> Task:
    """A locked period with what became of asking to open it."""
    if asked.waits:
        return replace(task, state="Đã đề nghị mở lại", tone="warn")
    return replace(task, state="Không mở lại") if asked.declined else task


def month_task(
    organization: Organization,
    year: int,
    month: Month,
    sheet: Evaluation | None,
    extension: Extension | None,
    today: dt.date,
    asked: Mapping[int, str],
) -> Task:
    """The task of one due month; ``asked``: see `asked_of`."""
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


def self_review_task(
    organization: Organization,
    year: int,
    sheet: Evaluation | None,
    today: dt.date,
    asked: Mapping[int, str],
) -> Task:
    """The task of the year's self-review; ``asked``: see `asked_of`."""
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


def asked_of(organization: Organization, year: int) -> dict[int, str]:
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
        act = "mở lại" if sheet.open_in_all_parts else "trả lại"
        returned = f"Văn phòng {act} ngày {vn_date(sheet.returned_at)}"
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
