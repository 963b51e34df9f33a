"""The pages of organisations, accounts, assignments, terms and the audit trail."""

import datetime as dt
import re

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations import audit, services
from organizations.models import (
    Assignment,
    AuditEvent,
    Body,
    EventKind,
    Organization,
    Role,
    User,
)
from organizations.services import DecisionRef
from organizations.tree import authority_on, name_on
from tests.factories import (
    a_committee,
    an_organization,
    moment,
    signed_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TODAY = dt.date(2026, 11, 24)
NOW = moment(TODAY)
DECISION = {"decision_number": "12-QĐ/ĐU", "decision_date": "20/03/2025"}
FIRST_OF_APRIL = {"effective_on": "01/04/2025"} | DECISION


@pytest.fixture(autouse=True)
def _on_a_working_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def made():
    return a_committee(cells=3)


@pytest.fixture
def other():
    return a_committee("DBKHAC", cells=1)


@pytest.fixture
def admin(client, made):
    return signed_in(client, made.administrator)


@pytest.fixture
def office(client, made):
    return signed_in(client, made.office)


def text(response):
    return " ".join(response.content.decode().split())


def done(response):
    assert response.status_code == 303, text(response)
    return response


def refused(response, *sentences):
    assert response.status_code == 422
    page = text(response)
    assert "<title>Lỗi: " in page
    for sentence in sentences:
        # in the summary, and again at its place
        assert sentence in page
    return page


# The tree


def test_the_office_sees_its_own_organisation_and_its_cells(office, made, other):
    page = text(office.get("/to-chuc/"))
    for organization in (made.organization, *made.cells):
        assert organization.code in page
    assert other.organization.code not in page
    assert other.cells[0].code not in page


def test_the_administrator_sees_all(admin, made, other):
    page = text(admin.get("/to-chuc/"))
    for organization in (made.authority, made.organization, other.cells[0]):
        assert organization.code in page


def test_a_secretary_goes_straight_to_the_own_page(client, made):
    signed_in(client, made.secretaries["CB01"])
    assert client.get("/to-chuc/")["Location"] == "/to-chuc/CB01/"
    page = text(client.get("/to-chuc/CB01/"))
    assert "Chi bộ số 1" in page
    for act in ("Đổi tên", "Cập nhật thông tin", "Tài khoản"):
        assert act not in page


def test_a_watcher_sees_only_assigned_cells(client, made):
    page = text(signed_in(client, made.watcher).get("/to-chuc/"))
    assert "CB01" in page
    assert "CB02" not in page


@pytest.mark.both
def test_the_tree_is_searched_without_marks_and_filtered_by_day(admin, made):
    services.rename(
        made.cells[0],
        name="Chi bộ Đào tạo",
        effective_on=dt.date(2025, 4, 1),
        decision=DecisionRef("1-QĐ/ĐU", dt.date(2025, 3, 1)),
        by=made.administrator,
        now=NOW,
    )
    assert "CB01" in text(admin.get("/to-chuc/", {"tim": "dao tao"}))
    assert "Chi bộ số 1<" in text(admin.get("/to-chuc/", {"ngay": "31/03/2025"}))
    assert "Chi bộ Đào tạo<" in text(admin.get("/to-chuc/", {"ngay": "01/04/2025"}))
    assert "CB01" not in text(admin.get("/to-chuc/", {"loai": "committee"}))
    refused(admin.get("/to-chuc/", {"ngay": "31/02/2026"}), "Không có ngày 31/02/2026")


@pytest.mark.both
def test_an_ended_organisation_is_shown_when_asked_for(admin, made):
    services.dissolve(
        made.cells[0],
        effective_on=dt.date(2025, 4, 1),
        decision=DecisionRef("1-QĐ/ĐU", dt.date(2025, 3, 1)),
        by=made.administrator,
        now=NOW,
    )
    assert "CB01" not in text(admin.get("/to-chuc/"))
    assert "CB01" in text(admin.get("/to-chuc/", {"ket_thuc": "ca"}))
    assert "CB01" in text(admin.get("/to-chuc/", {"ngay": "31/03/2025"}))
    page = text(admin.get("/to-chuc/CB01/"))
    assert "Đã kết thúc hoạt động, hết ngày 31/03/2025" in page
    assert "/to-chuc/CB01/doi-ten/" not in page


def test_the_tree_shows_fifty_a_page(admin, made):
    for number in range(60):
        an_organization(f"X{number:03}", f"Chi bộ {number}", parent=made.organization)
    first, second = admin.get("/to-chuc/"), admin.get("/to-chuc/?trang=2")
    assert "Trang 1 trong 2" in text(first)
    assert len(first.context["rows"]) == 50
    # the parent's name is said again where the parent itself is not on the page
    assert second.context["rows"][0].parent_name == name_on(made.organization, TODAY)
    assert first.context["rows"][-1].parent_name == ""


LISTS = ["/to-chuc/", "/to-chuc/tai-khoan/", "/to-chuc/nhat-ky/", "/to-chuc/phan-cong/"]


@pytest.mark.both
@pytest.mark.parametrize("address", LISTS)
def test_a_list_asks_the_same_number_of_queries_for_one_row_and_for_three(client, address):
    counts = []
    for code, cells in (("DBMOT", 1), ("DBBA", 3)):
        made = a_committee(code, cells=cells)
        signed_in(client, made.office)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14, counts


@pytest.mark.both
def test_terms_and_their_people_are_listed_in_as_many_queries_for_three_as_for_one(office, made):
    def count(address):
        office.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert office.get(address).status_code == 200
        return len(queries)

    first = made.organization.terms.get()
    addresses = ("/to-chuc/nhiem-ky/", f"/to-chuc/nhiem-ky/{first.pk}/")
    one = [count(address) for address in addresses]
    for start in (2025, 2026):
        services.open_term(
            made.organization,
            services.TermValues(
                name=str(start), from_date=dt.date(start, 8, 1), committee_name="ĐẢNG ỦY"
            ),
            by=made.office,
            now=NOW,
        )
    for number in range(3):
        services.add_member(
            first,
            body=Body.STANDING_BOARD,
            full_name=f"Lê Văn {number}",
            from_date=first.from_date,
            by=made.office,
            now=NOW,
        )
    assert [count(address) for address in addresses] == one


@pytest.mark.both
def test_an_organisations_page_asks_few_queries_however_long_its_history(admin, made):
    def count():
        with CaptureQueriesContext(connection) as queries:
            admin.get("/to-chuc/CB01/")
        return len(queries)

    before = count()
    for number, year in enumerate(range(2016, 2022)):
        services.rename(
            made.cells[0],
            name=f"Chi bộ lần {number}",
            effective_on=dt.date(year, 1, 1),
            decision=DecisionRef("1-QĐ/ĐU", dt.date(2015, 12, 1)),
            by=made.administrator,
            now=NOW,
        )
    assert count() == before <= 25


# Foreign looks like absent


def test_a_foreign_organisation_looks_exactly_like_an_absent_one(client, made, other):
    for actor in (made.office, made.secretaries["CB01"], made.watcher):
        signed_in(client, actor)
        foreign = client.get(f"/to-chuc/{other.cells[0].code}/")
        absent = client.get("/to-chuc/KHONGCO/")
        assert foreign.status_code == absent.status_code == 404
        strip = re.compile(r"Mã yêu cầu: <strong>.*?</strong>")
        assert strip.sub("", text(foreign)) == strip.sub("", text(absent))


def test_foreign_accounts_terms_and_assignments_are_not_there(office, other):
    username = other.secretaries["DBKHAC.01"].user.username
    term = other.organization.terms.get()
    assignment = other.cells[0].assignments.get()
    for address in (
        f"/to-chuc/tai-khoan/{username}/",
        f"/to-chuc/tai-khoan/{username}/dong/",
        f"/to-chuc/nhiem-ky/{term.pk}/",
        f"/to-chuc/nhiem-ky/{term.pk}/sua/",
        f"/to-chuc/phan-cong/{assignment.pk}/ket-thuc/",
    ):
        assert office.get(address).status_code == 404, address
    for act in ("dat-lai-mat-khau", "mo-khoa", "dong"):
        assert office.post(f"/to-chuc/tai-khoan/{username}/{act}/").status_code == 404
    other.secretaries["DBKHAC.01"].user.refresh_from_db()
    assert other.secretaries["DBKHAC.01"].user.is_active


def test_a_role_or_member_of_somebody_else_cannot_be_ended_through_ones_own_page(
    office, made, other
):
    mine, theirs = made.secretaries["CB01"], other.secretaries["DBKHAC.01"]
    address = f"/to-chuc/tai-khoan/{mine.user.username}/vai-tro/{theirs.grant_id}/ket-thuc/"
    assert office.post(address, {"to_date": "24/11/2026"}).status_code == 404
    member = other.organization.terms.get().members.first()
    term = made.organization.terms.get()
    address = f"/to-chuc/nhiem-ky/{term.pk}/uy-vien/{member.pk}/ket-thuc/"
    assert office.post(address, {"to_date": "24/11/2026"}).status_code == 404


# Changes by decision


@pytest.mark.both
def test_an_organisation_is_founded_through_its_form(admin, made):
    said = {
        "kind": "cell",
        "code": "CB13",
        "name": "Chi bộ Thư viện tỉnh",
        "parent": made.organization.pk,
        "official_members": "12",
        "probationary_members": "",
    } | FIRST_OF_APRIL
    assert done(admin.post("/to-chuc/thanh-lap/", said))["Location"] == "/to-chuc/CB13/"
    founded = Organization.objects.get(code="CB13")
    assert founded.founded_on == dt.date(2025, 4, 1)
    assert founded.versions.get().official_members == 12
    page = refused(admin.post("/to-chuc/thanh-lap/", said), "Mã CB13 đã dùng cho một tổ chức khác")
    assert page.count("Mã CB13 đã dùng") == 2
    assert 'value="Chi bộ Thư viện tỉnh"' in page


def test_a_cell_without_an_authority_is_asked_for_one_and_the_label_does_not_call_it_optional(
    admin, made
):
    said = {"kind": "cell", "code": "CB13", "name": "Chi bộ mới"} | FIRST_OF_APRIL
    wanted = "Chi bộ phải có cấp trên trực tiếp. Mời chọn đảng bộ cấp trên."
    page = refused(admin.post("/to-chuc/thanh-lap/", said), wanted)
    assert 'for="id_parent">Cấp trên trực tiếp</label>' in page
    page = refused(admin.post("/to-chuc/CB01/chuyen-cap-tren/", FIRST_OF_APRIL), wanted)
    assert 'for="id_parent">Cấp trên mới</label>' in page
    page = text(admin.get(f"/to-chuc/{made.organization.code}/chuyen-cap-tren/"))
    assert 'for="id_parent">Cấp trên mới <span class="optional">(không bắt buộc)</span>' in page


def test_extra_fields_change_nothing(admin, made):
    said = {"name": "Chi bộ Mới", "printed_name": "", "founded_on": "01/01/2000"}
    response = admin.post("/to-chuc/CB01/doi-ten/", said | FIRST_OF_APRIL)
    refused(response, "founded_on")
    assert name_on(made.cells[0], TODAY) == "Chi bộ số 1"


@pytest.mark.both
def test_each_kind_of_change_has_its_form(admin, made, other):
    one, two, three = made.cells
    done(
        admin.post(
            "/to-chuc/CB01/doi-ten/", {"name": "Chi bộ Một", "printed_name": ""} | FIRST_OF_APRIL
        )
    )
    assert name_on(one, TODAY) == "Chi bộ Một"
    done(
        admin.post(
            "/to-chuc/CB01/chuyen-cap-tren/", {"parent": other.organization.pk} | FIRST_OF_APRIL
        )
    )
    assert authority_on(one, TODAY) == other.organization
    done(
        admin.post(
            "/to-chuc/CB02/hop-nhat/",
            {"organizations": [three.pk], "code": "CB23", "name": "Chi bộ Hai Ba"} | FIRST_OF_APRIL,
        )
    )
    united = Organization.objects.get(code="CB23")
    assert set(united.predecessors.all()) == {two, three}
    done(
        admin.post(
            "/to-chuc/CB23/chia-tach/",
            {"code_1": "CB24", "name_1": "Bốn", "code_2": "CB25", "name_2": "Năm"}
            | FIRST_OF_APRIL
            | {"effective_on": "01/06/2025"},
        )
    )
    four = Organization.objects.get(code="CB24")
    five = Organization.objects.get(code="CB25")
    june = FIRST_OF_APRIL | {"effective_on": "01/07/2025"}
    done(admin.post("/to-chuc/CB24/sap-nhap/", {"into": five.pk} | june))
    assert list(four.successors.all()) == [five]
    done(admin.post("/to-chuc/CB25/giai-the/", FIRST_OF_APRIL | {"effective_on": "01/09/2025"}))
    five.refresh_from_db()
    assert five.ended_on == dt.date(2025, 8, 31)
    kinds = set(AuditEvent.objects.values_list("act", flat=True))
    assert {
        f"organization.{act}" for act in ["rename", "move", "unite", "split", "absorb", "dissolve"]
    } <= kinds
    history = text(admin.get("/to-chuc/CB25/"))
    assert "Giải thể (Quyết định số 12-QĐ/ĐU, ngày 20/03/2025)" in history
    assert "Nhận sáp nhập Bốn (CB24)" in history
    assert "Thành lập Năm, trực thuộc Đảng bộ Sở Văn hóa" in history
    assert "Hợp nhất thành Chi bộ Hai Ba (CB23)" in text(admin.get("/to-chuc/CB02/"))
    assert "Chia tách thành Bốn (CB24) và Năm (CB25)" in text(admin.get("/to-chuc/CB23/"))
    moved = text(admin.get("/to-chuc/CB01/"))
    assert "Đổi tên từ Chi bộ số 1 thành Chi bộ Một" in moved
    assert "Chuyển cấp trên từ Đảng bộ Sở Văn hóa, Thể thao và Du lịch sang Đảng bộ DBKHAC" in moved


def test_a_third_part_needs_both_code_and_name(admin, made):
    said = {"code_1": "A1", "name_1": "Một", "code_2": "A2", "name_2": "Hai", "code_3": "A3"}
    refused(admin.post("/to-chuc/CB01/chia-tach/", said | FIRST_OF_APRIL), "Mời nhập cả mã và tên")


def test_a_refused_change_keeps_what_was_typed(admin, made):
    said = {"name": "Chi bộ Mới", "printed_name": "CHI BỘ\nMỚI"} | FIRST_OF_APRIL
    page = refused(
        admin.post("/to-chuc/CB01/doi-ten/", said | {"effective_on": "01/01/2015"}),
        "không sau ngày thành lập",
    )
    assert 'value="Chi bộ Mới"' in page
    assert "CHI BỘ MỚI</textarea>" in page


def test_a_replayed_change_is_refused(admin, made):
    said = {"name": "Chi bộ Mới", "printed_name": ""} | FIRST_OF_APRIL
    done(admin.post("/to-chuc/CB01/doi-ten/", said))
    refused(admin.post("/to-chuc/CB01/doi-ten/", said))
    assert made.cells[0].events.filter(kind=EventKind.RENAMED).count() == 1


def test_the_office_keeps_printed_names_of_its_cells(office, made):
    said = {
        "printed_name": "CHI BỘ\r\nSỐ MỘT",
        "official_members": "18",
        "probationary_members": "0",
        "version": "1",
    }
    done(office.post("/to-chuc/CB01/thong-tin/", said))
    version = made.cells[0].versions.get()
    assert (version.printed_name, version.official_members) == ("CHI BỘ\nSỐ MỘT", 18)
    label = said | {"office_label": "Cán bộ phụ trách công tác Đảng"}
    done(office.post("/to-chuc/DBSVHTTDL/thong-tin/", label))
    assert "Cán bộ phụ trách công tác Đảng" in text(office.get("/to-chuc/"))


def test_what_a_colleague_wrote_meanwhile_is_not_overwritten(office, made):
    address = "/to-chuc/CB01/thong-tin/"
    assert 'name="version" value="1"' in office.get(address).content.decode()
    done(office.post(address, {"official_members": "18", "version": "1"}))
    page = refused(
        office.post(address, {"official_members": "17", "version": "1"}),
        "vừa được người khác cập nhật",
    )
    assert 'value="17"' in page
    assert made.cells[0].versions.get().official_members == 18


def test_a_misspelt_name_is_mended(admin, made):
    done(admin.post("/to-chuc/CB01/sua-ten/", {"name": "Chi bộ Số Một", "version": 1}))
    assert name_on(made.cells[0], TODAY) == "Chi bộ Số Một"


# Accounts


def account(**changed):
    said = {
        "full_name": "Nguyễn Thị C",
        "username": "cb01.phobithu",
        "position": "Phó Bí thư",
        "from_date": "24/11/2026",
    }
    return said | changed


def test_a_first_password_is_shown_once_and_stored_nowhere(office, made):
    page = office.post("/to-chuc/tai-khoan/mo/", account(holding=f"secretary:{made.cells[0].pk}"))
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    password = re.search(r"[a-z]{4}-[a-z]{4}-[a-z]{4}-\d\d", text(page)).group()
    assert User.objects.get(username="cb01.phobithu").check_password(password)
    for address in (
        "/to-chuc/tai-khoan/",
        "/to-chuc/tai-khoan/cb01.phobithu/",
        "/to-chuc/nhat-ky/",
    ):
        assert password not in text(office.get(address))
    for session in Session.objects.all():
        assert password not in str(session.get_decoded())
    again = office.post("/to-chuc/tai-khoan/mo/", account(holding=f"secretary:{made.cells[0].pk}"))
    refused(again, "đã có người dùng")


def test_the_office_is_offered_its_cells_and_members_only(office, made, other):
    page = text(office.get("/to-chuc/tai-khoan/mo/"))
    assert "Cấp ủy viên" in page
    assert f'value="secretary:{made.cells[0].pk}"' in page
    assert f'value="secretary:{other.cells[0].pk}"' not in page
    for holding in (
        f"secretary:{other.cells[0].pk}",
        f"office:{made.organization.pk}",
        "administrator",
    ):
        refused(office.post("/to-chuc/tai-khoan/mo/", account(holding=holding)))
    assert not User.objects.filter(username="cb01.phobithu").exists()


def test_the_administrator_opens_offices(admin, made):
    holding = f"office:{made.organization.pk}"
    assert admin.post("/to-chuc/tai-khoan/mo/", account(holding=holding)).status_code == 200
    assert User.objects.get(username="cb01.phobithu").grants.get().role == Role.OFFICE


@pytest.mark.both
def test_the_list_of_accounts_is_searched_and_says_their_state(office, made):
    secretary = made.secretaries["CB02"].user
    services.rename_account(secretary, full_name="Đỗ Thị Ấm", by=made.office, now=NOW)
    services.reset_password(secretary, by=made.office, now=NOW)
    page = text(office.get("/to-chuc/tai-khoan/", {"tim": "do thi am"}))
    assert "Đỗ Thị Ấm" in page
    assert "Chưa đổi mật khẩu lần đầu" in page
    assert "1 tài khoản" in page
    services.close_account(secretary, by=made.office, now=NOW)
    assert "0 tài khoản" in text(office.get("/to-chuc/tai-khoan/", {"tim": "do thi am"}))
    closed = text(office.get("/to-chuc/tai-khoan/", {"tinh_trang": "dong"}))
    assert "Đã đóng" in closed


def test_an_account_that_the_office_does_not_manage_says_so_instead_of_offering_acts(office, made):
    page = text(office.get(f"/to-chuc/tai-khoan/{made.office.user.username}/"))
    assert "quản trị hệ thống" in page
    assert "Đặt lại mật khẩu" not in page
    response = office.post(f"/to-chuc/tai-khoan/{made.office.user.username}/dat-lai-mat-khau/")
    assert response.status_code == 303
    assert "quản trị hệ thống" in text(office.get(response["Location"]))


def test_acts_on_an_account_go_through_their_pages(office, made):
    user = made.secretaries["CB01"].user
    base = f"/to-chuc/tai-khoan/{user.username}"
    assert "Mật khẩu lần đầu" in text(office.post(f"{base}/dat-lai-mat-khau/"))
    done(office.post(f"{base}/mo-khoa/"))
    done(office.post(f"{base}/ho-ten/", {"full_name": "Trần Thị E"}))
    done(
        office.post(
            f"{base}/vai-tro/",
            {"holding": "watcher", "position": "", "from_date": "24/11/2026", "to_date": ""},
        )
    )
    watching = user.grants.get(role=Role.WATCHER)
    done(office.post(f"{base}/vai-tro/{watching.pk}/ket-thuc/", {"to_date": "31/12/2026"}))
    watching.refresh_from_db()
    assert watching.to_date == dt.date(2026, 12, 31)
    assert "sẽ bị thoát ngay" in text(office.get(f"{base}/dong/"))
    done(office.post(f"{base}/dong/"))
    user.refresh_from_db()
    assert (user.full_name, user.is_active) == ("Trần Thị E", False)


@pytest.mark.parametrize("act", ["dat-lai-mat-khau", "mo-khoa"])
def test_an_act_is_never_a_get(office, made, act):
    before = AuditEvent.objects.count()
    user = made.secretaries["CB01"].user
    assert office.get(f"/to-chuc/tai-khoan/{user.username}/{act}/").status_code == 405
    assert AuditEvent.objects.count() == before


def test_roles_at_foreign_organisations_are_counted_but_not_named(office, made, other):
    user = made.secretaries["CB01"].user
    services.grant_role(
        user,
        role=Role.WATCHER,
        organization=other.organization,
        from_date=TODAY,
        by=other.office,
        now=NOW,
    )
    page = text(office.get(f"/to-chuc/tai-khoan/{user.username}/"))
    assert "Và 1 vai trò ở tổ chức khác" in page
    assert "DBKHAC" not in page


# Assignments and terms


@pytest.mark.both
def test_a_member_is_assigned_and_released(office, made):
    said = {
        "user": made.watcher.user.pk,
        "organization": made.cells[1].pk,
        "kind": "attends",
        "from_date": "01/11/2026",
    }
    done(office.post("/to-chuc/phan-cong/them/", said))
    page = text(office.get("/to-chuc/phan-cong/"))
    assert "dự sinh hoạt, từ 01/11/2026" in page
    refused(office.post("/to-chuc/phan-cong/them/", said), "đã được phân công")
    given = Assignment.objects.get(organization=made.cells[1])
    address = f"/to-chuc/phan-cong/{given.pk}/ket-thuc/"
    refused(office.post(address, {"to_date": "31/10/2026"}), "trước ngày bắt đầu")
    done(office.post(address, {"to_date": "30/11/2026"}))
    assert "đến hết 30/11/2026" in text(office.get("/to-chuc/phan-cong/"))


def test_a_term_is_opened_edited_and_filled(office, made):
    said = {
        "name": "2025–2030",
        "from_date": "01/08/2025",
        "to_date": "",
        "committee_name": "ĐẢNG ỦY SỞ VĂN HÓA,\r\nTHỂ THAO VÀ DU LỊCH",
        "standing_board_name": "",
        "place": "Hải Dương",
        "recipients": "Ban Tổ chức\r\nLưu VPĐU",
        "legal_references": "",
    }
    done(office.post("/to-chuc/nhiem-ky/mo/", said))
    term = made.organization.terms.get(name="2025–2030")
    assert term.committee_name == "ĐẢNG ỦY SỞ VĂN HÓA,\nTHỂ THAO VÀ DU LỊCH"
    base = f"/to-chuc/nhiem-ky/{term.pk}"
    done(
        office.post(
            f"{base}/uy-vien/",
            {
                "body": "standing_board",
                "people": "Trần Thị A; Bí thư\r\n\r\nLê Văn B",
                "from_date": "01/08/2025",
            },
        )
    )
    board = list(term.members.filter(body=Body.STANDING_BOARD).values_list("full_name", "position"))
    assert board == [("Trần Thị A", "Bí thư"), ("Lê Văn B", "")]
    refused(
        office.post(
            f"{base}/uy-vien/",
            {"body": "standing_board", "people": "C\nLê Văn B", "from_date": "01/08/2025"},
        ),
        "Lê Văn B đã có trong danh sách",
    )
    assert not term.members.filter(full_name="C").exists()
    done(
        office.post(
            f"{base}/nguoi-ky/",
            {
                "full_name": "Trần Thị A",
                "title": "BÍ THƯ",
                "from_date": "01/08/2025",
                "to_date": "",
            },
        )
    )
    signer, member = term.signers.get(), term.members.first()
    done(office.post(f"{base}/nguoi-ky/{signer.pk}/ket-thuc/", {"to_date": "30/11/2026"}))
    done(office.post(f"{base}/uy-vien/{member.pk}/ket-thuc/", {"to_date": "30/11/2026"}))
    done(office.post(f"{base}/sua/", said | {"place": "Hải Phòng", "version": 1}))
    page = text(office.get(f"{base}/"))
    for words in ("Hải Phòng", "Trần Thị A, BÍ THƯ", "đến hết 30/11/2026"):
        assert words in page
    refused(office.post("/to-chuc/nhiem-ky/mo/", said), "chồng lên nhiệm kỳ")


# The audit trail


def test_the_trail_is_read_by_whom_it_concerns(client, made, other):
    services.rename_account(
        made.secretaries["CB01"].user, full_name="Người của CB01", by=made.office, now=NOW
    )
    services.reset_password(made.secretaries["CB02"].user, by=made.office, now=NOW)
    office = text(signed_in(client, made.office).get("/to-chuc/nhat-ky/"))
    assert "Người của CB01" in office
    assert "DBKHAC" not in office
    assert "Người của CB01" not in text(signed_in(client, other.office).get("/to-chuc/nhat-ky/"))
    assert "Người của CB01" in text(signed_in(client, made.administrator).get("/to-chuc/nhat-ky/"))


def test_the_administrator_reads_nothing_of_what_organisations_send(client, made):

    AuditEvent.objects.create(
        at=NOW,
        act="evaluation.submit",
        sentence="Gửi phiếu tháng 10.",
        organization=made.cells[0],
        subject_type="evaluations.evaluation",
        subject_id=1,
    )
    assert "phiếu tháng 10" not in text(
        signed_in(client, made.administrator).get("/to-chuc/nhat-ky/")
    )
    assert "phiếu tháng 10" in text(signed_in(client, made.office).get("/to-chuc/nhat-ky/"))
    assert "phiếu tháng 10" in text(
        signed_in(client, made.secretaries["CB01"]).get("/to-chuc/nhat-ky/")
    )


@pytest.mark.both
def test_the_trail_is_filtered_by_whole_days(client, made):
    for day in (dt.date(2026, 3, 1), dt.date(2026, 3, 2), dt.date(2026, 3, 3)):
        for hour in (0, 23):
            audit.record(
                "test",
                f"Việc ngày {day:%d} lúc {hour}.",
                by=made.office,
                now=moment(day, hour),
                organization=made.organization,
            )
    page = text(
        signed_in(client, made.office).get(
            "/to-chuc/nhat-ky/", {"tu_ngay": "02/03/2026", "den_ngay": "02/03/2026", "tim": "Việc"}
        )
    )
    assert re.findall(r"Việc ngày \d\d lúc \d+", page) == [
        "Việc ngày 02 lúc 23",
        "Việc ngày 02 lúc 0",
    ]


# Tabs


def test_each_role_is_offered_the_tabs_it_has_pages_for(client, made):
    tabs = {
        role: [tab.label for tab in signed_in(client, actor).get("/vai-tro/").context["tabs"]]
        for role, actor in (
            ("office", made.office),
            ("secretary", made.secretaries["CB01"]),
            ("administrator", made.administrator),
        )
    }
    assert "Tổ chức" in tabs["administrator"]
    assert "Đăng ký" not in tabs["administrator"]
    assert "Kết quả năm" in tabs["secretary"]
    year = made.office.today.year
    assert f"Năm {year}" in tabs["office"]


def test_the_tab_of_the_page_is_current(client, made):
    signed_in(client, made.office)
    current = [tab.label for tab in client.get("/to-chuc/").context["tabs"] if tab.current]
    assert current == ["Tổ chức"]


def test_a_page_of_lists_reads_and_writes_nothing(client, made):
    signed_in(client, made.office)
    for address in (*LISTS, "/to-chuc/CB01/", "/to-chuc/nhiem-ky/"):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        writing = [
            query["sql"]
            for query in queries
            if re.match(r"\s*(INSERT|UPDATE|DELETE)", query["sql"])
        ]
        assert writing == [], address
