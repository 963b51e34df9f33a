"""The table of a year, once for screen, print and Excel."""

from collections.abc import Iterable
from dataclasses import dataclass

from documents.spreadsheets import Cell, table_file
from evaluations.grades import GRADE_LABELS, GRADE_SHORT
from organizations.folding import fold
from organizations.formats import cut_down, vn_date, vn_number
from plans.workflow import POINTS_HEADINGS, Basis

from .rules import (
    Check,
    CheckCode,
    CheckState,
    Outcome,
    exemplary_cap_in_words,
)
from .words import count_of, kinds_among
from .year import YearReport, YearRow

# A mark is read by its word; sign and tone only come in addition.
SIGNS = {CheckState.MET: "✓", CheckState.NOT_MET: "✕", CheckState.OPEN: "…"}
TONES = {CheckState.MET: "ok", CheckState.NOT_MET: "bad", CheckState.OPEN: "warn"}
OUTCOME_TONES = {Outcome.ELIGIBLE: "ok", Outcome.NOT_ELIGIBLE: "bad", Outcome.OPEN: "warn"}

GRADE_LEGEND = " · ".join(f"{short} {GRADE_LABELS[g]}" for g, short in GRADE_SHORT.items())


@dataclass(frozen=True, slots=True)
class Mark:
    """The answer of one check: a word, with sign and tone in addition."""

    code: str
    label: str
    word: str
    sign: str
    tone: str
    found: str

    @property
    def met(self) -> bool:
        """Whether the condition is met."""
        return self.word == CheckState.MET.label


@dataclass(frozen=True, slots=True)
class Line:
    """One organisation in the table of the year."""

    code: str
    name: str
    registered: Mark
    self_review: Mark
    months: str
    pass_months: Mark
    points: str
    points_mark: Mark
    grade: str
    grade_in_full: str
    grade_mark: Mark
    conclusion: str
    tone: str
    row: YearRow


def line_of(row: YearRow) -> Line:
    """The row as it is shown."""
    found = row.assessment
    marks = {check.code: mark_of(check) for check in found.checks}
    return Line(
        code=row.organization.code,
        name=row.name,
        registered=marks[CheckCode.REGISTERED],
        self_review=marks[CheckCode.SELF_REVIEW],
        months=f"{found.pass_months}/12",
        pass_months=marks[CheckCode.PASS_MONTHS],
        points=vn_number(found.points, 2),
        points_mark=marks[CheckCode.POINTS],
        grade=GRADE_SHORT[found.grade] if found.grade else "",
        grade_in_full=GRADE_LABELS[found.grade] if found.grade else "",
        grade_mark=marks[CheckCode.GRADE],
        conclusion=found.in_short,
        tone=OUTCOME_TONES[found.outcome],
        row=row,
    )


def mark_of(check: Check) -> Mark:
    """The answer of a check as it is shown."""
    return Mark(
        code=check.code,
        label=check.code.label,
        word=check.state.label,
        sign=SIGNS[check.state],
        tone=TONES[check.state],
        found=check.found,
    )


def totals_in_words(report: YearReport) -> str:
    """``11 chi bộ · 5 đủ điều kiện, 2 chưa đủ căn cứ, 4 không đủ``."""
    counted = ", ".join(
        f"{len(report.of(outcome))} {words}"
        for outcome, words in (
            (Outcome.ELIGIBLE, "đủ điều kiện"),
            (Outcome.OPEN, "chưa đủ căn cứ"),
            (Outcome.NOT_ELIGIBLE, "không đủ"),
        )
    )
    return f"{count_of(row.organization.kind for row in report.rows)} · {counted}"


def limit_in_words(report: YearReport) -> str:
    """``nếu công nhận cả 5, được chọn tối đa 1 chi bộ tiêu biểu (20% của 5 là 1)`` (E8).

    Once somebody is recognised, the limit of what is in force. Empty while nobody is eligible.
    """
    if report.recognised:
        limits = ", ".join(
            exemplary_cap_in_words(
                sum(given.kind == kind for given in report.recognised),
                report.plan.exemplary_share,
                f"{kind.label} tiêu biểu",
            )
            for kind in kinds_among(given.kind for given in report.recognised)
        )
        recognised = count_of(given.kind for given in report.recognised)
        return f"đã công nhận {recognised}, được chọn {limits}, đã khen {len(report.commended)}"
    eligible = report.eligible
    if not eligible:
        return ""
    limits = ", ".join(
        exemplary_cap_in_words(
            sum(row.organization.kind == kind for row in eligible),
            report.plan.exemplary_share,
            f"{kind.label} tiêu biểu",
        )
        for kind in kinds_among(row.organization.kind for row in eligible)
    )
    together = "cả " if len(eligible) > 1 else ""
    return f"nếu công nhận {together}{len(eligible)}, được chọn {limits}"


def shown(report: YearReport, *, text: str = "", outcome: Outcome | None = None) -> list[Line]:
    """The lines of the table by name, those that match what is looked for (folded)."""
    wanted = fold(text)
    rows = [
        row
        for row in report.rows
        if (outcome is None or row.assessment.outcome is outcome)
        and (wanted in fold(row.name) or wanted in fold(row.organization.code))
    ]
    return [line_of(row) for row in sorted(rows, key=lambda row: row.name_sorted)]


def year_file(report: YearReport, lines: Iterable[Line], notes: list[str]) -> bytes:
    """The lines as an Excel file."""
    return table_file(
        sheet=f"Năm {report.year}",
        title=f"Kết quả năm {report.year} theo Kế hoạch {report.plan.number}",
        notes=[*notes, f"Tính đến ngày {vn_date(report.date)}."],
        headings=[
            "STT",
            "Mã",
            "Tổ chức đảng",
            *[label for code in CheckCode for label in _headings(code, report)],
            "Kết luận",
            "Căn cứ kết luận",
        ],
        rows=[_cells(number, line) for number, line in enumerate(lines, start=1)],
        widths=[6, 12, 42, 14, 14, 10, 14, 12, 14, 28, 14, 20, 44],
    )


def _headings(code: CheckCode, report: YearReport) -> list[str]:
    what = {
        CheckCode.PASS_MONTHS: "Số tháng đạt",
        CheckCode.POINTS: POINTS_HEADINGS[Basis(report.plan.basis)],
        CheckCode.GRADE: "Xếp loại chất lượng",
    }.get(code)
    condition = {
        CheckCode.REGISTERED: "Đăng ký",
        CheckCode.SELF_REVIEW: "Tự rà soát năm",
        CheckCode.PASS_MONTHS: "Điều kiện số tháng",
        CheckCode.POINTS: "Điều kiện điểm",
        CheckCode.GRADE: "Điều kiện xếp loại",
    }[code]
    return [what, condition] if what else [condition]


def _cells(number: int, line: Line) -> list[Cell]:
    found = line.row.assessment
    return [
        number,
        line.code,
        line.name,
        line.registered.word,
        line.self_review.word,
        found.pass_months,
        line.pass_months.word,
        None if found.points is None else cut_down(found.points),
        line.points_mark.word,
        line.grade_in_full,
        line.grade_mark.word,
        found.outcome.label,
        line.conclusion,
    ]
