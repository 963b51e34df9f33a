"""Pages of the year and of grades, as each role sees them."""

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from organizations import services as organizations
from organizations.models import AuditEvent
from recognition.models import QualityGrade
from tests.documents.reading import text as text_of
from tests.evaluations.factories import YEAR, AYear, a_year
from tests.factories import a_committee, as_of, moment, signed_in
from tests.recognition.factories import a_year_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = moment(dt.date(2026, 2, 2))
YEAR_PAGE = f"/cong-nhan/{YEAR}/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


def page(client: Any, address: str, actor: Any, status: int = 200) -> str:
    response = signed_in(client, actor).get(address)
    assert response.status_code == status, address
    return str(response.content.decode())


def three_cells() -> AYear:
    """One eligible and excellent, one with nine months, one that waits for the office."""
    year = a_year(cells=3)
    first, second, third = year.committee.cells
    a_year_of(year, first, grade="excellent")
    a_year_of(year, second, failed=[1, 2, 3], registered_on=None)
    a_year_of(year, third, waiting=[3, 7, 11], accepted=False)
    return year


def test_the_office_sees_every_organisation_with_totals_and_what_waits_for_it(client):
    year = three_cells()
    html = page(client, YEAR_PAGE, year.office)
    assert "3 chi bộ · 1 đủ điều kiện, 1 chưa đủ căn cứ, 1 không đủ" in html
    assert "nếu công nhận 1, được chọn tối đa 0 chi bộ tiêu biểu" in html
    assert "3 phiếu và 1 bản đăng ký đang chờ văn phòng." in html
    assert "chưa kết luận được cho 1 tổ chức" in html
    assert "Không đủ: chưa đăng ký, đạt 9 tháng" in html
    assert "Chờ tiếp nhận đăng ký, chờ xác nhận tháng 3, 7, 11" in html
    assert "tính đến ngày 02/02/2026" in html
    assert "Đảng bộ Sở Văn hóa, Thể thao và Du lịch" in html


def test_a_sheet_that_changes_no_check_holds_up_nobody(client):
    year = a_year(cells=1)
    a_year_of(year, year.committee.cells[0], waiting=[11], grade="")
    html = page(client, YEAR_PAGE, year.office)
    assert "1 phiếu đang chờ văn phòng." in html
    assert "chưa kết luận được cho" not in html


def test_filters_stand_in_the_address_and_a_search_needs_no_marks(client):
    year = three_cells()
    only = page(client, f"{YEAR_PAGE}?ket_luan=khong-du", year.office)
    assert "Chi bộ số 2" in only
    assert "Chi bộ số 1<" not in only
    found = page(client, f"{YEAR_PAGE}?tim=chi+bo+SO+3", year.office)
    assert "Chi bộ số 3" in found
    assert "Chi bộ số 2<" not in found
    assert "Không có tổ chức nào khớp" in page(client, f"{YEAR_PAGE}?tim=xyz", year.office)


def test_nonsense_in_the_filters_and_pages_is_no_error(client):
    year = a_year()
    page(client, f"{YEAR_PAGE}?ket_luan=abc&trang=xyz&tim={'a' * 300}", year.office)


def test_a_member_sees_the_cells_assigned_today_and_nothing_of_the_others(client):
    year = three_cells()
    html = page(client, YEAR_PAGE, year.committee.watcher)
    assert "Chi bộ số 1" in html
    assert "Chi bộ số 2" not in html
    assert "1 chi bộ · 1 đủ điều kiện" in html
    assert "đang chờ văn phòng" not in html
    assert "Ghi xếp loại" not in html


def test_a_cell_is_led_to_its_own_page(client):
    year = a_year(cells=2)
    response = signed_in(client, year.secretary).get(YEAR_PAGE)
    assert response["Location"] == f"{YEAR_PAGE}to-chuc/CB01/"
    page(client, f"{YEAR_PAGE}to-chuc/CB02/", year.secretary, status=404)


def test_why_says_clause_required_found_and_leads_to_what_is_behind(client):
    year = three_cells()
    html = page(client, f"{YEAR_PAGE}to-chuc/CB02/", year.office)
    assert "Chi bộ số 2: không đủ điều kiện" in html
    assert "2 trong 5 điều kiện chưa đạt" in html
    assert "mục II.4.2.2, gạch đầu dòng thứ hai" in html
    assert "9 tháng; tháng 1, 2, 3 không đạt" in html
    assert f'href="/danh-gia/{YEAR}/nam/CB02/"' in html
    assert f'href="/danh-gia/{YEAR}/5/CB02/"' in html
    assert "Được xếp loại" in html


@pytest.mark.both
def test_why_is_read_by_its_cell_its_office_and_its_member_only(client):
    year = a_year(cells=2)
    other = a_committee("DBKHAC", cells=1)
    own = f"{YEAR_PAGE}to-chuc/CB01/"
    for actor in (year.secretary, year.office, year.committee.watcher):
        page(client, own, actor)
    page(client, f"{YEAR_PAGE}to-chuc/CB02/", year.committee.watcher, status=404)
    for stranger in (other.office, other.secretaries["DBKHAC.01"], year.committee.administrator):
        page(client, own, stranger, status=404)
    page(client, f"{YEAR_PAGE}to-chuc/KHONGCO/", year.office, status=404)


def test_the_office_reads_the_year_of_a_cell_that_ended_in_it(client):
    year = a_year(cells=2)
    first, second = year.committee.cells
    on = dt.date(2025, 9, 1)
    organizations.absorb(
        second,
        into=first,
        effective_on=on,
        decision=organizations.DecisionRef("05-QĐ/ĐU", dt.date(2025, 8, 20)),
        by=as_of(year.committee.administrator, on),
        now=moment(on),
    )
    assert "không được xét" in page(client, f"{YEAR_PAGE}to-chuc/CB02/", year.office)
    assert "Chi bộ số 2" not in page(client, YEAR_PAGE, year.office)
    page(client, "/cong-nhan/2026/to-chuc/CB02/", year.office, status=404)


def test_a_year_without_a_plan_is_said_in_a_sentence(client):
    committee = a_committee(cells=1)
    html = page(client, YEAR_PAGE, committee.office)
    assert "Chưa có kế hoạch có hiệu lực cho năm 2025 nên chưa tính được kết quả." in html
    assert 'Mời đưa kế hoạch vào hiệu lực tại <a href="/ke-hoach/">mục Kế hoạch</a>' in html
    assert "Mời liên hệ văn phòng." in page(client, YEAR_PAGE, committee.watcher)


@pytest.mark.parametrize("impossible", [0, 99, 1999, 2101, 9999])
def test_a_year_outside_of_all_records_does_not_exist(client, impossible):
    year = a_year()
    for name in ("year", "year_excel", "grades", "review", "propose", "outer"):
        address = reverse(f"recognition:{name}", kwargs={"year": impossible})
        page(client, address, year.office, status=404)


def test_the_excel_file_holds_what_is_shown_and_text_stays_text(client):
    year = three_cells()
    organizations.rename(
        year.committee.cells[1],
        name="=Chi bộ giả công thức",
        effective_on=dt.date(2025, 2, 1),
        decision=organizations.DecisionRef("05-QĐ/ĐU", dt.date(2025, 1, 20)),
        by=as_of(year.committee.administrator, dt.date(2025, 2, 1)),
        now=moment(dt.date(2025, 2, 1)),
    )
    response = signed_in(client, year.office).get(f"{YEAR_PAGE}ket-qua.xlsx?ket_luan=khong-du")
    sheet: Any = load_workbook(BytesIO(response.content)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] == 1]
    assert len(rows) == 1
    assert rows[0][2] == "=Chi bộ giả công thức"
    assert rows[0][5] == 9
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_the_draft_decision_lists_those_eligible_and_carries_no_number(client):
    year = three_cells()
    response = signed_in(client, year.office).get(
        f"/van-ban/in/{YEAR}/{year.committee.organization.code}/recognition/ban-in.pdf"
    )
    assert response["Content-Type"] == "application/pdf"
    text = text_of(response.content)
    assert "DỰ THẢO" in text
    assert "Chi bộ số 1" in text
    assert "Chi bộ số 2" not in text
    assert "12/12" in text
    assert "Hoàn thành xuất sắc nhiệm vụ" in text


@pytest.mark.both
@pytest.mark.parametrize("under", ["", "xep-loai/", "ket-qua.xlsx"])
def test_the_queries_of_a_page_do_not_grow_with_its_rows(client, under):
    counts = []
    for cells in (1, 3):
        year = a_year_under(f"DB{cells}", cells)
        signed_in(client, year.office)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(YEAR_PAGE + under).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def a_year_under(code: str, cells: int) -> AYear:
    from tests.plans.factories import a_plan

    committee = a_committee(code, cells=cells)
    plan = a_plan(committee.organization, as_of(committee.office, dt.date(2024, 9, 1)))
    return AYear(committee, plan)


# Grades


GRADES_PAGE = f"{YEAR_PAGE}xep-loai/"


def typed(**fields: str) -> dict[str, str]:
    """A post of the table; ``CB01__decided`` stands for ``CB01:decided``."""
    return {name.replace("__", ":"): value for name, value in fields.items()}


@pytest.mark.both
def test_grades_are_entered_in_one_table_and_common_fields_fill_the_rows(client):
    year = a_year(cells=2)
    response = signed_in(client, year.office).post(
        GRADES_PAGE,
        typed(
            decided_body="Đảng ủy Sở",
            decided_on="28/12/2025",
            decided_number="12-QĐ/ĐU",
            CB01__decided="excellent",
            CB02__decided="good",
            CB02__decided_number="13-QĐ/ĐU",
        ),
        follow=True,
    )
    assert "Đã ghi xếp loại của 2 tổ chức." in response.content.decode()
    first, second = QualityGrade.objects.order_by("organization__code")
    assert (first.decided, first.decided_number) == ("excellent", "12-QĐ/ĐU")
    assert (second.decided_number, second.decided_on) == ("13-QĐ/ĐU", dt.date(2025, 12, 28))


def test_a_wrong_row_shows_its_sentence_at_its_field_and_keeps_what_was_typed(client):
    year = a_year(cells=2)
    response = signed_in(client, year.office).post(
        GRADES_PAGE,
        typed(CB01__decided="good", CB01__decided_on="31/02/2026", CB02__proposed="excellent"),
    )
    html = response.content.decode()
    assert response.status_code == 422
    assert "<title>Lỗi:" in html
    assert "Không có ngày 31/02/2026" in html
    assert 'value="31/02/2026"' in html
    assert '<option value="excellent" selected>' in html
    assert not QualityGrade.objects.exists()


def test_a_refusal_of_the_service_stands_at_its_field_too(client):
    year = a_year(cells=1)
    response = signed_in(client, year.office).post(GRADES_PAGE, typed(CB01__decided="good"))
    html = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_CB01:decided_on"' in html
    assert ", nơi quyết định: Đã chọn mức được xếp loại nhưng chưa có nơi quyết định" in html
    assert "CB01: " not in html


def test_a_grade_that_does_not_exist_and_extra_fields_change_nothing(client):
    year = a_year(cells=1)
    other = a_committee("DBKHAC", cells=1)
    signed_in(client, year.office)
    answer = client.post(GRADES_PAGE, typed(CB01__proposed="tuyệt vời"))
    assert answer.status_code == 422
    foreign = {f"{other.cells[0].code}:proposed": "good", "status": "x"}
    assert client.post(GRADES_PAGE, foreign).status_code == 422
    assert not QualityGrade.objects.exists()


def test_opening_the_pages_writes_nothing(client):
    year = three_cells()
    signed_in(client, year.office)
    before = (AuditEvent.objects.count(), QualityGrade.objects.count())
    for address in (YEAR_PAGE, GRADES_PAGE, f"{YEAR_PAGE}to-chuc/CB01/", "/cong-nhan/"):
        client.get(address)
    assert (AuditEvent.objects.count(), QualityGrade.objects.count()) == before
