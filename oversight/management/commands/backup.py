"""Writes everything an office must not lose into one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from oversight.backup import back_up
from oversight.commands import OfficeCommand


class Command(OfficeCommand):
    help = "Sao lưu cơ sở dữ liệu, kho lưu trữ và tệp tải lên vào một tệp, trong khi vẫn làm việc."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="TỆP", help="tệp sao lưu sẽ ghi")

    def act(self, options: dict[str, Any]) -> None:
        path: Path = options["file"]
        contents = back_up(path, now=timezone.now())
        self.stdout.write(f"Đã sao lưu vào {path}: {contents.in_words}.")
