"""A wrong scan is refused with its sentence wherever one can be sent, and nothing is kept."""

import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.models import Scan
from evaluations.models import YEAR as WHOLE_YEAR
from evaluations.models import Evaluation
from evaluations.workflow import Status
from recognition.models import Decision
from registrations.models import Registration
from tests.documents.conftest import drawn_at_once  # noqa: F401
from tests.documents.factories import an_issued
from tests.documents.scanned import a_pdf, a_png_that_says
from tests.evaluations.factories import YEAR, AYear, a_year, day_of, evaluation_at
from tests.factories import moment, signed_in
from tests.recognition.decisions import ISSUED, recognised_above
from tests.registrations.factories import a_sent_one

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.usefixtures("drawn_at_once")]


WRONG = {
    b"<html><script>alert(1)</script>": "không phải là PDF, ảnh JPEG hay PNG",
    a_png_that_says(20_000, 20_000): "triệu điểm ảnh",
    a_pdf(encryption=pikepdf.Encryption(owner="chu", user="khach")): "có đặt mật khẩu",
    b"%PDF-1.7" + b"\0" * (11 * 1024 * 1024): "lớn hơn 10 MB",
}
_SHEET = f"/danh-gia/{YEAR}"


def _beside(period: int, name: str) -> Callable[[AYear], str]:
    def there(year: AYear) -> str:
        evaluation_at(Status.SUBMITTED, year, period=period)
        return f"{_SHEET}/{name}/CB01/ban-quet/"

    return there


def _document(year: AYear) -> str:
    document = an_issued(year.committee, day=ISSUED)
    return reverse("documents:add_scan", args=[document.pk])


def _registration(year: AYear) -> str:
    a_sent_one(year.cell, year.secretary, on=day_of(1, 9).date(), year=YEAR)
    return f"/dang-ky/{YEAR}/CB01/ban-quet/"


def _outer_decision(year: AYear) -> str:
    return f"/cong-nhan/{YEAR}/quyet-dinh/{recognised_above(year).pk}/ban-quet/"


PLACES: dict[str, Callable[[AYear], str]] = {
    "document": _document,
    "registration": _registration,
    "sheet": _beside(3, "3"),
    "self-review": _beside(WHOLE_YEAR, "nam"),
    "outer decision": _outer_decision,
    "outer decision, when recorded": lambda year: f"/cong-nhan/{YEAR}/quyet-dinh-cap-tren/",
    "registration from paper": lambda year: f"/dang-ky/{YEAR}/CB01/ban-giay/",
    "sheet from paper": lambda year: f"{_SHEET}/3/CB01/nhap-thay/",
    "self-review from paper": lambda year: f"{_SHEET}/nam/CB01/nhap-thay/",
}


@pytest.mark.parametrize("place", PLACES)
def test_each_wrong_file_gets_its_sentence_and_a_right_one_does_not(
    place, client, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    year = a_year()
    with time_machine.travel(moment(ISSUED), tick=False):
        address = PLACES[place](year)
        there = rows()
        signed_in(client, year.office)
        for content, said in WRONG.items():
            started = time.perf_counter()
            answer = client.post(address, {"version": "0", "scan": a_file(content)})
            assert time.perf_counter() - started < 15
            assert answer.status_code == 422, said
            assert said in " ".join(answer.content.decode().split())
        assert rows() == there
        assert not Scan.objects.exists()
        assert not [path for path in Path(tmp_path).rglob("*") if path.is_file()]
        answer = client.post(address, {"version": "0", "scan": a_file(a_pdf())})
        # the control: where nothing else is asked for it is kept
        assert Scan.objects.exists() == (answer.status_code == 303) == ("ban-quet" in address)
        assert not any(said in answer.content.decode() for said in WRONG.values())


def rows() -> tuple[int, ...]:
    return tuple(m.objects.count() for m in (Registration, Evaluation, Decision))


def a_file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("ban-ky.pdf", content, "application/pdf")
