"""Checking a printed paper by its code: what everybody may learn, and nothing else."""

import datetime as dt
import re

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents import services, storage
from documents.codes import LENGTH, LETTERS, as_typed, new_code, shown
from documents.models import CheckCount, Document, DocumentRevocation
from documents.services import MOST_CHECKS, STRETCH
from organizations.addresses import network_of
from tests.factories import a_committee, moment, signed_in

from .factories import DAY, a_frozen_sheet, an_issued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("drawn_at_once")]


def page_of(client, code: str, **how):
    return client.get(reverse("documents:check", args=[code]), **how)


def words(response) -> str:
    """The main column as text, without what changes from one answer to the next."""
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    assert main is not None
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


# Codes


@pytest.mark.once
def test_a_code_is_understood_however_it_was_typed():
    code = new_code()
    assert len(code) == LENGTH
    assert set(code) <= set(LETTERS)
    for typed in (shown(code), code.lower(), f" {code[:4]} {code[4:]} ", f"{code[:5]}–{code[5:]}"):
        assert as_typed(typed) == code
    assert as_typed("o0u1") == "QQV7"
    assert as_typed("đ") == "D"
    assert as_typed("../?\x00'") == ""
    assert len(as_typed("A" * 5000)) == LENGTH + 1


@pytest.mark.once
def test_no_two_letters_of_a_code_are_mistaken_for_one_another():
    assert not set("01ILOU") & set(LETTERS)
    assert all(as_typed(letter) == letter for letter in LETTERS)


# What is said


def test_a_paper_is_known_by_number_date_body_and_state(client):
    document = an_issued(a_committee(today=DAY))
    response = page_of(client, document.code)
    assert response.status_code == 200
    said = words(response)
    for part in ("01-QĐ/ĐU", "25/12/2025", "Đảng ủy Sở Văn hóa", "Còn hiệu lực"):
        assert part in said


def test_nothing_else_of_a_paper_is_said(client):
    document = an_issued(a_committee(today=DAY))
    said = page_of(client, document.code).content.decode()
    for hidden in (
        document.title,
        document.signer_name,
        document.issued_by.full_name,
        "Chi bộ",
        "điểm",
        document.pdf_sha256,
        document.hash,
    ):
        assert hidden not in said


def test_a_print_made_final_is_known_without_a_number(client):
    sheet = a_frozen_sheet(a_committee(today=DAY))
    said = words(page_of(client, sheet.code))
    assert "không đánh số" in said
    assert "Bản in đã chốt" in said


def test_search_engines_and_caches_keep_nothing(client):
    document = an_issued(a_committee(today=DAY))
    for response in (page_of(client, document.code), client.get(reverse("documents:ask"))):
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in response["Cache-Control"]


def test_what_a_later_decision_left_of_a_paper_is_said(client):
    made = a_committee(today=DAY)
    earlier = [an_issued(made) for _ in range(3)]
    first, second = an_issued(made), an_issued(made)
    services.record_revocation(first, {earlier[0]: 2, earlier[1]: 0})
    services.record_revocation(second, {earlier[0]: 0})
    assert "Còn hiệu lực" in words(page_of(client, earlier[2].code))
    assert "Đã hủy bỏ bởi Quyết định số 04-QĐ/ĐU, ngày 25/12/2025" in words(
        page_of(client, earlier[1].code)
    )
    said = words(page_of(client, earlier[0].code))
    assert "Đã hủy bỏ bởi Quyết định số 04-QĐ/ĐU" in said
    assert "Quyết định số 05-QĐ/ĐU" in said
    assert "Còn hiệu lực" in words(page_of(client, first.code))


def test_a_paper_of_which_something_is_left_is_partly_revoked(client):
    made = a_committee(today=DAY)
    earlier, later = an_issued(made), an_issued(made)
    services.record_revocation(later, {earlier: 1})
    assert "Hủy bỏ một phần bởi Quyết định số 02-QĐ/ĐU" in words(page_of(client, earlier.code))
    office = signed_in(client, made.office)
    listed = office.get(reverse("documents:index"))
    detail = office.get(reverse("documents:detail", args=[earlier.pk]))
    for response in (listed, detail):
        assert "Hủy bỏ một phần" in response.content.decode()


def test_the_database_keeps_a_revocation_for_good():
    made = a_committee(today=DAY)
    earlier, later = an_issued(made), an_issued(made)
    services.record_revocation(later, {earlier: 0})
    for change in (
        lambda: DocumentRevocation.objects.update(whole=False),
        lambda: DocumentRevocation.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


# An unknown code


def test_every_unknown_code_gets_the_same_answer(client):
    document = an_issued(a_committee(today=DAY))
    page_of(client, document.code)  # the first question of a stretch clears away what came before
    answers = set()
    questions = set()
    for code in (
        "23456789AB",
        "x",
        "A" * 200,
        "-",
        "' OR 1=1 --",
        "%00",
        "Mã không có",
        f"{document.code}A",
    ):
        with CaptureQueriesContext(connection) as asked:
            response = page_of(client, code)
        answers.add((response.status_code, words(response)))
        questions.add(len(asked))
        assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert len(answers) == 1
    assert len(questions) == 1
    ((status, said),) = answers
    assert status == 404
    assert "Không có văn bản mang mã này" in said


def test_a_file_sent_to_an_unknown_code_gets_that_answer_too(client):
    response = client.post(
        reverse("documents:check", args=["23456789AB"]),
        {"tep": SimpleUploadedFile("a.pdf", b"%PDF-1.7")},
    )
    assert response.status_code == 404
    assert "Không có văn bản mang mã này" in words(response)


def test_a_code_is_asked_for_on_a_page_that_leads_to_its_paper(client):
    document = an_issued(a_committee(today=DAY))
    ask = reverse("documents:ask")
    assert "Mã kiểm tra" in words(client.get(ask))
    response = client.get(ask, {"ma": shown(document.code).lower()})
    assert response["Location"] == reverse("documents:check", args=[document.code])
    response = client.get(ask, {"ma": " "})
    assert response.status_code == 422
    assert "Mã kiểm tra" in words(response)
    assert client.get(ask, {"ma": "???"}, follow=True).status_code == 404


# The archived file


def upload(client, document: Document, content: bytes, **how):
    file = SimpleUploadedFile("van-ban.pdf", content, content_type="application/pdf")
    return client.post(reverse("documents:check", args=[document.code]), {"tep": file}, **how)


def test_the_archived_file_is_recognised_and_any_other_is_not(client):
    made = a_committee(today=DAY)
    document, other = an_issued(made), an_issued(made)
    archived = storage.read(document.pdf_sha256)
    assert "Tệp trùng khớp" in words(upload(client, document, archived))
    for wrong in (storage.read(other.pdf_sha256), archived + b" ", archived[:-1]):
        assert "Tệp không trùng" in words(upload(client, document, wrong))


def test_what_is_no_file_to_compare_is_refused_with_a_sentence(client):
    document = an_issued(a_committee(today=DAY))
    for content, sentence in (
        (b"", "Tệp này trống"),
        (b"PK\x03\x04", "không phải là PDF"),
        (b"%PDF-" + b"x" * (10 * 1024 * 1024), "lớn hơn 10 MB"),
        (b"%PDF-" + b"x" * (11 * 1024 * 1024), "lớn hơn 10 MB"),
    ):
        response = upload(client, document, content)
        assert response.status_code == 422
        assert sentence in words(response)
        assert "<title>Lỗi:" in response.content.decode()
    response = client.post(reverse("documents:check", args=[document.code]))
    assert "Mời chọn tệp PDF" in words(response)


def test_comparing_a_file_writes_nothing_but_how_often_was_asked(client):
    document = an_issued(a_committee(today=DAY))
    with CaptureQueriesContext(connection) as asked:
        upload(client, document, b"%PDF-1.7 khac")
    writing = [q["sql"] for q in asked if re.match(r"\s*(INSERT|UPDATE|DELETE)", q["sql"])]
    assert writing
    assert all("documents_checkcount" in sql for sql in writing)
    assert not Session.objects.exists()


def test_a_page_of_another_site_may_send_a_file_since_nothing_is_changed(client):
    document = an_issued(a_committee(today=DAY))
    strict = type(client)(enforce_csrf_checks=True)
    assert upload(strict, document, b"%PDF-1.7").status_code == 200


# How often


def test_whoever_asks_too_often_waits_and_is_told_how_long(client):
    document = an_issued(a_committee(today=DAY))
    start = moment(DAY)
    with time_machine.travel(start, tick=False):
        for _ in range(MOST_CHECKS):
            assert page_of(client, document.code).status_code == 200
        for code in (document.code, "23456789AB"):
            response = page_of(client, code)
            assert response.status_code == 429
            assert response["Retry-After"] == str(int(STRETCH.total_seconds()))
            assert f"quá {MOST_CHECKS} lần" in words(response)
            assert "sau 10 phút" in words(response)
        assert upload(client, document, b"%PDF-1.7").status_code == 429
        # The control: another machine is not held up by it.
        assert page_of(client, document.code, REMOTE_ADDR="10.0.0.7").status_code == 200
    with time_machine.travel(start + STRETCH, tick=False):
        assert page_of(client, document.code).status_code == 200


def test_the_machine_is_the_one_that_our_own_proxy_saw(client, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    document = an_issued(a_committee(today=DAY))
    with time_machine.travel(moment(DAY), tick=False):
        for number in range(MOST_CHECKS + 1):
            invented = f"9.9.9.{number}, 1.2.3.4"
            response = page_of(client, document.code, headers={"x-forwarded-for": invented})
        assert response.status_code == 429
        response = page_of(client, document.code, headers={"x-forwarded-for": "1.2.3.5"})
        assert response.status_code == 200


def test_what_was_counted_goes_when_its_time_is_over():
    start = moment(DAY)
    for number in range(5):
        services.count_check(f"10.0.0.{number}", now=start)
    assert CheckCount.objects.count() == 5
    services.count_check("10.0.0.1", now=start + STRETCH)
    assert CheckCount.objects.get().network == "10.0.0.1"


def test_the_time_to_wait_grows_shorter():
    start = moment(DAY)
    for _ in range(MOST_CHECKS + 1):
        seconds = services.count_check("10.0.0.1", now=start + dt.timedelta(minutes=4))
    assert seconds == 6 * 60


@pytest.mark.once
@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("10.0.0.9", "10.0.0.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:10.0.0.9", "10.0.0.9"),
        (None, ""),
    ],
)
def test_an_address_counts_for_the_network_that_one_machine_has(address, network):
    assert network_of(address) == network
