"""Brings a backup into an empty database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from oversight.backup import restore
from oversight.commands import OfficeCommand


class Command(OfficeCommand):
    help = "Khôi phục một bản sao lưu vào cơ sở dữ liệu trống."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="TỆP", help="tệp sao lưu")

    def act(self, options: dict[str, Any]) -> None:
        path: Path = options["file"]
        contents = restore(path)
        self.stdout.write(f"Đã khôi phục từ {path}: {contents.in_words}.")
