"""Which characters the one face of printed papers has, so that others are refused at input.

A character outside the face would silently be taken from some font of the machine. The ranges are
those of the font files in ``documents/fonts/``; a test compares.
"""

import unicodedata
from bisect import bisect_right

from .refusals import Obstacle

RANGES = (
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x02B0, 0x0377), (0x037A, 0x037F), (0x0384, 0x038A),
    (0x038C, 0x038C), (0x038E, 0x03A1), (0x03A3, 0x03FF), (0x1E00, 0x1EFF), (0x2000, 0x2064),
    (0x2066, 0x2071), (0x2074, 0x208E), (0x2090, 0x209C), (0x20A0, 0x20BE), (0x2100, 0x214F),
    (0x2190, 0x2195), (0x21A8, 0x21A8), (0x2202, 0x2202), (0x2206, 0x2206), (0x220F, 0x220F),
    (0x2211, 0x2212), (0x2215, 0x2215), (0x2219, 0x221A), (0x221E, 0x221F), (0x2229, 0x2229),
    (0x222B, 0x222B), (0x2248, 0x2248), (0x2260, 0x2261), (0x2264, 0x2265), (0x2302, 0x2302),
    (0x2310, 0x2310), (0x2320, 0x2321), (0x2500, 0x2500), (0x2502, 0x2502), (0x250C, 0x250C),
    (0x2510, 0x2510), (0x2514, 0x2514), (0x2518, 0x2518), (0x251C, 0x251C), (0x2524, 0x2524),
    (0x252C, 0x252C), (0x2534, 0x2534), (0x253C, 0x253C), (0x2550, 0x256C), (0x2580, 0x2580),
    (0x2584, 0x2584), (0x2588, 0x2588), (0x258C, 0x258C), (0x2590, 0x2593), (0x25A0, 0x25A1),
    (0x25AA, 0x25AC), (0x25B2, 0x25B2), (0x25BA, 0x25BA), (0x25BC, 0x25BC), (0x25C4, 0x25C4),
    (0x25CA, 0x25CC), (0x25CF, 0x25CF), (0x25D8, 0x25D9), (0x25E6, 0x25E6),
)  # fmt: skip
_STARTS = [first for first, _ in RANGES]
_LAYOUT = "\n\r\t"


def _printable(character: str) -> bool:
    code = ord(character)
    place = bisect_right(_STARTS, code) - 1
    return character in _LAYOUT or (place >= 0 and code <= RANGES[place][1])


def unsupported_characters(text: str) -> tuple[str, ...]:
    """Characters of ``text`` (in NFC) that the face does not have, each once, in their order."""
    seen = dict.fromkeys(unicodedata.normalize("NFC", text))
    return tuple(character for character in seen if not _printable(character))


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
    names = "; ".join(name_of(character) for character in found[:5])
    more = f" và {len(found) - 5} ký tự khác" if len(found) > 5 else ""
    where = f"{label}: không" if label else "Không"
    return Obstacle(
        "unprintable",
        f"{where} in được {names}{more} bằng phông chữ của văn bản. Mời xóa hoặc thay ký tự này.",
        part,
    )
