"""Reports on six months or a year: a cell's, and the committee's to the authority above.

Figures are computed from rows; texts are what self-reviews and sheets say. What nobody recorded is
left as lines to write on.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from documents.contexts import CellReportContext, ReportContext, Section
from documents.issuers import Issuer, issuer_on
from documents.letterhead import DRAFT, short_date
from documents.parts import Entry, Heading
from evaluations import periods
from evaluations.board import Month, completeness, months_of_year
from evaluations.grades import GRADE_LABELS, Grade
from evaluations.models import Evaluation
from evaluations.months import MonthState
from evaluations.reading import all_sent_values
from evaluations.values import SelfReviewValues, Values
from organizations.formats import vn_number
from organizations.models import Organization
from organizations.refusals import Obstacle, Refusal
from plans.models import Plan
from plans.workflow import POINTS_HEADINGS, Basis
from recognition.models import Commendation, Recognition
from recognition.words import count_of, kinds_among, models_of, units_of
from recognition.year import YearReport, YearRow, year_of, year_report
from registrations.wording import CONTENTS, addressee_of

from .assignments import day_in
from .wanted import Wanted, member_of

HALF = range(1, 7)
RESULTS, GOOD_PRACTICE = "I. Kết quả thực hiện", "II. Cách làm hay"
SHORTCOMINGS, PROPOSALS = "III. Hạn chế, nguyên nhân", "IV. Kiến nghị, đề xuất"


@dataclass(frozen=True)
class Span:
    """The first six months of a year, or all of it."""

    year: int
    half: bool

    @property
    def months(self) -> range:
        """Its months."""
        return HALF if self.half else periods.MONTHS

    @property
    def in_words(self) -> str:
        """``6 tháng đầu năm 2025``, ``năm 2025``."""
        return f"6 tháng đầu năm {self.year}" if self.half else f"năm {self.year}"


def span_of(wanted: Wanted) -> Span:
    """Periods 1–6 ask for the first six months, all others and none for the year."""
    return Span(wanted.year, wanted.period in HALF)


def cell_report_context(
    wanted: Wanted,
    *,
    on: dt.date | None = None,
    number: int | None = None,
    sections: Sequence[Section] | None = None,
) -> CellReportContext:
    """The report of a cell to its committee; ``sections``: its texts where somebody edited them.

    A draft while it has no number.
    """
    cell, span = member_of(wanted), span_of(wanted)
    if cell.is_committee:
        raise Refusal(
            Obstacle(
                "not_a_cell",
                "Báo cáo này là của chi bộ: ghi --organization là mã chi bộ; báo cáo của đảng bộ là"
                " loại “report”.",
            )
        )
    today = on or day_in(span.year, wanted.today)
    row = year_of(cell, span.year, today)
    months = _months([cell], span, today)[cell.pk]
    issuer = issuer_on(cell, today)
    text = issuer.write(
        "cell-report",
        _places(issuer, row.plan, span)
        | {"organization": issuer.name, "model": models_of(kinds_among([cell.kind]))},
    )
    said = _said([cell], span).get(cell.pk, [])
    return CellReportContext(
        **_numbered(issuer, on, number),
        heading=Heading(name=text.name, subject=text.subject),
        recipients=issuer.recipients(),
        salutation=issuer.guideline.salutation,
        addressees=(addressee_of(cell, row.plan, span.year),),
        opening=text.opening,
        figures=tuple(_figures_of_one(row, months, span, today)),
        sections=tuple(sections if sections is not None else _sections(said)),
    )


def report_context(
    wanted: Wanted,
    *,
    on: dt.date | None = None,
    number: int | None = None,
    sections: Sequence[Section] | None = None,
) -> ReportContext:
    """The report of the committee to the authority above, over all organisations below it.

    Good practice is collected from them with their names; the other texts are the committee's own.
    """
    committee, span = wanted.committee, span_of(wanted)
    today = on or day_in(span.year, wanted.today)
    report = year_report(committee, span.year, today)
    below = [row.organization for row in report.rows]
    months = _months(below, span, today)
    issuer = issuer_on(committee, today)
    kinds = kinds_among([*(one.kind for one in below), committee.kind])
    text = issuer.write(
        "report",
        _places(issuer, report.plan, span)
        | {"committee": issuer.committee, "models": models_of(kinds)},
    )
    if sections is None:
        said = _said([committee, *below], span)
        collected = [
            f"{row.name}: {text}"
            for row in report.rows
            for text in _texts(said.get(row.organization.pk, []), "good_practice")
        ]
        sections = _sections(said.get(committee.pk, []), good_practice=collected)
    plan_recipients = report.plan.recipients.splitlines()
    return ReportContext(
        **_numbered(issuer, on, number),
        heading=Heading(name=text.name, subject=text.subject),
        recipients=issuer.recipients(*plan_recipients),
        salutation=issuer.guideline.salutation,
        addressees=(addressee_of(committee, report.plan, span.year),),
        opening=text.opening,
        figures=tuple(_figures_of_all(report, months, span, today)),
        sections=tuple(sections),
    )


def _places(issuer: Issuer, plan: Plan, span: Span) -> dict[str, str]:
    return {
        "plan": f"Kế hoạch số {plan.number}, ngày {short_date(plan.issued_on)}",
        "authority": issuer.authority,
        "period": span.in_words,
    }


def _numbered(issuer: Issuer, on: dt.date | None, number: int | None) -> dict[str, Any]:
    return {
        "letterhead": issuer.letterhead(on=on, paper="BC", number=number),
        "mark": "" if number else DRAFT,
        "author": issuer.name,
        "date": on.isoformat() if on else "",
        "signature": issuer.signature() if number else issuer.open_signature(),
    }


# Figures


def _months(
    organizations: Sequence[Organization], span: Span, today: dt.date
) -> dict[int, list[Month]]:
    found = months_of_year(organizations, span.year, today=today)
    return {key: [m for m in months if m.number in span.months] for key, months in found.items()}


def _figures_of_one(
    row: YearRow, months: Sequence[Month], span: Span, today: dt.date
) -> list[Entry]:
    registration, found = row.facts.registration, row.assessment
    timeliness = {
        "none": "chưa đăng ký",
        "pending": "đã gửi, chờ tiếp nhận",
        "on_time": "đã tiếp nhận, gửi đúng hạn",
        "late": "đã tiếp nhận, gửi muộn",
    }[registration.summary]
    figures = [
        Entry(label=f"Đăng ký xây dựng {_model(row)} năm {span.year}", text=timeliness),
        Entry(label="Phiếu tự đánh giá hằng tháng đã gửi", text=_sent(months, today)),
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


def _figures_of_all(
    report: YearReport, months: dict[int, list[Month]], span: Span, today: dt.date
) -> list[Entry]:
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
        Entry(label="Phiếu tự đánh giá hằng tháng đã gửi", text=_sent(everyone, today)),
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
    states = [month.state for month in months]
    shown = (MonthState.PASSED, MonthState.FAILED, MonthState.NO_MEETING, MonthState.AWAITING)
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


# Texts


def _said(organizations: Sequence[Organization], span: Span) -> dict[int, list[Values]]:
    """By organisation what its sent sheets say, and for a year its self-review last; one query."""
    wanted = [*span.months] if span.half else [*span.months, periods.YEAR]
    sheets = list(
        Evaluation.objects.of_year(organizations, span.year)
        .sent()
        .filter(period__in=wanted)
        .order_by("organization", "period")
    )
    values = all_sent_values(sheets)
    found: dict[int, list[Values]] = {}
    for sheet in sheets:
        if sheet.pk in values:
            found.setdefault(sheet.organization_id, []).append(values[sheet.pk])
    return found


def _texts(said: Sequence[Values], name: str) -> list[str]:
    """The texts of that name: the self-review's alone where it has one, else the months', each
    once."""
    yearly = [v for v in said if isinstance(v, SelfReviewValues) and getattr(v, name)]
    return list(dict.fromkeys(text for v in yearly or said if (text := getattr(v, name))))


def _sections(said: Sequence[Values], *, good_practice: Sequence[str] = ()) -> tuple[Section, ...]:
    review = next((value for value in said if isinstance(value, SelfReviewValues)), None)
    contents = [] if review is None else [getattr(review, f"content_{n}") for n in range(1, 5)]
    results = [f"{label}: {text}" for label, text in zip(CONTENTS, contents, strict=False) if text]
    return (
        Section(title=RESULTS, paragraphs=tuple(results or _texts(said, "strengths"))),
        Section(
            title=GOOD_PRACTICE,
            paragraphs=tuple(dict.fromkeys([*_texts(said, "good_practice"), *good_practice])),
        ),
        Section(title=SHORTCOMINGS, paragraphs=tuple(_texts(said, "shortcomings"))),
        Section(title=PROPOSALS),
    )
