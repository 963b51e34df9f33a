"""The pages of a year's decisions in Chromium; ``test_year_of_a_cell`` walks through them."""

import datetime as dt

import pytest
import time_machine

from organizations.formats import LOCAL
from recognition.models import Meeting
from recognition.workflow import Question
from tests.browser.conftest import DESK, PHONE, assert_accessible
from tests.evaluations.factories import YEAR
from tests.recognition.decisions import a_finished_year, commended, recognised, voted
from tests.recognition.factories import a_year_of

NOW = dt.datetime(2026, 2, 4, 9, 0, tzinfo=LOCAL)
ROOT = f"/cong-nhan/{YEAR}/"
REVIEW = f"{ROOT}dot-xet/"


@pytest.fixture(autouse=True)
def _in_february(settings, tmp_path):
    settings.ARCHIVE_DIR = tmp_path
    with time_machine.travel(NOW, tick=True):
        yield


def test_every_page_is_accessible_and_fits_the_screen(open_page):
    year = a_finished_year(5, excellent=[0])
    a_year_of(year, year.committee.organization)
    decision = recognised(year)
    commended(year, "CB01")
    meeting = Meeting.objects.earliest("pk")
    waiting = voted(year, Question.REVOKE, {"CB02": 5}, reason="Phát hiện không bảo đảm tiêu chí")
    page = open_page(user=year.office.user, viewport=PHONE)
    for address in (
        ROOT,
        f"{ROOT}?ket_luan=khong-du",
        f"{ROOT}to-chuc/CB01/",
        f"{ROOT}xep-loai/",
        REVIEW,
        f"{REVIEW}ho-so/CB01/",
        f"{REVIEW}bieu-quyet/cong-nhan/",
        f"{REVIEW}hoi-nghi/{meeting.pk}/",
        f"{REVIEW}hoi-nghi/{meeting.pk}/bien-ban/",
        f"{REVIEW}hoi-nghi/{waiting.pk}/ban-hanh/",
        f"{ROOT}quyet-dinh/{decision.pk}/",
        f"{ROOT}de-nghi/",
        f"{ROOT}quyet-dinh-cap-tren/",
        "/cong-nhan/2020/",
    ):
        page.goto(address)
        assert_accessible(page, DESK)
