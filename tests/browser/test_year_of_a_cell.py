"""The year of a cell in Chromium: its secretary on a phone, the committee's office at a desk.

The same story as in ``tests/journeys``; the months that go as all others go through the services.
"""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import time_machine
from playwright.sync_api import Locator, Page, expect

from evaluations.workflow import Status
from organizations.formats import LOCAL
from organizations.models import User
from recognition.models import Commendation, Decision, Recognition
from registrations.models import Registration
from tests.browser.conftest import DESK, PHONE, assert_accessible, assert_refused
from tests.browser.test_registrations import ANSWERS
from tests.browser.test_sheets import fill_points
from tests.evaluations.factories import YEAR, AYear, a_year, evaluation_at
from tests.factories import PASSWORD
from tests.recognition.factories import a_year_of

RESULTS = f"/cong-nhan/{YEAR}/"
REVIEW = f"{RESULTS}dot-xet/"


@pytest.fixture
def clock(settings, tmp_path) -> Iterator[time_machine.Traveller]:
    settings.ARCHIVE_DIR = tmp_path
    with time_machine.travel(moment(dt.date(YEAR, 1, 9)), tick=True) as traveller:
        yield traveller


def moment(day: dt.date, hour: int = 9) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), tzinfo=LOCAL)


class Story:
    """The year, and who opens which page on which day."""

    def __init__(self, open_page: Callable[..., Page], clock: time_machine.Traveller) -> None:
        self.year: AYear = a_year(cells=5)
        self._open_page, self._clock = open_page, clock

    def phone(self, day: dt.date, address: str) -> Page:
        """The secretary opens a page on a phone."""
        return self._open(day, address, self.year.secretary.user, PHONE)

    def desk(self, day: dt.date, address: str) -> Page:
        """The office opens a page at its desk."""
        return self._open(day, address, self.year.office.user, DESK)

    def _open(
        self, day: dt.date, address: str, user: User | None, viewport: dict[str, int]
    ) -> Page:
        self._clock.move_to(moment(day))
        return self._open_page(address, user=user, viewport=viewport)


def test_a_year_of_a_cell_from_registration_to_revocation(open_page, clock):
    story = Story(open_page, clock)
    january_the_cell_registers(story)
    its_first_month_is_keyed_in_and_confirmed(story)
    for month in range(2, 12):
        evaluation_at(Status.CONFIRMED, story.year, period=month)
    december_the_year_is_reviewed(story)
    evaluation_at(Status.CONFIRMED, story.year, period=12)
    for other in story.year.committee.cells[1:]:  # four more, so that one may be chosen
        a_year_of(story.year, other)
    the_committee_grades_and_the_year_is_answered(story)
    the_committee_recognises(story)
    one_is_exemplary(story)
    what_is_found_out_later_revokes_both(story)


def january_the_cell_registers(story: Story) -> None:
    phone = story.phone(dt.date(YEAR, 1, 13), "/dang-ky/")
    phone.get_by_role("link", name="Bắt đầu đăng ký").click()
    for label, answer in ANSWERS.items():
        phone.get_by_label(label, exact=True).fill(answer.replace("2026", str(YEAR)))
    phone.get_by_label("Số có mặt (có quyền biểu quyết)").fill("mười sáu")
    phone.get_by_role("button", name="Lưu và kiểm tra").click()
    assert_refused(phone)
    assert_accessible(phone)
    phone.get_by_role("link", name="“mười sáu” không phải là số").click()
    phone.get_by_label("Số có mặt (có quyền biểu quyết)").fill("16")
    phone.get_by_role("button", name="Lưu và kiểm tra").click()
    assert_accessible(phone)
    phone.get_by_role("button", name=f"Gửi bản đăng ký năm {YEAR} về Đảng ủy").click()
    expect(heading(phone)).to_have_text(f"Đã gửi bản đăng ký năm {YEAR}")
    assert_accessible(phone)

    desk = story.desk(dt.date(YEAR, 1, 14), f"/dang-ky/{YEAR}/")
    desk.get_by_role("button", name="Bắt đầu xem").click()
    desk.get_by_role("button", name="Tiếp nhận bản đăng ký").click()
    expect(desk.get_by_text("Không còn bản đăng ký nào chờ văn phòng")).to_be_visible()
    assert Registration.objects.get(organization=story.year.cell).status == "accepted"


def its_first_month_is_keyed_in_and_confirmed(story: Story) -> None:
    phone = story.phone(dt.date(YEAR, 2, 5), f"/danh-gia/{YEAR}/")
    phone.get_by_role("link", name="Lập phiếu tháng 1").click()
    fill_points(phone)
    phone.get_by_role("button", name="Tiếp tục").click()
    fill_meeting(phone, "03/02/2025")
    phone.get_by_role("button", name="Kiểm tra và gửi").click()
    phone.get_by_role("button", name="Gửi phiếu tháng 1 về Đảng ủy").click()
    expect(phone.get_by_role("button", name="Lấy lại để sửa")).to_be_visible()

    desk = story.desk(dt.date(YEAR, 2, 6), f"/danh-gia/{YEAR}/")
    desk.get_by_role("button", name="Bắt đầu xem").click()
    desk.get_by_role("button", name="Xác nhận phiếu").click()
    expect(desk.get_by_text(f"Đã xác nhận phiếu tháng 1/{YEAR}")).to_be_visible()


def december_the_year_is_reviewed(story: Story) -> None:
    phone = story.phone(dt.date(YEAR, 12, 22), f"/danh-gia/{YEAR}/nam/CB01/nhap/")
    expect(phone.get_by_text("Lấy từ các phiếu tháng, không phải nhập lại")).to_be_visible()
    for number in range(1, 5):
        phone.locator(f"#id_content_{number}").fill("Đạt các chỉ tiêu đã đăng ký.")
    phone.get_by_role("radio", name="Hoàn thành xuất sắc nhiệm vụ").check()
    phone.get_by_label("Đề nghị xét biểu dương").check()
    phone.get_by_role("button", name="Tiếp tục").click()
    fill_meeting(phone, "20/12/2025")
    phone.get_by_role("button", name="Kiểm tra và gửi").click()
    assert_accessible(phone)
    phone.get_by_role("button", name=f"Gửi bản tự rà soát năm {YEAR} về Đảng ủy").click()
    expect(phone.get_by_role("button", name="Lấy lại để sửa")).to_be_visible()

    desk = story.desk(dt.date(YEAR, 12, 23), f"/danh-gia/{YEAR}/nam/CB01/")
    desk.get_by_role("button", name="Bắt đầu xem").click()
    desk.get_by_role("button", name="Xác nhận").click()
    expect(desk.get_by_text("Đã xác nhận bản tự rà soát")).to_be_visible()


def the_committee_grades_and_the_year_is_answered(story: Story) -> None:
    desk = story.desk(dt.date(YEAR + 1, 2, 4), RESULTS)
    row = desk.get_by_role("row").filter(has_text="Chi bộ số 1")
    expect(row).to_contain_text("Chưa xếp loại")
    desk.get_by_role("link", name="Ghi xếp loại").click()
    desk.get_by_label("Chi bộ số 1, được xếp loại").select_option("excellent")
    for field, answer in (
        ("body", "Đảng ủy Sở"),
        ("on", "30/01/2026"),
        ("number", "12-QĐ/ĐU"),
    ):
        desk.locator(f"#id_decided_{field}").fill(answer)
    desk.get_by_role("button", name="Ghi xếp loại").click()
    desk.goto(RESULTS)
    expect(row).to_contain_text("Đủ điều kiện")
    row.get_by_role("link", name="Chi bộ số 1").click()
    expect(heading(desk)).to_have_text("Chi bộ số 1: đủ điều kiện")


def the_committee_recognises(story: Story) -> None:
    desk = story.desk(dt.date(YEAR + 1, 2, 4), REVIEW)
    desk.get_by_role("button", name="Lập danh sách xét").click()
    expect(desk.get_by_text(f"Đã lập danh sách xét năm {YEAR}, lần 1.")).to_be_visible()
    desk.get_by_role("link", name="Ghi biểu quyết công nhận").click()
    vote(desk, {f"CB0{number}": 5 for number in range(1, 6)}, other={"CB02": 1})
    expect(desk.get_by_role("alert")).to_contain_text("cộng là 6")
    assert_accessible(desk)
    desk.locator('[id="id_CB02:votes_other"]').fill("0")
    desk.get_by_role("button", name="Ghi kết quả biểu quyết").click()
    desk.get_by_role("link", name="Ban hành quyết định").click()
    issue(desk, password="khong-phai-mat-khau")
    expect(desk.get_by_role("alert")).to_be_visible()
    assert_accessible(desk)
    assert not Decision.objects.exists()
    issue(desk)
    expect(heading(desk)).to_have_text("Quyết định số 01-QĐ/ĐU: còn hiệu lực")
    assert_accessible(desk)
    assert Recognition.objects.in_force().count() == 5


def one_is_exemplary(story: Story) -> None:
    desk = story.desk(dt.date(YEAR + 1, 2, 5), f"{REVIEW}bieu-quyet/tieu-bieu/")
    expect(desk.get_by_text("tối đa 1 chi bộ tiêu biểu (20% của 5 là 1)")).to_be_visible()
    vote(desk, {"CB01": 5})
    desk.get_by_role("link", name="Ban hành quyết định").click()
    desk.get_by_label("1. Chi bộ số 1").check()
    assert_accessible(desk)
    issue(desk)
    expect(heading(desk)).to_have_text("Quyết định số 02-QĐ/ĐU: còn hiệu lực")
    assert Commendation.objects.in_force().count() == 1


def what_is_found_out_later_revokes_both(story: Story) -> None:
    desk = story.desk(dt.date(YEAR + 1, 3, 12), f"{REVIEW}bieu-quyet/huy-cong-nhan/")
    desk.locator('[id="id_CB01:reason"]').fill("Kiểm tra nêu vi phạm nguyên tắc sinh hoạt")
    vote(desk, {"CB01": 4}, held_on="11/03/2026")
    desk.get_by_role("link", name="Ban hành quyết định").click()
    issue(desk)
    expect(desk.get_by_text("hủy bỏ kết quả công nhận “chi bộ bốn tốt”")).to_be_visible()
    assert_accessible(desk)
    desk.goto(REVIEW)
    expect(desk.get_by_text("Hủy bỏ một phần")).to_be_visible()
    expect(desk.get_by_text("Đã hủy bỏ", exact=True)).to_be_visible()
    assert_accessible(desk)
    assert Decision.objects.count() == 3

    phone = story.phone(dt.date(YEAR + 1, 3, 13), f"{RESULTS}to-chuc/CB01/")
    expect(phone.get_by_text("đã hủy bỏ tại Quyết định số 03-QĐ/ĐU")).to_have_count(2)
    phone.get_by_role("link", name="Xem quyết định hủy bỏ").first.click()
    expect(heading(phone)).to_contain_text("03-QĐ/ĐU")
    assert_accessible(phone)


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def fill_meeting(page: Page, held_on: str) -> None:
    page.get_by_label("Ngày họp").fill(held_on)
    page.get_by_label("Có mặt (có quyền biểu quyết)").fill("16")
    page.get_by_label("Tán thành mức đạt").fill("15")
    page.get_by_label("Không tán thành").fill("1")
    page.get_by_label("Ý kiến khác").fill("0")
    page.get_by_role("radio", name="Đạt").first.check()


def vote(
    page: Page,
    votes: dict[str, int],
    other: dict[str, int] | None = None,
    *,
    held_on: str = "03/02/2026",
) -> None:
    """Key in the meeting of the committee's five and what it counted."""
    page.get_by_label("Ngày họp").fill(held_on)
    page.get_by_label("Số ủy viên có mặt").fill("5")
    page.get_by_label("Người chủ trì").fill("Trần Thị 1")
    page.get_by_label("Người ghi biên bản").fill("Trần Thị 2")
    for code, count in votes.items():
        page.locator(f'[id="id_{code}:votes_for"]').fill(str(count))
        page.locator(f'[id="id_{code}:votes_against"]').fill(str(5 - count))
        page.locator(f'[id="id_{code}:votes_other"]').fill(str((other or {}).get(code, 0)))
    page.get_by_role("button", name="Ghi kết quả biểu quyết").click()


def issue(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("Nhập lại mật khẩu của đồng chí").fill(password)
    page.get_by_role("button", name="Ban hành quyết định").click()
