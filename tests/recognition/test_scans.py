"""Scans of the decisions of the authority above (E10)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.models import Scan
from organizations.models import AuditEvent
from recognition import services
from recognition.models import Decision
from tests.documents.factories import a_new_scan
from tests.documents.scanned import a_pdf
from tests.evaluations.factories import YEAR, a_year
from tests.factories import a_committee, signed_in
from tests.recognition.decisions import a_finished_year, by, recognised, recognised_above
from tests.refused import refused
from tests.typed import typed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def a_file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("quyet-dinh.pdf", content, "application/pdf")


def test_the_office_adds_a_scan_of_an_outer_decision():
    year = a_year()
    decision = recognised_above(year)
    committee = year.committee.organization
    scan = services.add_decision_scan(committee, decision, a_new_scan(), seen=0, **by(year))
    assert scan.title == "Quyết định số 112-QĐ/ĐUK của Đảng ủy Khối các cơ quan tỉnh"
    assert AuditEvent.objects.get(act="decision.scan").organization == committee
    with refused("not_office"):
        services.add_decision_scan(
            committee,
            decision,
            a_new_scan(b"%PDF other"),
            seen=1,
            **(by(year) | {"by": year.secretary}),
        )


def test_a_decision_of_ones_own_is_scanned_as_its_document(client):
    year = a_finished_year(cells=1)
    decision = recognised(year)
    with refused("own_decision"):
        services.add_decision_scan(
            year.committee.organization, decision, a_new_scan(), seen=0, **by(year)
        )
    signed_in(client, year.office)
    page = f"/cong-nhan/{YEAR}/quyet-dinh/{decision.pk}/"
    assert client.get(f"{page}ban-quet/").status_code == 404
    assert "bản quét" not in client.get(page).content.decode()


def test_an_outer_decision_is_recorded_with_its_scan_or_neither_is_there(client):
    year = a_year()
    signed_in(client, year.office)
    address = f"/cong-nhan/{YEAR}/quyet-dinh-cap-tren/"
    data = typed(client.get(address)) | {
        "question": "recognise",
        "symbol": "112-QĐ/ĐUK",
        "decided_on": "04/02/2026",
        "codes": [year.committee.organization.code],
    }
    answer = client.post(address, data | {"scan": a_file(b"<html>")})
    assert answer.status_code == 422
    assert "không phải là PDF, ảnh JPEG hay PNG" in answer.content.decode()
    assert 'value="112-QĐ/ĐUK"' in answer.content.decode()
    assert not Decision.objects.exists()
    answer = client.post(address, data | {"scan": a_file(a_pdf(2))}, follow=True)
    content = answer.content.decode()
    assert "Tải bản quét của bản ký" in content
    decision = Decision.objects.get()
    assert Scan.objects.of(decision).get().pages == 2

    page = f"/cong-nhan/{YEAR}/quyet-dinh/{decision.pk}/ban-quet/"
    assert client.get(f"{page}1.pdf").status_code == 200
    assert client.post(page, {"version": "1", "scan": a_file(a_pdf(3))}).status_code == 303
    other = a_committee("DBKHAC", cells=1)
    for actor in (other.office, year.secretary, year.committee.watcher):
        signed_in(client, actor)
        assert client.get(f"{page}1.pdf").status_code == 404
        assert client.get(page).status_code == 404
