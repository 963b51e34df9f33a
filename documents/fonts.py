"""The one face of printed papers, and which characters it can print.

A character outside the face would silently be taken from some font of the machine, so it is
refused where text is entered, by its name, and drawn as its code where it reaches paper anyhow.
"""

import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from organizations.refusals import Obstacle, Refusal

FOLDER = Path(__file__).parent / "fonts"
FAMILY = "VanThu Serif"
"""Subset of Tinos under the SIL Open Font License (``fonts/OFL-tinos.txt``)."""

_LAYOUT = "\n\r\t"


@cache
def _metrics(style: str) -> tuple[dict[int, int], int]:
    """Advance of each code point, and the units of an em."""
    with TTFont(FOLDER / f"VanThuSerif-{style}.ttf", lazy=True) as font:
        advances = font["hmtx"].metrics
        widths = {code: advances[glyph][0] for code, glyph in font.getBestCmap().items()}
        return widths, font["head"].unitsPerEm


def text_width(text: str, size: float, style: str = "Regular") -> float:
    """Width in points of a line of text set at ``size`` points.

    ``style`` is ``Regular``, ``Bold``, ``Italic`` or ``BoldItalic``.
    """
    widths, em = _metrics(style)
    return sum(widths.get(ord(char), em) for char in text) * size / em


def unsupported_characters(text: str) -> tuple[str, ...]:
    """Characters of ``text`` (in NFC) that the face does not have, each once, in their order."""
    widths, _ = _metrics("Regular")
    seen = dict.fromkeys(unicodedata.normalize("NFC", text))
    return tuple(char for char in seen if ord(char) not in widths and char not in _LAYOUT)


def name_of(character: str) -> str:
    """``“😀” (GRINNING FACE, U+1F600)``; control characters by their code alone."""
    code = f"U+{ord(character):04X}"
    if unicodedata.category(character).startswith("C"):
        return f"ký tự điều khiển {code}"
    return f"“{character}” ({unicodedata.name(character, 'không tên')}, {code})"


def unprintable(text: str, part: str = "", label: str = "") -> Obstacle | None:
    """The obstacle that ``text`` cannot be printed, naming each character; ``None`` if it can."""
    found = unsupported_characters(text)
    if not found:
        return None
    names = "; ".join(name_of(char) for char in found[:5])
    more = f" và {len(found) - 5} ký tự khác" if len(found) > 5 else ""
    where = f"{label}: không" if label else "Không"
    return Obstacle(
        "unprintable",
        f"{where} in được {names}{more} bằng phông chữ của văn bản. Mời xóa hoặc thay ký tự này.",
        part,
    )


def refuse_unprintable(text: str, part: str = "", label: str = "") -> None:
    """Raise ``Refusal`` when ``text`` has characters that the face does not have."""
    if obstacle := unprintable(text, part, label):
        raise Refusal(obstacle)
