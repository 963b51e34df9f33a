"""Drawn papers joined into one file: contents first, bookmarks, page numbers of the whole.

Pieces lie in files and are copied page by page, so that the memory needed does not grow with what
they hold; their structure follows behind (``structure``). Page numbers of the whole are written in
a corner that papers leave empty.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import cache
from pathlib import Path

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf

from documents import fonts

from .structure import Tagged, add_structure, announce, is_tagged, renumber, untag

_MM = 72 / 25.4
_CONTENTS = "Mục lục"
_SIZE = 9
_FACE = Name("/TrangSo")
_FIRST, _LAST = "/", "9"  # neighbours in every encoding: the slash and the digits


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One paper as drawn."""

    path: Path
    title: str
    section: str
    pages: int
    sha256: str = ""
    """Of the file, in hexadecimal."""


def pages_of(content: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def join(contents: bytes, pieces: Sequence[Piece], target: Path, *, title: str, author: str) -> int:
    """Write the joined file to ``target``; returns its number of pages.

    It claims what the lowest of its pieces claims: PDF/A-2a with the structure of all papers,
    PDF/A-2b where one has none, nothing with a scan sent as PDF, of which nobody knows with what it
    was made. Papers keep their structure even so.
    """
    # of the pages nothing is in memory any more when the structure follows
    pages, papers = _join_pages(contents, pieces, target, title=title, author=author)
    if papers:
        add_structure(target, papers)
    return pages


def _join_pages(
    contents: bytes, pieces: Sequence[Piece], target: Path, *, title: str, author: str
) -> tuple[int, list[Tagged]]:
    papers: list[Tagged] = []
    claim, key = _Claim.TAGGED, 0
    front = Piece(path=target, title=_CONTENTS, section="", pages=pages_of(contents))
    with Pdf.new() as whole:
        for piece in (front, *pieces):
            source = io.BytesIO(contents) if piece is front else piece.path
            with pikepdf.open(source) as paper:
                own, first = _claim_of(paper), len(whole.pages)
                claim = min(claim, own)
                whole.pages.extend(paper.pages)
                if piece is front:
                    intents = paper.make_indirect(paper.Root.OutputIntents)
                    whole.Root.OutputIntents = whole.copy_foreign(intents)
            if own is _Claim.TAGGED:
                papers.append(Tagged(source=source, title=piece.title, first=first))
                key = renumber(whole.pages[first:], key)
            else:
                untag(whole.pages[first:])
        _bookmark(whole, pieces, front.pages)
        _number(whole)
        whole.Root.Lang = pikepdf.String("vi")
        whole.Root.PageMode = Name.UseOutlines
        whole.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        whole.docinfo["/Title"] = title
        whole.docinfo["/Author"] = author
        _describe(whole, title, author, claim)
        if papers:
            announce(whole)
        pages = len(whole.pages)
        whole.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return pages, papers


class _Claim(IntEnum):
    """What a file says of itself as an archival one, from the least on."""

    NONE = auto()
    ARCHIVAL = auto()
    TAGGED = auto()


def _claim_of(paper: Pdf) -> _Claim:
    status = paper.open_metadata().pdfa_status if "/Metadata" in paper.Root else ""
    if not status:
        return _Claim.NONE
    return _Claim.TAGGED if status == "2A" and is_tagged(paper) else _Claim.ARCHIVAL


def _describe(whole: Pdf, title: str, author: str, claim: _Claim) -> None:
    # not noted as an editor: that would write the time, and the same file would not be the same
    with whole.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:creator"] = [author]
        if claim > _Claim.NONE:
            metadata["pdfaid:part"] = "2"
            metadata["pdfaid:conformance"] = "A" if claim is _Claim.TAGGED else "B"


def _bookmark(whole: Pdf, pieces: Sequence[Piece], first: int) -> None:
    with whole.open_outline() as outline:
        outline.root.append(OutlineItem(_CONTENTS, 0))
        section: OutlineItem | None = None
        page = first
        for piece in pieces:
            item = OutlineItem(piece.title, page)
            if not piece.section:
                section = None
            elif section is None or section.title != piece.section:
                section = OutlineItem(piece.section, page)
                section.is_closed = True
                outline.root.append(section)
            (section.children if section is not None else outline.root).append(item)
            page += piece.pages


def _number(whole: Pdf) -> None:
    """``7/45`` in the lower right corner of every page."""
    font = _font(whole)
    count = len(whole.pages)
    for number, page in enumerate(whole.pages, 1):
        text = f"{number}/{count}"
        width = fonts.text_width(text, _SIZE)
        _, bottom, right, _ = (float(value) for value in page.mediabox)
        x, y = right - 15 * _MM - width, bottom + 7 * _MM
        page.add_resource(font, Name.Font, _FACE, replace_existing=True)
        page.contents_add(b"q", prepend=True)
        shown = f"{_FACE} {_SIZE} Tf {x:.2f} {y:.2f} Td ({text}) Tj"
        page.contents_add(f"Q q /Artifact BMC BT 0 g {shown} ET EMC Q".encode())


def _font(whole: Pdf) -> pikepdf.Object:
    """The print face, cut down to slash and digits, as one font of the whole file."""
    program, widths = _digits()
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/NUMBER+VanThu-Serif"),
        Flags=32,
        FontBBox=Array([0, -250, 1000, 1000]),
        ItalicAngle=0,
        Ascent=891,
        Descent=-216,
        CapHeight=662,
        StemV=80,
        FontFile2=whole.make_stream(program, Length1=len(program)),
    )
    return whole.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name("/NUMBER+VanThu-Serif"),
            FirstChar=ord(_FIRST),
            LastChar=ord(_LAST),
            Widths=Array(list(widths)),
            FontDescriptor=whole.make_indirect(descriptor),
            Encoding=Name.WinAnsiEncoding,
        )
    )


@cache
def _digits() -> tuple[bytes, tuple[int, ...]]:
    letters = [chr(code) for code in range(ord(_FIRST), ord(_LAST) + 1)]
    # the time of the cutting in it would make the same file another one
    with TTFont(fonts.FOLDER / "VanThuSerif-Regular.ttf", recalcTimestamp=False) as font:
        cutter = subset.Subsetter(subset.Options(hinting=False, layout_features=[]))
        cutter.populate(text="".join(letters))
        cutter.subset(font)
        program = io.BytesIO()
        font.save(program)
    return program.getvalue(), tuple(round(fonts.text_width(one, 1000)) for one in letters)
