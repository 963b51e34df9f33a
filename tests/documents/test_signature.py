"""The signature is never alone on its page, wherever the text ends."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from documents.parts import Entry, PaperContext
from documents.render import html_to_pdf, render_html

from . import papers
from .reading import MM, Page, pages

pytestmark = pytest.mark.once


def lines_of_text(count: int) -> PaperContext:
    aims = [Entry(label="Nội dung", text="\n".join(["Một dòng của mục tiêu."] * count))]
    return papers.registration(aims=aims)


def rows_alone(count: int) -> PaperContext:
    return papers.year_table(rows=count, totals=(), legend=())


def rows_of_minutes(count: int) -> PaperContext:
    return papers.minutes(rows=count, paragraphs=())


SHAPES: dict[str, tuple[Callable[[int], PaperContext], str, tuple[int, int]]] = {
    "form": (lines_of_text, "T/M CHI BỘ", (1, 9)),
    "minutes": (rows_of_minutes, "CHỦ TRÌ HỘI NGHỊ", (2, 10)),
    "wide table": (rows_alone, "T/M ĐẢNG ỦY", (1, 9)),
}
"""For each: a paper of so many lines or rows, its signature, lengths of one page and of two."""


@cache
def laid_out(shape: str, count: int, style: str = "") -> list[Page]:
    paper = SHAPES[shape][0](count)
    markup = render_html(paper.KIND, paper)
    return pages(html_to_pdf(markup.replace("</head>", f"<style>{style}</style></head>")))


def signed_on(found: list[Page], label: str) -> int:
    """The place of the page with the signature."""
    return next(
        number
        for number, page in enumerate(found)
        if label in " ".join(w.text for line in page.lines() for w in line)
    )


def first_length_of_two_pages(shape: str, style: str = "") -> int:
    """The shortest paper whose signature goes to the second page, by halving."""
    _, label, (short, long) = SHAPES[shape]
    assert not signed_on(laid_out(shape, short, style), label)
    assert signed_on(laid_out(shape, long, style), label)
    while long - short > 1:
        middle = (short + long) // 2
        if signed_on(laid_out(shape, middle, style), label):
            long = middle
        else:
            short = middle
    return long


def above_the_signature(found: list[Page], label: str) -> list[Any]:
    page = found[signed_on(found, label)]
    signed = page.line(label)[0]
    return [word for word in page.words if word.top > 20 * MM - 1 and word.bottom < signed.top]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_page_with_the_signature_begins_with_text(shape):
    label = SHAPES[shape][1]
    first = first_length_of_two_pages(shape)
    for count in (first, first + 1):
        assert above_the_signature(laid_out(shape, count), label), f"{count}: alone"


def test_control_without_its_rule_the_signature_stands_alone():
    style = ".closing { break-before: auto !important }"
    first = first_length_of_two_pages("form", style)
    assert not above_the_signature(laid_out("form", first, style), SHAPES["form"][1])
