"""A frozen context drawn as PDF."""

import hashlib
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.template.loader import render_to_string

from .contexts import KINDS
from .parts import PaperContext

ENGINE = f"WeasyPrint {version('weasyprint')}"
FOLDER = Path(__file__).parent
_SPACE_BEFORE_INLINE = re.compile(r"(?<=[^\s>])\s+(?=<(?:span|b|i)\b)")


def render_html(kind: str, context: PaperContext, *, on_screen: bool = False) -> str:
    """The paper as HTML, the same for the preview on screen and for print.

    ``on_screen`` names the stylesheets by their addresses, and leaves out the offsets of a
    pre-printed form: nothing inline, as the Content-Security-Policy asks.
    """
    if KINDS.get(kind) is not type(context):
        raise ValueError(f"{type(context).__name__} is not the context of {kind!r}.")
    html = render_to_string(f"documents/{kind}.html", {"paper": context, "on_screen": on_screen})
    # WeasyPrint breaks after the first word a line that fits but for the space at its end, where
    # that space stands before an inline element; in an element of its own it does no harm.
    return _SPACE_BEFORE_INLINE.sub("<span> </span>", html)


def render_pdf(kind: str, context: PaperContext) -> bytes:
    """The paper as PDF/A-2a.

    The same context gives the same bytes with the same templates and ``ENGINE``. Waits for the
    renderer of this process when it is busy; holds no lock of the database.
    """
    return html_to_pdf(render_html(kind, context))


def html_to_pdf(html: str) -> bytes:
    """HTML drawn with the stylesheet and fonts of papers."""
    # loading WeasyPrint takes longer than all else together: only who draws waits for it
    from . import engine

    return engine.draw(html)


@cache
def template_version() -> str:
    """Fingerprint of everything a paper is drawn with, kept beside each archived document."""
    templates = FOLDER.parent / "templates" / "documents"
    folders = (templates, templates / "blocks", FOLDER / "css", FOLDER / "fonts")
    digest = hashlib.sha256()
    for path in sorted(path for folder in folders for path in folder.iterdir() if path.is_file()):
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
