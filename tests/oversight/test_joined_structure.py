"""The structure of joined files: each paper is read as it is alone, on the pages it has there."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Pdf

from documents.render import html_to_pdf, render_pdf
from documents.rewriting import rewritten
from oversight.dossiers.joining import Piece, join, pages_of
from tests.documents import papers
from tests.documents.scanned import a_pdf, a_picture, saved
from tests.documents.structure import Structure, read_aloud

pytestmark = pytest.mark.once

Breaking = Callable[[Pdf], None]


@pytest.fixture(scope="module")
def drawn() -> list[bytes]:
    """Papers of one page and of several, upright and across, with tables and without."""
    contexts = papers.revocation(), papers.sheet(), papers.certificate(), papers.year_table()
    return [render_pdf(one.KIND, one) for one in contexts]


def joined(folder: Path, *contents: bytes, title: str = "Phiếu") -> Path:
    """The first in front of the others."""
    pieces = []
    for number, content in enumerate(contents):
        path = folder / f"{number}.pdf"
        path.write_bytes(content)
        pieces.append(Piece(path=path, title=title, section="", pages=pages_of(content)))
    join(contents[0], pieces[1:], folder / "whole.pdf", title="Hồ sơ", author="Đảng ủy")
    return folder / "whole.pdf"


def changed(content: bytes, change: Breaking) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        return saved(pdf)


def untagged(content: bytes) -> bytes:
    """The paper as PDF/A-2b, without a tree."""

    def strip(pdf: Pdf) -> None:
        del pdf.Root.StructTreeRoot
        with pdf.open_metadata() as metadata:
            metadata["pdfaid:conformance"] = "B"

    return changed(content, strip)


def test_all_that_is_marked_has_its_place_in_one_tree(tmp_path, drawn):
    with pikepdf.open(joined(tmp_path, *drawn)) as whole:
        assert whole.check_pdf_syntax() == []
        assert whole.open_metadata().pdfa_status == "2A"
        assert whole.Root.MarkInfo.Marked
        structure = Structure(whole)
        assert structure.faults == []
        (document,) = whole.Root.StructTreeRoot.K
        assert [str(document.S), *(str(part.S) for part in document.K)] == ["/Document"] + [
            "/Part"
        ] * len(drawn)
        assert str(document.K[0].T) == "Mục lục"
        alone, first = [], 0
        for content in drawn:
            with pikepdf.open(io.BytesIO(content)) as paper:
                unread = Structure(paper).unread
                alone += [(first + page, number) for page, number in unread]
                first += len(paper.pages)
        assert structure.unread == alone  # no paper has lost a thing


def test_it_is_read_aloud_as_its_papers_are_one_after_another(tmp_path):
    # short ones: poppler draws a page anew for every element of its tree
    contexts = papers.assignments(rows=2), papers.certificate(), papers.ballot(rows=2)
    aloud = read_aloud(joined(tmp_path, *(render_pdf(one.KIND, one) for one in contexts)))
    alone = [read_aloud(tmp_path / f"{number}.pdf") for number in range(3)]
    assert aloud == [text for paper in alone for text in paper]  # no page number of the whole
    assert "THÔNG BÁO" in alone[0]


def test_links_keep_their_place(tmp_path, drawn):
    linked = html_to_pdf(
        '<html lang="vi"><title>Thư</title><p>Mở <a href="https://tinh.example/">trang</a></p>'
    )
    with pikepdf.open(joined(tmp_path, drawn[0], linked, linked)) as whole:
        assert Structure(whole).faults == []
        assert whole.open_metadata().pdfa_status == "2A"
        keys = [page.Annots[0].StructParent for page in whole.pages if "/Annots" in page]
        assert len(keys) == len(set(keys)) == 2


def test_a_title_that_looks_like_a_reference_stays_text(tmp_path, drawn):
    title = r"Số 1 0 R (bản sao \ 2 0 R"
    with pikepdf.open(joined(tmp_path, drawn[0], drawn[1], title=title)) as whole:
        assert str(whole.Root.StructTreeRoot.K[0].K[1].T) == title
        assert Structure(whole).faults == []


@pytest.mark.parametrize(
    ("other", "claim"),
    [
        pytest.param(lambda paper: paper, "2A", id="a paper"),
        pytest.param(untagged, "2B", id="a paper without a tree"),
        pytest.param(lambda paper: rewritten(a_picture()).content, "2A", id="a photograph"),
        pytest.param(lambda paper: a_pdf(2), "", id="a scan"),
    ],
)
def test_it_claims_what_the_lowest_of_its_papers_claims(tmp_path, drawn, other, claim):
    with pikepdf.open(joined(tmp_path, drawn[0], other(drawn[1]), drawn[2])) as whole:
        assert whole.open_metadata().pdfa_status == claim
        read = len(whole.Root.StructTreeRoot.K[0].K)
        assert read == (3 if claim == "2A" else 2)  # the others are read all the same
        without = [page for page in whole.pages if "/StructParents" not in page]
        assert len(without) == (0 if claim == "2A" else pages_of(other(drawn[1])))
        assert Structure(whole).faults == []


def test_papers_without_a_tree_do_not_become_a_tagged_file(tmp_path, drawn):
    plain = untagged(drawn[0])
    with pikepdf.open(joined(tmp_path, plain, plain)) as whole:
        assert whole.open_metadata().pdfa_status == "2B"
        assert "/StructTreeRoot" not in whole.Root
        assert "/MarkInfo" not in whole.Root


def test_a_tree_that_is_only_claimed_is_none(tmp_path, drawn):
    def strip(pdf: Pdf) -> None:
        del pdf.Root.StructTreeRoot

    with pikepdf.open(joined(tmp_path, drawn[0], changed(drawn[1], strip))) as whole:
        assert whole.open_metadata().pdfa_status == "2B"


def test_roles_of_anothers_own_are_not_mixed_in(tmp_path, drawn):
    def rename(pdf: Pdf) -> None:
        pdf.Root.StructTreeRoot.RoleMap = Dictionary(Muc="/P")

    with pikepdf.open(joined(tmp_path, drawn[0], changed(drawn[1], rename))) as whole:
        assert whole.open_metadata().pdfa_status == "2B"
        assert len(whole.Root.StructTreeRoot.K[0].K) == 1


def _swap(pdf: Pdf) -> None:
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    nums[1], nums[3] = nums[3], nums[1]


def _forget(pdf: Pdf) -> None:
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array(list(nums)[:-2])


def _shorten(pdf: Pdf) -> None:
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    del parents[len(parents) - 1]


def _move(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree.Nums[1][0].Pg = pdf.pages[-1].obj


def _second_copy(pdf: Pdf) -> None:
    element = pdf.Root.StructTreeRoot.ParentTree.Nums[1][0]
    element.Pg = pdf.make_indirect(Dictionary(element.Pg))


def _same_key(pdf: Pdf) -> None:
    pdf.pages[1].obj.StructParents = pdf.pages[0].obj.StructParents


def _same_name(pdf: Pdf) -> None:
    named = [one for one in Structure(pdf).elements.values() if "/ID" in one]
    named[0].ID = named[1].ID


def _no_key(pdf: Pdf) -> None:
    del pdf.pages[1].obj.StructParents


@pytest.mark.parametrize(
    "breaking", [_no_key, _swap, _forget, _shorten, _move, _second_copy, _same_key, _same_name]
)
def test_a_broken_tree_is_noticed(tmp_path, drawn, breaking):
    with pikepdf.open(joined(tmp_path, *drawn)) as whole:
        breaking(whole)
        assert Structure(whole).faults
