"""Scans of signed registrations: at keying in from paper and later (D11, D12)."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import Scan
from organizations.models import AuditEvent
from registrations import services
from registrations.models import Registration
from registrations.submission import Paper
from tests.documents.factories import a_kept_scan, a_new_scan
from tests.documents.scanned import a_pdf
from tests.factories import a_committee, moment, signed_in
from tests.plans.factories import a_plan
from tests.refused import refused
from tests.typed import typed

from .factories import ON_TIME, a_draft, a_sent_one, values

pytestmark = pytest.mark.django_db

CELL = "/dang-ky/2026/CB01/"
NOW = moment(ON_TIME, 12)


@pytest.fixture(autouse=True)
def _on_time(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def made():
    made = a_committee(cells=4, today=ON_TIME)
    a_plan(made.organization, made.office)
    return made


def a_sent(made, code="CB01"):
    cell = next(cell for cell in made.cells if cell.code == code)
    return a_sent_one(cell, made.secretaries[code])


def a_file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("ban-ky.pdf", content, "application/pdf")


def text(response):
    return response.content.decode()


def test_the_office_that_settles_adds_a_scan_of_what_was_sent(made):
    row = a_sent(made)
    how = {"seen": 0, "now": NOW}
    with refused("not_allowed"):
        services.add_scan(row, a_new_scan(), by=made.secretaries["CB01"], **how)
    scan = services.add_scan(row, a_new_scan(), by=made.office, **how)
    assert (scan.organization, scan.title) == (row.organization, "bản đăng ký năm 2026")
    assert AuditEvent.objects.get(act="registration.scan").subject_id == row.pk


def test_a_draft_has_no_scan(made):
    row = a_draft(made.cells[0], made.secretaries["CB01"])
    with refused("not_sent"):
        services.add_scan(row, a_new_scan(), seen=0, by=made.office, now=NOW)


def test_paper_is_keyed_in_with_its_scan_or_neither_is_there(made):
    how = {"scan": a_new_scan(), "version": 0, "by": made.office, "now": NOW}
    paper = Paper(ON_TIME, "Trần Thị Bí Thư")
    with refused("votes_do_not_add_up"):
        services.enter_from_paper(made.cells[0], 2026, values(votes_for=1), paper, **how)
    assert not Scan.objects.exists()
    row = services.enter_from_paper(made.cells[0], 2026, values(), paper, **how)
    assert Scan.objects.of(row).get().title == "bản đăng ký năm 2026"


def paper_data(client, **changes):
    data = typed(client.get(f"{CELL}ban-giay/")) | {
        "paper_received_on": "14/01/2026",
        "paper_signer": "Trần Thị Bí Thư",
        "emulation_title": "Chi bộ trong sạch",
        "official_members": "17",
        "probationary_members": "1",
        "aim_1": "Mục tiêu một",
        "aim_2": "Mục tiêu hai",
        "aim_3": "Mục tiêu ba",
        "aim_4": "Mục tiêu bốn",
        "breakthrough_task": "Số hóa hồ sơ",
        "breakthrough_due": "30/09/2026",
        "meeting_on": "09/01/2026",
        "voters": "17",
        "present": "16",
        "votes_for": "15",
        "votes_against": "1",
        "votes_other": "0",
    }
    return data | changes


@pytest.mark.once
def test_a_wrong_scan_is_refused_at_keying_in_and_all_that_was_typed_stays(client, made):
    signed_in(client, made.office)
    page = text(client.get(f"{CELL}ban-giay/"))
    assert 'enctype="multipart/form-data"' in page
    data = paper_data(client)
    answer = client.post(f"{CELL}ban-giay/", data | {"scan": a_file(b"MZ\x90")})
    assert answer.status_code == 422
    assert "không phải là PDF, ảnh JPEG hay PNG" in text(answer)
    assert "Mục tiêu bốn" in text(answer)
    assert 'value="Trần Thị Bí Thư"' in text(answer)
    assert not Registration.objects.exists()
    answer = client.post(f"{CELL}ban-giay/", data | {"scan": a_file(a_pdf(2))}, follow=True)
    assert "Tải bản quét của bản ký" in text(answer)
    assert Scan.objects.of(Registration.objects.get()).get().pages == 2


def test_paper_is_keyed_in_without_a_scan(client, made):
    signed_in(client, made.office)
    assert client.post(f"{CELL}ban-giay/", paper_data(client)).status_code == 303
    assert not Scan.objects.exists()


def test_a_scan_is_added_from_the_page_and_read_by_who_reads_the_registration(client, made):
    a_sent(made)
    address = f"{CELL}ban-quet/"
    signed_in(client, made.office)
    assert f'href="{address}"' in text(client.get(CELL))
    client.post(address, {"version": "0", "scan": a_file(a_pdf())})
    assert "Thêm bản quét bản ký của bản đăng ký năm 2026" in text(client.get(CELL))
    for actor in (made.office, made.secretaries["CB01"], made.watcher):
        signed_in(client, actor)
        answer = client.get(f"{address}1.pdf")
        assert (
            answer["Content-Disposition"] == 'attachment; filename="ban-ky-dang-ky-2026-CB01-1.pdf"'
        )
    signed_in(client, made.secretaries["CB01"])
    assert "Tải bản quét của bản ký" in text(client.get(CELL))
    assert client.post(address, {"version": "1", "scan": a_file(a_pdf(2))}).status_code == 404


def test_a_cell_never_sees_the_scan_of_another(client, made):
    row = a_sent(made)
    a_kept_scan(row, row.organization, by=made.office)
    signed_in(client, made.secretaries["CB02"])
    assert client.get(f"{CELL}ban-quet/1.pdf").status_code == 404
    elsewhere = a_committee("DBKHAC", cells=1, today=ON_TIME)
    for actor in (elsewhere.office, elsewhere.watcher, made.administrator):
        signed_in(client, actor)
        assert client.get(f"{CELL}ban-quet/1.pdf").status_code == 404
        assert client.get(f"{CELL}ban-quet/").status_code == 404


def test_the_board_says_where_there_is_a_scan_and_asks_as_much_for_three_as_for_one(client, made):
    signed_in(client, made.office)
    board = "/dang-ky/2026/"
    asked = []
    for code in ("CB01", "CB02", "CB03"):
        row = a_sent(made, code)
        a_kept_scan(row, row.organization, by=made.office)
        client.get(board)
        with CaptureQueriesContext(connection) as queries:
            page = text(client.get(board))
        asked.append((page.count("có bản quét"), len(queries)))
    assert [count for count, _ in asked] == [1, 2, 3]
    assert asked[0][1] == asked[2][1]
