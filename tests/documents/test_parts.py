"""Letterhead, number, dates, signature, recipients and votes, before anything is drawn."""

import datetime as dt

import pytest

from documents.guidelines import guideline_for
from documents.letterhead import (
    letterhead,
    name_lines,
    number_line,
    percentage,
    place_and_date,
    recipients,
    short_date,
    signature,
    vote,
)
from documents.numbering import symbol


def test_a_number_below_ten_has_a_leading_zero():
    assert number_line("QĐ", "ĐU", 5) == "Số 05-QĐ/ĐU"
    assert number_line("KH", "ĐU", 39) == "Số 39-KH/ĐU"
    assert symbol("BC", "CB", 120) == "120-BC/CB"


def test_a_draft_leaves_room_for_its_number():
    assert number_line("QĐ", "ĐU") == "Số      -QĐ/ĐU"


@pytest.mark.parametrize(
    ("day", "words", "short"),
    [
        (dt.date(2026, 2, 5), "ngày 05 tháng 02 năm 2026", "05/02/2026"),
        (dt.date(2026, 1, 10), "ngày 10 tháng 01 năm 2026", "10/01/2026"),
        (dt.date(2024, 8, 28), "ngày 28 tháng 8 năm 2024", "28/8/2024"),
        (dt.date(2025, 12, 1), "ngày 01 tháng 12 năm 2025", "01/12/2025"),
    ],
)
def test_only_days_below_ten_and_the_first_two_months_have_a_leading_zero(day, words, short):
    assert place_and_date("Hải Dương", day) == f"Hải Dương, {words}"
    assert short_date(day) == short


def test_what_is_not_known_of_place_and_date_is_dots():
    assert place_and_date("", None) == "………………, ngày ……… tháng ……… năm ………"
    assert place_and_date("Hải Dương", None, year=2026) == (
        "Hải Dương, ngày ……… tháng ……… năm 2026"
    )
    assert short_date(None) == ""


def test_stored_line_breaks_of_names_are_kept_in_capitals():
    head = letterhead(
        body_above="Đảng bộ Khối\nCác cơ quan tỉnh",
        issuing_body="Đảng ủy Sở Văn hóa,\nThể thao và Du lịch",
    )
    assert head.body_above == ("ĐẢNG BỘ KHỐI", "CÁC CƠ QUAN TỈNH")
    assert head.issuing_body == ("ĐẢNG ỦY SỞ VĂN HÓA,", "THỂ THAO VÀ DU LỊCH")
    assert head.number == ""


def test_a_long_name_without_stored_breaks_is_broken_evenly():
    lines = name_lines("Chi bộ Trung tâm Bảo tồn di tích và danh lam thắng cảnh", style="Bold")
    assert " ".join(lines) == "CHI BỘ TRUNG TÂM BẢO TỒN DI TÍCH VÀ DANH LAM THẮNG CẢNH"
    assert len(lines) == 3
    assert max(map(len, lines)) - min(map(len, lines)) < 8


def test_a_cell_signs_for_the_cell_and_an_unknown_signer_stays_open():
    signed = signature(body="Chi bộ", title="Phó Bí thư", name="Trần Thị Bình")
    assert (signed.on_behalf, signed.title) == ("T/M CHI BỘ", "PHÓ BÍ THƯ")
    assert signature(body="Ban Thường vụ").name == ""


def test_recipients_end_as_the_guideline_of_the_day_says():
    names = ["Đảng ủy Khối (để báo cáo),", "Như Điều 3;", "Lưu VPĐU."]
    before = recipients(names, archive="VPĐU", guideline=guideline_for(dt.date(2026, 5, 26)))
    after = recipients(names, archive="VPĐU", guideline=guideline_for(dt.date(2026, 5, 27)))
    assert before.lines == ("- Đảng ủy Khối (để báo cáo),", "- Như Điều 3,", "- Lưu VPĐU.")
    assert after.lines == ("- Đảng ủy Khối (để báo cáo);", "- Như Điều 3;", "- Lưu VPĐU.")


def test_the_salutation_of_a_submission_changes_on_27_5_2026():
    assert guideline_for(dt.date(2026, 5, 26)).submission_salutation == "Kính gửi"
    assert guideline_for(dt.date(2026, 5, 27)).submission_salutation == "Kính trình"
    assert guideline_for(dt.date(2026, 5, 27)).reference == "05-HD/VPTW"


def test_percentages_are_of_all_members_with_a_vote_and_never_rounded_up():
    counted = vote(voters=17, present=16, votes_for=16, votes_against=0, votes_other=0)
    assert (counted.percent_for, counted.percent_against) == ("94,1", "0")
    assert percentage(2999, 3000) == "99,9"
    assert percentage(17, 17) == "100"
    assert percentage(None, 17) == ""
    assert percentage(1, None) == ""
