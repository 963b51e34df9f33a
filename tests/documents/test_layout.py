"""The official layout by coordinates, in points unless it says mm."""

import datetime as dt
import itertools
import re
from dataclasses import replace

import pytest

from documents.fonts import text_width
from documents.letterhead import PREVIEW, letterhead
from documents.parts import Entry
from documents.render import render_pdf

from . import papers
from .cases import drawn, read
from .reading import MM, filled_boxes, pages, text

pytestmark = pytest.mark.once

LEFT, RIGHT, TOP, BOTTOM = 30 * MM, (210 - 15) * MM, 20 * MM, (297 - 20) * MM


@pytest.fixture(scope="module")
def decision() -> bytes:
    return drawn("recognition")


@pytest.fixture(scope="module")
def sheet() -> bytes:
    return drawn("sheet")


def test_the_motto_of_the_state_is_nowhere(decision):
    assert "CỘNG HÒA" not in text(decision)
    assert "Độc lập" not in text(decision)


def test_names_of_bodies_break_where_they_are_stored(decision):
    lines = [" ".join(w.text for w in line if w.right < 300) for line in pages(decision)[0].lines()]
    assert lines[:6] == [
        "ĐẢNG BỘ KHỐI",
        "CÁC CƠ QUAN TỈNH",
        "ĐẢNG ỦY SỞ VĂN HÓA,",
        "THỂ THAO VÀ DU LỊCH",
        "*",
        "Số 45-QĐ/ĐU",
    ]


def test_a_long_place_keeps_the_date_on_one_line():
    paper = papers.recognition()
    head = letterhead(
        body_above="Đảng bộ Thành phố Hồ Chí Minh",
        issuing_body="Đảng ủy Tổng công ty Xây dựng và Phát triển hạ tầng đô thị trực thuộc",
        number=paper.letterhead.number,
        place="Thành phố Hồ Chí Minh",
        on=papers.ISSUED_ON,
    )
    page = pages(render_pdf("recognition", replace(paper, letterhead=head)))[0]
    date = page.line("Thành phố Hồ Chí Minh, ngày 25 tháng 12 năm 2025")
    assert date[-1].right <= RIGHT + 0.5
    assert page.line("Số 45-QĐ/ĐU")[-1].right < date[0].left


def test_the_two_halves_of_the_letterhead_are_centred(decision):
    page = pages(decision)[0]

    def centre(line: str) -> float:
        words = page.line(line)
        return (words[0].left + words[-1].right) / 2

    assert centre("ĐẢNG BỘ KHỐI") == pytest.approx(centre("THỂ THAO VÀ DU LỊCH"), abs=1)
    assert centre("ĐẢNG BỘ KHỐI") == pytest.approx(centre("Số 45-QĐ/ĐU"), abs=1)
    assert centre("ĐẢNG CỘNG SẢN VIỆT NAM") == pytest.approx(
        centre("Hải Dương, ngày 25 tháng 12 năm 2025"), abs=1
    )
    assert centre("về việc công nhận “chi bộ bốn tốt” năm 2025") == pytest.approx(
        (LEFT + RIGHT) / 2, abs=1
    )


def test_pages_are_numbered_from_the_second_ten_millimetres_below_the_edge(decision):
    first, *others = pages(decision)
    assert first.words[0].top > TOP - 1
    for number, page in enumerate(others, start=2):
        (figure,) = [word for word in page.words if word.bottom < TOP]
        assert figure.text == str(number)
        assert figure.top == pytest.approx(10 * MM, abs=1.5)
        assert (figure.left + figure.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)
        assert figure.bottom - figure.top == pytest.approx(14 * 1.107, abs=0.2)


def test_body_text_is_fourteen_points_justified_with_an_indented_first_line(decision):
    page = pages(decision)[0]
    first = page.line("- Căn cứ Hướng dẫn số 06-HD/TU, ngày 11/4/2024 của Ban Thường vụ Tỉnh")
    second = page.line(
        "ủy hướng dẫn một số nội dung về xây dựng mô hình “chi bộ bốn tốt”, “đảng bộ cơ"
    )
    assert first[0].left == pytest.approx(LEFT + 10 * MM, abs=0.5)
    assert second[0].left == pytest.approx(LEFT, abs=0.5)
    assert first[-1].right == pytest.approx(RIGHT, abs=0.5)
    assert first[0].bottom - first[0].top == pytest.approx(14 * 1.107, abs=0.2)
    assert second[0].bottom - first[0].bottom >= 18 - 0.01


def test_paragraphs_stand_at_least_six_points_apart(decision):
    page = pages(decision)[0]
    above = page.line("và Du lịch nhiệm kỳ 2020 - 2025;")[0]
    below = page.line("- Căn cứ Hướng dẫn số 06-HD/TU,")[0]
    assert below.bottom - above.bottom >= 18 + 6 - 0.01


def test_the_list_begins_on_a_new_page_with_its_reference(decision):
    page = pages(decision)[-1]
    assert page.line("DANH SÁCH")[0].top == pytest.approx(TOP, abs=3)
    assert page.line("(kèm theo Quyết định số 45-QĐ/ĐU, ngày 25/12/2025 của Đảng ủy Sở Văn hóa,")


def test_an_empty_list_says_so():
    page = text(render_pdf("recognition", papers.recognition(rows=0, draft=True)))
    assert "Chưa có chi bộ đủ điều kiện." in page


def test_a_draft_is_marked_on_every_page_and_dots_stand_for_what_is_missing():
    pdf = render_pdf("recognition", papers.recognition(draft=True))
    first, *others = pages(pdf)
    assert first.line("DỰ THẢO")
    assert first.line("Số")[0].bottom == pytest.approx(first.line("-QĐ/ĐU")[0].bottom, abs=0.1)
    assert "………………, ngày ……… tháng ……… năm ………" in text(pdf)
    assert "biểu quyết tại Hội nghị" in text(pdf)
    for page in others:
        assert [w for w in page.words if w.text == "THẢO" and w.bottom < TOP]
    last_of_text = pages(pdf)[1]
    signed = last_of_text.line("T/M ĐẢNG ỦY")[0]
    dots = [w for w in last_of_text.words if set(w.text) == {"…"} and w.top > signed.top]
    assert len(dots) == 2


def test_a_preview_says_so_on_every_page():
    for number, page in enumerate(pages(render_pdf("sheet", papers.sheet(mark=PREVIEW)))):
        marks = [word for word in page.words if word.text == "TRƯỚC"]
        assert len(marks) == 1, f"page {number + 1}"


def test_recipients_are_level_with_the_signature(decision):
    page = pages(decision)[1]
    assert page.line("Nơi nhận:")[0].top == pytest.approx(page.line("T/M ĐẢNG ỦY")[0].top, abs=1)
    list_word = page.line("- Lưu VPĐU.")[0]
    assert list_word.bottom - list_word.top == pytest.approx(12 * 1.107, abs=0.2)


def test_a_sheet_prints_points_reasons_subtotals_and_vote(sheet):
    page = text(sheet)
    for part in (
        "Chất lượng sinh hoạt tốt 25 24,5",
        "Một đảng viên vắng không có lý do",
        "không phát sinh",
        "Tổng điểm 100 99,5",
        "tán thành 16/17 đồng chí (94,1%)",
        "không tán thành 0 đồng chí (0%)",
        "Khung tiêu chí mẫu",
        "vắng không có lý do: 0",
    ):
        assert part in page


def test_the_level_taken_has_a_filled_box_and_the_other_an_open_one(sheet):
    page = pages(sheet)[-1]
    line = page.line("Chi bộ tự nhận mức: Đạt Không đạt")
    drawn = [
        box
        for box in filled_boxes(sheet, len(pages(sheet)) - 1)
        if 8 < box[2] < 12 and 8 < box[3] < 12 and line[0].top < box[1] < line[0].bottom
    ]
    # a frame is drawn as the space between two squares, a ticked box has a third one in it
    assert len([box for box in drawn if box[0] < line[5].left]) == 3
    assert len([box for box in drawn if box[0] > line[5].right]) == 2


def test_a_sheet_without_meeting_prints_its_reason_alone():
    page = text(render_pdf("sheet", papers.sheet(no_meeting="Cả chi bộ đi phòng, chống bão.")))
    assert "không tổ chức sinh hoạt" in page
    assert "Cả chi bộ đi phòng, chống bão." in page
    assert "Điểm tối đa" not in page
    assert "tự nhận mức:" not in page


def test_a_blank_sheet_has_columns_to_write_on_and_nothing_filled_in():
    pdf = drawn("sheet --blank")
    page = text(pdf)
    for heading in ("Chi ủy dự kiến", "Chi bộ thông qua"):
        assert heading in page
    assert "Điểm tự chấm" not in page
    assert "tán thành ……/…… đồng chí (……%)" in page
    assert "không phát sinh" not in page
    assert "99,5" not in page


def test_a_sheet_from_paper_says_so():
    note = "Văn phòng nhập thay theo bản giấy nhận ngày 05/4/2026, người ký: đ/c Trần Thị Bình."
    assert note in text(render_pdf("sheet", papers.sheet(paper_note=note)))


def test_a_registration_with_nothing_in_it_leaves_lines_to_write_on():
    paper = papers.registration(
        members="",
        official_members="",
        probationary_members="",
        emulation_title="",
        aims=[Entry(label=title) for title in papers.TITLES],
        breakthrough_task="",
        breakthrough_due="",
        meeting_date="",
        vote=papers.blank_sheet().vote,
    )
    page = text(render_pdf("registration", paper))
    assert "Danh hiệu thi đua đăng ký: ………" in page
    assert "Công việc đột phá: ....." in page


def test_the_table_of_the_year_prints_before_any_grade():
    page = text(render_pdf("year-table", papers.year_table(graded=False)))
    assert "Điều kiện xét" in page
    assert "Hoàn thành tốt nhiệm vụ" not in page
    assert "KSH: không tổ chức sinh hoạt" in page


def test_the_commendation_rests_on_the_recognition_by_number():
    page = text(drawn("commendation"))
    assert "Căn cứ Quyết định số 45-QĐ/ĐU, ngày 25/12/2025 về việc công nhận" in page
    assert "Biểu dương và tặng Giấy khen 2 chi bộ" in page
    assert "danh sách kèm theo" in page


def test_a_revocation_of_one_names_it_and_several_are_listed():
    one = text(drawn("revocation"))
    assert "của Chi bộ Thanh tra Sở tại Quyết định số 45-QĐ/ĐU, ngày 25/12/2025; lý do:" in one
    assert "thu hồi Giấy khen" in one
    assert "DANH SÁCH" not in one
    several = text(render_pdf("revocation", papers.revocation(rows=3)))
    assert "DANH SÁCH" in several
    assert "3 chi bộ (có danh sách kèm theo)" in several


def test_withdrawing_the_commendation_alone_keeps_the_recognition():
    page = text(render_pdf("revocation", papers.revocation(alone=True)))
    assert "hủy bỏ việc biểu dương, khen thưởng" in page
    assert "được giữ nguyên" in page
    assert "hủy bỏ kết quả công nhận" not in page


@pytest.mark.parametrize(
    ("on", "salutation", "line"),
    [
        (dt.date(2026, 5, 26), "Kính gửi:", "- Như trên,"),
        (dt.date(2026, 5, 27), "Kính trình:", "- Như trên;"),
    ],
)
def test_a_proposal_follows_the_guideline_of_its_day(on, salutation, line):
    page = text(render_pdf("proposal", papers.proposal(on=on)))
    assert salutation in page
    assert line in page


def test_minutes_have_the_clerk_on_the_left_and_the_chair_on_the_right():
    page = read("minutes")[-1]
    clerk, chair = page.line("NGƯỜI GHI BIÊN BẢN"), page.line("CHỦ TRÌ HỘI NGHỊ")
    assert clerk[0].top == pytest.approx(chair[0].top, abs=0.5)
    assert clerk[-1].right < chair[0].left
    assert page.line("Lê Thị Cúc")[-1].right < page.line("Nguyễn Văn A")[0].left


def test_minutes_of_a_secret_vote_count_the_ballots():
    page = text(drawn("minutes"))
    assert "Số phiếu phát ra: 14; thu về: 14; hợp lệ: 14; không hợp lệ: 0." in page
    assert "kể cả người vắng mặt" in page
    assert "phát ra" not in text(render_pdf("minutes", papers.minutes(secret=False)))


def test_no_line_ends_before_it_is_full():
    """The first word of a next line would not have fitted, wherever joined words fall."""
    sentence = (
        "báo cáo Đảng ủy Khối các cơ quan tỉnh kết quả thực hiện mô hình “chi bộ bốn tốt” năm 2025 "
        "như sau: tại Quyết định số 45-QĐ/ĐU, ngày 22/12/2025 (94,1%) theo Điều 1 và văn bản khác."
    )
    articles = tuple(
        f"{'i' * (shift % 7 + 1)} {'Đảng ủy ' * (shift // 7)}{sentence}" for shift in range(70)
    )
    pdf = render_pdf("recognition", papers.recognition(rows=1, grounds=("x",), articles=articles))
    drawn = [line for page in pages(pdf) for line in page.lines() if line[0].top > TOP]
    lines = list(itertools.takewhile(lambda line: line[0].text != "Nơi", drawn))
    checked = 0
    for line, following in itertools.pairwise(lines):
        kept = re.match(r"(?:Điều|số|năm|ngày) \S+|\S+", " ".join(w.text for w in following))
        within = following[0].left < LEFT + 1 and line[0].left < LEFT + 11 * MM
        if not within or not kept or line[-1].text == "khác.":
            continue
        natural = text_width(" ".join(word.text for word in line), 14)
        indent = line[0].left - LEFT
        assert indent + natural + text_width(f" {kept[0]}", 14) > RIGHT - LEFT - 1, line
        checked += 1
    assert checked > 100


def test_codes_and_articles_never_break_across_lines():
    """The same sentence pushed along letter by letter: no line begins or ends within a code."""
    sentence = " theo Điều 1 của Quyết định số 45-QĐ/ĐU ngày 22/12/2025 " * 4
    articles = tuple("x" * shift + sentence for shift in range(1, 24, 2))
    ends = [
        line[-1].text
        for page in pages(render_pdf("recognition", papers.recognition(rows=1, articles=articles)))
        for line in page.lines()
        if len(line) > 1
    ]
    assert len(ends) > 60
    assert not [word for word in ends if word in ("Điều", "số") or word.endswith(("-", "/"))]
