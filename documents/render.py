"""A frozen context drawn as PDF.

WeasyPrint draws from templates, stylesheets and fonts that lie in this program; nothing else is
read, whatever a text says. A FontConfiguration shared by threads corrupts memory, and making one
costs more than drawing a page: so each process has one, behind a lock.
"""

import hashlib
import logging
import re
import threading
from functools import cache
from pathlib import Path
from typing import Any

import weasyprint
from django.template.loader import render_to_string
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from . import fonts
from .contexts import KINDS
from .parts import PaperContext

ENGINE = f"WeasyPrint {weasyprint.__version__}"
FOLDER = Path(__file__).parent
_BUNDLED = "bundled:"
_LOCK = threading.Lock()
_SPACE_BEFORE_INLINE = re.compile(r"(?<=[^\s>])\s+(?=<(?:span|b|i)\b)")

# Texts of users may look like anything; what WeasyPrint thinks of it is of no use in our logs.
logging.getLogger("weasyprint").setLevel(logging.ERROR)
logging.getLogger("fontTools").setLevel(logging.ERROR)


class BundledFetcher(URLFetcher):  # type: ignore[misc]
    """Gives out the fonts of this program and refuses every other address."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The bundled file of ``url``; ``ValueError`` for anything else."""
        name = url.removeprefix(_BUNDLED)
        if url == name or name not in _bundled_fonts():
            raise ValueError(f"Not a bundled file: {url[:200]}")
        return URLFetcherResponse(
            url, (fonts.FOLDER / name).read_bytes(), {"Content-Type": "font/ttf"}
        )


@cache
def _bundled_fonts() -> frozenset[str]:
    return frozenset(path.name for path in fonts.FOLDER.glob("*.ttf"))


def _stylesheet(name: str) -> str:
    return (FOLDER / "css" / name).read_text(encoding="utf-8")


@cache
def _engine() -> tuple[BundledFetcher, FontConfiguration, weasyprint.CSS]:
    """The fetcher, fonts and stylesheet of this process; only to be used behind the lock."""
    fetcher = BundledFetcher()
    font_config = FontConfiguration()
    stylesheet = weasyprint.CSS(
        string="".join(_stylesheet(name) for name in ("faces.css", "paper.css")),
        base_url=_BUNDLED,
        url_fetcher=fetcher,
        font_config=font_config,
    )
    return fetcher, font_config, stylesheet


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


def html_to_pdf(html: str, **options: Any) -> bytes:
    """HTML drawn with the stylesheet and fonts of papers."""
    with _LOCK:
        fetcher, font_config, stylesheet = _engine()
        pdf: bytes = weasyprint.HTML(string=html, base_url=_BUNDLED, url_fetcher=fetcher).write_pdf(
            stylesheets=[stylesheet],
            font_config=font_config,
            pdf_variant="pdf/a-2a",
            **options,
        )
    return pdf


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
