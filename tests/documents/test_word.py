"""Drafts in Word: the same text as in print, literal, from templates that can be made again."""

import html
import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from django.utils.html import strip_tags
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from documents.contexts import KINDS
from documents.docx import render_docx, typesetting
from documents.docx.building import build
from documents.docx.fitting import fit
from documents.docx.shipped import shipped_template
from documents.fonts import text_width
from documents.letterhead import TEXT_WIDTH
from documents.parts import PaperContext
from documents.render import render_html
from documents.typography import title_lines

from . import papers, word
from .cases import LONG_TEXT, TABLES, hostile, with_rows

pytestmark = pytest.mark.once


def letters(text: str) -> str:
    """The text without white space and leaders of dots."""
    return re.sub(r"\s|\.{3,}", "", text)


def printed(context: PaperContext) -> str:
    """What the paper says in print."""
    markup = re.sub(r"<head>.*?</head>", "", render_html(context.KIND, context), flags=re.S)
    return letters(html.unescape(strip_tags(markup)))


def opened(context: PaperContext):
    return docx.Document(io.BytesIO(render_docx(context.KIND, context)))


@pytest.mark.parametrize("name", papers.SAMPLES)
def test_word_says_what_print_says(name):
    context = papers.SAMPLES[name]()
    assert letters(word.text(render_docx(context.KIND, context))) == printed(context)


@pytest.mark.parametrize("name", papers.SAMPLES)
def test_texts_stand_literally_whatever_they_look_like(name):
    context = hostile(name)
    drawn = letters(word.text(render_docx(context.KIND, context)))
    assert drawn == printed(context)
    assert context.KIND == "certificate" or letters(LONG_TEXT) in drawn
    assert letters("{{ paper.mark }} {% for x in y %}") in drawn
    assert letters("{_{ x }_} {_% x %_} &amp; &#65;") in drawn
    assert "\u202e" not in drawn


def test_control_what_is_not_escaped_does_not_stand_literally(monkeypatch):
    monkeypatch.setattr(typesetting, "_escaped", str)
    context = papers.sheet(strengths="A &amp; {_{ B }_}")
    assert "A&amp;{_{B}_}" not in letters(word.text(render_docx("sheet", context)))


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_template_is_the_one_that_is_built(kind):
    def parts(file: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    assert parts(shipped_template(kind)) == parts(build(kind)), (
        "run python -m documents.docx.building"
    )


def test_a_context_of_another_kind_is_an_error():
    with pytest.raises(ValueError, match="not the context of 'sheet'"):
        render_docx("sheet", papers.ballot())


@pytest.mark.parametrize(
    ("name", "size", "margins"),
    [
        ("recognition", (210, 297), (20, 15, 20, 30)),
        ("year-table", (297, 210), (30, 20, 15, 20)),
    ],
)
def test_the_page_is_that_of_print_and_numbered_from_the_second(name, size, margins):
    (section,) = opened(papers.SAMPLES[name]()).sections
    found = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.right_margin,
        section.bottom_margin,
        section.left_margin,
    )
    assert found == tuple(pytest.approx(Mm(length), abs=Mm(0.1)) for length in size + margins)
    assert section.header_distance == pytest.approx(Mm(10), abs=Mm(0.1))
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_a_draft_says_so_on_every_page():
    draft = opened(papers.recognition(draft=True))
    assert "DỰ THẢO" in draft.sections[0].header._element.xml
    assert "DỰ THẢO" in draft.tables[0].rows[2].cells[0].text
    assert "DỰ THẢO" not in opened(papers.recognition()).sections[0].header._element.xml


def test_the_face_is_one_that_offices_have_and_the_body_is_that_of_the_guideline():
    document = opened(papers.recognition())
    defaults = document.styles.element.find(f".//{qn('w:rFonts')}")
    assert set(defaults.attrib.values()) == {"Times New Roman"}
    body = next(p for p in document.paragraphs if p.text.startswith("Điều 1."))
    style = body.style.paragraph_format
    assert style.first_line_indent == pytest.approx(Mm(10), abs=Mm(0.1))
    assert style.space_after == Pt(6)
    assert body.runs[0].bold
    assert body.runs[0].text == "Điều 1."


def test_the_file_carries_title_and_author():
    properties = opened(papers.recognition()).core_properties
    assert properties.title == "QUYẾT ĐỊNH về việc công nhận “chi bộ bốn tốt” năm 2025"
    assert properties.author == papers.COMMITTEE_NAME
    long = papers.recognition(author="Đ" * 400)
    assert opened(long).core_properties.author == "Đ" * 255


def style_of(table) -> str:
    return str(table._tbl.tblPr.find(qn("w:tblStyle")).get(qn("w:val")))


@pytest.mark.parametrize("name", TABLES)
def test_heads_of_tables_are_repeated_and_no_row_is_cut(name):
    document = opened(with_rows(papers.SAMPLES[name](), 200))
    grids = [table._tbl for table in document.tables if style_of(table) in ("Grid", "WideGrid")]
    longest = max(grids, key=lambda grid: len(grid.tr_lst))
    assert len(longest.tr_lst) > 200
    for grid in grids:
        properties = [row.trPr for row in grid.tr_lst]
        assert all(one.find(qn("w:cantSplit")) is not None for one in properties)
        heads = [one.find(qn("w:tblHeader")) is not None for one in properties]
        first = 2 if name in ("year-table", "half-year") else 1
        assert heads == [True] * first + [False] * (len(heads) - first)


@pytest.mark.parametrize("name", papers.SAMPLES)
def test_what_stands_above_the_end_stays_with_it(name):
    context = papers.SAMPLES[name]()
    closings = [table for table in opened(context).tables if style_of(table) == "Closing"]
    assert len(closings) == (0 if context.KIND in ("ballot", "certificate") else 1)
    for closing in closings:
        between = closing._tbl.getprevious()
        above = between.getprevious()
        kept = [above] if above.tag == qn("w:p") else list(above.tr_lst[-1].iter(qn("w:p")))
        assert between.pPr.keepNext_val
        assert all(paragraph.pPr.keepNext_val for paragraph in kept)
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in closing._tbl.tr_lst)


def test_the_list_begins_on_a_new_page():
    document = opened(papers.recognition())
    heading = next(p for p in document.paragraphs if p.text == "DANH SÁCH")
    assert heading.style.paragraph_format.page_break_before


def test_what_must_not_break_is_held_together():
    document = opened(papers.recognition())
    ground = next(p for p in document.paragraphs if "Kế hoạch" in p.text)
    assert "số\u00a039-KH/ĐU" in ground.text
    assert ground._p.find(f".//{qn('w:noBreakHyphen')}") is not None


def test_the_end_is_never_alone_on_a_page():
    document = opened(papers.recognition())
    closing = next(t for t in document.tables if "T/M ĐẢNG ỦY" in t.rows[0].cells[1].text)
    last = next(p for p in document.paragraphs if p.text.startswith("Điều 4."))
    between = closing._tbl.getprevious()
    assert between.pPr.keepNext_val
    assert between.getprevious() is last._p
    assert last.paragraph_format.keep_with_next
    before = next(p for p in document.paragraphs if p.text.startswith("Điều 3."))
    assert not before.paragraph_format.keep_with_next


def test_below_a_table_its_last_row_stays_with_the_end():
    document = opened(papers.year_table(totals=(), legend=()))
    *_, table, closing = document.tables
    assert "T/M" in closing.rows[0].cells[1].text
    assert all(p.paragraph_format.keep_with_next for p in table.rows[-1].cells[1].paragraphs)
    assert not table.rows[-2].cells[1].paragraphs[0].paragraph_format.keep_with_next


def test_a_long_place_takes_room_from_the_number_and_not_from_the_bodies():
    def widths(place: str) -> list[list[int]]:
        paper = papers.recognition()
        head = replace(paper.letterhead, place_and_date=f"{place}, ngày 25 tháng 12 năm 2025")
        table = opened(replace(paper, letterhead=head)).tables[0]
        return [[round(cell.width / Pt(1)) for cell in row._tr.tc_lst] for row in table.rows]

    (bodies, date), (same_bodies, long_date) = widths("Huế"), widths("Thành phố Hồ Chí Minh")
    assert same_bodies == bodies == date
    assert long_date[1] > text_width(
        "Thành phố Hồ Chí Minh, ngày 25 tháng 12 năm 2025", 14, "Italic"
    )
    assert sum(long_date) == pytest.approx(sum(date), abs=1)


def test_a_title_longer_than_a_line_breaks_where_it_does_in_print():
    subject = (
        "về việc công nhận “chi bộ bốn tốt” năm 2025 theo Quyết định số 45-QĐ/ĐU của Đảng ủy Sở"
    )
    title = replace(papers.recognition().heading, subject=f"{subject}\nvà việc khác")
    document = opened(papers.recognition(heading=title))
    (line,) = (p for p in document.paragraphs if p.text.startswith("về việc công nhận “chi bộ"))
    lines = [part.replace("\u00a0", " ") for part in line.text.split("\n")]
    assert lines == [part.replace("\u00a0", " ") for part in title_lines(title.subject, TEXT_WIDTH)]
    assert len(lines) == 3
    assert lines[-1] == "và việc khác"


def test_a_box_is_ticked_with_a_cross_that_the_clerk_can_type_over():
    def boxes(level: str) -> list[str]:
        document = opened(papers.sheet(level=level))
        line = next(p for p in document.paragraphs if "tự nhận mức" in p.text)
        bordered = (run for run in line.runs if run._r.find(f".//{qn('w:bdr')}") is not None)
        return [run.text.strip() for run in bordered]

    assert boxes("pass") == ["x", ""]
    assert boxes("fail") == ["", "x"]
    assert boxes("") == ["", ""]


def test_offsets_move_a_certificate_and_a_preprinted_form_gets_only_what_it_lacks():
    plain = opened(papers.certificate())
    moved = opened(papers.certificate(form="pre-printed", offset_right="3.5", offset_down="-2"))
    before, after = plain.sections[0], moved.sections[0]
    assert after.left_margin - before.left_margin == pytest.approx(Mm(3.5), abs=Mm(0.1))
    assert after.top_margin - before.top_margin == pytest.approx(Mm(-2), abs=Mm(0.1))
    text = word.text(render_docx("certificate", papers.certificate(form="pre-printed")))
    assert "GIẤY KHEN" not in text
    assert "ĐẢNG CỘNG SẢN" not in text
    assert "Chi bộ Văn phòng Sở" in text


def test_of_lines_of_dots_above_the_end_the_last_stays_with_it():
    context = papers.recognition()
    document = opened(context)
    closing = next(t for t in document.tables if "T/M ĐẢNG ỦY" in t.rows[0].cells[1].text)
    first, last, space = (document.add_paragraph() for _ in range(3))
    first.add_run().add_tab()
    last.add_run().add_tab()
    space.paragraph_format.tab_stops.add_tab_stop(Mm(100))
    for line in (first, last, space):
        closing._tbl.addprevious(line._p)
    fit(document, context)
    kept = [line.paragraph_format.keep_with_next for line in (first, last, space)]
    assert kept == [None, True, True]
