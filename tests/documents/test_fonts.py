"""The one face: what it prints, what is refused by name."""

import unicodedata

import pytest
from fontTools.ttLib import TTFont

from documents.fonts import (
    FOLDER,
    text_width,
    unprintable,
    unsupported_characters,
)
from documents.typography import pieces, printable
from organizations.printable import RANGES

VIETNAMESE = "aăâeêioôơuưyđ"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


def test_every_vietnamese_letter_is_in_the_face():
    letters = "".join(letter + tone for letter in VIETNAMESE for tone in TONES)
    assert unsupported_characters(letters) == ()
    assert unsupported_characters(letters.upper()) == ()
    assert unsupported_characters("“”‘’–—…≥≤×→■□αβ²½°§\t\r\n") == ()


def test_a_foreign_character_is_refused_by_its_name():
    obstacle = unprintable("Ưu điểm 😀 và 中", part="strengths", label="Ưu điểm")
    assert obstacle
    assert obstacle.code == "unprintable"
    assert obstacle.part == "strengths"
    assert "“😀” (GRINNING FACE, U+1F600)" in obstacle.sentence
    assert "“中” (CJK UNIFIED IDEOGRAPH-4E2D, U+4E2D)" in obstacle.sentence
    assert obstacle.sentence.startswith("Ưu điểm: không in được")


def test_a_control_character_is_named_by_its_code_and_many_are_counted():
    obstacle = unprintable("\x00" + "一二三四五六七")
    assert obstacle
    assert "ký tự điều khiển U+0000" in obstacle.sentence
    assert "và 3 ký tự khác" in obstacle.sentence
    assert unprintable("Chi bộ") is None


def test_what_reaches_paper_anyhow_is_drawn_as_its_code():
    assert printable("a😀b") == "a[U+1F600]b"
    assert printable(unicodedata.normalize("NFD", "Điểm")) == "Điểm"


def test_marks_of_direction_leave_letters_in_their_order():
    assert printable("abc\u202egnp\u202c\u200f.\u2067x\u2069") == "abcgnp.x"
    assert printable("a\tb\r\nc\x07") == "a b\nc"


@pytest.mark.parametrize(
    "kept",
    [
        "Điều 1",
        "số 45",
        "số 45-QĐ/ĐU",
        "Số 06-HD/TU",
        "39-KH/ĐU",
        "104-KH/TU",
        "22/12/2025",
        "năm 2025",
        "tháng 3",
        "mục II.4.2.2",
        "94,1%",
        "16/17",
        "T/M",
    ],
)
def test_what_belongs_together_stays_on_one_line(kept):
    assert (kept, True) in list(pieces(f"theo {kept} của Đảng ủy"))


def test_nothing_of_a_text_is_lost_in_pieces():
    text = "Căn cứ Kế hoạch số 39-KH/ĐU, ngày 28/8/2024; ngày 5 tháng 3 năm 2026 (94,1%) Điều 1."
    assert "".join(piece for piece, _ in pieces(text)) == text


def test_bold_is_wider_than_regular():
    assert text_width("ĐẢNG ỦY", 14, "Bold") > text_width("ĐẢNG ỦY", 14) > 40


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_what_is_refused_at_input_is_what_every_style_of_the_face_lacks(style):
    with TTFont(FOLDER / f"VanThuSerif-{style}.ttf", lazy=True) as font:
        in_the_face = set(font.getBestCmap())
    said = {code for first, last in RANGES for code in range(first, last + 1)}
    assert said == in_the_face
