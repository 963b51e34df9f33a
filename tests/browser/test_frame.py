"""The frame of every page and its components in Chromium."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, assert_accessible

pytestmark = pytest.mark.urls("tests.browser.gallery")
BOTH = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])


@BOTH
def test_the_page_for_an_unknown_address_is_accessible(open_page, viewport):
    page = open_page("/khong-co/", viewport=viewport)
    expect(page.get_by_role("heading", level=1)).to_have_text("Không tìm thấy trang")
    assert_accessible(page)


@BOTH
def test_every_component_is_accessible_and_fits_the_screen(open_page, viewport):
    page = open_page("/thu/", viewport=viewport)
    expect(page).to_have_title("Thử giao diện – Bốn tốt")
    assert_accessible(page)


@BOTH
def test_errors_stand_on_top_and_lead_to_their_fields(open_page, viewport):
    page = open_page("/thu/", viewport=viewport)
    page.get_by_label("Ngày họp").fill("31/02/2026")
    page.get_by_label("Ưu điểm").fill("Giữ nguyên khi báo lỗi")
    page.get_by_role("button", name="Tiếp tục").click()

    expect(page).to_have_title("Lỗi: Thử giao diện – Bốn tốt")
    summary = page.get_by_role("alert").filter(has_text="Có nội dung cần sửa")
    expect(summary).to_be_focused()
    expect(page.get_by_label("Ưu điểm")).to_have_value("Giữ nguyên khi báo lỗi")
    assert_accessible(page)

    summary.get_by_role("link", name="Ngày họp: Không có ngày 31/02/2026").click()
    expect(page.get_by_label("Ngày họp")).to_be_focused()
    expect(page.get_by_label("Ngày họp")).to_have_accessible_description(
        "Ngày chi bộ <họp>. Không có ngày 31/02/2026. Mời kiểm tra lại ngày và tháng."
    )
    summary.get_by_role("link", name="Cách biểu quyết").click()
    expect(page.get_by_label("Giơ tay")).to_be_focused()


def test_errors_lead_to_their_fields_without_javascript_too(open_page):
    page = open_page("/thu/", viewport=PHONE, javascript=False)
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page).to_have_title("Lỗi: Thử giao diện – Bốn tốt")
    page.get_by_role("link", name="Điểm: Mời nhập nội dung này").click()
    expect(page.get_by_label("Điểm", exact=True)).to_be_focused()


def test_plus_and_minus_keep_to_halves_between_nothing_and_the_maximum(open_page):
    page = open_page("/thu/", viewport=PHONE)
    points = page.get_by_label("2.1")
    more = page.get_by_role("button", name="Thêm 0,5 điểm")
    less = page.get_by_role("button", name="Bớt 0,5 điểm")
    less.click()
    expect(points).to_have_value("3,5")
    for _ in range(5):
        more.click()
    expect(points).to_have_value("5")
    points.fill("4,")  # somebody is still typing: nothing is rewritten
    expect(points).to_have_value("4,")


def test_without_javascript_there_are_no_buttons_that_do_nothing(open_page):
    page = open_page("/thu/", viewport=PHONE, javascript=False)
    expect(page.get_by_label("2.1")).to_be_visible()
    expect(page.get_by_role("button", name="Thêm 0,5 điểm")).to_have_count(0)


def test_the_page_does_not_move_under_a_finger_on_its_way(open_page):
    """A button pressed while the page still scrolled to a field was missed."""
    page = open_page("/thu/", viewport=PHONE)
    how = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
    assert how == "auto"


def test_the_keyboard_reaches_the_content_first(open_page):
    page = open_page("/thu/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
