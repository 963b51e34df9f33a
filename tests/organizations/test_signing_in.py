"""Sign-in, lockout, first passwords, sessions and roles, through the pages."""

import datetime as dt

import pytest
import time_machine

from organizations import lockout, services
from organizations.models import AuditEvent, Role
from tests.factories import PASSWORD, a_committee, moment, signed_in

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _on_a_working_day():
    with time_machine.travel(moment(TODAY), tick=False):
        yield


@pytest.fixture
def committee():
    return a_committee(cells=1)


def sign_in(client, actor, password=PASSWORD, **more):
    name = actor.user.username if hasattr(actor, "user") else actor
    return client.post("/dang-nhap/", {"username": name, "password": password, **more})


def test_a_person_signs_in_and_arrives_at_the_page_asked_for(client, committee):
    secretary = committee.secretaries["CB01"]
    response = sign_in(client, secretary, next="/doi-mat-khau/")
    assert (response.status_code, response["Location"]) == (303, "/doi-mat-khau/")
    assert client.get("/doi-mat-khau/").status_code == 200
    assert AuditEvent.objects.filter(act="account.sign_in", user=secretary.user).exists()


def test_the_user_name_is_read_in_any_case(client, committee):
    assert sign_in(client, f" {committee.office.user.username.upper()} ").status_code == 303


def test_nobody_is_sent_on_to_a_foreign_address(client, committee):
    response = sign_in(client, committee.office, next="https://elsewhere.example/")
    assert response["Location"] == "/"


def test_a_wrong_password_is_refused_without_saying_what_was_wrong(client, committee):
    wrong = sign_in(client, committee.office, "sai mat khau")
    absent = sign_in(client, "khong.co", "sai mat khau")
    assert wrong.status_code == absent.status_code == 422
    sentence = "Tên đăng nhập hoặc mật khẩu chưa đúng"
    assert sentence in wrong.content.decode()
    assert sentence in absent.content.decode()
    assert "<title>Lỗi: " in wrong.content.decode()
    assert "sai mat khau" not in wrong.content.decode()


def test_five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour(client, committee):
    office = committee.office
    for _ in range(4):
        assert "tạm khóa đăng nhập đến" not in sign_in(client, office, "sai").content.decode()
    fifth = sign_in(client, office, "sai")
    assert "tạm khóa đăng nhập đến 09:15 ngày 24/11/2026" in fifth.content.decode()
    assert "liên hệ văn phòng" in fifth.content.decode()
    right = sign_in(client, office)
    assert right.status_code == 422
    assert "tạm khóa đăng nhập đến 09:15 ngày 24/11/2026" in right.content.decode()
    assert set(lockout.locked_until([office.user.username], moment(TODAY))) == {
        office.user.username
    }
    with time_machine.travel(moment(TODAY) + dt.timedelta(minutes=15, seconds=1), tick=False):
        assert sign_in(client, office).status_code == 303


def test_four_wrong_passwords_lock_nothing(client, committee):
    for _ in range(4):
        sign_in(client, committee.office, "sai")
    assert sign_in(client, committee.office).status_code == 303


def test_a_lockout_counts_for_an_account_in_any_spelling(client, committee):
    name = committee.office.user.username
    for _ in range(5):
        sign_in(client, name.upper(), "sai")
    assert sign_in(client, committee.office).status_code == 422


def test_a_lockout_from_one_address_leaves_the_others_alone(client, committee):
    for _ in range(5):
        sign_in(client, committee.office, "sai")
    there = {"REMOTE_ADDR": "10.0.0.7"}
    credentials = {"username": committee.office.user.username, "password": PASSWORD}
    assert client.post("/dang-nhap/", credentials, **there).status_code == 303


def test_the_office_lifts_a_lockout(client, committee):
    secretary = committee.secretaries["CB01"]
    for _ in range(5):
        sign_in(client, secretary, "sai")
    services.unlock_account(secretary.user, by=committee.office, now=moment(TODAY))
    assert sign_in(client, secretary).status_code == 303


def test_a_first_password_opens_nothing_but_the_page_to_change_it(client, committee):
    secretary = committee.secretaries["CB01"]
    opened = services.reset_password(secretary.user, by=committee.office, now=moment(TODAY))
    sign_in(client, secretary, opened.first_password)
    response = client.get("/vai-tro/")
    assert (response.status_code, response["Location"]) == (302, "/doi-mat-khau/")
    partial = client.get("/vai-tro/", headers={"HX-Request": "true"})
    assert partial["HX-Redirect"] == "/doi-mat-khau/"
    page = client.get("/doi-mat-khau/").content.decode()
    assert "mật khẩu in trên phiếu" in page
    changed = client.post(
        "/doi-mat-khau/",
        {"old": opened.first_password, "new": "rieng toi 2026", "again": "rieng toi 2026"},
    )
    assert changed.status_code == 303
    assert client.get("/vai-tro/").status_code == 200
    assert client.post("/dang-xuat/").status_code == 303


def test_a_first_password_still_lets_one_sign_out(client, committee):
    secretary = committee.secretaries["CB01"]
    opened = services.reset_password(secretary.user, by=committee.office, now=moment(TODAY))
    sign_in(client, secretary, opened.first_password)
    assert client.post("/dang-xuat/")["Location"] == "/dang-nhap/"
    assert client.get("/vai-tro/")["Location"] == "/dang-nhap/?next=/vai-tro/"


@pytest.mark.parametrize(
    ("new", "again", "sentence"),
    [
        ("ngan", "ngan", "quá ngắn"),
        ("1234567890123", "1234567890123", "chữ số"),
        ("mot mat khau khac", "mot mat khau lech", "chưa giống nhau"),
        (PASSWORD, PASSWORD, "phải khác mật khẩu đang dùng"),
    ],
)
def test_a_weak_or_mistyped_new_password_is_refused(client, committee, new, again, sentence):
    signed_in(client, committee.office)
    response = client.post("/doi-mat-khau/", {"old": PASSWORD, "new": new, "again": again})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    committee.office.user.refresh_from_db()
    assert committee.office.user.check_password(PASSWORD)


def test_the_wrong_old_password_is_refused(client, committee):
    signed_in(client, committee.office)
    response = client.post(
        "/doi-mat-khau/", {"old": "x", "new": "mot mat khau moi", "again": "mot mat khau moi"}
    )
    assert "Mật khẩu đang dùng chưa đúng" in response.content.decode()


def test_changing_the_password_keeps_this_session_and_ends_the_others(client, committee):
    other = type(client)()
    signed_in(client, committee.office)
    signed_in(other, committee.office)
    client.post(
        "/doi-mat-khau/",
        {"old": PASSWORD, "new": "mot mat khau moi", "again": "mot mat khau moi"},
    )
    assert client.get("/vai-tro/").status_code == 200
    assert other.get("/vai-tro/").status_code == 302


def test_a_reset_password_ends_the_sessions(client, committee):
    secretary = committee.secretaries["CB01"]
    signed_in(client, secretary)
    assert client.get("/vai-tro/").status_code == 200
    services.reset_password(secretary.user, by=committee.office, now=moment(TODAY))
    assert client.get("/vai-tro/")["Location"].startswith("/dang-nhap/")


def test_closing_an_account_ends_its_sessions_and_it_signs_in_no_more(client, committee):
    secretary = committee.secretaries["CB01"]
    signed_in(client, secretary)
    services.close_account(secretary.user, by=committee.office, now=moment(TODAY))
    assert client.get("/vai-tro/")["Location"].startswith("/dang-nhap/")
    assert sign_in(client, secretary).status_code == 422


def test_whoever_holds_several_roles_chooses_one_and_works_as_it(client, committee):
    secretary = committee.secretaries["CB01"]
    services.grant_role(
        secretary.user,
        role=Role.WATCHER,
        organization=committee.organization,
        from_date=TODAY,
        by=committee.office,
        now=moment(TODAY),
    )
    assert sign_in(client, secretary)["Location"] == "/vai-tro/"
    page = client.get("/vai-tro/")
    assert page.content.decode().count('name="grant"') == 2
    watching = secretary.user.grants.get(role=Role.WATCHER)
    assert client.post("/vai-tro/", {"grant": watching.pk}).status_code == 303
    assert client.get("/vai-tro/").wsgi_request.actor.role == Role.WATCHER
    assert "Đổi vai trò" in client.get("/vai-tro/").content.decode()


def test_nobody_chooses_a_role_of_somebody_else(client, committee):
    signed_in(client, committee.secretaries["CB01"])
    response = client.post("/vai-tro/", {"grant": committee.office.grant_id})
    assert response.status_code == 422
    assert client.get("/vai-tro/").wsgi_request.actor.role == Role.SECRETARY


def test_a_chosen_role_that_ended_meanwhile_falls_back_to_what_is_left(client, committee):
    secretary = committee.secretaries["CB01"]
    services.grant_role(
        secretary.user,
        role=Role.WATCHER,
        organization=committee.organization,
        from_date=TODAY - dt.timedelta(days=9),
        to_date=TODAY,
        by=committee.office,
        now=moment(TODAY),
    )
    watching = secretary.user.grants.get(role=Role.WATCHER)
    signed_in(client, secretary)
    client.post("/vai-tro/", {"grant": watching.pk})
    assert client.get("/vai-tro/").wsgi_request.actor.role == Role.WATCHER
    with time_machine.travel(moment(TODAY + dt.timedelta(days=1)), tick=False):
        # the session itself lasts eight hours only
        signed_in(client, secretary)
        session = client.session
        session["chosen_grant"] = watching.pk
        session.save()
        assert client.get("/vai-tro/").wsgi_request.actor.role == Role.SECRETARY


def test_without_a_role_a_page_says_whom_to_ask(client, committee):
    secretary = committee.secretaries["CB01"]
    yesterday = TODAY - dt.timedelta(days=1)
    grant = secretary.user.grants.get()
    services.end_role(grant, to_date=yesterday, by=committee.office, now=moment(TODAY))
    assert sign_in(client, secretary)["Location"] == "/vai-tro/"
    assert "không giữ vai trò nào" in client.get("/vai-tro/").content.decode()


def test_the_head_bar_names_organisation_person_and_position(client, committee):
    signed_in(client, committee.secretaries["CB01"])
    secretary = committee.secretaries["CB01"].user.full_name
    assert f"Chi bộ số 1 — đ/c {secretary}, Bí thư" in client.get("/vai-tro/").content.decode()
    signed_in(client, committee.office)
    assert "Văn phòng Đảng ủy Sở Văn hóa" in client.get("/vai-tro/").content.decode()


def test_the_session_of_a_working_day_ends_eight_hours_after_sign_in(client, committee):
    sign_in(client, committee.office)
    almost = moment(TODAY) + dt.timedelta(hours=7, minutes=59)
    with time_machine.travel(almost, tick=False):
        # what is done meanwhile, and remembered in the session, does not make it longer
        grant = committee.office.user.grants.get()
        assert client.post("/vai-tro/", {"grant": grant.pk}).status_code == 303
    with time_machine.travel(almost + dt.timedelta(minutes=2), tick=False):
        assert client.get("/vai-tro/").status_code == 302


def test_the_session_ends_with_the_browser(client, committee):
    cookie = sign_in(client, committee.office).cookies["phien"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
