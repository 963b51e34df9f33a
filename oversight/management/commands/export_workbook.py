"""Writes the year of a committee as an Excel workbook."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from oversight.commands import OfficeCommand, a_year, the_committee, write_file
from oversight.workbook.collecting import collect_workbook
from oversight.workbook.writing import workbook_bytes


class Command(OfficeCommand):
    help = "Xuất sổ năm của một đảng bộ ra tệp Excel: mọi việc đã gửi, không gồm bản nháp."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--committee", required=True, metavar="MÃ", help="mã đảng bộ")
        parser.add_argument("--year", required=True, type=a_year, metavar="NĂM", help="năm")
        parser.add_argument("file", type=Path, metavar="TỆP", help="tệp .xlsx sẽ ghi")

    def act(self, options: dict[str, Any]) -> None:
        path: Path = options["file"]
        workbook = collect_workbook(the_committee(options["committee"]), options["year"])
        write_file(path, workbook_bytes(workbook))
        self.stdout.write(
            f"Đã ghi {path}: {len(workbook.registrations)} đăng ký,"
            f" {len(workbook.evaluations)} phiếu và tự rà soát, {len(workbook.grades)} xếp loại."
        )
