"""Vietnamese text made comparable: normalising, folding for search, keys for sorting.

SQLite can neither fold Đ nor sort Vietnamese and PostgreSQL's C locale sorts wrongly, so both
engines search and sort by columns that are computed here. Keys hold ASCII letters and digits
only: every collation orders those alike.
"""

import re
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PRIMARY = {letter: f"{number:02d}" for number, letter in enumerate(_LETTERS, start=20)}
# The order of a Vietnamese dictionary: ngang, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")


def nfc(text: str) -> str:
    """The text in Unicode form NFC with outer white space removed."""
    return unicodedata.normalize("NFC", text).strip()


def fold(text: str) -> str:
    """The text for searching: lower case, no marks, đ as d, single spaces.

    ``dang uy`` finds ``Đảng ủy``; ``uỷ`` and ``ủy`` fold alike.
    """
    plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _SPACES.sub(" ", plain).strip()


def sort_key(text: str) -> str:
    """A string of digits that sorts like a Vietnamese dictionary, numbers by their value."""
    padded = _DIGITS.sub(lambda match: match.group().zfill(6), text.casefold())
    primary: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", padded):
        parts = unicodedata.normalize("NFD", char)
        tone = next((_TONES[mark] for mark in parts if mark in _TONES), "0")
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
        if base in _PRIMARY:
            primary.append(_PRIMARY[base])
            tones.append(tone)
        elif base.isdigit():
            primary.append(f"1{unicodedata.digit(base)}")
        elif base.isspace() and primary and primary[-1] != "01":
            primary.append("01")
    return "".join(primary) + "00" + "".join(tones)
