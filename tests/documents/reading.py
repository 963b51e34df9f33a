"""Reading a PDF back: words and filled rectangles with their places, fonts, text."""

import io
import re
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import dataclass

import pikepdf

MM = 72 / 25.4


@dataclass(frozen=True)
class Word:
    """A word with its box in points from the upper left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Page:
    """The words of one page."""

    width: float
    height: float
    words: tuple[Word, ...]

    def lines(self) -> list[list[Word]]:
        """Words on one baseline, from top to bottom and left to right."""
        rows: dict[float, list[Word]] = {}
        for word in self.words:
            base = next((b for b in rows if abs(b - word.bottom) < 2.5), word.bottom)
            rows.setdefault(base, []).append(word)
        return [sorted(rows[base], key=lambda w: w.left) for base in sorted(rows)]

    def line(self, text: str) -> list[Word]:
        """The words of the run ``text`` within the first line that has it."""
        wanted = text.split()
        for words in self.lines():
            texts = [word.text for word in words]
            for start in range(len(texts) - len(wanted) + 1):
                if texts[start : start + len(wanted)] == wanted:
                    return words[start : start + len(wanted)]
        raise AssertionError(f"{text!r} is on no line of the page")


def _poppler(pdf: bytes, *command: str) -> str:
    return subprocess.run(  # noqa: S603
        [*command, "-", *(["-"] if command[0] == "pdftotext" else [])],
        input=pdf,
        capture_output=True,
        check=True,
    ).stdout.decode()


def pages(pdf: bytes) -> list[Page]:
    """Every page with its words."""
    markup = _poppler(pdf, "pdftotext", "-bbox")
    markup = re.sub(r"<head>.*?</head>|<!DOCTYPE[^>]*>", "", markup, flags=re.DOTALL)
    space = "{http://www.w3.org/1999/xhtml}"
    return [
        Page(
            float(page.attrib["width"]),
            float(page.attrib["height"]),
            tuple(
                Word(
                    word.text or "",
                    *(float(word.attrib[name]) for name in ("xMin", "yMin", "xMax", "yMax")),
                )
                for word in page.iter(f"{space}word")
            ),
        )
        for page in ET.fromstring(markup).iter(f"{space}page")  # noqa: S314 - our own program's
    ]


def text(pdf: bytes) -> str:
    """The whole text, every run of white space as one space."""
    return " ".join(_poppler(pdf, "pdftotext").split())


def body_text(pdf: bytes) -> str:
    """The text without what stands in the upper margin, every run of white space as one space."""
    top = 20 * MM - 2
    return " ".join(word.text for page in pages(pdf) for word in page.words if word.top > top)


def font_names(pdf: bytes) -> set[str]:
    """Names of all fonts in the file, without the tag of the subset."""
    rows = _poppler(pdf, "pdffonts").splitlines()[2:]
    return {row.split()[0].partition("+")[2] for row in rows}


def filled_boxes(pdf: bytes, page: int = 0) -> list[tuple[float, float, float, float]]:
    """Left, top, width and height in points of every filled rectangle of a page."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        sheet = file.pages[page]
        height = float(sheet.mediabox[3])
        boxes: list[tuple[float, float, float, float]] = []
        pending: list[tuple[float, float, float, float]] = []
        matrix, outer = pikepdf.Matrix(), []
        for one in pikepdf.parse_content_stream(sheet, "q Q cm re f f* n S"):
            match str(one.operator):
                case "q":
                    outer.append(matrix)
                case "Q":
                    matrix = outer.pop()
                case "cm":
                    matrix = pikepdf.Matrix(*map(float, one.operands)) @ matrix
                case "re":
                    x, y, w, h = map(float, one.operands)
                    left, bottom = matrix.transform((x, y))
                    pending.append((left, height - bottom, w * matrix.a, -h * matrix.d))
                case "f" | "f*":
                    boxes.extend(pending)
                    pending.clear()
                case "n" | "S":
                    pending.clear()
    return boxes


def body_in_order(pdf: bytes) -> str:
    """The text below the upper margin in the order in which it was drawn, cell by cell."""
    area = ("-x", "0", "-y", "50", "-W", "2000", "-H", "2000")
    return _poppler(pdf, "pdftotext", "-raw", *area)
