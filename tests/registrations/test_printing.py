"""The registration as a paper."""

import pytest

from organizations.models import Role
from registrations import services
from registrations.printing import registration_context, registration_list_context
from registrations.submission import Paper
from registrations.workflow import Status
from tests.factories import a_committee, a_person, an_organization, moment
from tests.plans.factories import a_plan
from tests.registrations.factories import LATE, ON_TIME, a_sent_one, registration_at, values

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture
def made():
    made = a_committee(today=LATE)
    a_plan(made.organization, made.office)
    return made


def test_a_cells_paper_carries_its_names_date_text_and_vote(made):
    cell, own = made.cells[0], made.secretaries["CB01"]
    row = a_sent_one(cell, own)
    paper = registration_context(cell, 2026, row, today=LATE)
    assert "CHI BỘ SỐ 1" in " ".join(paper.letterhead.issuing_body)
    assert " ".join(paper.letterhead.body_above).startswith("ĐẢNG BỘ SỞ VĂN HÓA")
    assert paper.letterhead.place_and_date == "Hải Dương, ngày 14 tháng 01 năm 2026"
    assert paper.addressees == ("Đảng ủy Sở Văn hóa, Thể thao và Du lịch",)
    assert "Kế hoạch số 39-KH/ĐU, ngày 28/8/2024" in paper.opening
    assert (paper.members, paper.official_members, paper.probationary_members) == ("18", "17", "1")
    assert [aim.text for aim in paper.aims] == [
        row.aim_1,
        row.aim_2,
        row.aim_3,
        row.aim_4,
    ]
    assert (paper.vote.votes_for, paper.vote.percent_for) == ("15", "88,2")
    assert paper.signature.on_behalf == "T/M CHI BỘ"
    assert (paper.signature.title, paper.signature.name) == ("BÍ THƯ", own.user.full_name)
    assert paper.mark == ""


def test_the_committees_paper_goes_above_and_is_signed_by_its_signer(made):
    row = a_sent_one(made.organization, made.office, official_members=231)
    paper = registration_context(made.organization, 2026, row, today=LATE)
    assert paper.addressees == ("Đảng ủy Khối các cơ quan tỉnh (qua Ban Tổ chức)",)
    assert paper.model == "“đảng bộ bốn tốt”"
    assert paper.letterhead.issuing_body == ("ĐẢNG ỦY SỞ VĂN HÓA,", "THỂ THAO VÀ DU LỊCH")
    assert paper.signature.on_behalf == "T/M ĐẢNG ỦY"
    assert (paper.signature.title, paper.signature.name) == ("BÍ THƯ", "Trần Thị 1")
    assert paper.recipients.lines[-1] == "- Lưu VPĐU."


def test_what_does_not_exist_yet_is_left_to_fill_in(made):
    paper = registration_context(made.cells[0], 2026, today=LATE)
    assert (paper.members, paper.meeting_date, paper.vote.votes_for) == ("", "", "")
    assert "ngày ……… tháng ……… năm 2026" in paper.letterhead.place_and_date


def test_a_draft_prints_as_a_preview(made):
    row = registration_at(Status.DRAFT, made.cells[0], made.secretaries["CB01"], made.office)
    paper = registration_context(made.cells[0], 2026, row, today=LATE)
    assert paper.mark == "BẢN XEM TRƯỚC"


def test_an_entry_from_paper_says_so_and_names_the_papers_signer(made):
    row = services.enter_from_paper(
        made.cells[0],
        2026,
        values(),
        Paper(ON_TIME, "Trần Thị Bí Thư"),
        version=0,
        by=made.office,
        now=moment(LATE),
    )
    paper = registration_context(made.cells[0], 2026, row, today=LATE)
    assert paper.paper_note.startswith("Nhập thay theo bản giấy nhận ngày 14/01/2026")
    assert paper.signature.name == "Trần Thị Bí Thư"


def test_the_combined_list_stands_in_the_order_of_codes_as_all_that_is_printed(made):
    an_organization("CB99", "Chi bộ Ấn loát", parent=made.organization)
    printed = registration_list_context(made.organization, ON_TIME.year, today=ON_TIME)
    names = [row.organization for row in printed.rows]
    assert (names[0], names[-1]) == ("Chi bộ số 1", "Chi bộ Ấn loát")


def test_a_deputy_does_not_sign_in_the_secretarys_name(made):
    a_person(Role.SECRETARY, made.cells[1], by=made.office, position="Phó Bí thư")
    own = made.secretaries["CB02"]
    row = a_sent_one(made.cells[1], own)
    paper = registration_context(made.cells[1], 2026, row, today=LATE)
    assert paper.signature.name == own.user.full_name
