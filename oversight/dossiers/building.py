"""Making a file: each part drawn into its own file, then joined behind the page of contents."""

import math
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from documents.chain import digest
from documents.contexts import ContentsContext, ContentsRow
from documents.parts import PaperContext
from documents.render import render_pdf
from organizations.refusals import Obstacle, Refusal

from .contents import MISSING, contents_pdf
from .joining import Piece, join, pages_of
from .parts import Part
from .whole import Whole

Progress = Callable[[int, int], None]
"""Told how many parts of how many are done; raises what is to stop the making."""

_ROWS_ON_A_PAGE = 40


@dataclass(frozen=True, kw_only=True)
class Made:
    """A file as made: what is printed on its page of contents, or the whole single table."""

    context: PaperContext
    pages: int


def build(whole: Whole, target: Path, folder: Path, progress: Progress) -> Made:
    """Make the file in ``target``, using the empty ``folder`` for what lies between.

    ``Refusal`` where there is nothing at all to print. Made again from the same rows it is the
    same file, so a job may be begun anew at any time.
    """
    if whole.front is not None:
        return build_parts(whole.parts, whole.front, whole.title, target, folder, progress)
    if whole.table is None:
        raise ValueError("A file is a table or has a page of contents.")
    progress(0, 1)
    content = render_pdf(whole.asked.kind, whole.table)
    target.write_bytes(content)
    progress(1, 1)
    return Made(context=whole.table, pages=pages_of(content))


def build_parts(
    parts: Sequence[Part],
    front: ContentsContext,
    title: str,
    target: Path,
    folder: Path,
    progress: Progress,
) -> Made:
    """Draw and join. At no time is more than one part in memory."""
    drawn: list[tuple[Part, Piece | None]] = []
    for number, part in enumerate(parts):
        progress(number, len(parts))
        drawn.append((part, _draw(part, folder / f"{number:05d}.pdf")))
    pieces = [piece for _, piece in drawn if piece is not None]
    if not pieces:
        raise Refusal(
            Obstacle(
                "nothing_to_print",
                f"Chưa có nội dung nào để in trong “{title}”. Mời chọn tháng hoặc năm khác.",
            )
        )
    context, contents = _contents(drawn, front)
    progress(len(parts), len(parts))
    pages = join(contents, pieces, target, title=title, author=front.author)
    shutil.rmtree(folder)
    return Made(context=context, pages=pages)


def _draw(part: Part, path: Path) -> Piece | None:
    """The part in its file; None where there is nothing to draw it from."""
    try:
        content = part.draw()
    except Refusal:
        return None
    path.write_bytes(content)
    return Piece(
        path=path,
        title=part.title,
        section=part.section,
        pages=pages_of(content),
        sha256=digest(content),
    )


def _contents(
    drawn: Sequence[tuple[Part, Piece | None]], front: ContentsContext
) -> tuple[ContentsContext, bytes]:
    """The page in front; drawn again where it is longer or shorter than thought."""
    length = math.ceil((len(drawn) + 8) / _ROWS_ON_A_PAGE)
    while True:
        context = replace(front, rows=tuple(_rows(drawn, length)))
        content = contents_pdf(context)
        if (found := pages_of(content)) == length:
            return context, content
        length = found


def _rows(drawn: Sequence[tuple[Part, Piece | None]], length: int) -> Iterator[ContentsRow]:
    page, section = length + 1, ""
    for part, piece in drawn:
        pages = MISSING
        if piece is not None:
            last = page + piece.pages - 1
            pages = str(page) if last == page else f"{page} - {last}"
            page = last + 1
        heading = part.section if part.section != section else ""
        section = part.section
        yield ContentsRow(
            title=part.title,
            pages=pages,
            section=heading,
            sha256=piece.sha256 if piece is not None else "",
        )
