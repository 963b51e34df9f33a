"""Dossiers, books and large tables made final (Chốt bản in): archived under one code (§4)."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from documents import storage
from documents.archive import head_of, verify
from documents.chain import digest
from documents.codes import shown
from documents.models import Document
from documents.render import render_pdf
from evaluations.workflow import Status
from organizations.actors import Actor
from organizations.models import AuditEvent
from oversight import services, worker
from oversight.dossiers import make_final as seal
from oversight.models import Job
from oversight.papers import make_final, wanted_by
from oversight.worker import Worker
from oversight.workflow import JobKind, JobState
from tests.documents.reading import pages, text
from tests.documents.test_house_style import changed
from tests.evaluations.factories import YEAR, AYear, a_year, evaluation_at
from tests.factories import a_committee, moment, signed_in
from tests.shared_rows import shared

from .factories import a_job

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path: Path) -> None:
    settings.JOBS_DIR = tmp_path / "jobs"
    settings.ARCHIVE_DIR = tmp_path / "archive"


@shared
def a_year_with_two_sheets() -> AYear:
    """Two cells; the first sent its sheets of March and April."""
    made = a_year(cells=2)
    for month in (3, 4):
        evaluation_at(Status.SUBMITTED, made, period=month)
    return made


@pytest.fixture
def year() -> AYear:
    return a_year_with_two_sheets()


def made_by_the_worker(year: AYear, kind: JobKind = JobKind.CELL_DOSSIER, **order: Any) -> Job:
    job = a_job(year.committee, kind, **order)
    assert Worker().step()
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.reason
    return job


def made_final(year: AYear, kind: JobKind = JobKind.CELL_DOSSIER, **order: Any) -> Document:
    document = made_by_the_worker(year, kind, final=True, **order).document
    assert document is not None
    return document


def a_final_sheet(year: AYear, actor: Actor) -> Document:
    wanted = wanted_by(actor, "sheet", YEAR, year.cell.code, period=3, blank=False)
    assert wanted is not None
    return make_final("sheet", wanted, by=actor, now=moment(actor.today))


def status_of(client, actor: Actor, document: Document) -> int:
    """What the actor gets who asks for the file."""
    answer = signed_in(client, actor).get(reverse("documents:download", args=[document.pk]))
    if answer.streaming:
        answer.getvalue()
    status: int = answer.status_code
    return status


def test_a_preview_says_so_on_every_paper_and_is_not_archived(year):
    job = made_by_the_worker(year)
    printed = text(worker.file_of(job).read_bytes())
    assert printed.count("BẢN XEM TRƯỚC") >= 3  # contents and both sheets
    assert "Mã kiểm tra" not in printed
    assert not Document.objects.exists()


def test_a_book_is_a_preview_too_until_it_is_made_final(year):
    job = made_by_the_worker(year, JobKind.BOOK, period=3)
    assert text(worker.file_of(job).read_bytes()).count("BẢN XEM TRƯỚC") >= 2


def test_the_final_file_carries_code_address_and_heads_of_the_chains_on_its_contents(year):
    sheet = a_final_sheet(year, year.secretary)
    document = made_final(year)
    printed = storage.read(document.pdf_sha256)
    first = pages(printed)[0]
    words = [word.text for word in first.words]
    assert shown(document.code) in words
    (address,) = [word for word in words if word.endswith(f"/kiem-tra/{document.code}/")]
    assert address.startswith("http")
    assert sheet.hash in words  # the head of the cell's chain before this file
    assert "Đảng ủy Sở Văn hóa, Thể thao và Du lịch: chưa có văn bản nào" in text(printed)
    assert "BẢN XEM TRƯỚC" not in text(printed)


def test_what_is_frozen_lists_the_parts_with_their_hashes(year, monkeypatch):
    drawn: list[str] = []

    def noted(*args: Any) -> bytes:
        content = render_pdf(*args)
        drawn.append(digest(content))
        return content

    monkeypatch.setattr("oversight.dossiers.parts.render_pdf", noted)
    document = made_final(year)
    rows = json.loads(document.context)["rows"]
    assert [row["sha256"] for row in rows if row["sha256"]] == drawn
    there = {row["title"]: row["pages"] for row in rows if row["sha256"]}
    assert list(there) == [f"Phiếu tháng 3/{YEAR}", f"Phiếu tháng 4/{YEAR}"]
    assert {row["pages"] for row in rows if not row["sha256"]} == {"chưa có"}
    assert json.loads(document.facts)["organization"] == "CB01"


def test_it_stands_in_the_chain_and_a_change_of_the_file_is_found(year):
    sheet = a_final_sheet(year, year.secretary)
    document = made_final(year)
    assert (document.position, document.previous_hash) == (2, sheet.hash)
    assert head_of(year.cell).hash == document.hash
    assert list(verify()) == []
    path = storage.path_of(document.pdf_sha256)
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    (found,) = verify()
    assert (found.organization, found.position) == ("CB01", 2)
    assert "đã bị thay đổi" in found.reason


@pytest.mark.both
def test_whoever_holds_its_code_learns_what_it_is_and_the_requester_fetches_it(client, year):
    document = made_final(year)
    said = client.get(reverse("documents:check", args=[document.code])).content.decode()
    assert "Bản in đã chốt, lưu trong kho lưu trữ" in said
    assert "Chi bộ số 1" in said
    signed_in(client, year.secretary)
    listed = client.get(reverse("oversight:jobs")).content.decode()
    assert shown(document.code) in listed
    job = Job.objects.get()
    fetched = client.get(reverse("oversight:download_job", args=[job.pk]), follow=True)
    assert digest(fetched.getvalue()) == document.pdf_sha256
    assert document.title == (
        f"Hồ sơ thực hiện mô hình “chi bộ bốn tốt” năm {YEAR} của Chi bộ số 1"
    )
    assert AuditEvent.objects.filter(act="document.freeze").count() == 1


def test_the_same_file_again_is_the_one_that_there_is_and_another_is_another(year):
    first = made_final(year)
    assert made_final(year) == first
    assert Document.objects.count() == 1
    assert Job.objects.filter(document=first).count() == 2
    changed(year.committee)
    second = made_final(year)
    assert (second.position, second.code == first.code) == (2, False)


def test_cancelled_before_the_last_step_nothing_is_archived(year, monkeypatch):
    job = a_job(year.committee, final=True)

    def cancelled(*args: Any, **kwargs: Any) -> Document:
        services.cancel_job(job, by=year.secretary, now=timezone.now())
        return seal(*args, **kwargs)

    monkeypatch.setattr("oversight.worker.make_final", cancelled)
    assert Worker().step()
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert not Document.objects.exists()
    assert head_of(year.cell).length == 0


def test_the_office_makes_the_dossier_of_a_cell_final_in_its_own_chain(client, year):
    document = made_final(year, by=year.office, organization=year.cell)
    assert document.organization == year.committee.organization
    assert "ĐẢNG ỦY SỞ VĂN HÓA" in text(storage.read(document.pdf_sha256))
    other = a_committee("DBKHAC", cells=1, today=year.office.today)
    for actor, status in (
        (year.office, 200),
        (year.secretary, 200),
        (year.committee.secretaries["CB02"], 404),
        (other.office, 404),
    ):
        assert status_of(client, actor, document) == status, actor


@pytest.mark.both
def test_a_book_with_the_sheets_of_all_cells_is_read_by_the_office_alone(client, year):
    document = made_final(year, JobKind.BOOK, period=3)
    assert (document.kind, document.readers.count()) == ("book", 0)
    assert status_of(client, year.office, document) == 200
    for actor in (year.secretary, year.committee.watcher):
        assert status_of(client, actor, document) == 404


def test_a_table_too_long_for_its_page_is_made_final_beside_the_pages(client, year, monkeypatch):
    monkeypatch.setattr("documents.length.MAX_ROWS_IN_REQUEST", 1)
    signed_in(client, year.office)
    code = year.committee.organization.code
    page = client.post(f"/van-ban/in/{YEAR}/{code}/year-table/chot/", follow=True)
    assert "Mời tạo tệp ở trang Hồ sơ và tập phiếu" in page.content.decode()
    assert not Document.objects.exists()
    document = made_final(year, JobKind.YEAR_TABLE)
    assert document.kind == "year-table"
    printed = text(storage.read(document.pdf_sha256))
    assert shown(document.code) in printed
    assert "BẢN XEM TRƯỚC" not in printed


def test_a_preview_and_a_final_file_are_two_requests(client, year):
    signed_in(client, year.secretary)
    for values in ({"year": str(YEAR)}, {"year": str(YEAR), "final": "on"}) * 2:
        client.post(reverse("oversight:jobs"), values)
    assert [job.final for job in Job.objects.order_by("final")] == [False, True]
