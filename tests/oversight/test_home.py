"""My work: for each role what is its own to do, by date, and nothing of others."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluations import periods, services
from evaluations.models import Evaluation
from evaluations.overview import year_of_one
from evaluations.workflow import Status
from organizations.actors import operator
from organizations.formats import LOCAL
from organizations.models import AssignmentKind, Kind, Role, User
from organizations.services import DecisionRef, assign, dissolve
from oversight.home import office
from recognition.services import close_review
from tests.evaluations.factories import YEAR, AYear, a_year, at, evaluation_at, year_of
from tests.factories import (
    FOUNDED,
    a_committee,
    a_person,
    an_organization,
    as_of,
    moment,
    signed_in,
)
from tests.recognition.decisions import NOW, a_finished_year, compiled, issued, regrade, voted
from tests.recognition.factories import a_year_of
from tests.registrations.factories import a_draft, a_sent_one
from tests.shared_rows import shared

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TODAY = dt.datetime(YEAR, 11, 24, 9, tzinfo=LOCAL)
IN_JANUARY = dt.date(YEAR, 1, 10)


@pytest.fixture(autouse=True)
def _late_in_november():
    with time_machine.travel(TODAY, tick=False):
        yield


def home_of(client, actor):
    """The home page and what the template got."""
    answer = signed_in(client, actor).get("/")
    assert answer.status_code == 200
    return answer.content.decode(), answer.context["home"]


def titles(section):
    return [task.title for task in section.tasks]


def of_a_cell_founded_on(day):
    """The secretary of a young cell."""
    year = a_year(cells=0)
    young = an_organization(
        "CB77", "Chi bộ Trẻ", parent=year.committee.organization, founded_on=day
    )
    office = as_of(year.committee.office, day)
    return a_person(Role.SECRETARY, young, by=office, from_date=day)


def test_a_cell_sees_its_work_by_date_with_what_the_office_asks(client):
    year = a_year()
    a_sent_one(year.cell, year.secretary, on=IN_JANUARY, year=YEAR)
    for month in range(1, 10):
        evaluation_at(Status.CONFIRMED, year, period=month)
    sheet = evaluation_at(Status.SUBMITTED, year, period=10)
    services.return_for_completion(
        sheet,
        [
            services.Mark("criterion:2.1", "other", "Mời nêu rõ."),
            services.Mark("votes", "other", "Số có mặt?"),
        ],
        version=sheet.version,
        by=at(year.office, TODAY),
        now=TODAY,
    )

    page, home = home_of(client, year.secretary)

    assert titles(home.sections[0]) == [
        "Sửa phiếu tháng 10",
        "Phiếu tháng 11",
        "Tự rà soát, đánh giá năm 2025",
    ]
    first = home.sections[0].tasks[0]
    assert first.state == "Trả lại để hoàn thiện"
    assert "hỏi 2 mục" in first.when
    assert "29/11/2025 (còn 5 ngày)" in first.when
    assert titles(home.waiting) == ["Đăng ký năm 2025"]
    assert home.year.counts == "9 tháng đạt, 1 tháng trả lại."
    assert home.year.outlook == "Còn được hụt 2 tháng."
    assert 'href="/cong-nhan/2025/to-chuc/CB01/"' in page


def test_where_nothing_is_to_do_the_page_says_what_comes_next(client):
    year = a_year()
    a_year_of(year, year.cell, months=range(1, 10), reviewed=False, grade="")
    with time_machine.travel(dt.datetime(YEAR, 9, 30, 9, tzinfo=LOCAL), tick=False):
        page, home = home_of(client, year.secretary)
    assert home.sections[0].tasks == []
    assert (
        "Không có việc cần xử lý. Việc tiếp theo: gửi phiếu tháng 10/2025 chậm nhất hết"
        " ngày 10/11/2025." in page
    )


def test_a_cell_that_ended_is_asked_for_no_self_review_and_gets_no_forecast(client):
    year = a_year()
    evaluation_at(Status.CONFIRMED, year, period=6)
    dissolve(
        year.cell,
        effective_on=dt.date(YEAR, 9, 1),
        decision=DecisionRef("05-QĐ/ĐU", dt.date(YEAR, 8, 25)),
        by=year.committee.administrator,
        now=TODAY,
    )
    page, home = home_of(client, year.secretary)
    assert not [title for title in titles(home.sections[0]) if "Tự rà soát" in title]
    assert "Không còn khả năng" not in page


def test_work_of_a_year_stands_by_its_date(client):
    year = a_year()
    own = year_of_one(year.cell, YEAR, actor=as_of(year.secretary, dt.date(YEAR, 12, 1)))
    assert [task.until for task in own.to_do] == sorted(task.until for task in own.to_do)
    assert [task.number for task in own.to_do][-2:] == [periods.YEAR, 12]


def test_in_january_last_years_open_sheet_names_its_year(client):
    year = a_year()
    evaluation_at(Status.CONFIRMED, year, period=9)
    with time_machine.travel(dt.datetime(YEAR + 1, 1, 5, 9, tzinfo=LOCAL), tick=False):
        _, home = home_of(client, year.secretary)
    assert "Phiếu tháng 12/2025" in titles(home.sections[0])
    assert "Đăng ký năm 2026" in titles(home.sections[0])


def test_in_january_a_cell_that_sent_nothing_is_asked_for_what_is_still_due_alone(client):
    year = a_year(lock_day=None)
    with time_machine.travel(dt.datetime(YEAR + 1, 1, 5, 9, tzinfo=LOCAL), tick=False):
        _, home = home_of(client, year.secretary)
    of_last_year = [title for title in titles(home.sections[0]) if str(YEAR) in title]
    assert of_last_year == ["Phiếu tháng 12/2025"]


def test_in_january_a_cell_of_last_december_is_asked_for_its_first_sheet(client):
    secretary = of_a_cell_founded_on(dt.date(YEAR, 12, 5))
    with time_machine.travel(dt.datetime(YEAR + 1, 1, 12, 9, tzinfo=LOCAL), tick=False):
        _, home = home_of(client, as_of(secretary, dt.date(YEAR + 1, 1, 12)))
    assert "Phiếu tháng 12/2025" in titles(home.sections[0])


def test_a_registration_begun_for_the_next_year_is_there_to_go_on_with(client):
    year = a_year()
    begun_on = dt.date(YEAR, 12, 1)
    a_draft(year.cell, year.secretary, on=begun_on, year=YEAR + 1)
    with time_machine.travel(moment(begun_on, 10), tick=False):
        _, home = home_of(client, as_of(year.secretary, begun_on))
    (task,) = [one for one in home.sections[0].tasks if one.title == "Đăng ký năm 2026"]
    assert task.when.startswith("Hạn gửi 14/01/2026")


def test_a_cell_founded_after_the_day_of_registration_has_its_first_month_to_register(client):
    secretary = of_a_cell_founded_on(dt.date(YEAR, 11, 10))
    _, home = home_of(client, as_of(secretary, TODAY.date()))
    (task,) = [task for task in home.sections[0].tasks if task.title == "Đăng ký năm 2025"]
    assert task.when.startswith("Hạn gửi 30/11/2025")
    assert task.tone != "bad"


def test_the_office_sees_what_waits_oldest_first_and_whom_it_waits_for(client):
    year = a_year(cells=2)
    other = year.committee.cells[1]
    a_sent_one(year.cell, year.secretary, on=IN_JANUARY, year=YEAR)
    evaluation_at(Status.SUBMITTED, year, period=3)
    evaluation_at(Status.SUBMITTED, year, period=4, organization=other, from_paper=True)
    paper = evaluation_at(Status.SUBMITTED, year, period=2, organization=other, from_paper=True)
    services.object_to_paper(
        paper,
        "Số có mặt là 15.",
        version=paper.version,
        by=at(year.committee.secretaries[other.code], TODAY),
        now=TODAY,
    )

    _, home = home_of(client, year.office)

    queue, own, deciding = home.sections
    assert titles(queue) == [
        "Đăng ký năm 2025: Chi bộ số 1",
        "Phiếu tháng 2/2025: Chi bộ số 2",
        "Phiếu tháng 3/2025: Chi bộ số 1",
        "Phiếu tháng 4/2025: Chi bộ số 2",
    ]
    assert queue.tasks[1].state == "Có phản ánh về bản nhập thay"
    assert queue.tasks[2].state == "Chờ xác nhận"
    assert "Đăng ký năm 2025" in titles(own)
    assert "Phiếu tháng 11" in titles(own)
    assert titles(deciding) == ["Lập danh sách xét công nhận năm 2025"]
    assert titles(home.waiting) == ["Chi bộ số 1", "Chi bộ số 2"]
    assert "tháng 1, 2, 4, 5" in home.waiting.tasks[0].when
    assert "Chưa gửi đăng ký" in home.waiting.tasks[1].when


def test_the_office_is_led_to_the_very_page_of_what_a_cell_has_not_sent(client):
    year = a_year(cells=4)
    first, second, third, fourth = year.committee.cells
    a_year_of(year, first, months=range(1, 11), reviewed=False, registered_on=None)
    for cell in (second, third, fourth):
        a_year_of(year, cell, months=range(1, 11), reviewed=False)
    evaluation_at(Status.RETURNED, year, period=11, organization=second)
    sheet = Evaluation.objects.get(organization=third, period=10)
    services.reopen(
        sheet, "Ghi sai số phiếu.", version=sheet.version, by=at(year.office, TODAY), now=TODAY
    )
    evaluation_at(Status.RETURNED, year, period=11, organization=third)

    _, home = home_of(client, year.office)

    assert [(task.title, task.when, task.url) for task in home.waiting.tasks] == [
        ("Chi bộ số 1", "Chưa gửi đăng ký", "/dang-ky/2025/CB01/"),
        ("Chi bộ số 2", "Đang sửa phiếu tháng 11", "/danh-gia/2025/11/CB02/"),
        # of two the page of the year leads to both
        ("Chi bộ số 3", "Đang sửa phiếu tháng 10, 11", "/cong-nhan/2025/to-chuc/CB03/"),
    ]
    for task in home.waiting.tasks:
        assert client.get(task.url).status_code == 200


def test_the_office_is_shown_the_oldest_of_what_waits_and_told_how_many_more(client, monkeypatch):
    monkeypatch.setattr(office, "SHOWN", 3)
    year = a_year(cells=2)
    other = year.committee.cells[1]
    a_sent_one(year.cell, year.secretary, on=IN_JANUARY, year=YEAR)
    for month in (2, 3, 4):
        evaluation_at(Status.SUBMITTED, year, period=month)
        evaluation_at(Status.SUBMITTED, year, period=month, organization=other)

    _, home = home_of(client, year.office)

    assert titles(home.sections[0]) == [
        "Đăng ký năm 2025: Chi bộ số 1",
        "Phiếu tháng 2/2025: Chi bộ số 1",
        "Phiếu tháng 2/2025: Chi bộ số 2",
    ]
    assert home.sections[0].more == "Còn 4 bản nữa trong hàng chờ"


def test_the_office_never_sees_the_work_of_another_committee(client):
    mine, theirs = year_of(a_committee(cells=1)), year_of(a_committee("DBSYT", cells=1))
    evaluation_at(Status.SUBMITTED, theirs, period=3)
    page, home = home_of(client, mine.office)
    assert home.sections[0].tasks == []
    assert "DBSYT" not in page


def test_without_a_plan_the_office_is_told_to_put_one_in_force(client):
    made = a_committee(cells=1)
    _, home = home_of(client, made.office)
    assert titles(home.sections[1])[0] == "Đưa kế hoạch vào hiệu lực"
    assert home.year is None
    for actor in (made.secretaries["CB01"], made.watcher):
        page, _ = home_of(client, actor)
        assert "Chưa có kế hoạch hiệu lực cho năm nay" in page


def test_the_office_is_told_of_a_cell_without_an_account(client):
    year = a_year()
    an_organization("CB09", "Chi bộ mới", parent=year.committee.organization)
    _, home = home_of(client, year.office)
    assert "Mở tài khoản cho Chi bộ mới" in titles(home.sections[1])


def test_a_member_sees_the_assigned_cells_and_no_others(client):
    year = a_year(cells=2)
    evaluation_at(Status.CONFIRMED, year, period=3)
    page, home = home_of(client, year.committee.watcher)
    assert [(cell.name, cell.kinds) for cell in home.cells] == [("Chi bộ số 1", "phụ trách")]
    assert home.cells[0].year.counts.startswith("1 tháng đạt")
    assert "Chi bộ số 2" not in page


@pytest.mark.both
def test_a_member_is_told_of_what_was_opened_again_until_it_is_confirmed_once_more(client):
    year = a_year(cells=2)
    for cell in year.committee.cells:  # of the second the member is told nothing
        sheet = evaluation_at(Status.CONFIRMED, year, period=3, organization=cell)
        services.reopen(
            sheet,
            "Biên bản ghi khác số phiếu.",
            version=sheet.version,
            by=at(year.office, TODAY),
            now=TODAY,
        )
    _, home = home_of(client, year.committee.watcher)
    [section] = home.sections
    assert titles(section) == ["Phiếu tháng 3/2025: Chi bộ số 1"]
    [task] = section.tasks
    assert task.when == "Mở lại ngày 24/11/2025: Biên bản ghi khác số phiếu."
    assert task.state == "Trả lại để hoàn thiện"
    assert client.get(task.url).status_code == 200

    sheet = Evaluation.objects.get(organization=year.cell)
    again = {"by": at(year.secretary, TODAY), "now": TODAY}
    services.submit(sheet, version=sheet.version, resubmission="typo", **again)
    _, home = home_of(client, year.committee.watcher)
    assert home.sections[0].tasks[0].state == "Chờ xác nhận"
    services.confirm(sheet, version=sheet.version, by=at(year.office, TODAY), now=TODAY)
    _, home = home_of(client, year.committee.watcher)
    assert home.sections == []


def test_a_member_without_cells_is_told_so(client):
    page, _ = home_of(client, a_committee(cells=0).watcher)
    assert "chưa được phân công chi bộ nào" in page


def test_the_administrator_is_told_of_a_committee_without_an_office(client):
    made = a_committee(cells=1)
    page, home = home_of(client, made.administrator)
    assert home.sections[0].tasks == []
    assert "Không có việc cần xử lý" in page
    above = an_organization("DBK", "Đảng bộ Khu", kind=Kind.COMMITTEE)
    an_organization("CBK", "Chi bộ Khu", parent=above)
    _, home = home_of(client, made.administrator)
    assert titles(home.sections[0]) == ["Mở tài khoản văn phòng cho Đảng bộ Khu"]


def test_the_first_administrator_is_led_to_the_first_organisation(client):
    first = a_person(Role.ADMINISTRATOR, None, by=operator(TODAY.date()))
    _, home = home_of(client, first)
    assert titles(home.sections[0]) == ["Thành lập tổ chức đảng đầu tiên"]


def test_a_person_without_a_role_gets_a_clear_sentence(client):
    user = User.objects.create(
        username="cu", full_name="Trần Văn Cũ", must_change_password=False, created_at=TODAY
    )
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert "hiện không giữ vai trò nào" in client.get("/").content.decode()


def a_busy_year(code: str, cells: int, months: list[int]) -> AYear:
    """Each cell registered, sent the sheets of these months and has the next one to mend."""
    year = year_of(a_committee(code, cells=cells))
    made = year.committee
    for cell in made.cells:
        if cell != year.cell:
            assign(
                made.watcher.user,
                organization=cell,
                kind=AssignmentKind.RESPONSIBLE,
                from_date=FOUNDED,
                by=made.office,
                now=moment(FOUNDED),
            )
        a_sent_one(cell, made.secretaries[cell.code], on=IN_JANUARY, year=YEAR)
        for month in months:
            evaluation_at(Status.SUBMITTED, year, period=month, organization=cell)
        evaluation_at(Status.RETURNED, year, period=months[-1] + 1, organization=cell)
    return year


@shared
def a_small_and_a_large_year() -> tuple[AYear, AYear]:
    """Of one cell and of three."""
    return a_busy_year("DBMOT", 1, [3]), a_busy_year("DBBA", 3, [3, 4, 5])


@pytest.mark.both
@pytest.mark.parametrize("role", ["office", "watcher", "administrator", "secretary"])
def test_a_home_asks_as_many_queries_for_three_cells_as_for_one(client, role):
    def queries(year):
        made = year.committee
        actor = {
            "office": made.office,
            "watcher": made.watcher,
            "administrator": made.administrator,
            "secretary": made.secretaries[year.cell.code],
        }[role]
        signed_in(client, actor).get("/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/").status_code == 200
        return len(captured)

    small, large = a_small_and_a_large_year()
    assert queries(small) == queries(large)


def test_the_page_writes_nothing(client):
    year = a_year()
    evaluation_at(Status.SUBMITTED, year, period=3)
    signed_in(client, year.office)
    with CaptureQueriesContext(connection) as captured:
        client.get("/")
    assert [query["sql"] for query in captured if not query["sql"].startswith("SELECT")] == []
    assert client.post("/").status_code == 405


def test_the_office_is_led_from_the_list_over_vote_and_decision_and_to_what_is_found_out_later(
    client, settings, tmp_path
):
    settings.ARCHIVE_DIR = tmp_path
    year = a_finished_year(2)
    compiled(year)

    def deciding():
        with time_machine.travel(NOW, tick=False):
            _, home = home_of(client, year.office)
        return next((s.tasks for s in home.sections if s.title == "Xét công nhận"), [])

    (task,) = deciding()
    assert task.title == "Ghi kết quả biểu quyết của Đảng ủy về công nhận năm 2025"
    assert task.url == "/cong-nhan/2025/dot-xet/"
    assert task.when == "2 tổ chức đủ điều kiện chưa có kết quả biểu quyết công nhận"
    meeting = voted(year)
    (task,) = deciding()
    assert task.title == "Ban hành quyết định công nhận năm 2025"
    assert task.url == f"/cong-nhan/2025/dot-xet/hoi-nghi/{meeting.pk}/ban-hanh/"
    assert "2 tổ chức chờ quyết định" in task.when
    issued(year, meeting)
    assert deciding() == []
    review = meeting.review
    review.refresh_from_db()
    close_review(review, version=review.version, by=at(year.office, NOW), now=NOW)
    assert deciding() == []
    regrade(year, "CB01", "completed")
    (task,) = deciding()
    assert task.title == "Xem lại kết quả công nhận năm 2025: Chi bộ số 1"
    assert task.when.startswith("Chi bộ số 1: xếp loại HTNV. Không có gì tự hủy bỏ")


def test_the_review_is_announced_from_november_until_march(client):
    year = a_year()
    wanted = "Lập danh sách xét công nhận năm 2025"
    for day, there in (
        (dt.date(2025, 10, 31), False),
        (dt.date(2025, 11, 1), True),
        (dt.date(2026, 3, 31), True),
        (dt.date(2026, 4, 1), False),
    ):
        with time_machine.travel(moment(day), tick=False):
            page, _ = home_of(client, year.office)
        assert (wanted in page) is there, day
