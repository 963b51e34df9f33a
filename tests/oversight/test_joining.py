"""Drawn papers joined into one file: kept for long where each of them is, the same every time."""

from pathlib import Path

import pikepdf
import pytest

from documents.render import render_pdf
from oversight.dossiers import joining
from oversight.dossiers.joining import Piece, join, pages_of
from tests.documents import papers
from tests.documents.scanned import a_pdf

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def paper() -> bytes:
    drawn = papers.revocation()
    return render_pdf(drawn.KIND, drawn)


def joined(folder: Path, contents: bytes, *others: bytes) -> Path:
    pieces = []
    for number, content in enumerate(others, 1):
        path = folder / f"{number}.pdf"
        path.write_bytes(content)
        pieces.append(
            Piece(path=path, title=f"Văn bản {number}", section="Hồ sơ", pages=pages_of(content))
        )
    target = folder / "whole.pdf"
    join(contents, pieces, target, title="Hồ sơ năm 2025", author="Đảng ủy Sở")
    return target


def test_of_papers_alone_it_is_pdf_a_with_title_author_language_and_bookmarks(tmp_path, paper):
    with pikepdf.open(joined(tmp_path, paper, paper, paper)) as whole:
        described = whole.open_metadata()
        assert described.pdfa_status == "2A"
        assert described["dc:title"] == str(whole.docinfo["/Title"]) == "Hồ sơ năm 2025"
        assert described["dc:creator"] == ["Đảng ủy Sở"]
        assert str(whole.Root.Lang) == "vi"
        assert len(whole.Root.OutputIntents) == 1
        with whole.open_outline() as outline:
            contents, section = outline.root
            assert (contents.title, section.title) == ("Mục lục", "Hồ sơ")
            assert [one.title for one in section.children] == ["Văn bản 1", "Văn bản 2"]


def test_with_a_scan_it_does_not_claim_what_nobody_knows(tmp_path, paper):
    with pikepdf.open(joined(tmp_path, paper, paper, a_pdf(2))) as whole:
        assert whole.open_metadata().pdfa_status == ""
        assert len(whole.pages) == 2 * pages_of(paper) + 2


def test_joined_again_it_is_the_same_file(tmp_path, paper):
    first = joined(tmp_path, paper, paper, a_pdf()).read_bytes()
    assert joined(tmp_path, paper, paper, a_pdf()).read_bytes() == first


def test_joined_at_another_time_it_is_the_same_file(tmp_path, paper, monkeypatch):
    found = []
    for seconds in ("0", "1000000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
        joining._digits.cache_clear()
        found.append(joined(tmp_path, paper, paper).read_bytes())
    assert found[0] == found[1]
