"""Writes files anew that people upload, so that what is kept is ours and does nothing by itself.

Pure: no Django, no database. ``python -m documents.rewriting`` does it in a process of its own with
bounded memory and time, because whatever opens a hostile file may be led astray by it.

Every scan is kept as a PDF, a picture as one of a single A4 page: one type to serve and to print
whatever was sent, and dossiers join it as it is.
"""

import io
import zipfile
from dataclasses import dataclass

MAX_BYTES = 10 * 1024 * 1024
MAX_PAGES = 100
# A sheet of A4 at 600 dpi has 35 million; whole in memory 50 million take 150 MB.
MAX_PIXELS = 50_000_000

_PDF = b"%PDF-"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
# Readers look for the beginning of a PDF this far into a file.
_PDF_MAY_BEGIN = 1024
_HEIF = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc")


class Unfit(Exception):
    """A file that is not taken; ``code`` says why: ``empty``, ``too_large``, ``not_a_scan``,
    ``heif``, ``two_types``, ``damaged``, ``encrypted``, ``no_pages``, ``too_many_pages``,
    ``not_drawn``, ``too_many_pixels``, ``unpacks_too_large``.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Rewritten:
    """A PDF of our own making."""

    content: bytes
    pages: int


def rewritten(content: bytes) -> Rewritten:
    """What a PDF, JPEG or PNG shows, written anew; ``Unfit`` for everything else.

    The content decides what it is; its name and what the browser says of it are not asked.
    """
    if not content:
        raise Unfit("empty")
    if len(content) > MAX_BYTES:
        raise Unfit("too_large")
    is_picture = content.startswith(_PICTURES)
    if not is_picture and not content.startswith(_PDF):
        raise Unfit("heif" if content[4:12] in _HEIF else "not_a_scan")
    also_pdf = is_picture and _PDF in content[:_PDF_MAY_BEGIN]
    if also_pdf or zipfile.is_zipfile(io.BytesIO(content)):
        raise Unfit("two_types")
    if is_picture:
        from .pictures import rewritten_picture

        return rewritten_picture(content)
    from .pdfs import rewritten_pdf

    return rewritten_pdf(content)
