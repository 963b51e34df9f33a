"""What belongs into each file of several papers, and in which order."""

from typing import Any

import pytest

from documents.parts import PaperContext
from evaluations.models import Evaluation
from organizations.models import Organization
from organizations.refusals import Refusal
from oversight.dossiers import Part, whole_of
from oversight.workflow import JobKind
from registrations.models import Registration
from tests.documents.factories import a_kept_scan
from tests.evaluations.factories import YEAR, AYear
from tests.recognition.decisions import (
    NOW,
    a_finished_year,
    commended,
    recognised,
    recognised_above,
)

from .factories import a_job

pytestmark = pytest.mark.django_db

MONTHS = [f"Phiếu tháng {month}/{YEAR}" for month in range(1, 13)]
OF = "của Đảng ủy Sở Văn hóa, Thể thao và Du lịch"


SIGNED = " – bản quét bản đã ký"


@pytest.fixture
def year(monkeypatch: pytest.MonkeyPatch, settings, tmp_path) -> AYear:
    """Five cells whose year is complete; what is drawn says only that it was."""

    def drawn(kind: str, context: PaperContext) -> bytes:
        return b"%PDF"

    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("oversight.dossiers.parts.render_pdf", drawn)
    return a_finished_year(5, excellent=[0])


def parts_of(year: AYear, kind: JobKind, **order: Any) -> list[Part]:
    return list(whole_of(a_job(year.committee, kind, now=NOW, **order), now=NOW).parts)


def missing(parts: list[Part]) -> list[str]:
    """The titles of what there is not; the contents page says so."""
    found = []
    for part in parts:
        try:
            part.draw()
        except Refusal:
            found.append(part.title)
    return found


def test_the_dossier_of_a_cell_holds_its_year_and_the_decisions_that_name_it(year):
    recognised(year)
    commended(year, "CB01")
    parts = parts_of(year, JobKind.CELL_DOSSIER)
    assert [part.title for part in parts] == [
        "Bản đăng ký",
        *MONTHS,
        "Báo cáo tự rà soát năm",
        f"Quyết định công nhận số 01-QĐ/ĐU, ngày 04/02/2026 {OF}",
        f"Quyết định biểu dương, khen thưởng số 02-QĐ/ĐU, ngày 04/02/2026 {OF}",
    ]
    assert missing(parts) == []


def test_a_decision_that_does_not_name_a_cell_is_not_in_its_dossier(year):
    recognised(year, codes=["CB02", "CB03"])
    parts = parts_of(year, JobKind.CELL_DOSSIER)
    assert [part.title for part in parts if part.section == "Quyết định"] == [
        "Quyết định công nhận"
    ]
    assert missing(parts) == ["Quyết định công nhận"]


def test_the_dossier_of_the_committee_begins_with_what_it_proposes_and_says_what_is_missing(year):
    recognised(year)
    parts = parts_of(year, JobKind.COMMITTEE_DOSSIER)
    meeting = "Biên bản hội nghị ngày 03/02/2026"
    assert [part.title for part in parts] == [
        "Tờ trình",
        "Danh sách tổng hợp đăng ký",
        "Bản đăng ký",
        *MONTHS,
        "Báo cáo tự rà soát năm",
        "Bảng tổng hợp năm",
        meeting,
        f"Quyết định công nhận số 01-QĐ/ĐU, ngày 04/02/2026 {OF}",
    ]
    assert missing(parts) == ["Bản đăng ký", *MONTHS, "Báo cáo tự rà soát năm", meeting]


def test_a_book_of_a_month_holds_every_cell_by_code_and_the_committee_last(year):
    parts = parts_of(year, JobKind.BOOK, period=3)
    cells = [f"Chi bộ số {number}" for number in range(1, 6)]
    own = "Đảng bộ Sở Văn hóa, Thể thao và Du lịch"
    assert [part.title for part in parts] == [*cells, own]
    assert missing(parts) == [own]


def test_a_book_of_a_year_holds_the_months_of_each_in_turn(year):
    parts = parts_of(year, JobKind.BOOK)
    assert [part.section for part in parts[::12]] == [
        *(f"Chi bộ số {number}" for number in range(1, 6)),
        "Đảng bộ Sở Văn hóa, Thể thao và Du lịch",
    ]
    assert [part.title for part in parts[:12]] == MONTHS


def scanned(year: AYear, subject: Any, content: bytes, *, of: Organization | None = None) -> None:
    """A scan of the signed copy, kept by the office."""
    a_kept_scan(subject, of or year.cell, by=year.office, content=content)


def test_the_latest_scan_of_each_signed_paper_stands_behind_it_in_a_dossier(year):
    decision = recognised(year)
    march = Evaluation.objects.get(organization=year.cell, period=3)
    scanned(year, march, b"%PDF first")
    scanned(year, march, b"%PDF second")
    scanned(year, Registration.objects.get(organization=year.cell), b"%PDF registered")
    scanned(year, decision.document, b"%PDF signed", of=year.committee.organization)
    other = Evaluation.objects.get(organization=year.committee.cells[1], period=3)
    scanned(year, other, b"%PDF of another cell", of=year.committee.cells[1])

    parts = parts_of(year, JobKind.CELL_DOSSIER)
    titles = [part.title for part in parts]
    cited = titles[-2]
    assert titles == [
        "Bản đăng ký",
        f"Bản đăng ký{SIGNED}",
        *MONTHS[:3],
        f"{MONTHS[2]}{SIGNED}",
        *MONTHS[3:],
        "Báo cáo tự rà soát năm",
        cited,
        f"{cited}{SIGNED}",
    ]
    assert cited.startswith("Quyết định công nhận")
    scans = [part for part in parts if part.title.endswith(SIGNED)]
    assert [part.draw() for part in scans] == [
        b"%PDF registered",
        b"%PDF second",
        b"%PDF signed",
    ]
    assert [part.section for part in scans] == [
        "Đăng ký",
        "Phiếu tự đánh giá tháng",
        "Quyết định",
    ]


def test_a_scan_of_what_may_not_be_read_is_not_in_the_dossier(year):
    decision = recognised(year, codes=["CB02"])
    scanned(year, decision.document, b"%PDF", of=year.committee.organization)
    draft = Evaluation.objects.filter(organization=year.cell, period=3)
    scanned(year, draft.get(), b"%PDF draft")
    draft.update(status="draft", settled_at=None)
    assert not [one for one in parts_of(year, JobKind.CELL_DOSSIER) if SIGNED in one.title]


def test_a_book_holds_no_scans(year):
    scanned(year, Evaluation.objects.get(organization=year.cell, period=3), b"%PDF")
    assert not [one for one in parts_of(year, JobKind.BOOK, period=3) if SIGNED in one.title]


def test_a_decision_of_another_authority_is_in_the_dossier_by_its_scan(year):
    decision = recognised_above(year)
    parts = parts_of(year, JobKind.COMMITTEE_DOSSIER)
    assert "112-QĐ/ĐUK" in parts[-1].title
    assert parts[-1].title in missing(parts)
    scanned(year, decision, b"%PDF outer", of=year.committee.organization)
    parts = parts_of(year, JobKind.COMMITTEE_DOSSIER)
    assert parts[-1].draw() == b"%PDF outer"
