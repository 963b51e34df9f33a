"""The page in front of a joined file: what is in it and on which page, and the heads of chains."""

from dataclasses import dataclass
from typing import ClassVar

from django.template.loader import render_to_string

from documents.parts import PaperContext
from documents.plain import Plain
from documents.render import html_to_pdf

MISSING = "chưa có"


@dataclass(frozen=True, kw_only=True)
class ContentsRow(Plain):
    """One part: its title and where it stands (``7``, ``7 - 9``, or ``chưa có``)."""

    title: str
    pages: str
    section: str = ""
    """A heading above it; empty where it continues the section."""


@dataclass(frozen=True, kw_only=True)
class HeadLine(Plain):
    """The end of an organisation's chain of issued documents."""

    organization: str
    length: str = ""
    """How many documents; empty where none was issued yet."""
    hash: str = ""
    """SHA-256 in hexadecimal of the last."""


@dataclass(frozen=True, kw_only=True)
class ContentsContext(PaperContext):
    """Mục lục of a dossier or book."""

    KIND: ClassVar[str] = "contents"

    rows: tuple[ContentsRow, ...]
    heads: tuple[HeadLine, ...] = ()
    made: str = ""
    """When the file was put together, in words."""


def contents_pdf(context: ContentsContext) -> bytes:
    """The page of contents as PDF."""
    return html_to_pdf(render_to_string("documents/contents.html", {"paper": context}))
