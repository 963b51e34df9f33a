"""What all kinds but the certificate begin and end with."""

from .. import blocks
from ..markup import UPRIGHT, Sheet, gap

END = gap(1)
"""Word wants a paragraph after the last table."""


def paper(
    content: str, *, sheet: Sheet = UPRIGHT, closing: str | None = None, attached: str = ""
) -> str:
    """A paper with letterhead and heading; ``closing`` in place of recipients and signature."""
    end = blocks.closing(sheet) if closing is None else closing
    return blocks.letterhead(sheet) + blocks.heading() + content + end + attached + END
