"""Prints made final (Chốt bản in): a preview until then, archived once with its code (§4)."""

import pytest

from documents.codes import shown
from documents.models import Document
from documents.storage import read
from evaluations.workflow import Status
from oversight.papers import make_final, wanted_by
from tests.documents.reading import pages, text
from tests.documents.test_house_style import changed
from tests.evaluations.factories import YEAR, AYear, a_year, evaluation_at
from tests.factories import a_committee, moment, signed_in
from tests.refused import refused

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def year() -> AYear:
    made = a_year(cells=2)
    evaluation_at(Status.SUBMITTED, made)
    return made


def page(name: str = "", kind: str = "sheet", code: str = "CB01", query: str = "?ky=3") -> str:
    return f"/van-ban/in/{YEAR}/{code}/{kind}/{name}{query}"


def made_final(actor, kind: str = "sheet", code: str = "CB01", period: int | None = 3) -> Document:
    wanted = wanted_by(actor, kind, YEAR, code, period=period, blank=False)
    return make_final(kind, wanted, by=actor, now=moment(actor.today))


def test_a_preview_says_so_and_carries_no_code(client, year):
    signed_in(client, year.secretary)
    assert "Chốt bản in" in client.get(page()).content.decode()
    preview = client.get(page("to-giay/")).content.decode()
    assert "BẢN XEM TRƯỚC" in preview
    assert "Mã kiểm tra" not in preview
    assert 'class="check-code"' not in preview


def test_the_final_print_carries_code_address_and_qr_at_the_foot_of_its_first_page(client, year):
    signed_in(client, year.secretary)
    answer = client.post(page("chot/"), follow=True)
    document = Document.objects.get()
    assert f"mã kiểm tra {shown(document.code)}" in answer.content.decode()
    assert answer.redirect_chain[-1][0] == f"/van-ban/{document.pk}/"
    printed = read(document.pdf_sha256)
    first, *others = pages(printed)
    words = [word.text for word in first.words]
    assert shown(document.code) in words
    (address,) = [word for word in first.words if word.text.endswith(f"/kiem-tra/{document.code}/")]
    assert address.top > first.height - 20 * 72 / 25.4  # in the margin: it moves no text
    assert all(document.code not in word.text for other in others for word in other.words)
    assert "BẢN XEM TRƯỚC" not in text(printed)


def test_a_second_press_finds_the_print_that_there_is(year):
    first = made_final(year.secretary)
    assert made_final(year.secretary) == first
    assert Document.objects.count() == 1


def test_a_print_that_says_something_else_meanwhile_is_another_one(year):
    first = made_final(year.secretary)
    changed(year.committee)
    second = made_final(year.secretary)
    assert (second.position, first.position) == (2, 1)
    assert second.code != first.code
    assert made_final(year.secretary) == second


def test_its_committee_reads_the_print_of_a_cell_and_nobody_else_does(client, year):
    document = made_final(year.secretary)
    other = a_committee("DBKHAC", cells=1, today=year.office.today)
    address = f"/van-ban/{document.pk}/ban-in.pdf"
    assert signed_in(client, year.office).get(address).status_code == 200
    assert signed_in(client, year.committee.secretaries["CB02"]).get(address).status_code == 404
    assert signed_in(client, other.office).get(address).status_code == 404


def test_a_draft_is_not_made_final(client, year):
    evaluation_at(Status.DRAFT, year, period=4)
    signed_in(client, year.secretary)
    assert "Chốt bản in" not in client.get(page(query="?ky=4")).content.decode()
    answer = client.post(page("chot/", query="?ky=4"), follow=True)
    assert "CB01 chưa gửi phiếu tháng 4/2025" in answer.content.decode()
    assert not Document.objects.exists()


def test_the_office_does_not_make_a_cells_print_final_but_its_own_tables(client, year):
    signed_in(client, year.office)
    assert "Chốt bản in" not in client.get(page()).content.decode()
    answer = client.post(page("chot/"), follow=True)
    assert "Chỉ chi bộ này" in answer.content.decode()
    assert not Document.objects.exists()
    mine = year.committee.organization.code
    for kind in ("monthly-summary", "half-year", "year-table", "registration-list"):
        client.post(page("chot/", kind=kind, code=mine))
    assert set(Document.objects.values_list("kind", flat=True)) == {
        "monthly-summary",
        "half-year",
        "year-table",
        "registration-list",
    }


@pytest.mark.parametrize("query", ["?ky=3&mau=trong", ""])
def test_a_blank_form_and_a_numbered_paper_are_not_made_final(client, year, query):
    signed_in(client, year.office)
    mine = year.committee.organization.code
    kind = "sheet" if query else "recognition"
    answer = client.post(page("chot/", kind=kind, code=mine, query=query), follow=True)
    assert "Chỉ biểu mẫu đã ghi và bảng tổng hợp mới chốt bản in" in answer.content.decode()
    assert not Document.objects.exists()


def test_the_service_refuses_who_does_not_print_for_the_cell(year):
    with refused("not_allowed"):
        made_final(year.office)
