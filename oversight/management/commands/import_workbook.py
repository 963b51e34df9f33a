"""Brings a year in from an Excel workbook."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from oversight.commands import OfficeCommand
from oversight.workbook.importing import ImportResult, import_workbook
from registrations.submission import Imported


class Command(OfficeCommand):
    help = (
        "Nhập sổ năm từ tệp Excel: tất cả hoặc không gì cả. Chỉ thêm mới; dòng giống dữ liệu đang"
        " có được bỏ qua, dòng khác là lỗi."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="TỆP", help="tệp .xlsx")
        parser.add_argument(
            "--dry-run", action="store_true", help="chỉ in những gì sẽ thay đổi, không ghi gì"
        )

    def act(self, options: dict[str, Any]) -> None:
        dry_run = options["dry_run"]
        result = import_workbook(options["file"], now=timezone.now(), dry_run=dry_run)
        if dry_run or options["verbosity"] > 1:
            for sheet, done, name in result.changes:
                self.stdout.write(f"{_ACTS[done]} {sheet}: {name}")
        self.stdout.write(_summary(result, dry_run=dry_run))


_ACTS = {
    Imported.ADDED: "+ thêm",
    Imported.COMPLETED: "+ bổ sung",
    Imported.SETTLED: "✓ ghi nhận đã giải quyết",
}
# Beside what was added: what is said of it in numbers, as far as there is any.
_NUMBERS = {
    Imported.COMPLETED: "bổ sung",
    Imported.SETTLED: "ghi nhận đã giải quyết",
    Imported.EQUAL: "đã có, bỏ qua",
}


def _summary(result: ImportResult, *, dry_run: bool) -> str:
    lines = ["Sẽ thay đổi như sau, chưa ghi gì:" if dry_run else "Đã nhập:"]
    for sheet, counts in result.counts.items():
        parts = [f"thêm {counts[Imported.ADDED]}"]
        parts += [f"{words} {counts[done]}" for done, words in _NUMBERS.items() if counts[done]]
        lines.append(f"  {sheet}: {', '.join(parts)}")
    if not result.changes:
        lines.append("Mọi dòng trong tệp đã có trong chương trình.")
    return "\n".join(lines)
