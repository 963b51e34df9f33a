"""Pages of registrations under /dang-ky/."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations import services as organizations
from organizations.models import AuditEvent, Role
from registrations import services
from registrations.models import Registration
from registrations.submission import Paper
from registrations.workflow import Status
from tests.factories import (
    ACommittee,
    a_committee,
    a_person,
    an_organization,
    as_of,
    moment,
    signed_in,
)
from tests.plans.factories import a_plan
from tests.registrations.factories import (
    AFTER_BOTH,
    LATE,
    ON_TIME,
    a_draft,
    a_sent_one,
    registration_at,
    values,
)
from tests.shared_rows import shared
from tests.typed import typed

pytestmark = [pytest.mark.django_db, pytest.mark.once]
CELL = "/dang-ky/2026/CB01/"
PRINTED = "/van-ban/in/2026/CB01/registration/ban-in.pdf"
OWN = "/dang-ky/2026/DBSVHTTDL/"


@pytest.fixture(autouse=True)
def _on_time():
    with time_machine.travel(moment(ON_TIME, 12), tick=False):
        yield


@shared
def a_committee_with_its_plan() -> ACommittee:
    made = a_committee(today=ON_TIME)
    a_plan(made.organization, made.office)
    return made


@pytest.fixture
def made():
    return a_committee_with_its_plan()


def test_one_that_was_sent_again_says_both_days(client, made):
    own = made.secretaries["CB01"]
    row = registration_at(Status.RETURNED, made.cells[0], own, made.office)
    services.submit(row, version=row.version, by=as_of(own, LATE), now=moment(LATE))
    with time_machine.travel(moment(LATE, 12), tick=False):
        office = signed_in(client, made.office)
        assert "Gửi ngày 14/01/2026, gửi lại ngày 15/01/2026." in text(office.get(CELL))
        board = text(office.get("/dang-ky/2026/"))
    assert "Gửi lại ngày 15/01/2026" in board
    assert "Gửi đúng hạn" in board


@pytest.fixture
def cell(made):
    return made.cells[0]


@pytest.fixture
def own(made):
    return made.secretaries["CB01"]


@pytest.fixture
def sent(cell, own):
    return a_sent_one(cell, own)


def text(response):
    return response.content.decode()


def of_the_form(client):
    """What the empty form sends, filled in as the factory's registration."""
    page = client.get(f"{CELL}sua/")
    return typed(page) | {
        "official_members": "17",
        "probationary_members": "1",
        "aim_1": "Hoàn thành 100% chỉ tiêu",
        "aim_2": "Sinh hoạt chuyên đề mỗi quý",
        "aim_3": "Không có vi phạm",
        "aim_4": "Hoàn thành tốt nhiệm vụ",
        "breakthrough_task": "Số hóa hồ sơ",
        "breakthrough_due": "30/09/2026",
        "meeting_on": "09/01/2026",
        "voters": "17",
        "present": "16",
        "votes_for": "15",
        "votes_against": "1",
        "votes_other": "0",
    }


# The cell


def test_a_cell_registers_from_the_empty_page_to_the_sent_one(client, made, own):
    signed_in(client, own)
    page = text(client.get("/dang-ky/", follow=True))
    assert "trước ngày 15/01/2026 (chậm nhất hết ngày 14/01/2026)" in page
    assert "Bắt đầu đăng ký" in page
    data = of_the_form(client)
    assert data["emulation_title"] == "Chi bộ trong sạch, vững mạnh"
    page = client.post(f"{CELL}sua/", data | {"then": "check"}, follow=True)
    assert "Gửi bản đăng ký năm 2026 về Đảng ủy Sở Văn hóa, Thể thao và Du lịch" in text(page)
    page = client.post(f"{CELL}gui/", {"version": Registration.objects.get().version}, follow=True)
    assert "Việc tiếp theo" in text(page)
    assert "đúng hạn" in text(page)
    page = text(client.get(CELL))
    assert "Đã gửi, chờ tiếp nhận" in page
    assert "Lấy lại" in page


def test_a_draft_may_be_left_incomplete_and_the_check_says_what_is_missing(client, made, own):
    signed_in(client, own)
    data = of_the_form(client) | {"aim_3": "", "votes_for": "14"}
    page = text(client.post(f"{CELL}sua/", data | {"then": "save"}, follow=True))
    assert "Bản này chưa gửi" in page
    page = text(client.get(f"{CELL}kiem-tra/"))
    assert f'href="{CELL}sua/#id_aim_3"' in page
    assert "Tán thành + không tán thành + ý kiến khác = 15, phải bằng số có mặt (16)" in page
    assert "Gửi bản đăng ký năm 2026 về" not in page
    response = client.post(f"{CELL}gui/", {"version": Registration.objects.get().version})
    assert response.status_code == 422
    assert "<title>Lỗi:" in text(response)
    assert Registration.objects.get().status == Status.DRAFT


def test_wrong_dates_and_numbers_are_refused_and_all_that_was_typed_stays(client, made, own):
    signed_in(client, own)
    data = of_the_form(client) | {
        "meeting_on": "31/02/2026",
        "voters": "mười bảy",
        "present": "16,5",
        "votes_other": "-1",
    }
    response = client.post(f"{CELL}sua/", data | {"then": "save"})
    page = text(response)
    assert response.status_code == 422
    for sentence in (
        "Không có ngày 31/02/2026",
        "“mười bảy” không phải là số",
        "Mời nhập một số nguyên",
        "Giá trị phải từ 0 trở lên",
        "Số hóa hồ sơ",
    ):
        assert sentence in page
    assert not Registration.objects.exists()


def test_fields_that_the_page_did_not_offer_are_refused(client, made, own):
    signed_in(client, own)
    for extra in ("status", "settled_at", "organization"):
        response = client.post(f"{CELL}sua/", of_the_form(client) | {extra: "accepted"})
        assert response.status_code == 422
        assert f"trường không thuộc trang này ({extra})" in text(response)
    assert not Registration.objects.exists()


def test_two_people_at_one_form_see_both_texts_before_one_replaces_the_other(
    client, made, cell, own
):
    row = a_draft(cell, own)
    signed_in(client, own)
    data = typed(client.get(f"{CELL}sua/"))
    services.save(
        cell, 2026, values(aim_1="Của người khác"), version=row.version, by=own, now=moment(ON_TIME)
    )
    response = client.post(f"{CELL}sua/", data | {"aim_1": "Của tôi"})
    page = text(response)
    assert response.status_code == 422
    assert "Bản này vừa được lưu ở nơi khác" in page
    assert "Mời tải lại trang" not in page
    assert "Của người khác" in page
    assert "Của tôi" in page
    assert Registration.objects.get().aim_1 == "Của người khác"
    again = data | {"aim_1": "Của tôi", "version": str(Registration.objects.get().version)}
    assert f'name="version" value="{again["version"]}"' in page
    assert client.post(f"{CELL}sua/", again).status_code == 303
    assert Registration.objects.get().aim_1 == "Của tôi"


def test_two_people_who_begin_one_registration_lose_nothing(client, made, cell, own):
    signed_in(client, own)
    data = of_the_form(client)
    a_draft(cell, own, aim_1="Của người khác")
    response = client.post(f"{CELL}sua/", data)
    assert response.status_code == 422
    assert "Của người khác" in text(response)


def test_a_form_posted_out_of_state_says_why(client, own, sent):
    signed_in(client, own)
    response = client.post(f"{CELL}sua/", {"version": sent.version, "aim_1": "Muộn"})
    assert response.status_code == 422
    assert "Muốn sửa, mời lấy lại trước" in text(response)
    assert client.get(f"{CELL}sua/").status_code == 302
    assert Registration.objects.get().aim_1 == values().aim_1


def test_sending_twice_sends_once(client, cell, own):
    row = a_draft(cell, own)
    signed_in(client, own)
    assert client.post(f"{CELL}gui/", {"version": row.version}).status_code == 303
    response = client.post(f"{CELL}gui/", {"version": row.version})
    assert response.status_code == 422
    assert "không gửi được nữa" in text(response)
    assert Registration.objects.get().versions.count() == 1


def test_an_act_without_the_version_seen_is_refused(client, own, sent):
    signed_in(client, own)
    for version in ({}, {"version": "x"}):
        response = client.post(f"{CELL}lay-lai/", version)
        assert response.status_code == 422
        assert "thiếu số bản đã xem" in text(response)
    assert Registration.objects.get().status == Status.SUBMITTED


def test_a_cell_takes_back_what_was_not_opened(client, own, sent):
    signed_in(client, own)
    page = client.post(f"{CELL}lay-lai/", {"version": sent.version}, follow=True)
    assert "Đã lấy lại bản đăng ký" in text(page)
    assert Registration.objects.get().status == Status.DRAFT


def test_a_cell_reads_why_it_was_returned(client, made, cell, own):
    registration_at(Status.RETURNED, cell, own, made.office)
    page = text(signed_in(client, own).get(CELL))
    assert "Ghi rõ mục tiêu 1" in page
    assert "Kiểm tra và gửi" in page


def test_without_a_plan_the_page_says_so(client):
    made = a_committee(today=ON_TIME)
    page = text(signed_in(client, made.secretaries["CB01"]).get(CELL))
    assert "Chưa có kế hoạch có hiệu lực cho năm 2026" in page
    assert "Bắt đầu đăng ký" not in page


def test_without_a_plan_the_office_is_not_sent_to_itself(client):
    made = a_committee(today=ON_TIME)
    page = text(signed_in(client, made.office).get(f"/dang-ky/2026/{made.organization.code}/"))
    assert "Mời lập kế hoạch hoặc đưa kế hoạch vào hiệu lực tại mục Kế hoạch." in page
    assert "liên hệ văn phòng" not in page


def test_a_cell_founded_after_the_deadline_reads_until_when_it_registers(client, made):
    founded = dt.date(2026, 5, 10)
    cell = an_organization("CB09", "Chi bộ mới", parent=made.organization, founded_on=founded)
    own = a_person(Role.SECRETARY, cell, by=as_of(made.office, founded), from_date=founded)
    with time_machine.travel(moment(founded, 12), tick=False):
        page = text(signed_in(client, own).get("/dang-ky/2026/CB09/"))
        assert "đến hết ngày 31/05/2026, và được ghi là gửi muộn" in page
        assert "Bắt đầu đăng ký" in page
        assert "ghi là gửi muộn" not in text(client.get("/dang-ky/2027/CB09/"))


def test_how_the_breakthrough_work_stands_is_noted(client, made, cell, own):
    registration_at(Status.ACCEPTED, cell, own, made.office)
    signed_in(client, own)
    page = client.post(f"{CELL}dot-pha/", {"text": "Đã số hóa 40%"}, follow=True)
    assert "Đã số hóa 40%" in text(page)
    response = client.post(f"{CELL}dot-pha/", {"text": " "})
    assert response.status_code == 422
    assert "Mời ghi công việc đột phá" in text(response)


def test_another_cells_registration_looks_like_an_absent_one(client, made, sent):
    signed_in(client, made.secretaries["CB02"])
    for address in ("", "sua/", "kiem-tra/", "da-gui/"):
        foreign = client.get(f"{CELL}{address}")
        absent = client.get(f"/dang-ky/2026/CB99/{address}")
        assert (foreign.status_code, absent.status_code) == (404, 404)
    for act in ("gui/", "lay-lai/", "dot-pha/", "phan-anh/"):
        response = client.post(f"{CELL}{act}", {"version": sent.version, "text": "x"})
        assert response.status_code == 404


@pytest.mark.parametrize("year", [1999, 2101])
def test_years_beyond_reason_do_not_exist(client, made, own, year):
    signed_in(client, own)
    assert client.get(f"/dang-ky/{year}/CB01/").status_code == 404
    assert client.get(f"/dang-ky/{year}/").status_code == 404


# The office


def test_the_board_counts_what_must_come_and_what_came(client, made, own, sent):
    page = signed_in(client, made.office).get("/dang-ky/2026/")
    assert dict(page.context["board"].totals) == {
        "Phải gửi": 2,
        "Đã gửi": 1,
        "Đúng hạn": 1,
        "Gửi muộn": 0,
        "Chờ tiếp nhận": 1,
        "Trả lại": 0,
        "Chưa gửi": 1,
        "Đã nhận bản ký": 0,
    }
    assert "Chờ văn phòng tiếp nhận (1)" in text(page)


def test_without_a_plan_the_board_says_so_and_counts_nothing(client, made):
    page = text(signed_in(client, made.office).get("/dang-ky/2020/"))
    assert "Chưa có kế hoạch có hiệu lực cho năm 2020" in page
    assert 'href="/ke-hoach/">mục Kế hoạch</a>' in page
    assert "Phải gửi" not in page
    assert "Chưa gửi" not in page
    combined = text(client.get("/dang-ky/2020/danh-sach/"))
    assert "Chưa có kế hoạch có hiệu lực cho năm 2020 nên chưa có danh sách." in combined
    assert "Chưa gửi" not in combined
    page = text(signed_in(client, made.watcher).get("/dang-ky/2020/"))
    assert "Chưa có kế hoạch có hiệu lực cho năm 2020" in page
    assert "Mời liên hệ văn phòng." in page
    assert "Phải gửi" not in page


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        ("", ["CB01", "CB02", "CB03", "CB04", "CB05"]),
        ("da-gui", ["CB01", "CB02", "CB03", "CB04"]),
        ("dung-han", ["CB01", "CB02", "CB04"]),
        ("gui-muon", ["CB03"]),
        ("cho-tiep-nhan", ["CB01", "CB03"]),
        ("tra-lai", ["CB02"]),
        ("da-tiep-nhan", ["CB04"]),
        ("chua-gui", ["CB05"]),
        ("co-ban-ky", ["CB01"]),
        ("khong-co", ["CB01", "CB02", "CB03", "CB04", "CB05"]),
    ],
)
def test_filters_stand_in_the_address(client, wanted, codes):
    made = a_committee(cells=5, today=LATE)
    a_plan(made.organization, made.office)
    by = made.secretaries
    services.enter_from_paper(
        made.cells[0],
        2026,
        values(),
        Paper(ON_TIME, "Trần Thị A"),
        version=0,
        by=made.office,
        now=moment(LATE),
    )
    registration_at(Status.RETURNED, made.cells[1], by["CB02"], made.office)
    a_sent_one(made.cells[2], by["CB03"], on=LATE)
    registration_at(Status.ACCEPTED, made.cells[3], by["CB04"], made.office)
    a_draft(made.cells[4], by["CB05"])
    page = signed_in(client, made.office).get("/dang-ky/2026/", {"loc": wanted})
    assert [row.organization.code for row in page.context["rows"]] == codes


def test_names_are_found_without_their_marks(client, made):
    page = signed_in(client, made.office).get("/dang-ky/2026/", {"tim": "chi bo so 2"})
    assert [row.organization.code for row in page.context["rows"]] == ["CB02"]


def test_the_office_opens_and_accepts_and_is_offered_the_next_one(client, made, sent):
    second = a_sent_one(made.cells[1], made.secretaries["CB02"])
    signed_in(client, made.office)
    page = text(client.post(f"{CELL}bat-dau-xem/", {"version": sent.version}, follow=True))
    assert "Tiếp nhận bản đăng ký" in page
    version = Registration.objects.get(pk=sent.pk).version
    page = text(client.post(f"{CELL}tiep-nhan/", {"version": version}, follow=True))
    assert "Đã tiếp nhận bản đăng ký năm 2026" in page
    assert f"/dang-ky/2026/{second.organization.code}/" in page


def test_the_next_one_keeps_the_filters_of_the_board(client, made, sent):
    a_sent_one(made.cells[1], made.secretaries["CB02"])
    signed_in(client, made.office)
    query = "?tim=chi+bo+so+2&loc=cho-tiep-nhan"
    board = client.get(f"/dang-ky/2026/{query}").content.decode()
    shown = query.replace("&", "&amp;")
    assert f'href="/dang-ky/2026/CB02/{shown}"' in board
    opened = client.post(f"{CELL}bat-dau-xem/{query}", {"version": sent.version})
    assert opened["Location"] == f"{CELL}{query}"
    page = client.get(opened["Location"]).content.decode()
    assert f'action="{CELL}tiep-nhan/{shown}"' in page
    assert "Còn 1 bản đăng ký chờ văn phòng theo bộ lọc này" in page
    assert f'href="/dang-ky/2026/CB02/{shown}"' in page
    assert f'href="/dang-ky/2026/{shown}"' in page
    others = client.get(f"{CELL}?tim=khong+co").content.decode()
    assert "Xem bản tiếp theo" not in others


def test_who_only_leafs_through_the_board_sees_each_one_once_and_then_the_oldest_again(client):
    made = a_committee(cells=3, today=LATE)
    a_plan(made.organization, made.office)
    for cell in made.cells:
        a_sent_one(cell, made.secretaries[cell.code])
    signed_in(client, made.office)
    seen = [client.get(f"/dang-ky/2026/{code}/") for code in ("CB01", "CB02", "CB03")]
    assert [page.context["next_one"].organization.code for page in seen] == ["CB02", "CB03", "CB01"]
    assert {page.context["left"] for page in seen} == {2}


def test_reading_does_not_open(client, made, sent):
    signed_in(client, made.office)
    client.get(CELL)
    client.get(PRINTED)
    assert Registration.objects.get().opened_at is None


def test_the_office_returns_with_a_reason_and_withdraws_it(client, made, sent):
    signed_in(client, made.office)
    client.post(f"{CELL}bat-dau-xem/", {"version": sent.version})
    version = Registration.objects.get().version
    response = client.post(f"{CELL}tra-lai/", {"version": version, "reason": ""})
    assert response.status_code == 422
    assert "Mời ghi rõ cần hoàn thiện điều gì" in text(response)
    client.post(f"{CELL}tra-lai/", {"version": version, "reason": "Ghi rõ mục tiêu"})
    assert Registration.objects.get().status == Status.RETURNED
    version = Registration.objects.get().version
    page = client.post(f"{CELL}rut-tra-lai/", {"version": version}, follow=True)
    assert "Bản đã gửi đang chờ tiếp nhận" in text(page)


def test_what_is_being_completed_is_read_by_the_cell_alone(client, made, cell, own):
    row = registration_at(Status.RETURNED, cell, own, made.office)
    services.save(
        cell, 2026, values(aim_1="Đang sửa"), version=row.version, by=own, now=moment(ON_TIME, 11)
    )
    for actor in (made.office, made.watcher):
        page = text(signed_in(client, actor).get(CELL))
        assert "Đang sửa" not in page
        assert values().aim_1 in page
    assert "Đang sửa" in text(signed_in(client, own).get(CELL))
    assert "Đang sửa" not in text(signed_in(client, made.office).get("/dang-ky/2026/danh-sach/"))


def test_a_draft_is_not_read_by_the_office_nor_by_a_member(client, made, cell, own):
    a_draft(cell, own)
    for actor in (made.office, made.watcher):
        page = text(signed_in(client, actor).get(CELL))
        assert "Chưa có bản đăng ký nào được gửi" in page
        assert values().aim_1 not in page
        assert client.get(PRINTED).status_code == 303


def test_after_the_later_deadline_the_form_asks_for_a_reason(client, made, cell, own):
    row = a_sent_one(cell, own, on=AFTER_BOTH)
    with time_machine.travel(moment(AFTER_BOTH, 12), tick=False):
        signed_in(client, made.office)
        client.post(f"{CELL}bat-dau-xem/", {"version": row.version})
        assert "Lý do tiếp nhận sau hạn cuối" in text(client.get(CELL))
        version = Registration.objects.get().version
        response = client.post(f"{CELL}tiep-nhan/", {"version": version, "reason": ""})
        assert response.status_code == 422
        assert "sau hạn cuối 30/01/2026" in text(response)
        client.post(f"{CELL}tiep-nhan/", {"version": version, "reason": "Chi bộ họp muộn"})
        assert Registration.objects.get().status == Status.ACCEPTED


def test_a_reason_that_nobody_asked_for_is_an_extra_field(client, made, sent):
    signed_in(client, made.office)
    response = client.post(f"{CELL}tiep-nhan/", {"version": sent.version, "reason": "Vì vậy"})
    assert response.status_code == 422
    assert Registration.objects.get().status == Status.SUBMITTED


def test_an_accepted_one_is_reopened_with_a_reason(client, made, cell, own):
    row = registration_at(Status.ACCEPTED, cell, own, made.office)
    way = "Muốn sửa, mời liên hệ nơi tiếp nhận để được mở lại."
    assert way in text(signed_in(client, own).get(CELL))
    response = client.post(f"{CELL}sua/", {"version": row.version})
    assert response.status_code == 422
    assert f"Bản đăng ký đã được tiếp nhận nên không sửa được. {way}" in text(response)
    assert way not in text(signed_in(client, made.office).get(CELL))
    signed_in(client, made.office)
    response = client.post(f"{CELL}mo-lai/", {"version": row.version, "reason": ""})
    assert response.status_code == 422
    page = client.post(
        f"{CELL}mo-lai/", {"version": row.version, "reason": "Sửa mục tiêu"}, follow=True
    )
    assert "Đã mở lại" in text(page)


def test_the_committees_own_is_sent_and_settled_by_its_office_with_a_basis(client, made):
    row = a_sent_one(made.organization, made.office, official_members=231)
    signed_in(client, made.office)
    client.post(f"{OWN}bat-dau-xem/", {"version": row.version})
    version = Registration.objects.get().version
    response = client.post(f"{OWN}tiep-nhan/", {"version": version})
    assert response.status_code == 422
    assert "cần ghi căn cứ" in text(response)
    data = {
        "version": version,
        "basis": "Kết luận của hội nghị Đảng ủy",
        "basis_on": "14/01/2026",
        "basis_number": "",
    }
    page = client.post(f"{OWN}tiep-nhan/", data, follow=True)
    assert "Căn cứ: Kết luận của hội nghị Đảng ủy" in text(page)
    version = Registration.objects.get().version
    page = client.post(
        f"{OWN}so-can-cu/", {"version": version, "basis_number": "12-KL/ĐU"}, follow=True
    )
    assert "số 12-KL/ĐU" in text(page)


def test_a_basis_that_the_page_did_not_offer_is_refused(client, made):
    row = a_sent_one(made.organization, made.office, official_members=231)
    signed_in(client, made.office)
    data = {"version": row.version, "basis": "Tự quyết", "basis_on": "14/01/2026"}
    assert client.post(f"{OWN}tiep-nhan/", data).status_code == 422
    assert Registration.objects.get().status == Status.SUBMITTED


def paper_data(client, **changes):
    page = client.get(f"{CELL}ban-giay/")
    return (
        of_paper(page)
        | {"paper_received_on": "14/01/2026", "paper_signer": "Trần Thị Bí Thư"}
        | changes
    )


def of_paper(page):
    whole = values()
    shown = {
        name: f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)
        for name, value in vars(whole).items()
    }
    return shown | {"version": typed(page)["version"]}


def test_the_office_keys_in_from_paper_and_the_cell_objects(client, made, cell, own):
    a_draft(cell, own, aim_1="Bản nháp")
    signed_in(client, made.office)
    data = paper_data(client)
    page = text(client.post(f"{CELL}ban-giay/", data, follow=True))
    assert "Nhập thay theo bản giấy nhận ngày 14/01/2026, người ký: Trần Thị Bí Thư" in page
    assert "Bản nháp" not in page
    row = Registration.objects.get()
    signed_in(client, own)
    page = client.post(
        f"{CELL}phan-anh/", {"version": row.version, "reason": "Sai số có mặt"}, follow=True
    )
    assert "Sai số có mặt" in text(page)
    signed_in(client, made.office)
    page = text(client.get(CELL))
    assert "Tiếp nhận bản đăng ký" not in page
    version = Registration.objects.get().version
    client.post(f"{CELL}tra-loi/", {"version": version, "answer": "Bản giấy ghi 16"})
    assert "Tiếp nhận bản đăng ký" in text(client.get(CELL))


def test_a_wrong_paper_is_refused_with_all_that_was_typed(client, made):
    signed_in(client, made.office)
    data = paper_data(client, paper_received_on="15/01/2026", aim_1="Giữ lại", present="99")
    response = client.post(f"{CELL}ban-giay/", data)
    assert response.status_code == 422
    assert "chưa đến" in text(response)
    assert "Giữ lại" in text(response)
    assert not Registration.objects.exists()


def test_no_paper_over_what_the_cell_sent_itself(client, made, sent):
    signed_in(client, made.office)
    response = client.post(f"{CELL}ban-giay/", paper_data(client))
    assert response.status_code == 422
    assert "Tổ chức đã tự gửi" in text(response)


def test_the_signed_copy_is_noted(client, made, sent):
    signed_in(client, made.office)
    assert "Bản ký chưa nhận" in text(client.get(CELL))
    data = {"version": sent.version, "signed_copy_received_on": "15/01/2026"}
    response = client.post(f"{CELL}ban-ky/", data)
    assert response.status_code == 422
    page = client.post(
        f"{CELL}ban-ky/", data | {"signed_copy_received_on": "14/01/2026"}, follow=True
    )
    assert "Bản ký đã nhận ngày 14/01/2026" in text(page)


def test_the_office_cannot_do_what_is_the_cells(client, made, sent):
    signed_in(client, made.office)
    response = client.post(f"{CELL}lay-lai/", {"version": sent.version})
    assert response.status_code == 422
    assert "Chỉ chi bộ này nhập và gửi được" in text(response)
    assert client.get(f"{CELL}sua/").status_code == 404


def test_the_combined_list_holds_what_was_sent_and_names_what_is_missing(client, made, sent):
    page = text(signed_in(client, made.office).get("/dang-ky/2026/danh-sach/"))
    assert "Số hóa hồ sơ hiện vật (đến 30/09/2026)" in page
    assert "Chưa gửi (1)" in page


# Members, print, costs


def test_a_member_reads_what_assigned_cells_sent_and_acts_on_nothing(client, made, sent):
    a_sent_one(made.cells[1], made.secretaries["CB02"])
    signed_in(client, made.watcher)
    page = client.get("/dang-ky/2026/")
    assert [row.organization.code for row in page.context["rows"]] == ["CB01"]
    shown = text(client.get(CELL))
    assert values().aim_1 in shown
    for button in ("Bắt đầu xem", "Lấy lại", "Ghi tiến độ", "Ghi ngày nhận"):
        assert button not in shown
    assert client.get("/dang-ky/2026/CB02/").status_code == 404
    assert client.get(OWN).status_code == 404


def test_history_is_told_as_sentences_newest_first(client, made, sent):
    signed_in(client, made.office)
    client.post(f"{CELL}bat-dau-xem/", {"version": sent.version})
    page = text(client.get(CELL))
    history = page[page.index("Lịch sử") :]
    assert history.index("Bắt đầu xem bản đăng ký") < history.index("Gửi bản đăng ký năm 2026.")
    assert "Lưu nháp" not in history


def test_what_a_second_sending_changed_is_told_and_what_was_taken_back_is_the_cells_own(
    client, made, cell, own
):
    row = a_sent_one(cell, own, aim_1="Bản lấy lại")
    how = {"by": own, "now": moment(ON_TIME, 9)}
    services.take_back(row, version=row.version, **how)
    row = services.save(cell, 2026, values(), version=row.version, **how)
    services.submit(row, version=row.version, by=own, now=moment(ON_TIME, 10))
    office = {"by": made.office, "now": moment(ON_TIME, 11)}
    services.return_for_completion(row, "Ghi rõ mục tiêu 1", version=row.version, **office)
    mended = values(aim_1="Hoàn thành 12 chỉ tiêu", breakthrough_due=dt.date(2026, 10, 31))
    row = services.save(cell, 2026, mended, version=row.version, by=own, now=moment(ON_TIME, 11))
    services.submit(row, version=row.version, by=own, now=moment(ON_TIME, 12))

    page = " ".join(text(signed_in(client, made.office).get(CELL)).split())
    assert "2 nội dung thay đổi so với bản 1" in page
    assert "Hoàn thành 100% chỉ tiêu được giao → Hoàn thành 12 chỉ tiêu" in page
    assert "30/09/2026 → 31/10/2026" in page
    assert "Bản lấy lại" not in page
    page = " ".join(text(signed_in(client, own).get(CELL)).split())
    assert "Bản lấy lại → Hoàn thành 100% chỉ tiêu được giao" in page
    assert "2 nội dung thay đổi so với bản 2" in page


def test_the_registration_is_printed_for_whoever_reads_it(client, made, own, sent):
    for actor in (own, made.office, made.watcher):
        response = signed_in(client, actor).get(PRINTED)
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF")


def test_opening_pages_writes_nothing(client, made, cell, own):
    a_draft(cell, own)
    before = AuditEvent.objects.count(), Registration.objects.values().get()
    signed_in(client, own)
    for address in ("", "sua/", "kiem-tra/"):
        assert client.get(f"{CELL}{address}").status_code == 200
    signed_in(client, made.office)
    for address in ("/dang-ky/2026/", "/dang-ky/2026/danh-sach/", f"{CELL}ban-giay/", OWN):
        assert client.get(address).status_code == 200
    assert before == (AuditEvent.objects.count(), Registration.objects.values().get())


@pytest.mark.parametrize("address", ["/dang-ky/2026/", "/dang-ky/2026/danh-sach/"])
def test_lists_cost_the_same_for_one_cell_and_for_three(client, address):
    costs = []
    for cells, code in ((1, "DBMOT"), (3, "DBBA")):
        made = a_committee(code, cells=cells, today=ON_TIME)
        a_plan(made.organization, made.office)
        for number, cell in enumerate(made.cells):
            status = (Status.RETURNED, Status.SUBMITTED, Status.ACCEPTED)[number]
            registration_at(status, cell, made.secretaries[cell.code], made.office)
        signed_in(client, made.office)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_an_office_keeps_reading_what_a_cell_sent_that_moved_away(client, made, cell, own, sent):
    other = a_committee("DBKHAC", cells=0, today=ON_TIME)
    organizations.move(
        cell,
        parent=other.organization,
        effective_on=dt.date(2026, 6, 1),
        decision=organizations.DecisionRef("05-QĐ/ĐU", dt.date(2026, 5, 20)),
        by=as_of(made.administrator, dt.date(2026, 5, 20)),
        now=moment(dt.date(2026, 5, 20)),
    )
    with time_machine.travel(moment(dt.date(2026, 7, 1)), tick=False):
        page = signed_in(client, made.office).get("/dang-ky/2026/")
        assert "CB01" in [row.organization.code for row in page.context["rows"]]
        assert client.get(CELL).status_code == 200
        assert signed_in(client, other.office).get(PRINTED).status_code == 303
