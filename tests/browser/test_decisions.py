"""The year's decision in Chromium: compiled, voted, issued, commended, revoked; then each page."""

import datetime as dt

import pytest
import time_machine
from playwright.sync_api import Page, expect

from organizations.formats import LOCAL
from recognition.models import Commendation, Decision, Meeting, Recognition
from recognition.workflow import Question
from tests.browser.conftest import DESK, PHONE, assert_accessible
from tests.evaluations.factories import YEAR, AYear
from tests.factories import PASSWORD
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


def fill_meeting(page: Page) -> None:
    page.get_by_label("Ngày họp").fill("03/02/2026")
    page.get_by_label("Số ủy viên có mặt").fill("5")
    page.get_by_label("Người chủ trì").fill("Trần Thị 1")
    page.get_by_label("Người ghi biên bản").fill("Trần Thị 2")


def fill_votes(page: Page, year: AYear, votes: dict[str, int]) -> None:
    for code, count in votes.items():
        page.locator(f'[id="id_{code}:votes_for"]').fill(str(count))
        page.locator(f'[id="id_{code}:votes_against"]').fill(str(5 - count))
        page.locator(f'[id="id_{code}:votes_other"]').fill("0")


def issue(page: Page, button: str = "Ban hành quyết định") -> None:
    page.get_by_label("Nhập lại mật khẩu của đồng chí").fill(PASSWORD)
    page.get_by_role("button", name=button).click()


def test_the_office_decides_a_year_from_the_review_to_a_revocation(open_page):
    year = a_finished_year(5, excellent=[0])
    page = open_page(ROOT, user=year.office.user, viewport=DESK)
    assert_accessible(page)
    page.get_by_role("link", name="Đợt xét công nhận").click()
    assert_accessible(page)
    page.get_by_role("button", name="Lập danh sách xét").click()
    expect(page.get_by_text("Đã lập danh sách xét năm 2025, lần 1.")).to_be_visible()

    # Recognition: one count does not add up at first.
    page.get_by_role("link", name="Ghi biểu quyết công nhận").click()
    assert_accessible(page)
    fill_meeting(page)
    fill_votes(page, year, {f"CB0{number}": 5 for number in range(1, 6)})
    page.locator('[id="id_CB02:votes_other"]').fill("1")
    page.get_by_role("button", name="Ghi kết quả biểu quyết").click()
    expect(page.get_by_role("alert")).to_contain_text("cộng là 6")
    assert_accessible(page)
    page.locator('[id="id_CB02:votes_other"]').fill("0")
    page.get_by_role("button", name="Ghi kết quả biểu quyết").click()
    assert_accessible(page)
    page.get_by_role("link", name="Ban hành quyết định").click()
    assert_accessible(page)
    issue(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Quyết định số 01-QĐ/ĐU: còn hiệu lực"
    )
    assert_accessible(page)
    assert Recognition.objects.in_force().count() == 5

    # The exemplary one, within the limit.
    page.goto(f"{REVIEW}bieu-quyet/tieu-bieu/")
    expect(page.get_by_text("tối đa 1 chi bộ tiêu biểu (20% của 5 là 1)")).to_be_visible()
    fill_meeting(page)
    fill_votes(page, year, {"CB01": 5})
    page.get_by_role("button", name="Ghi kết quả biểu quyết").click()
    page.get_by_role("link", name="Ban hành quyết định").click()
    assert_accessible(page)
    page.get_by_label("1. Chi bộ số 1").check()
    issue(page)
    assert Commendation.objects.in_force().count() == 1

    # Revoked by a new decision; the old ones stay.
    page.goto(f"{REVIEW}bieu-quyet/huy-cong-nhan/")
    assert_accessible(page)
    fill_meeting(page)
    fill_votes(page, year, {"CB01": 4})
    page.locator('[id="id_CB01:reason"]').fill("Mất đoàn kết nội bộ kéo dài")
    page.get_by_role("button", name="Ghi kết quả biểu quyết").click()
    page.get_by_role("link", name="Ban hành quyết định").click()
    issue(page)
    page.goto(REVIEW)
    assert_accessible(page)
    expect(page.get_by_text("Hủy bỏ một phần")).to_be_visible()
    expect(page.get_by_text("Đã hủy bỏ")).to_be_visible()
    assert Decision.objects.count() == 3

    # The cell reads what was decided on it.
    phone = open_page(f"{ROOT}to-chuc/CB01/", user=year.secretary.user, viewport=PHONE)
    expect(phone.get_by_text("đã hủy bỏ tại Quyết định số 03-QĐ/ĐU").first).to_be_visible()
    assert_accessible(phone)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_is_accessible_and_fits_the_screen(open_page, viewport):
    year = a_finished_year(5, excellent=[0])
    a_year_of(year, year.committee.organization)
    decision = recognised(year)
    commended(year, "CB01")
    meeting = Meeting.objects.earliest("pk")
    waiting = voted(year, Question.REVOKE, {"CB02": 5}, reason="Phát hiện không bảo đảm tiêu chí")
    page = open_page(ROOT, user=year.office.user, viewport=viewport)
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
        assert_accessible(page)
