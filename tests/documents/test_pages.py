"""The pages of documents: who finds what, what is downloaded, the book of numbers."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from documents import services, storage
from documents.models import NumberEntry
from tests.factories import a_committee, moment, signed_in

from .factories import a_frozen_sheet, an_issued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("drawn_at_once")]

YESTERDAY = timezone.localdate() - dt.timedelta(days=1)


def test_a_cell_finds_the_decision_that_names_it_and_no_other(client):
    made = a_committee()
    document = an_issued(made, day=YESTERDAY)
    page = signed_in(client, made.secretaries["CB01"]).get(reverse("documents:index"))
    assert "01-QĐ/ĐU" in page.content.decode()
    page = signed_in(client, made.secretaries["CB02"]).get(reverse("documents:index"))
    assert "Chưa có văn bản nào" in page.content.decode()
    for name in ("detail", "download"):
        address = reverse(f"documents:{name}", args=[document.pk])
        assert client.get(address).status_code == 404
        assert client.get(reverse(f"documents:{name}", args=[999_999])).status_code == 404


def test_the_stored_bytes_are_downloaded_under_a_plain_name(client):
    made = a_committee()
    document = an_issued(made, day=YESTERDAY)
    response = signed_in(client, made.office).get(reverse("documents:download", args=[document.pk]))
    assert response.content == storage.read(document.pdf_sha256)
    assert response["Content-Type"] == "application/pdf"
    assert "01-Q%C4%90-%C4%90U.pdf" in response["Content-Disposition"]


def test_a_damaged_file_is_not_downloaded_and_the_page_says_so(client, settings, tmp_path):
    settings.ARCHIVE_DIR = tmp_path
    made = a_committee()
    document = an_issued(made, day=YESTERDAY)
    path = storage.path_of(document.pdf_sha256)
    path.chmod(0o600)
    path.write_bytes(b"x")
    response = signed_in(client, made.office).get(
        reverse("documents:download", args=[document.pk]), follow=True
    )
    assert "đã bị thay đổi" in response.content.decode()


def test_a_document_is_shown_with_who_signed_and_who_may_read_it(client):
    made = a_committee()
    document = an_issued(made, day=YESTERDAY)
    page = signed_in(client, made.office).get(reverse("documents:detail", args=[document.pk]))
    content = page.content.decode()
    for said in ("01-QĐ/ĐU", "BÍ THƯ Trần Thị 1", "Chi bộ số 1", document.code):
        assert said in content
    frozen = a_frozen_sheet(made, day=YESTERDAY)
    page = client.get(reverse("documents:detail", args=[frozen.pk]))
    assert "Chốt bản in" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tim=cong+nhan", True),
        ("tim=01", True),
        ("tim=7", False),
        ("tim=bao+tang", False),
        ("loai=recognition", True),
        ("loai=proposal", False),
        ("loai=khac&nam=abc", True),
        ("nam=2011", False),
    ],
)
def test_documents_are_found_by_number_title_kind_and_year(client, query, found):
    made = a_committee()
    an_issued(made, day=YESTERDAY)
    page = signed_in(client, made.office).get(f"{reverse('documents:index')}?{query}")
    assert ("01-QĐ/ĐU" in page.content.decode()) is found


def test_a_member_finds_what_the_committee_issued_and_what_the_cells_watched_made_final(client):
    made = a_committee()
    an_issued(made, day=YESTERDAY)
    a_frozen_sheet(made, day=YESTERDAY)
    page = signed_in(client, made.watcher).get("/van-ban/").content.decode()
    assert "01-QĐ/ĐU" in page
    assert page.count(", Chi bộ") == 1


def test_the_list_says_whose_paper_it_is_where_it_is_not_ones_own(client):
    made = a_committee()
    an_issued(made, day=YESTERDAY)
    a_frozen_sheet(made, day=YESTERDAY)
    page = signed_in(client, made.office).get("/van-ban/").content.decode()
    assert page.count(", Chi bộ") == 1
    assert ", Đảng ủy" not in page
    page = signed_in(client, made.secretaries["CB01"]).get("/van-ban/").content.decode()
    assert ", Chi bộ" not in page
    assert page.count(", Đảng ủy") == 1


def test_the_list_asks_as_many_questions_for_three_as_for_one(client, django_assert_num_queries):
    made = a_committee()
    an_issued(made, day=YESTERDAY)
    signed_in(client, made.office)
    address = reverse("documents:index")
    client.get(address)
    with django_assert_num_queries(8) as asked:
        client.get(address)
    for _ in range(2):
        an_issued(made, day=YESTERDAY)
    with django_assert_num_queries(len(asked.captured_queries)):
        client.get(address)


def test_the_book_of_numbers_shows_what_became_of_each(client):
    made = a_committee()
    document = an_issued(made, day=YESTERDAY)
    signed_in(client, made.office)
    response = client.post(
        reverse("documents:reserve"),
        {"paper_code": "QĐ", "number": "3", "reason": "Đã cấp cho văn bản giấy"},
        follow=True,
    )
    content = response.content.decode()
    assert "Đã giữ lại 2 số." in content
    assert document.title in content
    assert "04-QĐ" in content
    response = client.post(
        reverse("documents:void"),
        {"paper_code": "QĐ", "number": "2", "reason": "Hỏng"},
        follow=True,
    )
    assert "Đã bỏ số 02-QĐ." in response.content.decode()


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("reserve", {"paper_code": "QĐ", "number": "1", "reason": "x"}, "đã có trong sổ"),
        ("reserve", {"paper_code": "QĐ", "number": "3", "reason": ""}, "Lý do"),
        ("void", {"paper_code": "QĐ", "number": "1", "reason": "x"}, "đã cấp"),
        ("void", {"paper_code": "QĐ", "number": "9", "reason": "x"}, "bỏ qua số 02–08"),
        ("void", {"paper_code": "XX", "number": "2", "reason": "x"}, "Loại văn bản"),
        ("void", {"paper_code": "QĐ", "number": "2", "reason": "x", "state": "taken"}, "state"),
    ],
)
def test_a_wrong_number_is_refused_and_what_was_typed_stays(client, name, values, said):
    made = a_committee()
    an_issued(made, day=YESTERDAY)
    before = NumberEntry.objects.count()
    response = signed_in(client, made.office).post(reverse(f"documents:{name}"), values)
    assert response.status_code == 422
    content = response.content.decode()
    assert said in content
    assert "Lỗi:" in content
    assert NumberEntry.objects.count() == before


def test_without_a_term_there_is_no_book(client):
    made = a_committee()
    made.organization.terms.update(to_date=YESTERDAY)
    page = signed_in(client, made.office).get(reverse("documents:numbers"))
    assert "Chưa khai báo nhiệm kỳ" in page.content.decode()
    assert client.get(reverse("documents:reserve")).status_code == 404


def test_the_book_of_an_earlier_term_stays_to_be_read(client):
    made = a_committee()
    document = an_issued(made, day=YESTERDAY)
    earlier = made.organization.terms.get()
    signed_in(client, made.office)
    address = reverse("documents:numbers")
    assert "Sổ số nhiệm kỳ" not in client.get(address).content.decode()  # the control
    made.organization.terms.update(to_date=YESTERDAY)
    made.organization.terms.create(
        name="Nhiệm kỳ mới", from_date=made.office.today, committee_name="ĐẢNG ỦY SỞ"
    )
    shown = client.get(address).content.decode()
    assert document.title not in shown
    assert f'href="{address}?nhiem-ky={earlier.pk}"' in shown
    shown = client.get(address, {"nhiem-ky": earlier.pk}).content.decode()
    assert document.title in shown
    assert "sổ chỉ để tra cứu" in shown
    assert "Giữ lại số" not in shown
    for wrong in ("0", "x", ""):
        assert document.title not in client.get(address, {"nhiem-ky": wrong}).content.decode()


def test_a_cell_numbers_its_reports_in_the_term_of_its_authority(client):
    made = a_committee()
    term = made.organization.terms.get()
    services.reserve_numbers(
        made.cells[0],
        "BC",
        term,
        up_to=1,
        reason="Báo cáo giấy",
        by=made.secretaries["CB01"],
        now=moment(YESTERDAY),
    )
    page = signed_in(client, made.secretaries["CB01"]).get(reverse("documents:numbers"))
    assert "01-BC" in page.content.decode()
    assert "02-BC" in page.content.decode()
