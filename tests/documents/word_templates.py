"""Word templates as an office would upload them, whole and spoiled."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from functools import cache
from unittest import mock

from documents import services
from documents.docx.apart import check_apart
from documents.docx.building.markup import paragraph
from documents.docx.shipped import shipped_template
from documents.models import WordTemplate
from tests.factories import ACommittee, moment

DOCUMENT = "word/document.xml"

Parts = dict[str, bytes]

_tried = cache(check_apart)
"""A file that was found to be a template is one for all tests of the worker."""


def repacked(change: Callable[[Parts], None], *, kind: str = "sheet") -> bytes:
    """The shipped template of a kind with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(shipped_template(kind))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def saying(*lines: str, kind: str = "sheet") -> bytes:
    """The shipped template with paragraphs of these words above it."""
    return with_xml("".join(paragraph("Normal", line) for line in lines), kind=kind)


def with_xml(markup: str, *, kind: str = "sheet") -> bytes:
    """The shipped template with this markup at the beginning of its body."""

    def change(parts: Parts) -> None:
        parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:body>", f"<w:body>{markup}".encode(), 1)

    return repacked(change, kind=kind)


def an_own_template(
    made: ACommittee, *, on: dt.date, words: str = "Mẫu của văn phòng", version: int = 0
) -> WordTemplate:
    """The office's own template of the sheet."""
    with mock.patch("documents.services.word_templates.check_apart", _tried):
        return services.replace_word_template(
            made.organization,
            "sheet",
            filename="Phiếu của Sở.docx",
            content=saying(words),
            version=version,
            by=made.office,
            now=moment(on),
        )
