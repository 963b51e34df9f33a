"""Figures of reports, computed from rows."""

import datetime as dt
from collections.abc import Sequence

from documents.parts import Entry
from evaluations.board import Month, completeness, months_of_year
from evaluations.grades import GRADE_LABELS, Grade
from evaluations.months import MonthState
from organizations.formats import vn_number
from organizations.models import Organization
from plans.workflow import POINTS_HEADINGS, Basis
from recognition.models import Commendation, Recognition
from recognition.words import count_of, kinds_among, models_of, units_of
from recognition.year import YearReport, YearRow

from .spans import Span

_SENT = "Phiếu tự đánh giá hằng tháng đã gửi, trong số đã đến hạn"


def months_within(
    organizations: Sequence[Organization], span: Span, today: dt.date
) -> dict[int, list[Month]]:
    """By organisation its months in the span as they stand today."""
    found = months_of_year(organizations, span.year, today=today)
    return {key: [m for m in months if m.number in span.months] for key, months in found.items()}


def figures_of_one(
    row: YearRow, months: Sequence[Month], span: Span, today: dt.date
) -> list[Entry]:
    """The figures of a cell; those of a whole year end with its outcome."""
    registration, found = row.facts.registration, row.assessment
    timeliness = {
        "none": "chưa đăng ký",
        "pending": "đã gửi, chờ tiếp nhận",
        "on_time": "đã tiếp nhận, gửi đúng hạn",
        "late": "đã tiếp nhận, gửi muộn",
    }[registration.summary]
    figures = [
        Entry(label=f"Đăng ký xây dựng {_model(row)} năm {span.year}", text=timeliness),
        Entry(label=_SENT, text=_sent(months, today)),
        *_counted(months, "Số tháng"),
    ]
    if not span.half:
        figures += _outcome(row)
        given = Recognition.objects.filter(organization=row.organization, year=span.year)
        commended = Commendation.objects.filter(organization=row.organization, year=span.year)
        figures.append(
            Entry(
                label="Kết quả công nhận",
                text=_given(given.in_force().exists(), commended.in_force().exists()),
            )
        )
    else:
        figures.append(
            Entry(label="Số tháng đạt cần có trong năm", text=str(found.required_months))
        )
    return figures


def figures_of_all(
    report: YearReport, months: dict[int, list[Month]], span: Span, today: dt.date
) -> list[Entry]:
    """The figures over all organisations below the committee, then the committee's own."""
    everyone = [month for those in months.values() for month in those]
    rows, own = report.rows, report.own
    units = units_of(kinds_among(row.organization.kind for row in rows))
    accepted = [row.facts.registration.summary for row in rows]
    on_time, late = accepted.count("on_time"), accepted.count("late")
    figures = [
        Entry(
            label=f"Tổng số {units} trực thuộc",
            text=count_of(row.organization.kind for row in rows),
        ),
        Entry(
            label=f"Số {units} đăng ký đã được tiếp nhận",
            text=f"{on_time + late}/{len(rows)}; đúng hạn {on_time}, muộn {late}",
        ),
        Entry(label=_SENT, text=_sent(everyone, today)),
        *_counted(everyone, "Số lượt tháng"),
    ]
    if not span.half:
        enough = sum(row.assessment.pass_months >= row.assessment.required_months for row in rows)
        figures.append(Entry(label=f"Số {units} đủ số tháng đạt", text=f"{enough}/{len(rows)}"))
        for grade in Grade:
            graded = sum(row.assessment.grade is grade for row in rows)
            if graded:
                label = f"Số {units} được xếp loại “{GRADE_LABELS[grade]}”"
                figures.append(Entry(label=label, text=str(graded)))
        figures += [
            Entry(
                label=f"Số {units} được công nhận “bốn tốt”",
                text=f"{len(report.recognised)}/{len(rows)}",
            ),
            Entry(
                label=f"Số {units} được biểu dương, khen thưởng tiêu biểu",
                text=str(len(report.commended)),
            ),
        ]
    own_months = [fact for fact in own.facts.months if fact.month in span.months]
    passed = sum(fact.state is MonthState.PASSED for fact in own_months)
    figures.append(Entry(label=f"Số tháng đạt của {own.name}", text=f"{passed}/{len(own_months)}"))
    if not span.half:
        figures += [
            Entry(label=f"{entry.label} của {own.name}", text=entry.text) for entry in _outcome(own)
        ]
    return figures


def _sent(months: Sequence[Month], today: dt.date) -> str:
    found = completeness(months, today=today)
    return f"{found.sent}/{found.due}; đúng hạn {found.on_time}"


def _counted(months: Sequence[Month], label: str) -> list[Entry]:
    """Every month lived that was sent or is due stands in one of these."""
    states = [month.state for month in months]
    shown = (
        *(MonthState.PASSED, MonthState.FAILED, MonthState.NO_MEETING),
        *(MonthState.AWAITING, MonthState.RETURNED, MonthState.MISSING),
    )
    return [
        Entry(label=f"{label} {state.label}", text=str(states.count(state)))
        for state in shown
        if state is MonthState.PASSED or state in states
    ]


def _outcome(row: YearRow) -> list[Entry]:
    found = row.assessment
    return [
        Entry(label=POINTS_HEADINGS[Basis(row.plan.basis)], text=vn_number(found.points, 2)),
        Entry(
            label="Xếp loại chất lượng",
            text=GRADE_LABELS[found.grade] if found.grade is not None else "",
        ),
    ]


def _given(recognised: bool, commended: bool) -> str:
    if not recognised:
        return ""
    return (
        "được công nhận; được biểu dương, khen thưởng tiêu biểu" if commended else "được công nhận"
    )


def _model(row: YearRow) -> str:
    return models_of(kinds_among([row.organization.kind]))
