"""Who issues a paper on a day, read from the tree and the terms."""

import datetime as dt

import pytest

from documents.issuers import issuer_on, printed_body_of
from organizations import services
from organizations.models import Body, Role
from tests.factories import a_committee, a_person, moment

pytestmark = pytest.mark.django_db

DAY = dt.date(2025, 12, 25)


def test_a_committee_issues_under_its_stored_names_place_and_signer():
    made = a_committee(today=DAY)
    issuer = issuer_on(made.organization, DAY)
    head = issuer.letterhead(on=DAY, paper="QĐ", number=5)
    assert head.body_above == ("ĐẢNG BỘ KHỐI", "CÁC CƠ QUAN TỈNH")
    assert head.issuing_body == ("ĐẢNG ỦY SỞ VĂN HÓA,", "THỂ THAO VÀ DU LỊCH")
    assert head.number == "Số 05-QĐ/ĐU"
    assert head.place_and_date == "Hải Dương, ngày 25 tháng 12 năm 2025"
    assert issuer.name == "Đảng ủy Sở Văn hóa, Thể thao và Du lịch"
    assert issuer.authority == "Đảng ủy Khối các cơ quan tỉnh"
    assert issuer.office == "Văn phòng Đảng ủy"
    signed = issuer.signature()
    assert (signed.on_behalf, signed.title, signed.name) == (
        "T/M ĐẢNG ỦY",
        "BÍ THƯ",
        "Trần Thị 1",
    )
    assert issuer.recipients("Như Điều 3").lines == ("- Như Điều 3,", "- Lưu VPĐU.")
    assert issuer.open_signature().name == ""


def test_the_standing_board_decides_and_signs_under_the_committees_head():
    made = a_committee(today=DAY)
    issuer = issuer_on(made.organization, DAY, body=Body.STANDING_BOARD)
    assert issuer.code == "ĐU"
    assert issuer.letterhead(on=DAY).issuing_body[0] == "ĐẢNG ỦY SỞ VĂN HÓA,"
    assert issuer.deciding_body.startswith("BAN THƯỜNG VỤ ĐẢNG ỦY SỞ")
    assert issuer.name == "Ban Thường vụ Đảng ủy Sở Văn hóa, Thể thao và Du lịch"
    assert issuer.signature().on_behalf == "T/M BAN THƯỜNG VỤ"


def test_a_cell_issues_under_its_authority_and_its_secretary_signs():
    made = a_committee(today=DAY)
    cell = made.cells[0]
    a_person(Role.SECRETARY, cell, by=made.office, full_name="Ngô Thị Gõ", position="Đảng viên")
    a_person(Role.SECRETARY, cell, by=made.office, full_name="Lê Phó", position="Phó Bí thư")
    issuer = issuer_on(cell, DAY)
    head = issuer.letterhead(on=DAY)
    assert " ".join(head.body_above) == "ĐẢNG BỘ SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"
    assert head.issuing_body == ("CHI BỘ SỐ 1",)
    assert head.number == ""
    assert head.place_and_date.startswith("Hải Dương, ")
    signed = issuer.signature()
    assert (signed.on_behalf, signed.title) == ("T/M CHI BỘ", "BÍ THƯ")
    assert signed.name == made.secretaries["CB01"].user.full_name
    assert issuer.term == made.organization.terms.get()
    assert issuer.recipients().lines == (
        "- Đảng ủy Sở Văn hóa, Thể thao và Du lịch (để báo cáo),",
        "- Lưu Chi bộ.",
    )


def test_names_are_those_of_the_day_of_the_paper():
    made = a_committee(today=DAY)
    cell = made.cells[0]
    services.rename(
        cell,
        name="Chi bộ Bảo tàng",
        effective_on=dt.date(2026, 1, 1),
        decision=services.DecisionRef("02-QĐ/ĐU", dt.date(2025, 12, 20)),
        by=made.administrator,
        now=moment(DAY),
    )
    assert issuer_on(cell, DAY).name == "Chi bộ số 1"
    assert issuer_on(cell, dt.date(2026, 1, 1)).name == "Chi bộ Bảo tàng"


def test_a_committee_without_a_term_prints_with_place_and_signer_open():
    made = a_committee(today=DAY)
    issuer = issuer_on(made.authority, DAY)
    assert issuer.term is None
    assert issuer.letterhead(on=None).body_above == ()
    assert " ".join(issuer.letterhead(on=None).issuing_body) == "ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH"
    assert issuer.letterhead(on=None).place_and_date.startswith("………")
    assert issuer.signature().name == ""


def test_an_office_with_another_label_is_named_as_the_committee_says():
    made = a_committee(today=DAY)
    made.organization.office_label = "Cán bộ phụ trách công tác Đảng"
    issuer = issuer_on(made.organization, DAY)
    assert issuer.office == "Cán bộ phụ trách công tác Đảng"
    assert issuer.recipients("Như Điều 3").lines[-1] == "- Lưu Đảng ủy."


def test_a_printed_dang_bo_without_a_term_is_led_by_its_dang_uy():
    made = a_committee(today=DAY)
    version = made.authority.versions.get()
    version.printed_name = "ĐẢNG BỘ KHỐI\nCÁC CƠ QUAN TỈNH"
    assert printed_body_of(version) == "ĐẢNG ỦY KHỐI\nCÁC CƠ QUAN TỈNH"
