"""What all organisations of a committee say of a month (documents.md §1: ``monthly-summary``)."""

import datetime as dt
from collections import Counter

from documents.contexts import MonthlySummaryContext, MonthlyUnit
from documents.issuers import issuer_on
from documents.letterhead import PREVIEW, short_date
from documents.parts import Heading
from organizations.formats import vn_number
from organizations.models import Organization

from .. import periods
from ..board import Month, months_of_year
from ..models import Evaluation
from ..months import MonthState
from ..reading import all_sent_values
from ..values import PointEntry, SheetValues
from .pieces import period_in_words

_MARKS = {
    MonthState.PASSED: "passed",
    MonthState.FAILED: "failed",
    MonthState.NO_MEETING: "failed",
    MonthState.MISSING: "missing",
    MonthState.AWAITING: "awaiting",
    MonthState.RETURNED: "awaiting",
}


def monthly_summary_context(
    committee: Organization, year: int, month: int, *, today: dt.date
) -> MonthlySummaryContext:
    """The month of every organisation below the committee on its last day, by code, as last sent.

    A preview, until its print is made final. A fixed number of queries.
    """
    last = periods.last_day(year, month)
    below = list(Organization.objects.children_of(committee, last).named_on(last).order_by("code"))
    months = months_of_year(below, year, today=today)
    sheets = {
        sheet.organization_id: sheet
        for sheet in Evaluation.objects.sent().filter(
            organization__in=below, year=year, period=month
        )
    }
    said = all_sent_values(sheets.values())
    issuer = issuer_on(committee, today)
    kinds = "chi bộ, đảng bộ" if any(one.is_committee for one in below) else "chi bộ"
    models = "“chi bộ bốn tốt”" + (", “đảng bộ bốn tốt”" if kinds != "chi bộ" else "")
    text = issuer.write(
        "monthly-summary", {"models": models, "period": period_in_words(year, month)}
    )
    rows = []
    counted: Counter[str] = Counter()
    for organization in below:
        sheet, stands = sheets.get(organization.pk), months[organization.pk][month - 1]
        mark = _MARKS.get(stands.state, "")
        counted[mark] += 1
        values = said.get(sheet.pk) if sheet is not None else None
        rows.append(
            _row(
                organization.name,
                stands,
                mark,
                values if isinstance(values, SheetValues) else None,
                from_paper=sheet is not None and sheet.from_paper,
            )
        )
    return MonthlySummaryContext(
        letterhead=issuer.letterhead(on=today, across=True),
        heading=Heading(name=text.name, subject=text.subject),
        mark=PREVIEW,
        author=issuer.name,
        date=today.isoformat(),
        signature=issuer.signature(),
        recipients=issuer.recipients(),
        unit_heading=f"Tên {kinds}",
        rows=tuple(rows),
        **{mark: str(counted[mark]) for mark in ("passed", "failed", "missing", "awaiting")},
        totals=(_total(len(below), kinds, counted),),
        empty_note=f"Không có {kinds} trực thuộc trong tháng này.",
    )


def _row(
    name: str, stands: Month, mark: str, values: SheetValues | None, *, from_paper: bool
) -> MonthlyUnit:
    if values is None:
        note = "chưa đến hạn" if stands.state is MonthState.NOT_DUE else ""
        return MonthlyUnit(organization=name, note=note, **({mark: "x"} if mark else {}))
    notes = [
        f"{criterion}: {entry.reason}"
        for criterion, entry in sorted(values.points.items(), key=_in_order)
        if entry.reason
    ]
    if values.no_meeting:
        notes = [f"không tổ chức sinh hoạt: {values.no_meeting_reason}"]
    if stands.state is MonthState.RETURNED:
        notes.append("đã trả lại để hoàn thiện")
    if from_paper:
        notes.append("nhập thay theo bản giấy")
    held = values.present is not None and values.voters is not None
    return MonthlyUnit(
        organization=name,
        present=f"{values.present}/{values.voters}" if held else "",
        meeting_date=short_date(values.meeting_on),
        points=vn_number(stands.points),
        note="; ".join(notes),
        **({mark: "x"} if mark else {}),
    )


def _in_order(item: tuple[str, PointEntry]) -> list[int]:
    return [int(number) for number in item[0].split(".")]


def _total(whole: int, kinds: str, counted: Counter[str]) -> str:
    sent = counted["passed"] + counted["failed"] + counted["awaiting"]
    return (
        f"Tổng số: {whole} {kinds}; đã gửi {sent}, chưa gửi {whole - sent}; đạt "
        f"{counted['passed']}, không đạt {counted['failed']}, chờ xác nhận {counted['awaiting']}."
    )
