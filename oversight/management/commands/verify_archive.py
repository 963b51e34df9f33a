"""Checks every chain, hash and file of the archive, also against a head kept elsewhere."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from documents.archive import (
    export_heads,
    read_heads,
    verify,
    verify_numbers,
    verify_scans,
    verify_word_templates,
)
from organizations.refusals import Obstacle, Refusal
from oversight.commands import OfficeCommand
from recognition.sealed import false_effects


class Command(OfficeCommand):
    help = "Kiểm tra kho lưu trữ: chuỗi văn bản, nơi được đọc, hiệu lực, tệp và bản quét."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--head", type=Path, metavar="TỆP", help="đầu chuỗi đã xuất trước đây, để đối chiếu"
        )
        parser.add_argument(
            "--export-head", type=Path, metavar="TỆP", help="xuất đầu chuỗi ra tệp JSON"
        )

    def act(self, options: dict[str, Any]) -> None:
        exported = read_heads(_read(options["head"])) if options["head"] else {}
        findings = list(verify(exported))
        findings += false_effects(broken={found.organization for found in findings})
        broken = [
            Obstacle(
                "broken", f"{found.organization}, văn bản thứ {found.position}: {found.reason}."
            )
            for found in findings
        ]
        broken += [
            Obstacle(
                "broken_scan",
                f"{found.organization}, bản quét thứ {found.number} của {found.title}: "
                f"{found.reason}.",
            )
            for found in verify_scans()
        ]
        broken += [Obstacle("broken_numbers", said) for said in verify_numbers()]
        broken += [Obstacle("broken_template", said) for said in verify_word_templates()]
        if broken:
            raise Refusal(broken)
        self.stdout.write("Kho lưu trữ nguyên vẹn.")
        if path := options["export_head"]:
            heads = json.dumps(export_heads(now=timezone.now()), ensure_ascii=False, indent=1)
            try:
                path.write_text(heads + "\n", encoding="utf-8")
            except OSError as error:
                raise Refusal(
                    Obstacle(
                        "not_writable",
                        f"Không ghi được tệp {path}. Mời kiểm tra thư mục.",
                    )
                ) from error
            self.stdout.write(f"Đã xuất đầu chuỗi ra {path}.")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(
            Obstacle("not_readable", f"Không đọc được tệp {path}. Mời kiểm tra tên tệp.")
        ) from error
