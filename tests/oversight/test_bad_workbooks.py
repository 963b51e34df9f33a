"""Each wrong workbook gets its sentence with sheet, row and column, and changes nothing."""

import datetime as dt
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from organizations.refusals import Refusal
from oversight.workbook.importing import import_workbook
from tests.factories import moment
from tests.oversight.workbooks import a_workbook, evaluation, is_empty, saved

pytestmark = pytest.mark.django_db

NOW = moment(dt.date(2026, 11, 24))


def put(sheet: str, cell: str, value: Any):
    """Spoil one cell."""

    def spoil(book: Workbook) -> None:
        book[sheet][cell] = value

    return spoil


def append(sheet: str, row: list[object]):
    """Add one row."""

    def spoil(book: Workbook) -> None:
        book[sheet].append(row)

    return spoil


def merge(sheet: str, cells: str):
    def spoil(book: Workbook) -> None:
        book[sheet].merge_cells(cells)

    return spoil


def drop(sheet: str):
    def spoil(book: Workbook) -> None:
        book.remove(book[sheet])

    return spoil


def extra(book: Workbook) -> None:
    book.create_sheet("Ghi chú riêng")


def points_gone(book: Workbook) -> None:
    book["Đánh giá"]["M2"] = 0
    book["Đánh giá"]["O2"] = 0
    book["Đánh giá"]["AI2"] = "1.1: không thực hiện; 1.3: không thực hiện"


def not_held(column: str):
    """A month without a meeting, of which one column of the meeting is still filled."""

    def spoil(book: Workbook) -> None:
        row = book["Đánh giá"][2]
        for cell in row[3:10]:
            cell.value = None
        for cell in row[12:35]:
            cell.value = None
        book["Đánh giá"]["AL1"] = "Không tổ chức sinh hoạt"
        book["Đánh giá"]["AL2"] = "Bão"
        book["Đánh giá"][f"{column}2"] = 1

    return spoil


def a_year_not_held(book: Workbook) -> None:
    for name, value in (("C2", "Năm"), ("D2", "20/12/2025"), ("K2", "22/12/2025")):
        book["Đánh giá"][name] = value
    book["Đánh giá"]["L2"] = None
    for cell in book["Đánh giá"][2][12:35]:
        cell.value = None
    book["Đánh giá"]["AL1"] = "Không tổ chức sinh hoạt"
    book["Đánh giá"]["AL2"] = "Bão"


def too_many(book: Workbook) -> None:
    for number in range(5_001):
        book["Xếp loại"].append([f"CB{number}", 2025, None])


def in_a_circle(book: Workbook) -> None:
    book["Tổ chức"].append(["DA", "Đảng bộ A", "Đảng bộ", "DC", "01/01/2015", None])
    book["Tổ chức"].append(["DC", "Đảng bộ C", "Đảng bộ", "DA", "01/01/2015", None])


BAD = {
    "missing sheet": (drop("Xếp loại"), "Thiếu trang tính “Xếp loại”"),
    "extra sheet": (extra, "Trang tính “Ghi chú riêng”: không thuộc mẫu"),
    "missing heading": (put("Đăng ký", "C1", None), "“Đăng ký”, dòng 1: thiếu cột “Ngày gửi”"),
    "unknown heading": (put("Đăng ký", "E1", "Màu"), "tiêu đề cột “Màu” (ô E1) không thuộc mẫu"),
    "heading twice": (put("Đăng ký", "E1", "Mã"), "tiêu đề cột “Mã” có hai lần (ô E1)"),
    "unknown criterion": (put("Đánh giá", "AM1", "4.9"), "“4.9” không phải là tiêu chí nào"),
    "missing criterion": (put("Đánh giá", "M1", None), "thiếu cột “1.1”"),
    "unknown code": (put("Đăng ký", "A2", "CB9"), "dòng 2, cột “Mã”: mã CB9 không có"),
    "unknown authority": (put("Tổ chức", "D5", "DX"), "dòng 5, cột “Mã cấp trên”: mã cấp trên DX"),
    "no such date": (put("Đăng ký", "C2", "31/02/2025"), "dòng 2, cột “Ngày gửi”: Không có ngày"),
    "not a date": (put("Đăng ký", "C2", 45), "cột “Ngày gửi”: “45” không phải là ngày"),
    "a point for a comma": (put("Đánh giá", "M2", "3.5"), "cột “1.1”: “3.5” không phải là số"),
    "not whole": (put("Đánh giá", "F2", 8.5), "cột “Có mặt”: “8,5” phải là số nguyên"),
    "unknown word": (put("Tổ chức", "C2", "Tổ đảng"), "cột “Loại”: “Tổ đảng” không dùng được"),
    "no such period": (put("Đánh giá", "C2", 13), "cột “Kỳ”: “13” không phải là kỳ"),
    "empty where it must not be": (put("Đăng ký", "C2", None), "cột “Ngày gửi”: không được để"),
    "formula": (put("Đánh giá", "M2", "=2+2"), "dòng 2, cột “1.1”: ô chứa công thức"),
    "merged cells": (merge("Tổ chức", "A2:B2"), "dòng 2: ô A2:B2 bị trộn"),
    "cell outside": (put("Đăng ký", "H3", "x"), "dòng 3: ô H3 có nội dung nhưng cột không có"),
    "duplicate row": (
        append("Đánh giá", evaluation("CB1", 1)),
        "dòng 4, cột “Mã”: trùng với dòng 2",
    ),
    "overlapping periods": (put("Tổ chức", "F3", "15/04/2025"), "chồng lên giai đoạn"),
    "gap between periods": (put("Tổ chức", "F3", "15/03/2025"), "Bỏ trống từ 16/03/2025"),
    "end before start": (put("Tổ chức", "F5", "01/01/2014"), "dòng 5, cột “Đến ngày”"),
    "circle in the tree": (in_a_circle, "nằm trong vòng cấp trên khép kín"),
    "two kinds": (put("Tổ chức", "C4", "Đảng bộ"), "CB1 có hai loại khác nhau"),
    "reason not understood": (put("Đánh giá", "AI2", "chậm"), "cột “Lý do trừ điểm”: “chậm”"),
    "deduction without reason": (put("Đánh giá", "AI2", None), "dòng 2, cột “1.3”"),
    "deduction without occasion": (
        put("Đánh giá", "AI2", "1.3: Không phát sinh"),
        "dòng 2, cột “1.3”: Tiêu chí 1.3 ghi “không phát sinh” thì được đủ 8 điểm, nhưng đang ghi"
        " 7,5 điểm. Mời sửa thành 8 điểm, hoặc bỏ “không phát sinh” và ghi rõ lý do",
    ),
    "points above the maximum": (put("Đánh giá", "M2", 9), "dòng 2, cột “1.1”"),
    "points off the step": (put("Đánh giá", "M2", 3.7), "dòng 2, cột “1.1”"),
    "points below 0": (put("Đánh giá", "M2", -1), "dòng 2, cột “1.1”"),
    "too few points for đạt": (points_gone, "dòng 2, cột “Tự nhận mức”: Chưa thể tự nhận mức đạt"),
    "votes that do not add up": (put("Đánh giá", "G2", 7), "dòng 2, cột “Tán thành”"),
    "present above members with a vote": (
        put("Đánh giá", "E2", 8),
        "dòng 2, cột “Có mặt”: Có mặt 9 đồng chí, nhiều hơn 8 đồng chí có quyền biểu quyết",
    ),
    "month not begun": (put("Đánh giá", "C2", 5), "dòng 2, cột “Kỳ”: Tháng 5/2025 chưa bắt đầu"),
    "month not lived": (
        put("Tổ chức", "E5", "01/02/2025"),
        "dòng 3, cột “Kỳ”: Không có phiếu tháng 1/2025: tổ chức được thành lập ngày 01/02/2025",
    ),
    "half of all votes": (put("Đánh giá", "E2", 18), "dòng 2"),
    "meeting out of its window": (put("Đánh giá", "D2", "03/01/2024"), "dòng 2, cột “Ngày họp”"),
    "confirmed before sent": (put("Đánh giá", "L2", "01/02/2025"), "dòng 2, cột “Ngày xác nhận”"),
    "sent before founded": (
        put("Đăng ký", "C2", "08/01/2014"),
        "“Đăng ký”, dòng 2, cột “Ngày gửi”",
    ),
    "votes without other opinions": (
        put("Đánh giá", "I2", None),
        "dòng 2, cột “Ý kiến khác”: Chưa có số ý kiến khác",
    ),
    "nobody with a vote": (put("Đánh giá", "E2", 0), "dòng 2, cột “Có quyền biểu quyết”: Số có"),
    "a share that Excel kept as a percentage": (
        put("Kế hoạch", "L2", 0.2),
        "dòng 2, cột “Tỷ lệ tiêu biểu tối đa (%)”: số 0,2 nhỏ hơn 1%",
    ),
    "grade of a year to come": (
        put("Xếp loại", "B2", 2027),
        "“Xếp loại”, dòng 2, cột “Năm”: CB1: năm 2027 chưa đến",
    ),
    "grade of a year before its founding": (
        put("Xếp loại", "B2", 2014),
        "cột “Năm”: CB1: tổ chức được thành lập ngày 01/01/2015, sau năm 2014",
    ),
    "lock not after due": (
        lambda book: [
            put("Kế hoạch", cell, value)(book)
            for cell, value in (
                ("N1", "Hạn gửi phiếu (ngày)"),
                ("O1", "Ngày khóa (ngày)"),
                ("N2", 20),
                ("O2", 10),
            )
        ],
        "Trang tính “Kế hoạch”, dòng 2, cột “Ngày khóa (ngày)”",
    ),
    **{
        f"no meeting, but {what}": (
            not_held(column),
            f"dòng 2, cột “{what}”: Tháng không tổ chức sinh hoạt thì không có",
        )
        for column, what in (
            ("E", "Có quyền biểu quyết"),
            ("F", "Có mặt"),
            ("G", "Tán thành"),
            ("H", "Không tán thành"),
            ("I", "Ý kiến khác"),
            ("M", "1.1"),
        )
    },
    "no meeting in a year": (
        a_year_not_held,
        "dòng 2, cột “Không tổ chức sinh hoạt”: Tự rà soát, đánh giá năm phải có hội nghị",
    ),
    "a character that paper cannot print": (put("Đánh giá", "AJ2", "Tốt 😀"), "cột “Ưu điểm”"),
    "5,001 rows": (too_many, "Trang tính “Xếp loại”: có hơn 5.000 dòng"),
}


@pytest.mark.once
@pytest.mark.parametrize(("spoil", "sentence"), BAD.values(), ids=BAD)
def test_a_wrong_workbook_is_refused_with_its_place_and_changes_nothing(spoil, sentence, tmp_path):
    with pytest.raises(Refusal) as refusal:
        import_workbook(saved(a_workbook(spoil), tmp_path), now=NOW)
    said = [obstacle.sentence for obstacle in refusal.value.obstacles]
    assert any(sentence in one for one in said), "\n".join(said)
    assert is_empty()


def test_the_same_workbook_unspoilt_comes_in(tmp_path):
    result = import_workbook(saved(a_workbook(), tmp_path), now=NOW)
    assert len(result.changes) == 1 + 4 + 2 + 2 + 1


def test_everything_that_is_wrong_is_said_at_once(tmp_path):
    def spoil(book: Workbook) -> None:
        put("Đăng ký", "C2", "31/02/2025")(book)
        put("Đánh giá", "G2", 7)(book)
        put("Đánh giá", "M3", 9)(book)
        put("Xếp loại", "A2", "CB9")(book)

    with pytest.raises(Refusal) as refusal:
        import_workbook(saved(a_workbook(spoil), tmp_path), now=NOW)
    places = {obstacle.part.split(", cột")[0] for obstacle in refusal.value.obstacles}
    assert places == {
        "Trang tính “Đăng ký”, dòng 2",
        "Trang tính “Đánh giá”, dòng 2",
        "Trang tính “Đánh giá”, dòng 3",
        "Trang tính “Xếp loại”, dòng 2",
    }
    assert is_empty()


COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (lambda whole: whole[: len(whole) // 2], "bị hỏng"),
        (lambda whole: whole[:4000] + b"\0" * 50 + whole[4050:], "bị hỏng"),
        (lambda whole: b"M\xc3,N\xc4\x83m\n", "không phải .xlsx"),
        (lambda whole: b"", "không phải .xlsx"),
        (lambda whole: COMPOUND + "EncryptedPackage".encode("utf-16-le"), "Tệp có mật khẩu"),
        (lambda whole: COMPOUND + b"Workbook", "định dạng cũ (.xls)"),
        (lambda whole: whole + b"\0" * (10 * 1024 * 1024), "tối đa 10 MB"),
    ],
    ids=["truncated", "damaged", "text", "empty", "password", "old format", "over 10 MB"],
)
def test_a_file_that_cannot_be_read_is_refused(content, sentence, tmp_path):
    path = saved(a_workbook(), tmp_path)
    path.write_bytes(content(path.read_bytes()))
    with pytest.raises(Refusal) as refusal:
        import_workbook(path, now=NOW)
    assert sentence in str(refusal.value)
    assert is_empty()


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refusal, match="Không mở được tệp"):
        import_workbook(tmp_path / "khong-co.xlsx", now=NOW)
