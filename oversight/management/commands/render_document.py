"""Draws a document without issuing it."""

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.utils import timezone

from documents.contexts import JOINED
from documents.docx.drafts import draft_docx
from documents.render import render_pdf
from evaluations.models import YEAR
from organizations.formats import local_date
from organizations.refusals import refuse_if
from oversight.commands import (
    OfficeCommand,
    a_year,
    the_committee,
    the_organization,
    write_file,
    writing,
)
from oversight.dossiers import NO_WORD, draw_joined
from oversight.papers import PAPERS, Wanted, known_kinds, preview_of


class Command(OfficeCommand):
    help = (
        "In một văn bản ra tệp mà không ban hành; văn bản có số mang chữ DỰ THẢO, biểu mẫu"
        " và bảng mang chữ BẢN XEM TRƯỚC."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=known_kinds(), metavar="LOẠI", help="loại văn bản")
        parser.add_argument("--committee", required=True, metavar="MÃ", help="mã đảng bộ")
        parser.add_argument("--year", required=True, type=a_year, metavar="NĂM", help="năm")
        parser.add_argument(
            "--organization", metavar="MÃ", help="mã tổ chức (mặc định: chính đảng bộ)"
        )
        parser.add_argument("--period", type=_a_period, metavar="KỲ", help="1–12 hoặc year")
        parser.add_argument("--blank", action="store_true", help="mẫu trống để ghi tay")
        parser.add_argument("--format", choices=["pdf", "docx"], default="pdf", help="pdf, docx")
        parser.add_argument("--output", required=True, type=Path, metavar="TỆP", help="tệp sẽ ghi")

    def act(self, options: dict[str, Any]) -> None:
        paper = PAPERS.get(options["kind"])
        if paper is not None and paper.lacks_its_month(options["period"]):
            self.misused(f"{options['kind']} là của một tháng; ghi --period từ 1 đến 12")
        now = timezone.now()
        committee = the_committee(options["committee"])
        code = options["organization"]
        wanted = Wanted(
            committee=committee,
            organization=the_organization(code) if code else committee,
            year=options["year"],
            period=options["period"],
            blank=options["blank"],
            today=local_date(now),
        )
        if options["kind"] in JOINED:
            self._join(wanted, options, now=now)
        else:
            self._draw(wanted, options)
        self.stdout.write(f"Đã ghi {options['output']}.")

    def _join(self, wanted: Wanted, options: dict[str, Any], *, now: dt.datetime) -> None:
        refuse_if([NO_WORD if options["format"] == "docx" else None])
        with writing(options["output"]):
            draw_joined(options["kind"], wanted, options["output"], now=now)

    def _draw(self, wanted: Wanted, options: dict[str, Any]) -> None:
        context = preview_of(options["kind"], wanted)
        if options["format"] == "docx":
            drawn = draft_docx(options["kind"], context, wanted.committee)
        else:
            drawn = render_pdf(options["kind"], context)
        write_file(options["output"], drawn)


def _a_period(text: str) -> int:
    if text == "year":
        return YEAR
    if text.isdecimal() and 1 <= int(text) <= 12:
        return int(text)
    raise ArgumentTypeError(f"“{text}” không phải là kỳ; ghi 1–12 hoặc year")
