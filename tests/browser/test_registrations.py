"""January in Chromium: the cell on a phone, the office at its desk."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.contrib.sessions.models import Session
from playwright.sync_api import Dialog, Locator, Page, expect

from registrations import services
from registrations.models import Registration
from registrations.submission import Paper
from registrations.workflow import Status
from tests.browser.conftest import DESK, PHONE, assert_accessible, assert_refused
from tests.factories import ACommittee, a_committee, moment
from tests.plans.factories import a_plan
from tests.registrations.factories import (
    LATE,
    ON_TIME,
    a_draft,
    a_sent_one,
    registration_at,
    values,
)

CELL = "/dang-ky/2026/CB01/"
ANSWERS = {
    "Đảng viên chính thức": "17",
    "Đảng viên dự bị": "1",
    "Mục tiêu nội dung 1: hoàn thành tốt nhiệm vụ chính trị": "Đạt 100% chỉ tiêu",
    "Mục tiêu nội dung 2: chất lượng sinh hoạt tốt": "Chuyên đề mỗi quý",
    "Mục tiêu nội dung 3: đoàn kết, kỷ luật tốt": "Không có vi phạm",
    "Mục tiêu nội dung 4: cán bộ, đảng viên tốt": "Hoàn thành tốt nhiệm vụ",
    "Công việc đột phá": "Số hóa hồ sơ",
    "Thời hạn hoàn thành công việc đột phá": "30/09/2026",
    "Ngày họp": "09/01/2026",
    "Số có quyền biểu quyết": "17",
    "Số có mặt (có quyền biểu quyết)": "16",
    "Tán thành": "15",
    "Không tán thành": "1",
    "Ý kiến khác": "0",
}


@pytest.fixture(autouse=True)
def _on_time() -> Iterator[None]:
    with time_machine.travel(moment(ON_TIME, 12), tick=True):
        yield


@pytest.fixture
def made(_on_time: None) -> ACommittee:
    made = a_committee(today=ON_TIME)
    a_plan(made.organization, made.office)
    return made


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def test_what_a_button_sent_when_the_session_had_ended_is_there_after_signing_in_again(
    open_page, made
):
    own = made.secretaries["CB01"]
    page = open_page("/dang-ky/", user=own.user, viewport=PHONE)
    page.get_by_role("link", name="Bắt đầu đăng ký").click()
    task = page.get_by_label("Công việc đột phá", exact=True)
    task.fill("Số hóa hồ sơ")
    Session.objects.all().delete()
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_text("được giữ lại trên máy này")).to_be_visible()
    assert_accessible(page)
    sign_in(page, own.user.username)
    expect(task).to_have_value("Số hóa hồ sơ")
    expect(page.get_by_role("status")).to_contain_text("Phần đã nhập còn nguyên dưới đây")
    assert_accessible(page)
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_text("Phần đã nhập còn nguyên")).to_be_hidden()
    assert Registration.objects.get().breakthrough_task == "Số hóa hồ sơ"
    # what arrived is not brought back over what is there later
    Registration.objects.update(breakthrough_task="Sửa ở nơi khác")
    page.get_by_role("link", name="Đăng ký", exact=True).first.click()
    page.goto("/dang-ky/2026/CB01/sua/")
    expect(task).to_have_value("Sửa ở nơi khác")


def test_what_one_person_typed_is_not_kept_for_another(open_page, made):
    own, other = made.secretaries["CB01"], made.office
    page = open_page("/dang-ky/2026/CB01/sua/", user=own.user, viewport=PHONE)
    page.get_by_label("Công việc đột phá", exact=True).fill("Của bí thư chi bộ")
    Session.objects.all().delete()
    page.get_by_role("button", name="Lưu nháp").click()
    page.wait_for_url("**/dang-nhap/**")
    sign_in(page, other.user.username)
    page.goto("/")
    assert "Của bí thư" not in page.evaluate("() => JSON.stringify(sessionStorage)")


def sign_in(page: Page, username: str) -> None:
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu", exact=True).fill("mot mat khau de thu")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_label("Mật khẩu", exact=True)).to_be_hidden()


def test_a_cell_registers_without_scripts(open_page, made):
    own = made.secretaries["CB01"]
    page = open_page("/dang-ky/", user=own.user, viewport=PHONE, javascript=False)
    page.get_by_role("link", name="Bắt đầu đăng ký").click()
    for label, answer in ANSWERS.items():
        page.get_by_label(label, exact=True).fill(answer)
    page.get_by_label("Số có mặt (có quyền biểu quyết)").fill("mười sáu")
    page.get_by_role("button", name="Lưu và kiểm tra").click()
    assert_refused(page)
    page.get_by_role("link", name="“mười sáu” không phải là số").click()
    expect(page.get_by_label("Số có mặt (có quyền biểu quyết)")).to_be_focused()
    page.get_by_label("Số có mặt (có quyền biểu quyết)").fill("16")
    page.get_by_role("button", name="Lưu và kiểm tra").click()
    expect(heading(page)).to_have_text("Kiểm tra trước khi gửi")
    page.get_by_role("button", name="Gửi bản đăng ký năm 2026 về Đảng ủy").click()
    expect(heading(page)).to_have_text("Đã gửi bản đăng ký năm 2026")
    assert Registration.objects.get().status == Status.SUBMITTED


def test_what_was_typed_is_not_left_by_mistake_and_a_button_does_not_ask(open_page, made):
    page = open_page("/dang-ky/", user=made.secretaries["CB01"].user, viewport=PHONE)
    page.get_by_role("link", name="Bắt đầu đăng ký").click()
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    label, answer = next(iter(ANSWERS.items()))
    page.get_by_label(label, exact=True).press_sequentially(answer[:3])
    page.get_by_role("link", name="Việc của tôi").click()
    expect(page.get_by_label(label, exact=True)).to_have_value(answer[:3])
    assert asked == ["beforeunload"]
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_text("Bản này chưa gửi")).to_be_visible()
    assert asked == ["beforeunload"]
    page.remove_listener("dialog", stay)


def test_the_office_opens_returns_and_accepts_at_its_desk(open_page, made):
    a_sent_one(made.cells[0], made.secretaries["CB01"])
    second = a_sent_one(made.cells[1], made.secretaries["CB02"])
    page = open_page("/dang-ky/2026/", user=made.office.user, viewport=DESK)
    assert_accessible(page)
    page.get_by_role("button", name="Bắt đầu xem").first.click()
    assert_accessible(page)
    page.get_by_label("Cần hoàn thiện điều gì").fill("Ghi rõ mục tiêu 1")
    page.get_by_role("button", name="Trả lại", exact=True).click()
    expect(page.get_by_text("Đã trả lại bản đăng ký năm 2026")).to_be_visible()
    page.get_by_role("link", name="Xem bản tiếp theo").click()
    page.get_by_role("button", name="Bắt đầu xem").click()
    page.get_by_role("button", name="Tiếp nhận bản đăng ký").click()
    expect(page.get_by_text("Không còn bản đăng ký nào chờ văn phòng")).to_be_visible()
    assert_accessible(page)
    second.refresh_from_db()
    assert second.status == Status.ACCEPTED


def test_every_page_of_registrations_is_accessible(open_page, made):
    registration_at(Status.RETURNED, made.cells[0], made.secretaries["CB01"], made.office)
    a_draft(made.cells[1], made.secretaries["CB02"])
    a_sent_one(made.organization, made.office, official_members=231)
    pages = {
        made.office: [
            "/dang-ky/2026/",
            "/dang-ky/2026/danh-sach/",
            "/dang-ky/2026/DBSVHTTDL/",
            "/dang-ky/2026/CB02/ban-giay/",
            CELL,
        ],
        made.watcher: [CELL],
        made.secretaries["CB01"]: [CELL],
    }
    for actor, addresses in pages.items():
        page = open_page(user=actor.user, viewport=PHONE)
        for address in addresses:
            page.goto(address)
            assert_accessible(page, DESK)


def test_a_cell_objects_to_what_was_keyed_in_from_paper(open_page, made):
    services.enter_from_paper(
        made.cells[0],
        2026,
        values(),
        Paper(dt.date(2026, 1, 13), "Trần Thị Bí Thư"),
        version=0,
        by=made.office,
        now=moment(LATE),
    )
    page = open_page(CELL, user=made.secretaries["CB01"].user, viewport=PHONE)
    page.get_by_text("Bản nhập thay có chỗ chưa đúng?").click()
    page.get_by_label("Chỗ chưa đúng với bản giấy").fill("Có mặt 15, không phải 16")
    page.get_by_role("button", name="Gửi phản ánh").click()
    expect(page.get_by_text("Chưa tiếp nhận được cho đến khi")).to_be_visible()
    assert_accessible(page)
