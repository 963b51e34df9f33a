"""What every management command of the program shares: exit codes and Vietnamese sentences.

0 on success; 1 on a refusal, with its reasons on standard error; 2 on bad usage.
"""

import argparse
import datetime as dt
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import (
    BaseCommand,
    CommandError,
    CommandParser,
    DjangoHelpFormatter,
)
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from organizations.models import Kind, Organization
from organizations.refusals import Obstacle, Refusal

# What argparse says of wrong arguments, and how we say it.
_USAGE = (
    (r"the following arguments are required: (.+)", r"thiếu tham số: \1"),
    (r"unrecognized arguments: (.+)", r"không có tham số: \1"),
    (r"argument (.+?): ignored explicit argument (.+)", r"tham số \1 không nhận giá trị"),
    (r"ambiguous option: (.+?) could match (.+)", r"\1 có thể là: \2"),
    (r"argument (.+?): expected one argument", r"tham số \1 cần một giá trị"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"\1 là \2; chỉ nhận: \3"),
    (r"argument (.+?): invalid int value: (.+)", r"\1 là \2; phải là số nguyên"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 không đi cùng \2"),
    (r"argument (.+?): (.+)", r"\1: \2"),
)


class VietnameseHelp(DjangoHelpFormatter):
    """argparse's help with its own words in Vietnamese."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or "Cách dùng: ")


class VietnameseParser(CommandParser):
    """Django's parser, saying in Vietnamese what it takes and what is wrong."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs, formatter_class=VietnameseHelp, add_help=False)
        self._positionals.title, self._optionals.title = "tham số", "tùy chọn"
        self.add_argument("-h", "--help", action="help", help="xem cách dùng này rồi thôi")

    def error(self, message: str) -> NoReturn:
        for pattern, words in _USAGE:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, words, message)
                break
        if not self.called_from_command_line:
            raise CommandError(message, returncode=2)
        sys.stderr.write(self.format_usage() + f"Lệnh gọi chưa đúng: {message}\n")
        raise SystemExit(2)


class OfficeCommand(BaseCommand):
    """A command that an office runs; subclasses write ``act`` and raise ``Refusal``."""

    _parser: VietnameseParser

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        self._parser = parser = VietnameseParser(
            prog=f"{prog_name.rsplit('/', 1)[-1]} {subcommand}",
            description=self.help or None,
            called_from_command_line=getattr(self, "_called_from_command_line", None),
            **kwargs,
        )
        self._add_own_options(parser)
        self.add_arguments(parser)
        return parser

    def _add_own_options(self, parser: CommandParser) -> None:
        """Django's options; they stay out of the short usage."""
        for flags, options in (
            (("--version",), {"action": "version", "version": self.get_version()}),
            (("-v", "--verbosity"), {"default": 1, "type": int, "choices": [0, 1, 2, 3]}),
            (("--settings",), {}),
            (("--pythonpath",), {}),
            (("--traceback",), {"action": "store_true"}),
            (("--no-color",), {"action": "store_true"}),
            (("--force-color",), {"action": "store_true"}),
            (("--skip-checks",), {"action": "store_true"}),
        ):
            parser.add_argument(*flags, help=argparse.SUPPRESS, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run ``act``; a refusal becomes its sentences on standard error and exit code 1."""
        try:
            _refuse_unprepared()
            self.act(options)
        except Refusal as refusal:
            for obstacle in refusal.obstacles:
                self.stderr.write(obstacle.sentence)
            raise SystemExit(1) from refusal

    def misused(self, sentence: str) -> NoReturn:
        """Bad usage that only the arguments together show: exit code 2."""
        self._parser.error(sentence)

    def act(self, options: dict[str, Any]) -> None:
        """What the command does."""
        raise NotImplementedError


def a_date(text: str) -> dt.date:
    """An argument ``YYYY-MM-DD``."""
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day, no moment
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” không phải là ngày; ghi theo mẫu 2026-11-24"
        ) from None


def a_year(text: str) -> int:
    """An argument with four digits."""
    if not re.fullmatch(r"2[01]\d\d", text):
        raise argparse.ArgumentTypeError(f"“{text}” không phải là năm; ghi bốn chữ số như 2026")
    return int(text)


def the_committee(code: str) -> Organization:
    """The party organisation with that code; ``Refusal`` where there is none."""
    return _organization(code, Kind.COMMITTEE, "đảng bộ")


def the_organization(code: str) -> Organization:
    """The organisation with that code; ``Refusal`` where there is none."""
    return _organization(code, None, "tổ chức")


def write_file(path: Path, content: bytes) -> None:
    """Write a file; ``Refusal`` where the machine does not let us."""
    with writing(path):
        path.write_bytes(content)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """``Refusal`` where the machine does not let us write the file."""
    try:
        yield
    except OSError as error:
        raise Refusal(
            Obstacle(
                "not_written", f"Không ghi được tệp {path}: mời kiểm tra thư mục và quyền ghi."
            )
        ) from error


def _organization(code: str, kind: Kind | None, what: str) -> Organization:
    found = Organization.objects.filter(code=code, **({"kind": kind} if kind else {})).first()
    if found is None:
        raise Refusal(
            Obstacle("unknown_organization", f"Không có {what} mã {code}. Mời kiểm tra lại mã.")
        )
    return found


def _refuse_unprepared() -> None:
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise Refusal(
            Obstacle(
                "no_database",
                "Không mở được cơ sở dữ liệu: mời kiểm tra DATABASE_URL hoặc DATA_DIR và xem máy "
                "chủ cơ sở dữ liệu có đang chạy không, rồi thử lại.",
            )
        ) from error
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Refusal(
            Obstacle(
                "not_migrated",
                "Cơ sở dữ liệu chưa được chuẩn bị: mời chạy “manage.py migrate” rồi thử lại.",
            )
        )
