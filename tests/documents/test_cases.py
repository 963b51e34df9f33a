"""Every kind in its hard cases by coordinates: margins, breaks, heads, signature, letterhead."""

import html
import re
from collections import Counter
from functools import cache
from typing import NamedTuple

import pytest

from documents.contexts import KINDS
from documents.parts import PaperContext
from documents.render import html_to_pdf, render_html

from . import papers
from .cases import TABLES, TALL, all_cases, case, drawn, read
from .reading import MM, Page, Word, filled_boxes, font_names, pages

pytestmark = pytest.mark.once

UPRIGHT = (30 * MM, 20 * MM, 195 * MM, 277 * MM)
ACROSS = (20 * MM, 30 * MM, 277 * MM, 195 * MM)
"""Left, top, right and bottom of the text; a page that lies across is bound at its upper edge."""
SAME_KIND = ("sheet --blank", "revocation", "self-review, with points", "certificate, pre-printed")
"""Of these kinds another sample is drawn twice."""
ROWS = {"long": 1, "tall": TALL, "many": 200}
WHOLE = (15 * MM, 15 * MM, 282 * MM, 200 * MM)
"""A certificate has a frame of its own."""


class Case(NamedTuple):
    """What was to be printed, the PDF, and what stands on its pages."""

    sample: str
    how: str
    paper: PaperContext
    pdf: bytes
    pages: list[Page]


@pytest.fixture(scope="module", params=all_cases(), ids=" / ".join)
def found(request: pytest.FixtureRequest) -> Case:
    """One case; tests of the same case stand together, so that each is drawn once."""
    sample, how = request.param
    return Case(sample, how, case(sample, how), drawn(sample, how), read(sample, how))


def frame_of(paper: PaperContext) -> tuple[float, float, float, float]:
    if paper.KIND == "certificate":
        return WHOLE
    return ACROSS if paper.ACROSS else UPRIGHT


def body_of(page: Page, top: float) -> list[Word]:
    """The words of a page without those in its upper margin."""
    return [word for word in page.words if word.bottom > top]


@cache
def html_of(paper: PaperContext) -> str:
    markup = render_html(paper.KIND, paper)
    return re.sub(r"<head>.*?</head>", "", markup, flags=re.DOTALL)


def plain(markup: str) -> str:
    blocks = re.sub(r"<(?:br|/?(?:p|td|th|h1|div|table|tr)\b|span class=\"line)[^>]*>", " ", markup)
    return html.unescape(re.sub(r"<[^>]+>", "", blocks))


def test_every_kind_is_among_the_cases():
    for hows in (("usual", "tall"), ("long",), ("empty",)):
        assert {case(*one).KIND for one in all_cases() if one[1] in hows} == set(KINDS)
    tables = {case(*one).KIND for one in all_cases() if one[1] == "tall"}
    others = {"half-year", "commendation", "self-review"}  # drawn from the block of another
    text_alone = {"registration", "cell-minutes", "certificate", "cell-report"}
    assert tables == set(KINDS) - others - text_alone


def test_every_word_stands_within_the_margins(found):
    paper, read_pages = found.paper, found.pages
    left, top, right, bottom = frame_of(paper)
    size = (210, 297) if frame_of(paper) is UPRIGHT else (297, 210)
    for page in read_pages:
        assert (page.width, page.height) == pytest.approx([mm * MM for mm in size], abs=0.1)
        for word in body_of(page, top):
            assert word.left >= left - 0.5, word
            assert word.right <= right + 0.5, word
            assert word.top >= top - 1, word
            assert word.bottom <= bottom + 1, word


def test_pages_are_numbered_from_the_second(found):
    paper, read_pages = found.paper, found.pages
    left, top, right, _ = frame_of(paper)
    for number, page in enumerate(read_pages, start=1):
        above = [word for word in page.words if word.bottom <= top]
        if number == 1 or paper.KIND == "certificate":
            assert not above
            continue
        figure = above[0]
        assert figure.text == str(number)
        assert figure.top == pytest.approx(10 * MM, abs=1.5)
        assert figure.bottom - figure.top == pytest.approx(14 * 1.107, abs=0.2)
        assert (figure.left + figure.right) / 2 == pytest.approx((left + right) / 2, abs=1)
        assert " ".join(word.text for word in above[1:]) == paper.mark


def test_no_word_runs_into_another(found):
    for page in found.pages:
        placed = sorted(page.words, key=lambda word: word.left)
        for index, word in enumerate(placed):
            for other in placed[index + 1 :]:
                if other.left > word.right - 1.5:
                    break
                shared = min(word.bottom, other.bottom) - max(word.top, other.top)
                assert shared < 4.5, (word, other)


def test_everything_is_printed_and_no_word_or_code_is_broken(found):
    paper, read_pages = found.paper, found.pages
    top = frame_of(paper)[1]
    wanted = Counter(plain(html_of(paper)).split())
    there = Counter(
        word for page in read_pages for w in body_of(page, top) for word in w.text.split()
    )
    leaders = {word for word in there if set(word) == {"."}}
    assert set(there) - leaders <= set(wanted)
    assert not wanted - there


def test_the_bundled_face_alone_is_used(found):
    assert {name.partition("-")[0] for name in font_names(found.pdf)} == {"VanThu"}


def test_the_same_context_gives_the_same_bytes(found):
    if found.how == "long" and found.sample not in SAME_KIND:
        assert html_to_pdf(render_html(found.paper.KIND, found.paper)) == found.pdf


def test_what_belongs_together_stands_on_one_line(found):
    paper, read_pages = found.paper, found.pages
    lines = "\n".join(
        " ".join(w.text for w in line) for page in read_pages for line in page.lines()
    )
    joined = Counter(
        " ".join(html.unescape(piece).split())
        for piece in re.findall(r'class="joined">([^<]*)<', html_of(paper))
    )
    for piece, times in joined.items():
        if " " in piece:
            assert lines.count(piece) >= times, piece


def test_the_letterhead_keeps_its_lines_its_rule_and_the_date_beside_the_number(found):
    paper, page = found.paper, found.pages[0]
    if paper.KIND == "certificate" or found.how not in ("usual", "long"):
        return
    left, _, right, _ = frame_of(paper)
    head = paper.letterhead
    bodies = [
        " ".join(w.text for w in line if w.right < (left + right) / 2)
        for line in page.lines()[: len(head.body_above) + len(head.issuing_body)]
    ]
    assert bodies == [*head.body_above, *head.issuing_body]
    party = page.line("ĐẢNG CỘNG SẢN VIỆT NAM")
    (rule,) = (
        (x, width)
        for x, y, width, height in filled_boxes(found.pdf)
        if height < 1 and party[0].bottom - 2 < y < party[0].bottom + 4
    )
    assert rule[0] == pytest.approx(party[0].left, abs=0.75)
    assert sum(rule) == pytest.approx(party[-1].right, abs=0.75)
    date = page.line(head.place_and_date)
    if head.number:
        number = page.line(head.number)
        assert number[0].bottom == pytest.approx(date[0].bottom, abs=0.5)
        assert number[-1].right < date[0].left


def test_the_signature_has_text_above_it_on_its_page(found):
    paper, read_pages = found.paper, found.pages
    if paper.KIND in ("ballot", "certificate"):
        return
    top = frame_of(paper)[1]
    label = paper.signature.on_behalf or "CHỦ TRÌ HỘI NGHỊ"
    (page,) = (one for one in read_pages if label in " ".join(w.text for w in one.words))
    signed = page.line(label)[0]
    assert [word for word in body_of(page, top) if word.bottom < signed.top]
    name = paper.signature.name or "…………"
    assert name.split()[-1][-4:] in "".join(w.text for w in page.words if w.top > signed.bottom)


def test_a_table_repeats_its_head_and_cuts_no_row(found):
    if found.how not in ROWS or found.sample not in TABLES:
        return
    begun: list[str] = []
    for page in found.pages:
        starts, ends = rows_on(page)
        assert starts == ends
        if starts:
            first = next(word for word in page.words if word.text == f"{starts[0]}đầu")
            assert page.line("STT")[0].bottom <= first.top + 1
        begun += starts
    if begun:
        assert begun == [str(number) for number in range(ROWS[found.how])]
    assert begun or found.paper.KIND in ("report", "sheet", "self-review")
    assert found.how == "long" or len(found.pages) > 1 or found.paper.KIND in ("report", "sheet")


def rows_on(page: Page) -> tuple[list[str], list[str]]:
    """The numbers of the rows that begin and that end on a page, as ``cases.marked`` marks them."""
    words = sorted(page.words, key=lambda word: word.top)
    return (
        [word.text.removesuffix("đầu") for word in words if re.fullmatch(r"\d+đầu", word.text)],
        [word.text.removesuffix("cuối") for word in words if re.fullmatch(r"\d+cuối", word.text)],
    )


def spoiled(sample: str, how: str, *rules: str) -> list[Page]:
    """The pages of a case drawn with further rules of style."""
    paper = case(sample, how)
    style = f"<style>{' '.join(rules)}</style></head>"
    return pages(html_to_pdf(render_html(paper.KIND, paper).replace("</head>", style)))


def test_control_without_its_rules_a_table_is_cut_and_loses_its_head():
    cut = spoiled("minutes", "tall", "table.grid tr { break-inside: auto !important }")
    assert any(starts != ends for starts, ends in map(rows_on, cut))
    headless = spoiled("minutes", "tall", "thead { display: table-row-group !important }")
    assert not any(word.text == "STT" for word in headless[2].words)


def test_control_a_broken_code_and_a_crowded_column_are_noticed():
    narrow = "col.figure { width: 6mm !important } .joined { white-space: normal !important }"
    paper = case("sheet", "usual")
    changed = Case("sheet", "usual", paper, b"", spoiled("sheet", "usual", narrow))
    with pytest.raises(AssertionError):
        test_everything_is_printed_and_no_word_or_code_is_broken(changed)
    tight = spoiled("sheet", "usual", "table.grid td { line-height: 6pt !important }")
    with pytest.raises(AssertionError):
        test_no_word_runs_into_another(changed._replace(pages=tight))


def test_the_samples_with_tables_are_samples():
    assert set(TABLES) <= set(papers.SAMPLES)
