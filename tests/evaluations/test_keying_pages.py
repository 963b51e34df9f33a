"""Keying in a sheet: steps, refusals that keep what was typed, two people at once."""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
import time_machine
from django.test import Client

from evaluations import services
from evaluations.models import Evaluation
from evaluations.values import PointEntry, SheetValues
from evaluations.workflow import Status
from organizations.formats import LOCAL, vn_datetime
from plans.models import Criterion
from tests.factories import signed_in

from .factories import (
    YEAR,
    AYear,
    a_year,
    day_of,
    doing,
    evaluation_at,
    full_points,
    no_meeting_values,
    self_review_values,
    sheet_values,
)
from .page_forms import form_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOW = dt.datetime(2025, 4, 5, 21, 4, tzinfo=LOCAL)
SHEET = "/danh-gia/2025/3/CB01/"
CONTENT, MEETING = f"{SHEET}nhap/", f"{SHEET}bieu-quyet/"


@pytest.fixture
def year() -> AYear:
    return a_year(cells=2)


@pytest.fixture
def cell(client, year) -> Iterator[Client]:
    """The secretary of the first cell at her phone, on 5 April 2025 at 21:04."""
    with time_machine.travel(NOW, tick=False):
        yield signed_in(client, year.secretary)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_of_a_month_that_cannot_be_keyed_in_no_form_is_offered(cell):
    for month, why in ((5, "chưa bắt đầu"), ("nam", "mở từ ngày 01/11/2025")):
        page = text_of(cell.get(f"/danh-gia/2025/{month}/CB01/nhap/"))
        assert why in page
        assert 'id="phieu"' not in page


def test_an_overdue_month_is_called_not_sent_on_its_own_page_too(client, year):
    with time_machine.travel(day_of(3, 26), tick=False):
        page = text_of(signed_in(client, year.secretary).get(SHEET))
    assert "Chưa gửi" in page
    assert "Chưa bắt đầu" not in page


def test_a_month_that_is_not_due_yet_is_not_called_missing(client, year):
    with time_machine.travel(NOW, tick=False):
        own = text_of(signed_in(client, year.secretary).get(SHEET))
        page = text_of(signed_in(client, year.office).get(SHEET))
    assert "Chưa bắt đầu" in own
    assert "Chưa đến hạn" in page
    assert "Chưa gửi" not in page


def content_form(cell: Client, **typed: str) -> dict[str, str]:
    """The first step as the page offers it, with all points full, and what is typed."""
    fields = form_of(cell.get(CONTENT).content.decode())
    for criterion in Criterion.objects.filter(group__framework__kind="cell"):
        name = f"points_{criterion.code.replace('.', '_')}"
        if name in fields and not fields[name]:
            fields[name] = f"{criterion.max_points.normalize():f}".replace(".", ",")
    return fields | typed


def meeting_form(cell: Client, **typed: str) -> dict[str, str]:
    """The second step, filled in."""
    return form_of(cell.get(MEETING).content.decode()) | {
        "meeting_on": "03/04/2025",
        "voters": "17",
        "present": "16",
        "votes_for": "15",
        "votes_against": "1",
        "votes_other": "0",
        "rating": "pass",
        **typed,
    }


# The whole way, as without scripts


def test_a_sheet_is_keyed_in_checked_and_sent_without_scripts(cell, year):
    page = cell.get(f"/danh-gia/{YEAR}/lap-phieu/")
    assert "Đánh giá tháng nào?" in text_of(page)
    assert 'value="3" checked' in text_of(page)
    assert cell.get(f"/danh-gia/{YEAR}/lap-phieu/?thang=3")["Location"] == CONTENT

    typed = content_form(cell, points_2_2="4,5", reason_2_2="Báo cáo tháng gửi chậm 2 ngày")
    answer = cell.post(CONTENT, typed)
    assert (answer.status_code, answer["Location"]) == (303, MEETING)
    answer = cell.post(MEETING, meeting_form(cell))
    assert (answer.status_code, answer["Location"]) == (303, SHEET)

    check = cell.get(SHEET)
    assert "Kiểm tra trước khi gửi" in text_of(check)
    assert "99,5 điểm" in text_of(check)
    assert "Gửi phiếu tháng 3 về Đảng ủy" in text_of(check)
    answer = cell.post(f"{SHEET}gui/", form_of(check.content.decode(), "/gui/"))
    assert (answer.status_code, answer["Location"]) == (303, SHEET)

    sent = text_of(cell.get(SHEET))
    assert "Đã gửi phiếu tháng 3/2025." in sent
    assert "Đã gửi, chờ xác nhận" in sent
    assert "có thể lấy lại để sửa" in sent
    assert Evaluation.objects.get().sent_total == Decimal("99.5")


def test_a_new_sheet_proposes_not_applicable_by_rhythm_and_the_members_with_a_vote(cell):
    fields = form_of(cell.get("/danh-gia/2025/4/CB01/nhap/").content.decode())
    assert (fields["points_2_1"], fields["none_2_1"]) == ("5", "on")
    assert fields["points_1_1"] == ""
    assert "none_1_1" not in fields
    assert form_of(cell.get(MEETING).content.decode())["voters"] == "17"


def test_opening_pages_writes_nothing(cell):
    for address in (SHEET, CONTENT, MEETING, f"{SHEET}khong-sinh-hoat/", f"/danh-gia/{YEAR}/"):
        assert cell.get(address).status_code == 200
    assert not Evaluation.objects.exists()


def test_what_is_missing_stands_on_top_of_the_check_with_links_to_its_fields(cell, year):
    services.save(
        year.cell,
        YEAR,
        3,
        SheetValues(points=full_points(year.plan, "cell")),
        version=0,
        **doing(year.secretary, NOW),
    )
    page = text_of(cell.get(SHEET))
    assert "nội dung cần hoàn thiện trước khi gửi" in page
    assert f'href="{MEETING}?ve=kiem-tra#id_meeting_on"' in page
    assert f'href="{MEETING}?ve=kiem-tra#id_voters"' in page


@pytest.mark.both
def test_an_answer_mended_from_the_check_comes_back_there(cell, year):
    evaluation_at(Status.DRAFT, year)
    answer = cell.post(f"{CONTENT}?ve=kiem-tra", content_form(cell, strengths="Sửa lại"))
    assert answer["Location"] == SHEET


def test_kept_for_later_one_comes_back_to_the_year_with_the_time(cell):
    answer = cell.post(CONTENT, content_form(cell) | {"then": "later"})
    assert answer["Location"] == f"/danh-gia/{YEAR}/"
    assert "Đã lưu phiếu tháng 3/2025 lúc 21:04 ngày 05/04/2025." in text_of(
        cell.get(answer["Location"])
    )


def test_going_back_to_the_points_keeps_what_stands_there_however_little(cell):
    assert "Quay lại phần điểm" in text_of(cell.get(MEETING))
    fields = form_of(cell.get(MEETING).content.decode())
    answer = cell.post(MEETING, fields | {"present": "16", "then": "back"})
    assert (answer.status_code, answer["Location"]) == (303, CONTENT)
    assert Evaluation.objects.get().present == 16


def test_a_self_review_goes_back_to_its_contents(client, year):
    evaluation_at(Status.DRAFT, year, period=13)
    with time_machine.travel(dt.datetime(2025, 12, 5, 9, tzinfo=LOCAL), tick=False):
        page = text_of(signed_in(client, year.secretary).get("/danh-gia/2025/nam/CB01/bieu-quyet/"))
    assert "Quay lại phần nội dung" in page
    assert "phần điểm" not in page


def test_the_bar_that_sends_says_points_and_level_and_of_a_self_review_the_level(client, year):
    for period in (3, 13):
        evaluation_at(Status.DRAFT, year, period=period)
    with time_machine.travel(NOW, tick=False):
        assert "điểm · tự nhận mức đạt" in text_of(signed_in(client, year.secretary).get(SHEET))
    with time_machine.travel(dt.datetime(2025, 12, 22, 9, tzinfo=LOCAL), tick=False):
        page = text_of(signed_in(client, year.secretary).get("/danh-gia/2025/nam/CB01/"))
    assert '<div class="total"> Tự nhận mức đạt' in page


def test_of_a_sheet_that_came_back_mending_is_the_main_act_until_it_was_mended(client, year):
    evaluation_at(Status.RETURNED, year, marks={"text:strengths": "Mời nêu rõ hơn."})
    with time_machine.travel(day_of(3, 7), tick=False):
        cell = signed_in(client, year.secretary)
        assert main_acts(text_of(cell.get(SHEET))) == ["Sửa phiếu"]
        autosave(cell, form_of(cell.get(CONTENT).content.decode()) | {"strengths": "Rõ hơn"})
        assert main_acts(text_of(cell.get(SHEET))) == ["Gửi phiếu tháng 3 về Đảng ủy"]


def main_acts(page: str) -> list[str]:
    return re.findall(r'class="btn"[^>]*>([^<]+)<', page)


def test_last_months_texts_are_copied_into_empty_fields_and_nothing_typed_is_lost(cell, year):
    evaluation_at(Status.SUBMITTED, year, period=2)
    answer = cell.post(CONTENT, content_form(cell, shortcomings="Mới gõ") | {"then": "copy"})
    fields = form_of(cell.get(answer["Location"]).content.decode())
    assert fields["strengths"] == "Hoàn thành chương trình công tác."
    assert fields["shortcomings"] == "Mới gõ"
    assert Evaluation.objects.get(period=3).strengths == ""
    checking = f"{CONTENT}?ve=kiem-tra"
    answer = cell.post(checking, form_of(cell.get(checking).content.decode()) | {"then": "copy"})
    assert "ve=kiem-tra" in answer["Location"]


def test_the_last_three_months_stand_beside_each_criterion(cell, year):
    for month, points in ((1, "5"), (2, "4.5")):
        entries = full_points(year.plan, "cell") | {"2.2": PointEntry(Decimal(points), "Chậm")}
        evaluation_at(
            Status.SUBMITTED,
            year,
            period=month,
            values=sheet_values(year, month, points=entries),
        )
    assert "Ba tháng trước: – · 5 · 4,5" in text_of(cell.get(CONTENT))


def test_the_sample_framework_is_marked(cell):
    assert "Khung tiêu chí mẫu" in text_of(cell.get(CONTENT))


# Wrong input


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"points_1_1": "4,5"}, ">Điểm tiêu chí 1.1: 4,5 điểm vượt điểm tối đa 4"),
        ({"points_1_1": "-1"}, "-1 điểm nhỏ hơn 0"),
        ({"points_1_1": "3,7"}, "3,7 điểm không theo bước 0,5"),
        ({"points_1_1": "3.5"}, "“3.5” không phải là số. Mời nhập như 92 hoặc 92,5"),
        ({"points_1_1": "ba"}, "“ba” không phải là số"),
        ({"strengths": "Rất tốt 😀"}, "GRINNING FACE"),
        ({"status": "confirmed"}, "có trường không thuộc trang này (status)"),
        ({"points_9_9": "3"}, "có trường không thuộc trang này (points_9_9)"),
        ({"version": ""}, "Mời tải lại trang"),
    ],
)
def test_wrong_points_and_foreign_fields_are_refused_and_everything_typed_stays(
    cell, typed, sentence
):
    fields = content_form(cell, shortcomings="Việc học tập còn chậm", **typed)
    answer = cell.post(CONTENT, fields)

    page = text_of(answer)
    assert answer.status_code == 422
    assert sentence in page
    assert "<title>Lỗi: " in page
    assert form_of(answer.content.decode())["shortcomings"] == "Việc học tập còn chậm"
    for name, value in typed.items():
        if name.startswith(("points_1", "strengths")):
            assert form_of(answer.content.decode())[name] == value
    assert not Evaluation.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"meeting_on": "31/02/2025"}, "Không có ngày 31/02/2025"),
        ({"meeting_on": "2025-04-03"}, "không phải là ngày"),
        ({"voters": "mười"}, "không phải là số"),
        ({"present": "-1"}, "Giá trị phải từ 0 trở lên"),
        ({"votes_for": "1,5"}, "Mời nhập một số nguyên"),
        ({"rating": "super"}, "super"),
        ({"ballot": "email"}, "email"),
    ],
)
def test_wrong_meeting_fields_are_refused_and_everything_typed_stays(cell, typed, sentence):
    answer = cell.post(MEETING, meeting_form(cell, note="Họp ghép", **typed))
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert form_of(answer.content.decode())["note"] == "Họp ghép"
    assert not Evaluation.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"votes_for": "14"}, "cộng là 15, nhưng có mặt 16 đồng chí"),
        ({"present": "18", "votes_for": "17"}, "Có mặt 18 đồng chí, nhiều hơn 17"),
        ({"votes_for": "8", "votes_against": "8"}, "8 trên 17 đồng chí"),
        ({"meeting_on": "28/02/2025"}, "nằm ngoài khoảng 01/03/2025 – 10/04/2025"),
    ],
)
def test_sending_a_vote_that_does_not_stand_is_refused_on_the_check_page(cell, typed, sentence):
    cell.post(CONTENT, content_form(cell))
    assert cell.post(MEETING, meeting_form(cell, **typed)).status_code == 303
    check = cell.get(SHEET)
    assert sentence in text_of(check)
    answer = cell.post(f"{SHEET}gui/", form_of(check.content.decode(), "/gui/"))
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert Evaluation.objects.get().status == Status.DRAFT


def test_a_deduction_without_a_reason_is_named_before_sending(cell):
    cell.post(CONTENT, content_form(cell, points_2_2="4"))
    cell.post(MEETING, meeting_form(cell))
    assert "Tiêu chí 2.2 được 4 trên 5 điểm nhưng chưa có lý do" in text_of(cell.get(SHEET))


def test_a_replayed_sending_is_refused_and_nothing_changes(cell, year):
    evaluation_at(Status.DRAFT, year)
    fields = form_of(cell.get(SHEET).content.decode(), "/gui/")
    assert cell.post(f"{SHEET}gui/", fields).status_code == 303
    before = Evaluation.objects.values().get()
    answer = cell.post(f"{SHEET}gui/", fields)
    assert answer.status_code == 422
    assert "vừa được người khác cập nhật" in text_of(answer)
    assert Evaluation.objects.values().get() == before


def test_keying_in_what_was_sent_is_refused_and_shows_the_sheet(cell, year):
    fields = content_form(cell)
    evaluation_at(Status.SUBMITTED, year)
    before = Evaluation.objects.values().get()
    answer = cell.post(CONTENT, fields | {"version": str(before["version"])})
    assert answer.status_code == 422
    assert "Phiếu đã gửi, đang chờ xác nhận nên không sửa được" in text_of(answer)
    assert Evaluation.objects.values().get() == before


def test_a_locked_month_says_what_since_when_why_and_who_opens_it(client, year):
    with time_machine.travel(dt.datetime(2025, 4, 25, 8, tzinfo=LOCAL), tick=False):
        cell = signed_in(client, year.secretary)
        page = text_of(cell.get(CONTENT))
        assert "Phiếu tháng 3/2025 đã khóa nhập liệu từ 00:00 ngày 25/04/2025" in page
        office = "Văn phòng Đảng ủy Sở Văn hóa, Thể thao và Du lịch"
        assert f"liên hệ {office} (đồng chí {year.office.user.full_name}) để được mở lại" in page
        answer = cell.post(CONTENT, {"version": "0", "strengths": "Muộn"})
        assert answer.status_code == 422
        assert "đã khóa nhập liệu" in text_of(answer)
    assert not Evaluation.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "/danh-gia/2025/3/CB02/",
        "/danh-gia/2025/3/CB02/nhap/",
        "/danh-gia/2025/3/CB99/",
        "/danh-gia/2025/13/CB01/",
        "/danh-gia/2025/0/CB01/",
        "/danh-gia/1899/3/CB01/",
    ],
)
def test_what_is_foreign_looks_exactly_like_what_is_absent(cell, address):
    assert cell.get(address).status_code == 404
    assert cell.post(address + "gui/", {"version": "1"}).status_code == 404


def test_a_month_not_begun_is_refused_with_its_first_day(cell):
    answer = cell.post("/danh-gia/2025/5/CB01/nhap/", {"version": "0", "strengths": "Sớm"})
    assert answer.status_code == 422
    assert "Tháng 5/2025 chưa bắt đầu" in text_of(answer)
    assert not Evaluation.objects.exists()


def test_a_year_without_a_plan_says_so(cell):
    assert "chưa có kế hoạch hiệu lực" in text_of(cell.get("/danh-gia/2024/3/CB01/"))


# Saving while somebody types


def test_what_was_saved_on_an_earlier_day_says_which(cell, year):
    evaluation_at(Status.DRAFT, year)
    saved = Evaluation.objects.get()
    page = text_of(cell.get(CONTENT))
    assert f"Đã lưu lúc {vn_datetime(saved.saved_at)}" in page
    assert "ngày 04/04/2025" in vn_datetime(saved.saved_at)
    autosave(cell, content_form(cell))
    assert "Đã lưu lúc 21:04</span>" in text_of(cell.get(CONTENT))


def autosave(cell: Client, fields: dict[str, str], address: str = CONTENT):
    return cell.post(address, fields, headers={"HX-Request": "true"})


def test_what_is_typed_is_saved_and_the_server_gives_totals_and_touches_no_field(cell):
    answer = autosave(cell, content_form(cell, points_2_2="4,5", reason_2_2="Chậm"))
    page = text_of(answer)
    assert answer.status_code == 200
    assert "Đã lưu lúc 21:04" in page
    assert '<b id="tong-diem" hx-swap-oob="true">99,5</b>' in page
    assert '<span id="diem-nd-2" hx-swap-oob="true">24,5</span>' in page
    assert '<span id="tru-2_2" hx-swap-oob="true">0,5</span>' in page
    assert '<input type="hidden" name="version" id="id_version" value="1"' in page
    assert "textarea" not in page
    assert page.count("<input") == 1
    assert Evaluation.objects.get().total == Decimal("99.5")


def places_of(markup: str) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', markup))


def test_what_saving_answers_has_its_place_on_the_page(client, year):
    evaluation_at(Status.RETURNED, year, marks={"criterion:2.1": "Mời nêu rõ báo cáo nào."})
    with time_machine.travel(day_of(3, 7), tick=False):
        cell = signed_in(client, year.secretary)
        page = cell.get(CONTENT)
        answered = places_of(text_of(autosave(cell, form_of(page.content.decode()))))
    assert {"tong-diem", "diem-nd-2", "tru-2_1"} <= answered <= places_of(text_of(page))


def test_saving_the_meeting_too_is_answered_in_places_that_are_there(cell):
    autosave(cell, content_form(cell))
    page = cell.get(MEETING)
    answer = autosave(cell, form_of(page.content.decode()), MEETING)
    answered = places_of(text_of(answer))
    assert {"tong-diem", "da-luu"} <= answered <= places_of(text_of(page))


def test_a_field_that_is_wrong_is_named_and_all_others_are_saved(cell):
    answer = autosave(cell, content_form(cell, points_2_2="4.5", strengths="Vẫn được lưu"))
    assert "trừ 1 ô chưa đúng: 2.2<" in text_of(answer)
    sheet = Evaluation.objects.get()
    assert sheet.strengths == "Vẫn được lưu"
    assert sheet.points.get(criterion__code="2.2").points is None


def test_many_fields_that_are_wrong_are_named_shortly_in_the_order_of_the_page(cell):
    wrong = {f"points_{code}": "9" for code in ("1_4", "1_1", "2_2", "3_1")}
    answer = autosave(cell, content_form(cell, **wrong, points_1_2="ba", strengths="😀"))
    assert "trừ 6 ô chưa đúng: 1.1, 1.2, 1.4 và 3 ô khác<" in text_of(answer)
    answer = autosave(cell, content_form(cell, strengths="😀"))
    assert "trừ 1 ô chưa đúng: Ưu điểm<" in text_of(answer)


def test_a_saved_draft_is_there_again_after_a_lost_session(cell, year):
    autosave(cell, content_form(cell, strengths="Viết dở lúc mất mạng"))
    again = signed_in(Client(), year.secretary)
    fields = form_of(again.get(CONTENT).content.decode())
    assert fields["strengths"] == "Viết dở lúc mất mạng"
    assert fields["version"] == "1"


def test_a_session_that_ended_sends_the_whole_page_to_sign_in(cell, year):
    fields = content_form(cell)
    cell.logout()
    answer = cell.post(
        CONTENT, fields, headers={"HX-Request": "true", "HX-Current-URL": f"http://x{CONTENT}"}
    )
    assert answer["HX-Redirect"] == f"/dang-nhap/?next={CONTENT}"
    assert not Evaluation.objects.exists()


def test_in_the_background_too_a_sheet_changed_elsewhere_is_not_overwritten(cell, year):
    sheet = evaluation_at(Status.DRAFT, year)
    fields = content_form(cell, strengths="Của tôi")
    services.save(
        year.cell,
        YEAR,
        3,
        SheetValues(strengths="Của người khác"),
        version=sheet.version,
        **doing(year.secretary, NOW),
    )
    answer = autosave(cell, fields)
    assert "Chưa lưu: phiếu này vừa được cập nhật ở nơi khác" in text_of(answer)
    assert "id_version" not in text_of(answer)
    assert cell.post(CONTENT, fields).status_code == 422
    assert Evaluation.objects.get().strengths == "Của người khác"


def test_what_was_saved_though_its_answer_was_lost_is_no_conflict_when_it_is_sent_again(cell):
    fields = content_form(cell, strengths="Đoàn kết")
    assert "Chưa lưu" not in text_of(autosave(cell, fields))
    again = autosave(cell, fields)  # with the version of before: the answer never came
    assert "Chưa lưu" not in text_of(again)
    sheet = Evaluation.objects.get()
    assert f'value="{sheet.version}"' in again.content.decode()
    assert cell.post(CONTENT, fields).status_code == 422  # a button pressed again is refused
    assert Evaluation.objects.get().version == sheet.version
    changed = autosave(cell, fields | {"strengths": "Đoàn kết, có đổi mới"})
    assert "vừa được cập nhật ở nơi khác" in text_of(changed)


def test_a_sheet_sent_meanwhile_is_not_taken_for_saved(cell, year):
    sheet = evaluation_at(Status.DRAFT, year)
    fields = content_form(cell)
    services.submit(sheet, version=sheet.version, **doing(year.secretary, NOW))
    assert "Chưa lưu" in text_of(autosave(cell, fields))


# Two people


def test_of_two_people_the_second_sees_both_texts_and_may_keep_the_own(cell, year):
    sheet = evaluation_at(Status.DRAFT, year)
    fields = content_form(cell, strengths="Văn bản của tôi")
    services.save(
        year.cell,
        YEAR,
        3,
        SheetValues(strengths="Văn bản của người khác"),
        version=sheet.version,
        **doing(year.secretary, NOW),
    )
    answer = cell.post(CONTENT, fields)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "vừa được đồng chí" in page
    assert "<td>Văn bản của người khác</td>" in page
    assert "<td>Văn bản của tôi</td>" in page
    kept = form_of(answer.content.decode())
    assert kept["strengths"] == "Văn bản của tôi"
    assert Evaluation.objects.get().strengths == "Văn bản của người khác"

    assert cell.post(CONTENT, kept).status_code == 303
    assert Evaluation.objects.get().strengths == "Văn bản của tôi"


def test_two_people_who_begin_the_same_sheet_see_both_texts(cell, year):
    fields = content_form(cell, strengths="Bản thứ hai")
    services.save(
        year.cell,
        YEAR,
        3,
        SheetValues(strengths="Bản thứ nhất"),
        version=0,
        **doing(year.secretary, NOW),
    )
    answer = cell.post(CONTENT, fields)
    assert answer.status_code == 422
    assert "Bản thứ nhất" in text_of(answer)
    assert Evaluation.objects.get().strengths == "Bản thứ nhất"


# A month without a meeting, a return, a self-review


def test_that_no_meeting_was_held_is_said_with_its_reason_and_sent(cell):
    page = f"{SHEET}khong-sinh-hoat/"
    empty = cell.post(page, {"version": "0", "no_meeting_reason": " "})
    assert empty.status_code == 422
    assert "Mời ghi lý do không tổ chức sinh hoạt." in text_of(empty)
    answer = cell.post(page, {"version": "0", "no_meeting_reason": "Cả chi bộ đi công tác"})
    assert answer["Location"] == SHEET
    cell.post(f"{SHEET}gui/", form_of(cell.get(SHEET).content.decode(), "/gui/"))
    assert Evaluation.objects.get().sent_no_meeting


def test_a_sheet_that_said_no_meeting_is_keyed_in_after_all(cell, year):
    evaluation_at(Status.DRAFT, year, values=no_meeting_values())
    cell.post(CONTENT, content_form(cell))
    assert not Evaluation.objects.get().no_meeting


def test_returned_only_what_was_marked_is_offered_and_closed_fields_are_refused(client, year):
    evaluation_at(Status.RETURNED, year, marks={"criterion:2.1": "Mời nêu rõ báo cáo nào."})
    with time_machine.travel(day_of(3, 7), tick=False):
        cell = signed_in(client, year.secretary)
        page = text_of(cell.get(SHEET))
        assert "Lý do khác – Mời nêu rõ báo cáo nào." in page
        fields = form_of(cell.get(CONTENT).content.decode())
        assert set(fields) == {"version", "points_2_1", "reason_2_1"}
        answer = cell.post(CONTENT, fields | {"strengths": "Lén sửa"})
        assert answer.status_code == 422
        assert "không thuộc trang này (strengths)" in text_of(answer)
        typed = fields | {"points_2_1": "4", "reason_2_1": "Báo cáo quý I chậm 2 ngày"}
        assert cell.post(CONTENT, typed).status_code == 303

        check = cell.get(SHEET)
        assert "<legend>Lần gửi lại này</legend>" in text_of(check)  # not an option
        send = form_of(check.content.decode(), "/gui/")
        answer = cell.post(f"{SHEET}gui/", send)
        assert answer.status_code == 422
        assert "Mời chọn: chi bộ chỉ sửa lỗi nhập" in text_of(answer)
        answer = cell.post(f"{SHEET}gui/", send | {"resubmission": "revoted"})
        assert answer.status_code == 303
        assert "Gửi lại: chi bộ biểu quyết lại." in text_of(cell.get(SHEET))


def test_a_self_review_shows_the_months_and_is_sent_with_its_request(client, year):
    evaluation_at(Status.CONFIRMED, year, period=1)
    address = "/danh-gia/2025/nam/CB01/"
    with time_machine.travel(dt.datetime(2025, 12, 22, 9, tzinfo=LOCAL), tick=False):
        cell = signed_in(client, year.secretary)
        page = cell.get(f"{address}nhap/")
        assert "không phải nhập lại" in text_of(page)
        values = self_review_values()
        fields = form_of(page.content.decode()) | {
            f"content_{number}": getattr(values, f"content_{number}") for number in range(1, 5)
        }
        fields |= {"self_grade": "good"}
        assert cell.post(f"{address}nhap/", fields)["Location"] == f"{address}bieu-quyet/"
        vote = form_of(cell.get(f"{address}bieu-quyet/").content.decode()) | {
            "meeting_on": "20/12/2025",
            "voters": "17",
            "present": "16",
            "votes_for": "15",
            "votes_against": "1",
            "votes_other": "0",
            "rating": "pass",
        }
        assert "Đạt – đề nghị công nhận" in text_of(cell.get(f"{address}bieu-quyet/"))
        cell.post(f"{address}bieu-quyet/", vote)
        send = form_of(cell.get(address).content.decode(), "/gui/")
        assert cell.post(f"{address}gui/", send).status_code == 303
        assert "Như lúc gửi:" in text_of(cell.get(address))
    assert Evaluation.objects.get(period=13).self_grade == "good"


def test_in_january_december_stands_before_the_first_month_of_the_new_year(client, year):
    evaluation_at(Status.CONFIRMED, year, period=11)
    with time_machine.travel(dt.datetime(YEAR + 1, 1, 5, 9, tzinfo=LOCAL), tick=False):
        cell = signed_in(client, year.secretary)
        for address, january in (("", "Lập phiếu tháng 1<"), ("lap-phieu/", 'id="thang-1"')):
            page = cell.get(f"/danh-gia/{YEAR + 1}/{address}").content.decode()
            december = page.index(f'href="/danh-gia/{YEAR}/12/CB01/nhap/"')
            assert page.index(f"Còn lại của năm {YEAR}") < december < page.index(january)
