"""The one renderer of a process: HTML drawn as PDF/A-2a by WeasyPrint.

WeasyPrint draws from templates, stylesheets and fonts that lie in this program; nothing else is
read, whatever a text says. A FontConfiguration shared by threads corrupts memory, and making one
costs more than drawing a page: so each process has one, behind a lock.
"""

import logging
import threading
from functools import cache
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from . import fonts

BUNDLED = "bundled:"
_LOCK = threading.Lock()

# Texts of users may look like anything; what WeasyPrint thinks of it is of no use in our logs.
logging.getLogger("weasyprint").setLevel(logging.ERROR)
logging.getLogger("fontTools").setLevel(logging.ERROR)


class BundledFetcher(URLFetcher):  # type: ignore[misc]
    """Gives out the fonts of this program and refuses every other address."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The bundled file of ``url``; ``ValueError`` for anything else."""
        name = url.removeprefix(BUNDLED)
        if url == name or name not in _bundled_fonts():
            raise ValueError(f"Not a bundled file: {url[:200]}")
        return URLFetcherResponse(
            url, (fonts.FOLDER / name).read_bytes(), {"Content-Type": "font/ttf"}
        )


@cache
def _bundled_fonts() -> frozenset[str]:
    return frozenset(path.name for path in fonts.FOLDER.glob("*.ttf"))


def _stylesheet(name: str) -> str:
    return (Path(__file__).parent / "css" / name).read_text(encoding="utf-8")


@cache
def setting() -> tuple[BundledFetcher, FontConfiguration, weasyprint.CSS]:
    """The fetcher, fonts and stylesheet of this process; only to be used behind the lock."""
    fetcher = BundledFetcher()
    font_config = FontConfiguration()
    stylesheet = weasyprint.CSS(
        string="".join(_stylesheet(name) for name in ("faces.css", "paper.css")),
        base_url=BUNDLED,
        url_fetcher=fetcher,
        font_config=font_config,
    )
    return fetcher, font_config, stylesheet


def draw(html: str) -> bytes:
    """HTML drawn with the stylesheet and fonts of papers, one at a time."""
    with _LOCK:
        fetcher, font_config, stylesheet = setting()
        pdf: bytes = weasyprint.HTML(string=html, base_url=BUNDLED, url_fetcher=fetcher).write_pdf(
            stylesheets=[stylesheet],
            font_config=font_config,
            pdf_variant="pdf/a-2a",
        )
    return pdf
