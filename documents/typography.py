"""How a text is set on paper: what prints, what never breaks across lines."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from .fonts import text_width, unsupported_characters

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")

_JOINED = re.compile(
    r"""
      \b(?:Điều|Khoản|khoản|điểm|Mục|mục)\ [IVXLC\d][IVXLC\d.]{0,11}\b   # Điều 1, mục II.4.2
    | \b[Ss]ố\ \d{1,6}(?:-[A-ZĐ][\w-]{0,11}(?:/[\w-]{1,12})?)?           # số 45, số 45-QĐ/ĐU
    | \b\d{1,6}-[A-ZĐ][\w-]{0,11}(?:/[\w-]{1,12})?                       # 39-KH/ĐU
    | \b\d{1,2}/(?:\d{1,2}/)?\d{1,4}\b                                   # 11/4/2024, 16/17
    | \b(?:ngày|tháng|năm|Quý|quý)\ [\dIVX]{1,4}\b(?!/)                  # năm 2025
    | \b\d{1,4}(?:,\d{1,2})?%                                            # 94,1%
    | \bT/M\b
    """,
    re.VERBOSE,
)


def printable(text: str) -> str:
    """The text as it can be drawn: in NFC, what the face lacks as ``[U+1F600]``.

    Marks that turn the direction of writing and other control characters leave no trace: letters
    stand on paper in the order in which they were entered.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    missing = {ord(char): f"[U+{ord(char):04X}]" for char in unsupported_characters(text)}
    for char in set(text):
        if char in _INVISIBLE or (unicodedata.category(char) in ("Cc", "Cf") and char != "\n"):
            missing[ord(char)] = " " if char == "\t" else ""
    return text.translate(missing)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it must stay on one line."""
    end = 0
    for match in _JOINED.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], False
        yield match.group(), True
        end = match.end()
    if end < len(text):
        yield text[end:], False


def even_lines(words: Sequence[str], width: float, style: str = "Bold") -> list[str]:
    """``words`` in the fewest lines that fit into ``width`` points at 14 points; the most even."""
    space = text_width(" ", 14, style)
    widths = [text_width(word, 14, style) for word in words]

    def broken(limit: float) -> list[str]:
        lines, used = [words[0]], widths[0]
        for word, room in zip(words[1:], widths[1:], strict=True):
            if used + space + room <= limit:
                lines[-1] += f" {word}"
                used += space + room
            else:
                lines.append(word)
                used = room
        return lines

    best = broken(width)
    limit = width - 4
    while limit > 0 and len(narrower := broken(limit)) == len(best):
        best = narrower
        limit -= 4
    return best


def title_lines(text: str, width: float) -> list[str]:
    """The lines of a title in bold: stored breaks kept, long lines broken evenly between words.

    What must stay on one line is a word here: its spaces come back as no-break spaces.
    """
    lines: list[str] = []
    for stored in printable(text).split("\n"):
        kept = "".join(
            piece.replace(" ", "\u00a0") if joined else piece for piece, joined in pieces(stored)
        )
        if words := [word for word in kept.split(" ") if word]:
            lines.extend(even_lines(words, width))
    return lines
