"""What each further kind of paper says, and what is particular in its shape."""

from dataclasses import replace

import pytest

from documents.contexts import Award
from documents.render import render_pdf

from . import papers
from .cases import drawn
from .reading import MM, filled_boxes, pages, text

pytestmark = pytest.mark.once


def test_the_list_of_registrations_says_who_was_late_and_who_is_missing():
    page = text(drawn("registration-list"))
    assert "Chưa gửi" in page
    assert "Đúng hạn" in page
    assert "Tổng số: 6; đã gửi: 4" in page


def test_the_summary_of_a_month_adds_up_its_columns():
    pdf = drawn("monthly-summary")
    page = next(page for page in pages(pdf) if any(word.text == "Cộng" for word in page.words))
    total = page.line("Cộng")[0]
    line = [word.text for word in page.words if abs(word.bottom - total.bottom) < 3]
    assert line == ["Cộng", "2", "2", "1", "1"]
    assert "Cộng" not in text(render_pdf("monthly-summary", papers.monthly_summary(rows=0)))


def test_six_months_have_no_column_of_grades():
    page = text(drawn("half-year"))
    assert "Dự báo cả năm" in page
    assert "Xếp loại" not in page
    assert "Đề nghị" not in page


def test_a_self_review_keeps_the_months_and_prints_points_only_where_it_has_them():
    page = text(drawn("self-review"))
    assert "KSH" in page
    assert "Số tháng đạt: 9/12. Điểm trung bình các tháng đạt: 96,77." in page
    assert "Đề nghị: Công nhận “chi bộ bốn tốt” năm 2025." in page
    assert "Điểm tự chấm" not in page
    scored = text(render_pdf("self-review", papers.self_review(scored=True, points="99,5")))
    assert "Tổng điểm 100 99,5" in scored


def test_a_ballot_has_three_open_boxes_for_each_candidate_and_no_signature():
    pdf = drawn("ballot")
    page = text(pdf)
    assert "T/M" not in page
    assert "Nguyễn Văn A" not in page
    assert "Người bỏ phiếu không ký tên." in page
    boxes = {box[:2] for box in filled_boxes(pdf) if 10 < box[2] < 11}
    assert len(boxes) == 3 * 5


def test_assignments_name_each_member_with_both_kinds():
    page = text(drawn("assignments"))
    assert "Số 03-TB/ĐU" in page
    assert "Phụ trách" in page
    assert "Dự sinh hoạt" in page


def test_a_report_leaves_lines_for_what_was_not_written():
    page = text(drawn("report"))
    assert "III. Hạn chế ....." in page
    cell = text(drawn("cell-report"))
    assert "Số 02-BC/CB" in cell
    assert "T/M CHI BỘ" in cell


def test_an_extract_of_minutes_leaves_lines_for_opinions():
    page = text(drawn("cell-minutes"))
    assert "2. Ý kiến thảo luận: ....." in page
    assert "NGƯỜI GHI BIÊN BẢN" in page
    assert "tán thành 16/17 đồng chí (94,1%)" in page


def test_each_certificate_is_one_page_that_says_everything_on_plain_paper():
    first, second = pages(drawn("certificate"))
    assert (first.width, first.height) == pytest.approx((297 * MM, 210 * MM), abs=0.1)
    assert first.line("GIẤY KHEN")
    assert first.line("ĐẢNG CỘNG SẢN VIỆT NAM")
    assert first.line("Chi bộ Văn phòng Sở")
    assert second.line("Chi bộ Phòng Quản lý Văn hóa")
    assert second.line("Quyết định số 46-QĐ/ĐU, ngày 25/12/2025")
    assert not [word for word in second.words if word.text == "2"]


def test_a_preprinted_form_gets_only_what_it_lacks_moved_by_the_offsets():
    plain = pages(drawn("certificate"))[0]
    moved = pages(
        render_pdf(
            "certificate",
            papers.certificate(form="pre-printed", offset_right="3.5", offset_down="-2"),
        )
    )[0]
    assert "GIẤY" not in {word.text for word in moved.words}
    assert "ĐẢNG CỘNG SẢN" not in " ".join(word.text for word in moved.words)
    before, after = plain.line("Chi bộ Văn phòng Sở")[0], moved.line("Chi bộ Văn phòng Sở")[0]
    assert after.left - before.left == pytest.approx(3.5 * MM, abs=0.1)
    assert after.top - before.top == pytest.approx(-2 * MM, abs=0.1)


@pytest.mark.parametrize("offset", ["abc", "1mm", "101", "0; color: red", "NaN"])
def test_an_offset_that_is_no_length_on_the_paper_is_an_error(offset):
    with pytest.raises(ValueError, match="offset"):
        papers.certificate(offset_right=offset)


def test_a_long_name_on_a_certificate_stays_above_what_was_achieved():
    name = "Chi bộ Trung tâm Bảo tồn di tích và danh lam thắng cảnh\nthuộc Sở"
    award = replace(papers.certificate().awards[0], recipient=name)
    (page,) = pages(render_pdf("certificate", papers.certificate(awards=(award,))))
    recipient, achievement = page.line("thuộc Sở")[0], page.line("Đạt tiêu chuẩn")[0]
    assert recipient.bottom <= achievement.top + 4
    assert isinstance(award, Award)


def test_the_longest_names_leave_each_part_of_a_certificate_its_place():
    name = "Chi bộ Trung tâm Bảo tồn di tích và Danh lam thắng cảnh, " * 4 + "Sở Văn hóa và Du lịch"
    assert 245 < len(name) <= 255
    award = replace(papers.certificate().awards[0], recipient=name)
    body = ("ĐẢNG ỦY TỔNG CÔNG TY TƯ VẤN ĐẦU TƯ XÂY DỰNG",) * 3
    (page,) = pages(render_pdf("certificate", papers.certificate(awards=(award,), body=body)))
    gives, khen = page.line("tặng")[0], page.line("GIẤY KHEN")[0]
    last, achievement = page.line("Du lịch")[0], page.line("Đạt tiêu chuẩn")[0]
    date = page.line("Hải Dương, ngày 25 tháng 12 năm 2025")[0]
    assert page.lines()[3][0].bottom <= gives.top + 4
    assert gives.bottom <= khen.top + 8
    assert last.bottom <= achievement.top + 4
    assert achievement.bottom <= date.top
