"""The year of a committee by the rules, for people and for other programs."""

import json
from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from evaluations.grades import GRADE_LABELS
from organizations.formats import local_date, vn_date, vn_number
from oversight.commands import OfficeCommand, a_date, a_year, the_committee
from recognition.tables import line_of
from recognition.year import YearReport, YearRow, as_json, year_report


class Command(OfficeCommand):
    help = "In kết quả năm của một đảng bộ theo kế hoạch: từng tổ chức, năm điều kiện, kết luận."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--committee", required=True, metavar="MÃ", help="mã đảng bộ")
        parser.add_argument("--year", required=True, type=a_year, metavar="NĂM", help="năm xét")
        parser.add_argument(
            "--date",
            type=a_date,
            metavar="NGÀY",
            help="ngày tính các thời hạn, dạng 2026-11-24 (mặc định: hôm nay)",
        )
        parser.add_argument(
            "--format", required=True, choices=["json", "table"], help="json hoặc bảng chữ"
        )

    def act(self, options: dict[str, Any]) -> None:
        date = options["date"] or local_date(timezone.now())
        report = year_report(the_committee(options["committee"]), options["year"], date)
        if options["format"] == "json":
            self.stdout.write(json.dumps(as_json(report), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(_table(report))


_HEADINGS = ("Mã", "Tên", "Đăng ký", "Tháng đạt/cần", "Điểm năm", "Xếp loại", "Kết luận")
_REGISTRATION = {
    "none": "chưa có",
    "pending": "chờ tiếp nhận",
    "on_time": "đúng hạn",
    "late": "muộn",
}


def _table(report: YearReport) -> str:
    rows = [_HEADINGS, *(_line(row) for row in (*report.rows, report.own))]
    widths = [max(len(row[place]) for row in rows) for place in range(len(_HEADINGS))]
    lines = [
        f"{report.committee.code}, năm {report.year}, Kế hoạch {report.plan.number},"
        f" tính đến ngày {vn_date(report.date)}",
        "",
        *("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows),
        "",
        f"Đủ điều kiện: {len(report.eligible)} tổ chức trực thuộc; nếu công nhận cả, được chọn"
        f" tiêu biểu tối đa: {report.projected_exemplary_cap}.",
    ]
    return "\n".join(lines)


def _line(row: YearRow) -> tuple[str, ...]:
    found = row.assessment
    return (
        row.organization.code,
        row.name,
        _REGISTRATION[row.facts.registration.summary],
        f"{found.pass_months}/{found.required_months}",
        "–" if found.points is None else vn_number(found.points, 2),
        "–" if found.grade is None else GRADE_LABELS[found.grade],
        line_of(row).conclusion,
    )
