"""Signing in and the pages of organisations, on a phone and at a desk."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from organizations import services
from tests.browser.conftest import DESK, PHONE, assert_accessible, assert_refused
from tests.factories import a_committee


def _type_and_send(page, username, password):
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_secretary_signs_in_on_a_phone_with_the_printed_password(open_page, javascript):
    made = a_committee(cells=1)
    user = made.secretaries["CB01"].user
    opened = services.reset_password(user, by=made.office, now=timezone.now())

    page = open_page("/dang-nhap/", viewport=PHONE, javascript=javascript)
    if javascript:
        assert_accessible(page)
    _type_and_send(page, user.username, "sai mat khau")
    assert_refused(page)
    expect(page.get_by_text("chưa đúng")).to_have_count(1)
    expect(page.get_by_label("Tên đăng nhập")).to_have_value(user.username)
    if javascript:
        expect(page.locator(".errors")).to_be_focused()
        assert_accessible(page)

    _type_and_send(page, user.username, opened.first_password)
    page.wait_for_url("**/doi-mat-khau/")
    if javascript:
        assert_accessible(page)
    page.get_by_label("Mật khẩu đang dùng").fill(opened.first_password)
    page.get_by_label("Mật khẩu mới", exact=True).fill("ngan")
    page.get_by_label("Nhập lại mật khẩu mới").fill("ngan")
    page.get_by_role("button", name="Đổi mật khẩu").click()
    link = page.locator(".errors a").first
    link.click()
    expect(page.locator("#id_new")).to_be_focused()

    page.get_by_label("Mật khẩu đang dùng").fill(opened.first_password)
    page.get_by_label("Mật khẩu mới", exact=True).fill("mot mat khau rieng")
    page.get_by_label("Nhập lại mật khẩu mới").fill("mot mat khau rieng")
    page.get_by_role("button", name="Đổi mật khẩu").click()
    page.wait_for_url(lambda address: "doi-mat-khau" not in address)
    page.goto("/to-chuc/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Chi bộ số 1")
    page.get_by_role("button", name="Thoát").click()
    page.wait_for_url("**/dang-nhap/")


def test_every_page_of_organisations_is_accessible(open_page):
    made = a_committee(cells=2)
    user, term = made.secretaries["CB01"].user, made.organization.terms.get()
    account = f"/to-chuc/tai-khoan/{user.username}/"
    pages = {
        made.office: [
            "/vai-tro/",
            "/to-chuc/",
            "/to-chuc/DBSVHTTDL/",
            "/to-chuc/DBSVHTTDL/thong-tin/",
            "/to-chuc/nhat-ky/",
            "/to-chuc/tai-khoan/",
            "/to-chuc/tai-khoan/mo/",
            account,
            f"{account}dong/",
            f"{account}ho-ten/",
            f"{account}vai-tro/",
            f"{account}vai-tro/{made.secretaries['CB01'].grant_id}/ket-thuc/",
            "/to-chuc/phan-cong/",
            "/to-chuc/phan-cong/them/",
            "/to-chuc/nhiem-ky/",
            "/to-chuc/nhiem-ky/mo/",
            f"/to-chuc/nhiem-ky/{term.pk}/",
            f"/to-chuc/nhiem-ky/{term.pk}/uy-vien/",
            f"/to-chuc/nhiem-ky/{term.pk}/nguoi-ky/",
        ],
        made.administrator: [
            "/to-chuc/?ngay=31/02/2026",
            "/to-chuc/thanh-lap/",
            "/to-chuc/CB01/",
            "/to-chuc/CB01/sua-ten/",
            "/to-chuc/CB01/doi-ten/",
            "/to-chuc/CB01/chuyen-cap-tren/",
            "/to-chuc/CB01/sap-nhap/",
            "/to-chuc/CB01/hop-nhat/",
            "/to-chuc/CB01/chia-tach/",
            "/to-chuc/CB01/giai-the/",
        ],
        made.secretaries["CB01"]: ["/to-chuc/CB01/"],
        made.watcher: ["/to-chuc/"],
    }
    for actor, addresses in pages.items():
        page = open_page(user=actor.user, viewport=PHONE)
        for address in addresses:
            page.goto(address)
            assert_accessible(page, DESK)


def test_the_office_opens_an_account_and_prints_its_slip(open_page):
    made = a_committee(cells=1)
    page = open_page("/to-chuc/tai-khoan/mo/", user=made.office.user)
    page.get_by_label("Họ và tên").fill("Nguyễn Thị C")
    page.get_by_label("Tên đăng nhập").fill("cb01.phobithu")
    page.get_by_label("Vai trò").select_option(label="Chi bộ số 1")
    page.get_by_role("button", name="Mở tài khoản").click()
    expect(page.locator(".slip")).to_be_visible()
    assert_accessible(page)
    password = page.locator(".slip .typed").last.inner_text()
    page.emulate_media(media="print")
    assert page.locator(".slip").is_visible()
    for hidden in ("header.head", ".not-printed", ".acts", ".foot"):
        assert not page.locator(hidden).first.is_visible(), hidden

    signing_in = open_page("/dang-nhap/", viewport=PHONE)
    _type_and_send(signing_in, "cb01.phobithu", password)
    signing_in.wait_for_url("**/doi-mat-khau/")
