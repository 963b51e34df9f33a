"""Making a file: each part drawn into its own file, then joined behind the page of contents."""

import hashlib
import math
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from organizations.refusals import Obstacle, Refusal

from ..services import Result
from .contents import MISSING, ContentsContext, ContentsRow, contents_pdf
from .joining import Piece, join, pages_of
from .parts import Part
from .whole import Whole

Progress = Callable[[int, int], None]
"""Told how many parts of how many are done; raises what is to stop the making."""

_ROWS_ON_A_PAGE = 40


def build(whole: Whole, target: Path, folder: Path, progress: Progress) -> Result:
    """Make the file in ``target``, using the empty ``folder`` for what lies between.

    ``Refusal`` where there is nothing at all to print. Made again from the same rows it is the
    same file, so a job may be begun anew at any time.
    """
    if whole.front is None:
        content = whole.parts[0].draw()
        target.write_bytes(content)
        pages = pages_of(content)
    else:
        pages = build_parts(whole.parts, whole.front, whole.title, target, folder, progress)
    with target.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Result(sha256=sha256, size=target.stat().st_size, pages=pages)


def build_parts(
    parts: Sequence[Part],
    front: ContentsContext,
    title: str,
    target: Path,
    folder: Path,
    progress: Progress,
) -> int:
    """Draw and join; returns the number of pages. At no time is more than one part in memory."""
    drawn: list[tuple[Part, Piece | None]] = []
    for number, part in enumerate(parts):
        progress(number, len(parts))
        drawn.append((part, _draw(part, folder / f"{number:05d}.pdf")))
    pieces = [piece for _, piece in drawn if piece is not None]
    if not pieces:
        raise Refusal(Obstacle("nothing_to_print", f"Chưa có nội dung nào để in trong “{title}”."))
    contents = _contents(drawn, front)
    progress(len(parts), len(parts))
    pages = join(contents, pieces, target, title=title, author=front.author)
    shutil.rmtree(folder)
    return pages


def _draw(part: Part, path: Path) -> Piece | None:
    """The part in its file; None where there is nothing to draw it from."""
    try:
        content = part.draw()
    except Refusal:
        return None
    path.write_bytes(content)
    return Piece(path=path, title=part.title, section=part.section, pages=pages_of(content))


def _contents(drawn: Sequence[tuple[Part, Piece | None]], front: ContentsContext) -> bytes:
    """The page in front; drawn again where it is longer or shorter than thought."""
    length = math.ceil((len(drawn) + 8) / _ROWS_ON_A_PAGE)
    while True:
        context = replace(front, rows=tuple(_rows(drawn, length)))
        content = contents_pdf(context)
        if (found := pages_of(content)) == length:
            return content
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
        yield ContentsRow(title=part.title, pages=pages, section=heading)
