"""The one face of printed papers, and which characters it can print.

A character outside the face would silently be taken from some font of the machine, so it is
refused where text is entered, by its name (``organizations/printable.py``, which every form field
asks), and drawn as its code where it reaches paper anyhow.
"""

from functools import cache
from pathlib import Path

from organizations.printable import unprintable, unsupported_characters

__all__ = [
    "FAMILY",
    "FOLDER",
    "text_width",
    "unprintable",
    "unsupported_characters",
]

FOLDER = Path(__file__).parent / "fonts"
FAMILY = "VanThu Serif"
"""Subset of Tinos under the SIL Open Font License (``fonts/OFL-tinos.txt``)."""


@cache
def _metrics(style: str) -> tuple[dict[int, int], int]:
    """Advance of each code point, and the units of an em."""
    # loading it takes a tenth of a template's check: only who measures waits for it
    from fontTools.ttLib import TTFont

    with TTFont(FOLDER / f"VanThuSerif-{style}.ttf", lazy=True) as font:
        # any names will do; making up readable ones takes longer than all the rest
        font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
        advances = font["hmtx"].metrics
        widths = {code: advances[glyph][0] for code, glyph in font.getBestCmap().items()}
        return widths, font["head"].unitsPerEm


def text_width(text: str, size: float, style: str = "Regular") -> float:
    """Width in points of a line of text set at ``size`` points.

    ``style`` is ``Regular``, ``Bold``, ``Italic`` or ``BoldItalic``.
    """
    widths, em = _metrics(style)
    return sum(widths.get(ord(char), em) for char in text) * size / em
