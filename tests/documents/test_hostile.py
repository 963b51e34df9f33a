"""Whatever a text says, it is printed literally and whole: nothing is run, fetched or read."""

import html
import io
import re
import unicodedata
from dataclasses import replace

import pypdf
import pytest

from documents.contexts import KINDS
from documents.engine import BundledFetcher
from documents.parts import PaperContext
from documents.render import html_to_pdf, render_html, render_pdf
from documents.typography import printable

from . import papers
from .cases import HOSTILE, LONG_TEXT, LONGEST, hostile
from .reading import body_in_order, text

pytestmark = pytest.mark.once

SAMPLES = [
    *(name for name in papers.SAMPLES if name in KINDS and name != "revocation"),
    *("revocation, several", "sheet --blank"),
]


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def written(paper: PaperContext) -> str:
    """What the markup says, as a browser would show it."""
    markup = re.sub(r"<head>.*?</head>", "", render_html(paper.KIND, paper), flags=re.DOTALL)
    return squeezed(html.unescape(re.sub(r"<[^>]+>", "", markup)))


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every address that drawing a paper asks for, but our own faces."""
    addresses: list[str] = []
    fetch = BundledFetcher.fetch

    def noted(self, url, headers=None):
        if not url.startswith("bundled:VanThuSerif"):
            addresses.append(url)
        return fetch(self, url, headers)

    monkeypatch.setattr(BundledFetcher, "fetch", noted)
    return addresses


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_text_is_printed_literally_and_whole(sample, asked_for):
    paper = hostile(sample, narrow=False)
    pdf = render_pdf(paper.KIND, paper)
    said = squeezed(body_in_order(pdf))
    needle = squeezed(printable(HOSTILE))
    assert written(paper).count(needle) > 5
    assert said.count(needle) >= written(paper).count(needle)  # heads of tables are repeated
    assert not asked_for
    assert "root:" not in said
    assert not [char for char in said if unicodedata.category(char) == "Cf"]
    if paper.KIND in LONGEST:
        assert not set(LONG_TEXT.split()) - set(re.findall(r"từ\d{4}", said))


def test_control_markup_that_is_not_escaped_asks_for_the_file(asked_for):
    paper = papers.sheet(strengths="<img src='file:///etc/passwd'>")
    html_to_pdf(html.unescape(render_html("sheet", paper)))
    assert asked_for == ["file:///etc/passwd"]


def test_control_a_mark_of_direction_would_reach_the_paper(monkeypatch):
    turned = "Chi bộ \u202egnp.exe\u202c tốt"
    assert "\u202e" not in render_html("sheet", papers.sheet(strengths=turned))
    monkeypatch.setattr("documents.templatetags.typesetting.printable", str)
    assert "\u202e" in render_html("sheet", papers.sheet(strengths=turned))


def test_what_the_file_says_about_itself_is_literal_too():
    title = replace(papers.registration().heading, subject="<i>x</i> & {{ y }}")
    paper = papers.registration(heading=title, author='"><meta name="x">')
    pdf = render_pdf("registration", paper)
    found = pypdf.PdfReader(io.BytesIO(pdf)).metadata
    assert found is not None
    assert found.title == "BẢN ĐĂNG KÝ <i>x</i> & {{ y }}"
    assert found.author == '"><meta name="x">'
    assert "<i>x</i> & {{ y }}" in text(pdf)
