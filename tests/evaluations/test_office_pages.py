"""The office's queue and sheets, and what members and cells read."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations import services, urls
from evaluations.models import Evaluation
from evaluations.reading import values_of
from evaluations.services import Paper
from evaluations.workflow import Status
from organizations.actors import operator
from organizations.formats import LOCAL
from organizations.services import DecisionRef, move
from tests.factories import a_committee, an_organization, signed_in
from tests.strictness import StrictClient

from .factories import (
    YEAR,
    AYear,
    a_year,
    day_of,
    doing,
    evaluation_at,
    no_meeting_values,
    sheet_values,
    year_of,
)
from .page_forms import form_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOW = dt.datetime(2025, 4, 7, 9, tzinfo=LOCAL)
SHEET = "/danh-gia/2025/3/CB01/"
BOARD = "/danh-gia/2025/"


@pytest.fixture
def year() -> AYear:
    return a_year(cells=3)


@pytest.fixture
def office(client, year) -> Iterator[Client]:
    """The office at its desk on 7 April 2025."""
    with time_machine.travel(NOW, tick=False):
        yield signed_in(client, year.office)


@pytest.fixture
def watcher(client, year) -> Iterator[Client]:
    """The member responsible for the first cell."""
    with time_machine.travel(NOW, tick=False):
        yield signed_in(client, year.committee.watcher)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def sent(year, code="CB01", month=3, status=Status.SUBMITTED, **how) -> Evaluation:
    cell = next(cell for cell in year.committee.cells if cell.code == code)
    return evaluation_at(status, year, period=month, organization=cell, **how)


# The queue


def test_a_name_in_the_grid_leads_to_the_year_of_the_organisation(office, watcher, year):
    page = office.get(BOARD).content.decode()
    address = "/cong-nhan/2025/to-chuc/CB01/"
    assert f'<a href="{address}">Chi bộ số 1</a>' in page
    assert office.get(address).status_code == 200
    assert f'<a href="{address}">' in watcher.get(BOARD).content.decode()
    assert watcher.get(address).status_code == 200


def test_the_grid_stands_in_the_order_of_names_as_the_other_screens(office, year):
    an_organization("CB99", "Chi bộ Ấn loát", parent=year.committee.organization)
    page = office.get(BOARD).content.decode()
    names = re.findall(r"cong-nhan/2025/to-chuc/(CB\d\d)/", page)
    assert names == ["CB99", "CB01", "CB02", "CB03"]


def test_who_moved_away_is_named_without_a_link(office, year):
    other = a_committee("DBKHAC", cells=0)
    moved_on = dt.date(2025, 3, 1)
    move(
        year.committee.cells[0],
        parent=other.organization,
        effective_on=moved_on,
        decision=DecisionRef("7-QĐ/TU", moved_on),
        by=operator(moved_on),
        now=NOW,
    )
    page = office.get(BOARD).content.decode()
    assert '<th scope="row">Chi bộ số 1</th>' in page
    assert office.get("/cong-nhan/2025/to-chuc/CB01/").status_code == 404


def test_without_a_plan_the_grid_says_so_and_claims_nothing_of_the_months(office, year):
    page = text_of(office.get("/danh-gia/2024/"))
    assert page.count("Chưa có kế hoạch") == 1
    assert "Chưa có kế hoạch có hiệu lực cho năm 2024 nên chưa tính được tháng nào." in page
    assert 'href="/ke-hoach/">mục Kế hoạch</a>' in page
    assert "chưa đến hạn" not in page
    assert "Phải gửi" not in page
    page = text_of(signed_in(office, year.committee.watcher).get("/danh-gia/2024/"))
    assert "Chưa có kế hoạch có hiệu lực cho năm 2024" in page
    assert "Mời liên hệ văn phòng." in page
    assert "chưa đến hạn" not in page


def test_a_month_without_meeting_is_grey_in_the_grid_as_in_the_strip(office, year):
    evaluation_at(
        Status.CONFIRMED,
        year,
        period=2,
        organization=year.committee.cells[0],
        values=no_meeting_values(),
    )
    for address in (BOARD, "/cong-nhan/2025/to-chuc/CB01/"):
        page = office.get(address).content.decode()
        assert '<a class="mark " href="/danh-gia/2025/2/CB01/"><span aria-hidden="true">KSH' in page


def test_the_queue_shows_the_oldest_first_with_age_and_lateness(office, year):
    sent(year, "CB02")
    sent(year, "CB01", month=2)
    page = text_of(office.get(BOARD))
    assert "Đang chờ văn phòng (2)" in page
    assert page.index("Chi bộ số 1</th>") < page.index("Chi bộ số 2</th>")
    assert "33 ngày" in page
    assert "2 ngày" in page


@pytest.mark.both
def test_the_way_from_the_queue_to_the_next_sheet_keeps_the_filters(office, year):
    for code in ("CB01", "CB02", "CB03"):
        sent(year, code)
    sent(year, "CB01", month=2)
    page = office.get(f"{BOARD}?ky=3").content.decode()
    begin = form_of(page, f"{SHEET}bat-dau-xem/")
    answer = office.post(f"{SHEET}bat-dau-xem/?ky=3", begin)
    assert (answer.status_code, answer["Location"]) == (303, f"{SHEET}?ky=3")

    opened = office.get(answer["Location"])
    assert "Xác nhận phiếu" in text_of(opened)
    answer = office.post(f"{SHEET}xac-nhan/?ky=3", form_of(opened.content.decode(), "/xac-nhan/"))
    assert answer["Location"] == f"{SHEET}?ky=3"
    done = text_of(office.get(answer["Location"]))
    assert "Đã xác nhận phiếu tháng 3/2025 của Chi bộ số 1." in done
    assert "Tiếp theo trong hàng chờ: <b>Chi bộ số 2 – phiếu tháng 3/2025</b>" in done
    assert 'action="/danh-gia/2025/3/CB02/bat-dau-xem/?ky=3"' in done


def test_who_only_leafs_through_the_queue_sees_each_sheet_once_and_then_the_oldest_again(
    office, year
):
    for code in ("CB01", "CB02", "CB03"):
        sent(year, code, opened=True)
    sent(year, "CB01", month=2, opened=True)
    seen, address = [], f"{SHEET}?ky=3"
    for _ in range(3):
        page = office.get(address).content.decode()
        found = re.search(r'href="([^"]+)">Xem phiếu tiếp theo', page)
        address = unescape(found[1])
        seen.append(address)
    assert seen == [f"/danh-gia/2025/3/CB0{number}/?ky=3" for number in (2, 3, 1)]


@pytest.mark.both
def test_the_queue_is_filtered_by_name_without_marks_and_by_code(office, year):
    sent(year, "CB01")
    sent(year, "CB02")
    page = text_of(office.get(f"{BOARD}?tim=chi+bo+so+2"))
    assert "Đang chờ văn phòng (1)" in page
    assert "Chi bộ số 1</th>" not in page
    assert "Đang chờ văn phòng (1)" in text_of(office.get(f"{BOARD}?tim=cb01"))
    assert "theo bộ lọc này" in text_of(office.get(f"{BOARD}?tim=khong+co"))
    assert office.get(f"{BOARD}?ky=vo-nghia").status_code == 200


def test_confirming_twice_is_refused_and_nothing_changes(office, year):
    sheet = sent(year, opened=True)
    form = {"version": str(sheet.version)}
    assert office.post(f"{SHEET}xac-nhan/", form).status_code == 303
    before = Evaluation.objects.values().get()
    answer = office.post(f"{SHEET}xac-nhan/", form)
    assert answer.status_code == 422
    assert "vừa được người khác cập nhật" in text_of(answer)
    assert Evaluation.objects.values().get() == before


def test_foreign_fields_in_an_act_are_refused(office, year):
    sheet = sent(year, opened=True)
    answer = office.post(
        f"{SHEET}xac-nhan/", {"version": str(sheet.version), "sent_rating": "fail"}
    )
    assert answer.status_code == 422
    assert "không thuộc trang này (sent_rating)" in text_of(answer)
    assert Evaluation.objects.get().status == Status.SUBMITTED


# Returning, reopening, extending


def test_a_sheet_is_returned_by_ticking_parts_with_reason_and_sentence(office, year):
    sent(year, opened=True)
    page = office.get(f"{SHEET}tra-lai/")
    fields = form_of(page.content.decode()) | {
        "mark_criterion_2_1": "on",
        "reason_criterion_2_1": "reason_unclear",
        "sentence_criterion_2_1": "Mời nêu rõ báo cáo nào.",
    }
    answer = office.post(f"{SHEET}tra-lai/", fields)
    assert (answer.status_code, answer["Location"]) == (303, SHEET)
    page = text_of(office.get(SHEET))
    assert "Lý do trừ điểm chưa rõ – Mời nêu rõ báo cáo nào." in page
    assert "Bản đang hiện là bản gửi gần nhất" in page
    assert "Rút việc trả lại" in page


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (7, "24/04/2025"),  # the lock comes after the fifth day
        (23, "28/04/2025"),  # the fifth day comes after the lock
    ],
)
def test_after_a_return_the_page_names_one_last_day(client, year, day, last):
    sent(year, opened=True)
    with time_machine.travel(NOW.replace(day=day), tick=False):
        signed_in(client, year.office)
        fields = form_of(client.get(f"{SHEET}tra-lai/").content.decode()) | {
            "mark_votes": "on",
            "reason_votes": "other",
            "sentence_votes": "Mời xem lại.",
        }
        page = text_of(client.post(f"{SHEET}tra-lai/", fields, follow=True))
    assert f"Phiếu mở để sửa đến hết ngày {last}." in page
    assert f"sửa và gửi lại được đến hết ngày {last}." in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Chưa đánh dấu phần nào cần sửa"),
        ({"mark_votes": "on", "sentence_votes": "Mời xem lại."}, "Mời chọn lý do trả lại"),
        ({"mark_votes": "on", "reason_votes": "other"}, "Mời ghi một câu nêu rõ cần sửa gì"),
        ({"reason_votes": "magic"}, "magic"),
    ],
)
def test_a_return_without_part_reason_or_sentence_is_refused_and_keeps_what_was_typed(
    office, year, typed, sentence
):
    sent(year, opened=True)
    fields = form_of(office.get(f"{SHEET}tra-lai/").content.decode()) | typed
    answer = office.post(f"{SHEET}tra-lai/", fields)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    kept = form_of(answer.content.decode())
    assert kept.get("sentence_votes", "") == typed.get("sentence_votes", "")
    assert Evaluation.objects.get().status == Status.SUBMITTED


def test_the_form_of_a_return_says_each_label_once_and_calls_nothing_optional(office, year):
    sent(year, opened=True)
    page = office.get(f"{SHEET}tra-lai/")
    assert "(không bắt buộc)" not in page.content.decode()
    shown = re.sub(r"<[^>]+>", " ", page.content.decode())
    assert "Ưu điểm Hoàn thành chương trình công tác." in " ".join(shown.split())
    fields = form_of(page.content.decode()) | {"mark_criterion_2_1": "on"}
    refused = text_of(office.post(f"{SHEET}tra-lai/", fields))
    assert ">Tiêu chí 2.1: lý do: Mời chọn lý do trả lại.</a>" in refused
    assert ">Tiêu chí 2.1: cần sửa gì: Mời ghi một câu nêu rõ cần sửa gì.</a>" in refused


def test_while_a_cell_mends_the_office_reads_what_was_last_sent(office, year):
    sheet = sent(year, status=Status.RETURNED, marks={"text:strengths": "Mời nêu rõ."})
    services.save(
        year.cell,
        YEAR,
        3,
        replace(values_of(sheet), strengths="Đang viết dở"),
        version=sheet.version,
        **doing(year.secretary, NOW),
    )
    page = text_of(office.get(SHEET))
    assert "Hoàn thành chương trình công tác." in page
    assert "Đang viết dở" not in page


def test_reopening_asks_for_a_reason_and_keeps_it_in_the_history(office, year):
    sheet = sent(year, status=Status.CONFIRMED)
    form = {"version": str(sheet.version), "reason": " "}
    answer = office.post(f"{SHEET}mo-lai/", form)
    assert answer.status_code == 422
    assert "Mở lại phiếu phải có lý do." in text_of(answer)
    form["reason"] = "Chi bộ báo nhầm số liệu"
    assert office.post(f"{SHEET}mo-lai/", form).status_code == 303
    assert "Mở lại phiếu tháng 3/2025: Chi bộ báo nhầm số liệu" in text_of(
        office.get(f"{SHEET}lich-su/")
    )
    cell = signed_in(Client(), year.secretary)
    for page in (SHEET, f"{SHEET}nhap/"):
        assert "Chi bộ báo nhầm số liệu" in text_of(cell.get(page))
    assert "Văn phòng mở lại ngày 07/04/2025" in text_of(cell.get("/"))


def test_a_locked_month_is_opened_until_a_day_with_a_reason(client, year):
    with time_machine.travel(day_of(3, 26), tick=False):
        office = signed_in(client, year.office)
        assert "Mở lại kỳ đã khóa" in text_of(office.get(SHEET))
        wrong = office.post(f"{SHEET}gia-han/", {"until": "20/04/2025", "reason": "Ốm"})
        assert wrong.status_code == 422
        assert "chỉ khóa từ ngày 25/04/2025" in text_of(wrong)
        answer = office.post(
            f"{SHEET}gia-han/", {"until": "10/05/2025", "reason": "Bí thư ốm dài ngày"}
        )
        assert answer.status_code == 303
        assert "đến hết ngày 10/05/2025" in text_of(office.get(SHEET))
        page = text_of(office.get(SHEET))  # without the message of the act
        assert "mở lại tháng 3/2025 đến hết ngày 10/05/2025: Bí thư ốm dài ngày" in page
        assert "Đổi ngày mở lại" in page
        assert "Đang mở lại đến hết ngày 10/05/2025" in text_of(office.get(f"{SHEET}gia-han/"))
        cell = signed_in(Client(), year.secretary)
        assert "Bí thư ốm dài ngày" in text_of(cell.get(SHEET))
        assert cell.get(f"{SHEET}nhap/").status_code == 200


# Paper


def test_a_sheet_is_keyed_in_from_paper_marked_and_objected_to(office, year):
    fields = form_of(office.get(f"{SHEET}nhap-thay/").content.decode())
    for name in list(fields):
        if name.startswith("points_") and not fields[name]:
            code = name.removeprefix("points_").replace("_", ".")
            entry = sheet_values(year).points[code]
            fields[name] = str(entry.points).replace(".", ",")
    fields |= {
        "meeting_on": "03/04/2025",
        "voters": "17",
        "present": "16",
        "votes_for": "15",
        "votes_against": "1",
        "votes_other": "0",
        "rating": "pass",
        "paper_received_on": "06/04/2025",
        "paper_signer": "Trần Văn Ký",
    }
    wrong = office.post(f"{SHEET}nhap-thay/", fields | {"votes_for": "2"})
    assert wrong.status_code == 422
    assert "cộng là 3, nhưng có mặt 16" in text_of(wrong)
    assert form_of(wrong.content.decode())["paper_signer"] == "Trần Văn Ký"
    assert not Evaluation.objects.exists()

    assert office.post(f"{SHEET}nhap-thay/", fields).status_code == 303
    assert "nhập thay theo bản giấy do đồng chí Trần Văn Ký ký" in text_of(office.get(SHEET))

    cell = signed_in(Client(), year.secretary)
    page = cell.get(SHEET)
    assert "Phản ánh chỗ chưa đúng" in text_of(page)
    version = str(Evaluation.objects.get().version)
    answer = cell.post(f"{SHEET}phan-anh/", {"version": version, "reason": "Có mặt 15"})
    assert answer.status_code == 303
    blocked = text_of(office.get(SHEET))
    assert "Chi bộ có phản ánh về phiếu nhập thay này" in blocked
    version = str(Evaluation.objects.get().version)
    office.post(f"{SHEET}tra-loi/", {"version": version, "answer": "Bản giấy ghi 16"})
    assert "Trả lời ngày 07/04/2025: Bản giấy ghi 16" in text_of(cell.get(SHEET))


def test_what_was_keyed_in_from_paper_is_corrected(office, year):
    sent(year, from_paper=True)
    fields = form_of(office.get(f"{SHEET}sua-ban-giay/").content.decode())
    assert fields["paper_signer"] == "Trần Văn Ký"
    answer = office.post(f"{SHEET}sua-ban-giay/", fields | {"strengths": "Theo bản giấy"})
    assert answer.status_code == 303
    assert Evaluation.objects.get().strengths == "Theo bản giấy"


def test_where_the_cell_sent_its_own_the_paper_page_says_so(office, year):
    sent(year)
    answer = office.get(f"{SHEET}nhap-thay/")
    assert answer.status_code == 422
    assert "nên không nhập thay theo bản giấy được" in text_of(answer)


def test_the_signed_copy_is_noted(office, year):
    sheet = sent(year, status=Status.CONFIRMED)
    assert "Bản ký chưa nhận." in text_of(office.get(SHEET))
    office.post(
        f"{SHEET}ban-ky/",
        {"version": str(sheet.version), "signed_copy_received_on": "07/04/2025"},
    )
    assert "Bản ký đã nhận ngày 07/04/2025." in text_of(office.get(SHEET))


# The committee's own sheet


@pytest.mark.parametrize("code", ["DBSVHTTDL", "CB01"])
def test_an_office_that_opens_a_locked_month_is_not_sent_to_itself(client, year, code):
    with time_machine.travel(NOW.replace(day=25), tick=False):
        page = text_of(signed_in(client, year.office).get(f"/danh-gia/2025/3/{code}/"))
    assert "Nếu cần nhập, mời mở lại kỳ này, kèm lý do." in page
    assert "Mở lại kỳ đã khóa" in page
    assert "liên hệ Văn phòng" not in page


def test_an_office_without_a_plan_is_led_to_the_plans_and_not_to_itself(office, year):
    page = text_of(office.get("/danh-gia/2024/"))
    assert 'vào hiệu lực tại <a href="/ke-hoach/">mục Kế hoạch</a>.' in page
    sheet = text_of(office.get("/danh-gia/2024/3/DBSVHTTDL/"))
    assert "Mời lập kế hoạch hoặc đưa kế hoạch vào hiệu lực tại mục Kế hoạch." in sheet
    for shown in (page, sheet):
        assert "liên hệ văn phòng" not in shown


def test_the_committees_own_sheet_is_confirmed_with_its_basis(office, year):
    sheet = evaluation_at(
        Status.SUBMITTED, year, organization=year.committee.organization, opened=True
    )
    own = "/danh-gia/2025/3/DBSVHTTDL/"
    page = office.get(own)
    assert "Xác nhận phiếu của chính đảng bộ" in text_of(page)
    form = form_of(page.content.decode(), "/xac-nhan/")
    wrong = office.post(f"{own}xac-nhan/", form)
    assert wrong.status_code == 422
    answer = office.post(f"{own}xac-nhan/", form | {"basis_on": "05/04/2025", "basis_number": ""})
    assert answer.status_code == 303
    assert "Căn cứ: kết luận của hội nghị, ngày 05/04/2025 (chưa có số)" in text_of(office.get(own))
    sheet.refresh_from_db()
    answer = office.post(
        f"{own}so-can-cu/", {"version": str(sheet.version), "basis_number": "12-KL/ĐU"}
    )
    assert answer.status_code == 303
    assert "số 12-KL/ĐU" in text_of(office.get(own))


def test_the_committees_sheet_proposes_its_members_of_that_day(office):
    form = form_of(office.get("/danh-gia/2025/3/DBSVHTTDL/bieu-quyet/").content.decode())
    assert form["voters"] == "5"


# Reading


def test_a_draft_is_nobodys_but_its_writers(office, watcher, year):
    sent(year, status=Status.DRAFT, values=sheet_values(year, strengths="Bí mật nháp"))
    for reader in (signed_in(Client(), year.office), signed_in(Client(), year.committee.watcher)):
        page = text_of(reader.get(SHEET))
        assert "Chưa có phiếu nào được gửi" in page
        assert "Bí mật nháp" not in page
        assert reader.get(f"{SHEET}lich-su/").status_code == 404
        assert reader.get(f"{SHEET}in/").status_code == 404


def test_a_member_reads_what_assigned_cells_sent_and_does_nothing(watcher, year):
    sent(year)
    page = text_of(watcher.get(SHEET))
    assert "98 điểm" in page or "100 điểm" in page
    assert 'method="post" action="/danh-gia' not in page
    assert watcher.get("/danh-gia/2025/3/CB02/").status_code == 404
    board = text_of(watcher.get(BOARD))
    assert "Chi bộ số 1" in board
    assert "Chi bộ số 2" not in board
    assert "Đang chờ văn phòng" not in board


def test_words_fit_the_reader(office, year):
    sent(year)
    assert "Chờ xác nhận" in text_of(office.get(SHEET))
    cell = signed_in(Client(), year.secretary)
    assert "Đã gửi, chờ xác nhận" in text_of(cell.get(SHEET))


def test_differences_to_last_month_and_to_the_last_version_are_marked(office, year):
    sent(year, month=2)
    sheet = sent(year, status=Status.RETURNED, marks={"criterion:2.2": "Mời nêu rõ."})
    values = sheet_values(year, deducted={"2.2": "Họp chuẩn bị muộn"})
    services.save(year.cell, YEAR, 3, values, version=sheet.version, **doing(year.secretary, NOW))
    sheet.refresh_from_db()
    services.submit(sheet, version=sheet.version, resubmission="typo", **doing(year.secretary, NOW))
    page = text_of(office.get(SHEET))
    assert "Khác tháng trước 5" in page
    assert "Lần gửi trước: 5 điểm" in page
    assert "Gửi lại: sửa lỗi nhập." in page


def test_the_verdict_is_explained_with_clause_threshold_and_figures(office, year):
    sent(year)
    page = text_of(office.get(SHEET))
    assert "Vì sao?" in page
    assert "mức đạt cần từ 90 điểm: bảo đảm (mục II.4.2.2, gạch đầu dòng thứ hai)" in page
    assert "15 trên 17 đồng chí có quyền biểu quyết tán thành, cần quá nửa (ít nhất 9)" in page


def test_the_history_tells_who_when_and_what_changed_newest_first(office, year):
    sheet = sent(year, status=Status.RETURNED, marks={"criterion:2.2": "Mời nêu rõ."})
    services.save(
        year.cell,
        YEAR,
        3,
        sheet_values(year, deducted={"2.2": "Họp muộn"}),
        version=sheet.version,
        **doing(year.secretary, NOW),
    )
    sheet.refresh_from_db()
    services.submit(sheet, version=sheet.version, resubmission="typo", **doing(year.secretary, NOW))
    page = text_of(office.get(f"{SHEET}lich-su/"))
    assert "1 nội dung thay đổi so với bản 1" in page
    assert "<b>Tiêu chí 2.2:</b> 5 điểm → 4 điểm: Họp muộn" in page
    assert "Tiêu chí 2.2 – Lý do khác: Mời nêu rõ." in page
    assert page.index("09:00 ngày 07/04/2025") < page.index("Bắt đầu lập phiếu")


def test_what_was_taken_back_is_as_if_never_sent_for_the_office(office, year):
    sheet = sent(year, values=sheet_values(year, strengths="Bản lấy lại"))
    services.take_back(sheet, version=sheet.version, **doing(year.secretary, NOW))
    sheet = services.save(
        year.cell, YEAR, 3, sheet_values(year), version=sheet.version, **doing(year.secretary, NOW)
    )
    services.submit(sheet, version=sheet.version, **doing(year.secretary, NOW))
    for page in (SHEET, f"{SHEET}lich-su/"):
        assert "Bản lấy lại" not in text_of(office.get(page))
    own = signed_in(Client(), year.secretary)
    assert "Bản lấy lại → Hoàn thành chương trình công tác." in text_of(own.get(f"{SHEET}lich-su/"))


def test_a_month_without_a_meeting_is_read_with_its_reason(office, year):
    sent(year, values=no_meeting_values())
    page = text_of(office.get(SHEET))
    assert "Cả chi bộ đi công tác dài ngày" in page
    assert "không được tính là tháng đạt" in page


# Numbers of queries


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_board_asks_as_much_for_three_cells_as_for_one():
    counts = []
    for code, cells in (("DBMOT", 1), ("DBBA", 3)):
        year = year_of(a_committee(code, cells=cells))
        with time_machine.travel(NOW, tick=False):
            counts.append(queries(signed_in(Client(), year.office), BOARD))
    assert counts[0] == counts[1]


def test_the_office_list_asks_as_much_for_three_sheets_as_for_one(office, year):
    sent(year, "CB01")
    one = queries(office, BOARD)
    sent(year, "CB02")
    sent(year, "CB03", from_paper=True)
    assert queries(office, BOARD) == one


def test_the_cells_year_asks_as_much_for_three_months_as_for_one(client, year):
    with time_machine.travel(NOW, tick=False):
        cell = signed_in(client, year.secretary)
        sent(year, month=1, status=Status.CONFIRMED)
        one = queries(cell, BOARD)
        sent(year, month=2, status=Status.RETURNED)
        sent(year, month=3, status=Status.SUBMITTED)
        assert queries(cell, BOARD) == one


def test_a_sheet_with_more_versions_asks_no_more(office, year):
    sheet = sent(year, from_paper=True)
    few = queries(office, SHEET)
    for signer in ("Một", "Hai", "Ba"):
        services.correct_paper_entry(
            sheet,
            values_of(sheet),
            paper=Paper(dt.date(2025, 4, 5), signer),
            version=sheet.version,
            **doing(year.office, NOW),
        )
    assert queries(office, SHEET) == few


def test_a_month_without_meeting_is_compared_with_no_criteria(office, year):
    sent(year, month=2)
    sent(year, month=3, values=no_meeting_values("Cả chi bộ đi chống bão"))
    page = text_of(office.get(SHEET))
    assert "Cả chi bộ đi chống bão" in page
    assert "Khác tháng trước" not in page


# A year without a plan


@pytest.mark.parametrize(
    "pattern",
    [one for one in urls.urlpatterns if "code" in str(one.pattern) and "scan" not in one.name],
)
def test_a_year_without_a_plan_says_so_at_every_address_of_a_sheet(office, year, pattern):
    """Whoever comes there by an old link or a mistyped year reads why, and no page of an error."""
    address = reverse(f"evaluations:{pattern.name}", args=[2014, 3, "CB01"])
    with time_machine.travel(NOW, tick=False):
        secretary = signed_in(StrictClient(), year.secretary)
        answers = [send(address) for c in (office, secretary) for send in (c.get, c.post)]
    said = [answer for answer in answers if answer.status_code in (200, 422)]
    assert said, [answer.status_code for answer in answers]
    for answer in said:
        assert "Năm này chưa có kế hoạch hiệu lực" in text_of(answer)
    assert {answer.status_code for answer in answers} <= {200, 403, 404, 405, 422}
