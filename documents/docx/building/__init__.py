"""Makes the Word templates that are shipped: ``python -m documents.docx.building``.

They lie in ``documents/docx/templates`` and are never edited by hand; a test makes them again and
compares. The office may replace each by its own, begun from the shipped one in Word.
"""

from .kinds import BODIES, sheet_of
from .package import package


def build(kind: str) -> bytes:
    """The shipped template of a kind, always the same bytes."""
    return package(kind, BODIES[kind](), sheet_of(kind), numbered=kind != "certificate")
