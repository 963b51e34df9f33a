"""Every answer: its safety headers, its request number, its page when something went wrong."""

import json
import logging
import re
from unittest import mock

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import path
from django.views.decorators.http import require_POST

from config.urls import *  # noqa: F403
from config.urls import urlpatterns as project_urls
from organizations.addresses import client_address
from tests.factories import a_committee, signed_in
from tests.strictness import StrictClient, faults_of

NUMBER = re.compile(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}")


def _raising(error: Exception):
    @login_not_required
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


@login_not_required
@require_POST
def _form(request: HttpRequest) -> HttpResponse:
    return HttpResponse("gửi rồi")


def _closed(request: HttpRequest) -> HttpResponse:
    return HttpResponse(render_to_string("base.html", {}, request))


@login_not_required
def _button(request: HttpRequest, token: str) -> HttpResponse:
    """A page with the button of an act; included with ``only``, the token stays outside."""
    only = "" if token == "co" else " only"
    source = '{% include "components/act.html" with url="/bieu-mau/" label="Gửi"' + only + " %}"
    return HttpResponse(engines["django"].from_string(source).render({}, request))


urlpatterns = [
    *project_urls,
    path("loi-400/", _raising(BadRequest("x"))),
    path("loi-403/", _raising(PermissionDenied("x"))),
    path("loi-500/", _raising(RuntimeError("bí mật trong mã"))),
    path("bieu-mau/", _form),
    path("nut-bam/<str:token>/", _button),
    path("trang-dong/", _closed),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def patient_client() -> StrictClient:
    """Shows the error page instead of raising what led to it."""
    return StrictClient(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/loi-400/", 400, "Yêu cầu không hợp lệ"),
        ("/loi-403/", 403, "Không được phép"),
        ("/khong-co/", 404, "Không tìm thấy trang"),
        ("/bieu-mau/", 405, "Chưa làm được từ địa chỉ này"),
        ("/loi-500/", 500, "Chương trình gặp lỗi"),
    ],
)
def test_an_error_page_says_what_to_do_and_shows_its_request_number(
    address, status, heading, patient_client, caplog
):
    caplog.set_level(logging.INFO)
    response = patient_client.get(address)
    page = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in page
    number = response["X-Request-ID"]
    assert NUMBER.fullmatch(number)
    assert f"Mã yêu cầu: <strong>{number}</strong>" in page
    assert "bí mật trong mã" not in page
    logged = [record.msg for record in caplog.records if isinstance(record.msg, dict)]
    assert {entry["request_id"] for entry in logged} == {number}


def test_the_address_of_an_act_that_is_opened_says_so_and_leads_home(client):
    response = client.get("/bieu-mau/")
    assert response["Allow"] == "POST"
    assert '<a class="btn" href="/">Về trang “Việc của tôi”</a>' in response.content.decode()


@pytest.mark.parametrize("headers", [{"hx-request": "true"}, {"accept": "application/json"}])
def test_who_does_not_read_pages_gets_the_bare_refusal_of_a_method(headers, client):
    response = client.get("/bieu-mau/", headers=headers)
    assert (response.status_code, response.content) == (405, b"")


def test_a_forged_form_is_refused_with_a_page_of_ours():
    client = StrictClient(enforce_csrf_checks=True)
    response = client.post("/bieu-mau/")
    assert response.status_code == 403
    page = " ".join(response.content.decode().split())
    assert "Phiên làm việc đã đổi" in page
    # who reloads at once would lose what was typed
    assert page.index("chép phần vừa nhập ra nơi khác") < page.index("tải lại trang")
    assert response["X-Request-ID"] in response.content.decode()


def test_the_address_bar_with_a_foreign_host_is_refused(client):
    response = client.get("/healthz", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "Yêu cầu không hợp lệ" in response.content.decode()


def test_each_request_has_its_own_number(client):
    assert client.get("/khong-co/")["X-Request-ID"] != client.get("/khong-co/")["X-Request-ID"]


def test_the_browser_may_load_nothing_from_outside_and_nothing_inline(client):
    directives = client.get("/khong-co/")["Content-Security-Policy"].split("; ")
    assert sorted(directives) == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "script-src 'self'",
        "style-src 'self'",
    ]


def test_the_other_safety_headers_are_there(client):
    headers = client.get("/khong-co/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_view_that_says_nothing_is_closed(client, db):
    response = client.get("/trang-dong/?a=1")
    assert response.status_code == 302
    assert response["Location"] == "/dang-nhap/?next=/trang-dong/%3Fa%3D1"


def test_a_partial_request_after_the_session_ended_moves_the_whole_page(client, db):
    response = client.post(
        "/trang-dong/",
        headers={"hx-request": "true", "hx-current-url": "http://testserver/danh-gia/7/?a=1"},
    )
    assert response.status_code == 200
    assert response["HX-Redirect"] == "/dang-nhap/?next=/danh-gia/7/%3Fa%3D1"


@pytest.mark.parametrize(
    ("referer", "target"),
    [
        ("http://testserver/danh-gia/2026/11/CB08/?tu=cho", "/danh-gia/2026/11/CB08/%3Ftu%3Dcho"),
        ("http://testserver/trang-dong/", "/trang-dong/"),  # a form page that sends to itself
        ("http://testserver", "/"),
        ("https://elsewhere.example/danh-gia/", "/"),
        ("javascript:go()", "/"),
        ("", "/"),
    ],
)
def test_a_form_sent_after_the_session_ended_leads_back_to_the_page_it_stood_on(
    referer, target, client, db
):
    response = client.post("/trang-dong/", headers={"referer": referer} if referer else {})
    assert response.status_code == 302
    assert response["Location"] == f"/dang-nhap/?next={target}"


def test_a_signed_in_person_passes(client, db):
    signed_in(client, a_committee().office)
    assert client.get("/trang-dong/").status_code == 200


# healthz


def test_healthz_says_that_all_is_well(client, db):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert json.loads(response.content) == {
        "status": "ok",
        "database": True,
        "pending_migrations": 0,
        "archive_writable": True,
    }


def test_healthz_says_that_the_database_does_not_answer(client, db):
    signed_in(client, a_committee().office)  # a person who looks, not only a machine
    with mock.patch.object(connection, "cursor", side_effect=DatabaseError):
        response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() | {"archive_writable": None} == {
        "status": "error",
        "database": False,
        "pending_migrations": None,
        "archive_writable": None,
    }


def test_healthz_says_how_many_migrations_wait(client, db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["pending_migrations"] == 1


def test_healthz_says_that_the_archive_cannot_be_written(client, db, settings, tmp_path):
    in_the_way = tmp_path / "archive"
    in_the_way.write_text("not a folder")
    settings.ARCHIVE_DIR = in_the_way
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["archive_writable"] is False


# The address behind proxies


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "", "10.0.0.9"),
        (0, "1.2.3.4", "10.0.0.9"),  # nobody was declared, so nobody is believed
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),  # what the sender invented stands further left
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.8", "1.2.3.4"),
        (1, "", "10.0.0.9"),  # did not come through the proxy
        (1, "rác", None),
    ],
)
def test_the_address_of_a_person_is_the_one_that_our_own_proxy_saw(
    proxies, forwarded, address, settings
):
    settings.TRUSTED_PROXY_COUNT = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.0.0.9")
    assert client_address(request) == address


# The strictness of the tests themselves


@pytest.mark.parametrize(
    "html",
    [
        "<style>p { color: red }</style>",
        "<script>alert(1)</script>",
        '<p style="color: red">x</p>',
        '<button onclick="go()">x</button>',
        '<div hx-on:click="go()">x</div>',
        '<script src="https://cdn.example/x.js"></script>',
        '<img src="//cdn.example/x.png">',
        '<a href="javascript:go()">x</a>',
        '<form method="post"><button>x</button></form>',
        '<form method="POST" action="?x=1"><button>x</button>',  # never closed
        '<form method="post"><input name="csrfmiddlewaretoken" value=""></form>',
        # one with its token does not speak for the next
        '<form method="post"><input name="csrfmiddlewaretoken" value="t"></form>'
        '<form method="post"></form>',
        '<input name="csrfmiddlewaretoken" value="t"><form method="post"></form>',
    ],
)
def test_the_strict_client_finds_what_a_page_must_not_do(html):
    assert faults_of(html)


def test_the_strict_client_accepts_a_clean_page():
    assert faults_of('<script src="/static/js/app.js" defer></script><a href="/">x</a>') == []


@pytest.mark.parametrize(
    "html",
    [
        '<form method="post"><input name="csrfmiddlewaretoken" value="t"></form>',
        '<form action="/"><input name="q"></form>',
        '<form method="post" action="/kiem-tra/ABCD/"></form>',  # only looks: exempt
    ],
)
def test_the_strict_client_accepts_a_form_that_will_be_let_through(html):
    assert faults_of(html) == []


def test_the_strict_client_refuses_a_page_whose_form_was_drawn_without_its_token(client):
    assert client.get("/nut-bam/co/").status_code == 200
    with pytest.raises(AssertionError, match="without its CSRF token"):
        client.get("/nut-bam/khong/")
