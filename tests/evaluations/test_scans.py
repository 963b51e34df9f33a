"""Scans of signed sheets and self-reviews: at keying in from paper and later (D11, D12)."""

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.models import Scan
from evaluations import services
from evaluations.models import YEAR as WHOLE_YEAR
from evaluations.models import Evaluation
from evaluations.reading import values_of
from evaluations.services import Paper
from evaluations.workflow import Status
from organizations.models import AuditEvent
from tests.documents.factories import a_kept_scan, a_new_scan
from tests.documents.scanned import a_pdf, a_picture
from tests.factories import a_committee, signed_in
from tests.refused import refused

from .factories import YEAR, a_year, day_of, doing, evaluation_at, sheet_values
from .page_forms import form_of

pytestmark = pytest.mark.django_db

SHEET = "/danh-gia/2025/3/CB01/"
REVIEW = "/danh-gia/2025/nam/CB01/"
NOW = day_of(3, 7)
PAPER = Paper(dt.date(2025, 4, 5), "Trần Văn Ký")


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def year():
    return a_year(cells=2)


@pytest.fixture
def office(client, year):
    with time_machine.travel(NOW, tick=False):
        yield signed_in(client, year.office)


def a_file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("ban-ky.pdf", content, "application/pdf")


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("period", "title"),
    [(3, "phiếu tháng 3/2025"), (WHOLE_YEAR, "bản tự rà soát, đánh giá năm 2025")],
)
def test_the_office_that_settles_adds_a_scan_of_what_was_sent(period, title, year):
    sheet = evaluation_at(Status.SUBMITTED, year, period=period)
    with refused("not_allowed"):
        services.add_scan(sheet, a_new_scan(), seen=0, **doing(year.secretary, NOW))
    scan = services.add_scan(sheet, a_new_scan(), seen=0, **doing(year.office, NOW))
    assert (scan.organization, scan.title) == (year.cell, title)
    assert AuditEvent.objects.get(act="evaluation.scan").subject_id == sheet.pk
    assert sheet.signed_copy_received_on is None, "receiving the paper is noted by itself"


def test_a_draft_has_no_scan(year):
    sheet = evaluation_at(Status.DRAFT, year)
    with refused("not_sent"):
        services.add_scan(sheet, a_new_scan(), seen=0, **doing(year.office, NOW))


def test_paper_is_keyed_in_and_corrected_with_its_scan_or_neither_is_there(year):
    def enter(values):
        return services.enter_from_paper(
            year.cell,
            YEAR,
            3,
            values,
            paper=PAPER,
            scan=a_new_scan(b"%PDF first"),
            version=0,
            **doing(year.office, NOW),
        )

    with refused("votes_do_not_add_up"):
        enter(sheet_values(year, votes_for=1))
    assert not Scan.objects.exists()
    sheet = enter(sheet_values(year))
    services.correct_paper_entry(
        sheet,
        values_of(sheet),
        paper=PAPER,
        scan=a_new_scan(b"%PDF better"),
        version=sheet.version,
        **doing(year.office, NOW),
    )
    assert [scan.number for scan in Scan.objects.of(sheet)] == [2, 1]


@pytest.mark.once
def test_a_wrong_scan_is_refused_at_keying_in_and_all_that_was_typed_stays(office, year):
    address = f"{SHEET}nhap-thay/"
    fields = form_of(office.get(address).content.decode())
    for name in list(fields):
        if name.startswith("points_") and not fields[name]:
            code = name.removeprefix("points_").replace("_", ".")
            fields[name] = str(sheet_values(year).points[code].points).replace(".", ",")
    fields |= {
        "meeting_on": "03/04/2025",
        "voters": "17",
        "present": "16",
        "votes_for": "15",
        "votes_against": "1",
        "votes_other": "0",
        "rating": "pass",
        "strengths": "Giữ nguyên chữ này",
        "paper_received_on": "06/04/2025",
        "paper_signer": "Trần Văn Ký",
    }
    too_large = b"%PDF-1.7" + b"\0" * (11 * 1024 * 1024)
    wrong = office.post(address, fields | {"scan": a_file(too_large)})
    assert wrong.status_code == 422
    assert "lớn hơn 10 MB" in text_of(wrong)
    again = form_of(wrong.content.decode())
    assert (again["paper_signer"], again["strengths"]) == ("Trần Văn Ký", "Giữ nguyên chữ này")
    assert not Evaluation.objects.exists()

    assert office.post(address, fields | {"scan": a_file(a_picture())}).status_code == 303
    assert "Tải bản quét của bản ký" in text_of(office.get(SHEET))
    assert Scan.objects.of(Evaluation.objects.get()).count() == 1


@pytest.mark.parametrize(("period", "sheet"), [(3, SHEET), (WHOLE_YEAR, REVIEW)])
def test_a_scan_is_added_from_the_page_and_read_by_who_reads_the_sheet(
    period, sheet, office, client, year
):
    evaluation_at(Status.SUBMITTED, year, period=period)
    address = f"{sheet}ban-quet/"
    assert f'href="{address}"' in text_of(office.get(sheet))
    answer = office.post(address, {"version": "0", "scan": a_file(a_pdf())}, follow=True)
    assert "Đã ghi bản quét, 1 trang." in text_of(answer)
    assert "Thêm bản quét bản ký" in text_of(office.get(f"{sheet}lich-su/"))
    for actor in (year.office, year.secretary, year.committee.watcher):
        signed_in(client, actor)
        assert client.get(f"{address}1.pdf")["Content-Type"] == "application/pdf"
        assert "Tải bản quét của bản ký" in text_of(client.get(sheet))
    assert client.get(address).status_code == 404


def test_a_cell_never_sees_the_scan_of_another(office, client, year):
    sheet = evaluation_at(Status.SUBMITTED, year)
    a_kept_scan(sheet, year.cell, by=year.office)
    other = a_committee("DBKHAC", cells=1)
    actors = [year.committee.secretaries["CB02"], other.office, year.committee.administrator]
    for actor in actors:
        signed_in(client, actor)
        assert client.get(f"{SHEET}ban-quet/1.pdf").status_code == 404
        assert client.get(f"{SHEET}ban-quet/").status_code == 404


def test_of_a_sheet_nobody_sent_there_is_no_scan_page(office):
    assert office.get(f"{SHEET}ban-quet/").status_code == 404
    assert office.get("/danh-gia/2001/3/CB01/ban-quet/1.pdf").status_code == 404
