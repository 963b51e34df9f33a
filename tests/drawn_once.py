"""A paper that this run has drawn is not drawn again, on neither database.

The same markup gives the same bytes: ``documents/test_render.py`` and ``documents/test_cases.py``
show it with ``html_to_pdf`` itself, which always draws.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from django.conf import settings

from documents import render
from oversight.dossiers import contents


@contextmanager
def each_paper_drawn_once() -> Iterator[None]:
    """Keep what is drawn in ``DRAWN_PAPERS``, or for this process alone."""
    folder = Path(os.environ.get("DRAWN_PAPERS") or settings.DATA_DIR / "drawn")
    folder.mkdir(parents=True, exist_ok=True)
    draw = render.html_to_pdf

    def drawn(html: str) -> bytes:
        kept = folder / hashlib.sha256(html.encode()).hexdigest()
        if not kept.exists():
            with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
                file.write(draw(html))
            Path(file.name).replace(kept)  # the other worker sees it whole or not at all
        return kept.read_bytes()

    with (
        mock.patch.object(render, "html_to_pdf", drawn),
        mock.patch.object(contents, "html_to_pdf", drawn),
    ):
        yield
