"""Rows of documents without the time it takes to draw them."""

import pytest

from documents.parts import PaperContext
from documents.services import chaining


@pytest.fixture
def drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Issuing stores the context itself in place of the PDF."""

    def drawn(kind: str, context: PaperContext) -> bytes:
        return f"%PDF-1.7 {kind} {context.to_canonical_json()}".encode()

    monkeypatch.setattr(chaining, "render_pdf", drawn)
