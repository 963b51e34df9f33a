"""A month's sheet in Chromium: the secretary on a phone, the office at its desk."""

import datetime as dt
import re
from decimal import Decimal

import pytest
import time_machine
from django.contrib.sessions.models import Session
from playwright.sync_api import Locator, Page, expect

from evaluations import services
from evaluations.models import Evaluation
from evaluations.values import SheetValues
from evaluations.workflow import Status
from organizations.formats import LOCAL
from tests.browser.conftest import DESK, PHONE, assert_accessible, assert_refused
from tests.evaluations.factories import (
    YEAR,
    AYear,
    a_year,
    at,
    doing,
    evaluation_at,
    full_points,
    no_meeting_values,
    sheet_values,
)
from tests.recognition.factories import less

NOW = dt.datetime(2025, 4, 5, 21, 4, tzinfo=LOCAL)
SHEET = "/danh-gia/2025/3/CB01/"
CONTENT, MEETING = f"{SHEET}nhap/", f"{SHEET}bieu-quyet/"


@pytest.fixture(autouse=True)
def _on_the_fifth_of_april():
    with time_machine.travel(NOW, tick=True):
        yield


def fill_points(page: Page) -> None:
    """Every criterion in full, by its plus button where scripts run."""
    page.get_by_role("button", name="Tiếp tục").last.wait_for()  # it stands below all of them
    fields = page.locator("input[id^=id_points_]")
    for number in range(fields.count()):
        field = fields.nth(number)
        if field.input_value() == "":
            field.fill(field.get_attribute("data-max") or "")


def fill_meeting(page: Page) -> None:
    """The meeting of 3 April and its vote."""
    page.get_by_label("Ngày họp").fill("03/04/2025")
    page.get_by_label("Có mặt (có quyền biểu quyết)").fill("16")
    page.get_by_label("Tán thành mức đạt").fill("15")
    page.get_by_label("Không tán thành").fill("1")
    page.get_by_label("Ý kiến khác").fill("0")
    page.get_by_label("Đạt", exact=True).check()


def test_a_secretary_keys_in_a_month_on_a_phone_and_the_office_settles_it(open_page):
    year = a_year()
    phone = open_page(f"/danh-gia/{YEAR}/", user=year.secretary.user, viewport=PHONE)
    assert_accessible(phone)
    phone.get_by_role("link", name="Lập phiếu tháng 3").click()
    phone.wait_for_url(f"**{CONTENT}")
    assert_accessible(phone)

    # Reasons open with a deduction; the server adds up; what is typed is saved.
    expect(phone.locator("[data-reason-of='2_2']")).to_be_hidden()
    fill_points(phone)
    phone.get_by_role("button", name="Bớt 0,5 điểm tiêu chí 2.2").click()
    expect(phone.locator("#id_points_2_2")).to_have_value("4,5")
    expect(phone.locator("[data-reason-of='2_2']")).to_be_visible()
    expect(phone.locator("#tru-2_2")).to_have_text("0,5")
    expect(phone.locator("#tong-diem")).to_have_text("99,5")
    expect(phone.locator("#diem-nd-2")).to_have_text("24,5")
    phone.get_by_label("Lý do trừ 0,5 điểm").fill("Báo cáo tháng gửi chậm 2 ngày")
    phone.get_by_role("textbox", name="Ưu điểm").fill("Hoàn thành chương trình công tác")
    phone.get_by_role("textbox", name="Ưu điểm").blur()
    expect(phone.locator("#da-luu")).to_contain_text("Đã lưu lúc 21:0")
    expect(phone.locator("#da-luu")).not_to_contain_text("chưa đúng")
    phone.get_by_role("button", name="Tiếp tục").click()
    phone.wait_for_url(f"**{MEETING}")
    assert_accessible(phone)

    fill_meeting(phone)
    phone.get_by_label("Có mặt (có quyền biểu quyết)").fill("15")
    phone.get_by_role("button", name="Kiểm tra và gửi").click()
    phone.wait_for_url(f"**{SHEET}")
    assert_accessible(phone)
    expect(phone.get_by_role("button", name="Gửi phiếu tháng 3 về Đảng ủy")).to_be_disabled()
    phone.get_by_role("link", name="cộng là 16, nhưng có mặt 15").click()
    phone.get_by_label("Có mặt (có quyền biểu quyết)").fill("16")
    phone.get_by_role("button", name="Kiểm tra và gửi").click()
    phone.get_by_role("button", name="Gửi phiếu tháng 3 về Đảng ủy").click()
    expect(phone.get_by_role("button", name="Lấy lại để sửa")).to_be_visible()
    assert_accessible(phone)

    desk = open_page(f"/danh-gia/{YEAR}/", user=year.office.user, viewport=DESK)
    assert_accessible(desk)
    desk.get_by_role("button", name="Bắt đầu xem").click()
    assert_accessible(desk)
    desk.get_by_role("link", name="Trả lại để hoàn thiện").click()
    assert_accessible(desk)
    expect(desk.get_by_label("Tiêu chí 2.2: lý do")).to_be_hidden()
    desk.locator("#id_mark_criterion_2_2").check()
    desk.get_by_label("Tiêu chí 2.2: lý do").select_option("reason_unclear")
    desk.get_by_label("Tiêu chí 2.2: cần sửa gì").fill("Mời nêu rõ báo cáo nào.")
    desk.get_by_role("button", name="Trả lại phiếu").click()
    expect(desk.get_by_role("button", name="Rút việc trả lại")).to_be_visible()
    assert_accessible(desk)

    phone.reload()
    assert_accessible(phone)
    phone.get_by_role("link", name="Tiêu chí 2.2", exact=True).click()
    assert_accessible(phone)
    expect(phone).to_have_url(re.compile("#id_points_2_2$"))
    phone.get_by_label("Lý do trừ 0,5 điểm").fill("Báo cáo tháng 2 gửi chậm 2 ngày")
    phone.get_by_role("button", name="Lưu và kiểm tra").click()
    phone.get_by_label("Sửa lỗi nhập").check()
    phone.get_by_role("button", name="Gửi phiếu tháng 3 về Đảng ủy").click()
    expect(phone.get_by_text("Gửi lại: sửa lỗi nhập.")).to_be_visible()

    desk.goto(f"/danh-gia/{YEAR}/")
    desk.get_by_role("button", name="Bắt đầu xem").click()
    expect(desk.get_by_text("Lần gửi trước: 4,5 điểm: Báo cáo tháng gửi chậm")).to_be_visible()
    desk.get_by_role("button", name="Xác nhận phiếu").click()
    expect(desk.get_by_text("Đã xác nhận phiếu tháng 3/2025 của Chi bộ số 1.")).to_be_visible()
    desk.get_by_role("link", name="Lịch sử").click()
    assert_accessible(desk)
    assert Evaluation.objects.get().status == Status.CONFIRMED


def test_a_sheet_is_keyed_in_and_sent_with_javascript_off(open_page):
    year = a_year()
    page = open_page(
        f"/danh-gia/{YEAR}/", user=year.secretary.user, viewport=PHONE, javascript=False
    )
    page.get_by_role("link", name="Lập phiếu tháng 3").click()
    expect(page.get_by_role("button", name="Bớt 0,5 điểm tiêu chí 2.2")).to_be_hidden()
    expect(page.locator("#id_reason_2_2")).to_be_visible()
    fill_points(page)
    page.locator("#id_points_2_2").fill("9")
    page.get_by_role("button", name="Tiếp tục").last.click()
    assert_refused(page)
    page.get_by_role("link", name="9 điểm vượt điểm tối đa 5").click()
    page.locator("#id_points_2_2").fill("4,5")
    page.locator("#id_reason_2_2").fill("Báo cáo chậm")
    page.get_by_role("button", name="Tiếp tục").last.click()
    fill_meeting(page)
    page.get_by_role("button", name="Kiểm tra và gửi").click()
    page.get_by_role("button", name="Gửi phiếu tháng 3 về Đảng ủy").click()
    expect(page.get_by_role("button", name="Lấy lại để sửa")).to_be_visible()
    assert Evaluation.objects.get().sent_total == 99.5


def test_no_script_touches_a_field_while_somebody_types(open_page):
    year = a_year()
    page = open_page(CONTENT, user=year.secretary.user, viewport=PHONE)
    field = page.get_by_role("textbox", name="Ưu điểm")
    field.click()
    page.keyboard.type("Chi bộ đo", delay=20)
    expect(page.locator("#da-luu")).to_contain_text("Đã lưu lúc")
    expect(field).to_have_value("Chi bộ đo")
    expect(field).to_be_focused()
    assert page.evaluate("document.activeElement.selectionStart") == len("Chi bộ đo")
    page.keyboard.type("àn kết", delay=20)
    expect(field).to_have_value("Chi bộ đoàn kết")

    points = page.locator("[id^=id_points_]").first
    points.fill("")
    points.press_sequentially("3.5")  # on a phone whose keys have no comma
    expect(points).to_have_value("3.5")
    points.blur()
    expect(points).to_have_value("3,5")


def test_pressing_continue_right_after_typing_neither_conflicts_nor_loses_a_word(open_page):
    year = a_year()
    page = open_page(CONTENT, user=year.secretary.user, viewport=PHONE)
    for word in ("một", "hai", "ba"):
        page.get_by_role("textbox", name="Ưu điểm").fill(word)
        page.get_by_role("textbox", name="Hạn chế").fill(word)
    page.get_by_role("button", name="Tiếp tục").click()
    page.wait_for_url(f"**{MEETING}")
    sheet = Evaluation.objects.get()
    assert (sheet.strengths, sheet.shortcomings) == ("ba", "ba")


def test_a_link_pressed_right_after_typing_takes_along_what_was_typed(open_page):
    year = a_year()
    page = open_page(CONTENT, user=year.secretary.user, viewport=PHONE)
    for word in ("một", "hai"):
        page.get_by_role("textbox", name="Ưu điểm").fill(word)
        page.get_by_role("link", name="Tháng này không tổ chức sinh hoạt?").click()
        page.wait_for_url("**/khong-sinh-hoat/")
        assert Evaluation.objects.get().strengths == word
        page.get_by_role("link", name="Có sinh hoạt: nhập phiếu").click()
        expect(page.get_by_role("textbox", name="Ưu điểm")).to_have_value(word)


def test_who_leaves_though_nothing_could_be_saved_is_asked_first(open_page):
    page = open_page(CONTENT, user=a_year().secretary.user, viewport=PHONE)
    say_nothing_to_the_console(page)
    page.route(f"**{CONTENT}", lambda route: route.fulfill(status=502))
    page.get_by_role("textbox", name="Ưu điểm").fill("Chưa lưu được")
    link = page.get_by_role("link", name="Tháng này không tổ chức sinh hoạt?")
    link.click()
    expect(page.get_by_role("alert")).to_contain_text("chưa được lưu")
    with page.expect_event("dialog") as asked:
        page.once("dialog", lambda dialog: dialog.accept())
        link.click()
    assert asked.value.type == "beforeunload"
    page.wait_for_url("**/khong-sinh-hoat/")
    page.unroute_all()


_TEN_SECONDS_ARE_OURS = """() => {
    const timeout = window.setTimeout;
    window.setTimeout = (act, after, ...more) => {
        if (after !== 10_000) return timeout(act, after, ...more);
        window.after_ten_seconds = act;
        return 0;
    };
}"""
"""What is to happen after ten seconds happens when the test says so."""


def say_nothing_to_the_console(page: Page) -> None:
    """htmx tells the console too what went wrong on purpose."""
    page.evaluate("() => { console.error = () => {}; }")


def test_what_could_not_be_saved_is_said_on_top_and_in_the_bar_until_it_is_saved(open_page):
    year = a_year()
    evaluation_at(Status.DRAFT, year)
    page = open_page(MEETING, user=year.secretary.user, viewport=PHONE)
    say_nothing_to_the_console(page)
    expect(page.locator("#da-luu")).to_contain_text("Đã lưu lúc")
    page.evaluate(_TEN_SECONDS_ARE_OURS)
    for label, event, fail in (
        ("Không tán thành", "requestfailed", lambda route: route.abort()),
        ("Ý kiến khác", "requestfinished", lambda route: route.fulfill(status=502)),
    ):
        page.route(f"**{MEETING}", fail, times=1)
        with page.expect_event(event):
            page.get_by_label(label).fill("7")
            page.get_by_label(label).blur()
        expect(page.locator(".bar").get_by_text("Chưa lưu")).to_be_visible()
        expect(page.locator("#da-luu")).to_be_hidden()
        expect(page.get_by_role("alert")).to_contain_text("chưa được lưu")

    # nobody types anything more: it is tried again
    page.evaluate("() => after_ten_seconds()")
    expect(page.locator("#da-luu")).to_be_visible()
    expect(page.locator(".bar").get_by_text("Chưa lưu")).to_be_hidden()
    expect(page.get_by_role("alert")).to_be_hidden()
    sheet = Evaluation.objects.get()
    assert (sheet.votes_against, sheet.votes_other) == (7, 7)


def test_what_was_typed_when_the_session_ended_is_there_after_signing_in_again(open_page):
    year = a_year()
    page = open_page(CONTENT, user=year.secretary.user, viewport=PHONE)
    page.get_by_role("textbox", name="Hạn chế").fill("Gõ trước khi hết phiên")
    expect(page.locator("#da-luu")).to_contain_text("Đã lưu lúc")
    Session.objects.all().delete()
    page.get_by_role("textbox", name="Ưu điểm").fill("Gõ sau khi hết phiên")
    page.get_by_role("textbox", name="Ưu điểm").blur()
    page.wait_for_url("**/dang-nhap/**")
    page.get_by_label("Tên đăng nhập").fill(year.secretary.user.username)
    page.get_by_label("Mật khẩu", exact=True).fill("mot mat khau de thu")
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(f"**{CONTENT}")
    expect(page.get_by_role("textbox", name="Ưu điểm")).to_have_value("Gõ sau khi hết phiên")
    expect(page.locator("#da-luu")).to_contain_text("Đã lưu lúc")
    page.get_by_role("button", name="Tiếp tục").click()
    page.wait_for_url(f"**{MEETING}")
    sheet = Evaluation.objects.get()
    assert (sheet.strengths, sheet.shortcomings) == (
        "Gõ sau khi hết phiên",
        "Gõ trước khi hết phiên",
    )


def test_what_a_button_sent_when_the_session_had_ended_is_there_after_signing_in_again(open_page):
    year = a_year()
    page = open_page(CONTENT, user=year.secretary.user, viewport=PHONE)
    strengths = page.get_by_role("textbox", name="Ưu điểm")
    strengths.fill("Đã gửi một lần")
    page.get_by_role("button", name="Tiếp tục").click()
    page.wait_for_url(f"**{MEETING}")
    page.goto(CONTENT)
    Session.objects.all().delete()
    strengths.fill("Bấm nút ngay sau khi gõ")
    page.get_by_role("button", name="Tiếp tục").click()
    page.wait_for_url("**/dang-nhap/**")
    page.get_by_label("Tên đăng nhập").fill(year.secretary.user.username)
    page.get_by_label("Mật khẩu", exact=True).fill("mot mat khau de thu")
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(f"**{CONTENT}")
    expect(strengths).to_have_value("Bấm nút ngay sau khi gõ")
    expect(page.locator("#da-luu")).to_contain_text("Đã lưu lúc")
    page.get_by_role("button", name="Tiếp tục").click()
    page.wait_for_url(f"**{MEETING}")
    # what arrived is not brought back over what is there later
    sheet = Evaluation.objects.get()
    assert sheet.strengths == "Bấm nút ngay sau khi gõ"
    Evaluation.objects.update(strengths="Sửa ở nơi khác")
    page.get_by_role("link", name="Phiếu tháng").first.click()
    page.goto(CONTENT)
    expect(strengths).to_have_value("Sửa ở nơi khác")


def test_what_is_pressed_on_a_phone_is_large_enough_for_a_thumb(open_page):
    year = a_year()
    points = less(full_points(year.plan, year.cell.kind), Decimal(2))
    evaluation_at(Status.CONFIRMED, year, period=2, values=sheet_values(year, 2, points=points))
    page = open_page(CONTENT, user=year.secretary.user, viewport=PHONE)
    assert_large_enough(page.get_by_role("link", name="Tháng này không tổ chức sinh hoạt?"))
    page.goto(f"/danh-gia/{YEAR}/2/CB01/")
    assert_large_enough(page.locator(".taps a, summary"))
    page.goto("/")
    assert_large_enough(page.get_by_role("link", name="Vì sao?"))
    assert_large_enough(page.locator(".head a, .head .link, ol.months li:has(a)"))
    task = page.locator("ul.tasks > li").first
    leads_to = task.get_by_role("link").get_attribute("href")
    box = task.bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] - 6)
    page.wait_for_url(f"**{leads_to}")


def assert_large_enough(pressed: Locator) -> None:
    boxes = [one.bounding_box() for one in pressed.all()]
    assert boxes
    assert all(box is not None and box["height"] >= 44 for box in boxes), boxes


def test_of_two_people_the_second_sees_both_texts(open_page):
    year = a_year()
    sheet = evaluation_at(Status.DRAFT, year)
    page = open_page(CONTENT, user=year.secretary.user, viewport=PHONE)
    services.save(
        year.cell,
        YEAR,
        3,
        SheetValues(strengths="Văn bản của người khác"),
        version=sheet.version,
        **doing(year.secretary, NOW),
    )
    page.get_by_role("textbox", name="Ưu điểm").fill("Văn bản của tôi")
    page.get_by_role("textbox", name="Ưu điểm").blur()
    expect(page.locator("#da-luu")).to_contain_text("Chưa lưu")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("cell", name="Văn bản của người khác")).to_be_visible()
    expect(page.get_by_role("textbox", name="Ưu điểm")).to_have_value("Văn bản của tôi")
    assert_accessible(page)


def a_busy_year() -> AYear:
    """Sheets in every state, so that every part of every page is drawn."""
    year = a_year(cells=3)
    first, second, third = year.committee.cells
    evaluation_at(Status.SUBMITTED, year, organization=first, from_paper=True)
    evaluation_at(Status.RETURNED, year, organization=second)
    evaluation_at(Status.CONFIRMED, year, organization=second, period=2)
    evaluation_at(Status.SUBMITTED, year, organization=third, period=2, values=no_meeting_values())
    evaluation_at(Status.SUBMITTED, year, organization=year.committee.organization, opened=True)
    asking = at(year.committee.secretaries["CB03"], NOW)
    services.ask_to_open(third, 2025, 1, reason="Bí thư ốm.", by=asking, now=NOW)
    return year


def test_every_page_of_the_office_is_accessible_at_a_desk(open_page):
    page = open_page("/danh-gia/2025/", user=a_busy_year().office.user, viewport=DESK)
    assert_accessible(page)
    for address in (
        "3/CB01/",
        "3/CB01/sua-ban-giay/",
        "3/CB02/",
        "2/CB02/mo-lai/",
        "2/CB02/lich-su/",
        "2/CB03/",
        "3/CB03/",
        "3/CB03/nhap-thay/",
        "1/CB03/gia-han/",
        "1/CB03/khong-mo-lai/",
        "3/DBSVHTTDL/",
        "2/DBSVHTTDL/nhap/",
    ):
        page.goto(f"/danh-gia/2025/{address}")
        assert_accessible(page)


def test_every_page_of_a_cell_is_accessible_on_a_phone(open_page):
    year = a_busy_year()
    cell = year.committee.secretaries["CB02"]
    page = open_page("/danh-gia/2025/", user=cell.user, viewport=PHONE)
    assert_accessible(page)
    for address in (
        "lap-phieu/",
        "3/CB02/",
        "3/CB02/nhap/",
        "3/CB02/bieu-quyet/",
        "4/CB02/khong-sinh-hoat/",
        "1/CB02/",
        "1/CB02/de-nghi-mo-lai/",
        "nam/CB02/nhap/",
        "2/CB02/",
    ):
        page.goto(f"/danh-gia/2025/{address}")
        assert_accessible(page)
    for reader in (year.office, year.committee.watcher):
        assert_accessible(open_page("/danh-gia/2025/", user=reader.user, viewport=PHONE))
