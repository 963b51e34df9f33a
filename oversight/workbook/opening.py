"""Opens the file of a workbook, or says why it cannot be one: size, format, password, damage."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, NoReturn
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook as ExcelWorkbook
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.worksheet.cell_range import CellRange

from organizations.formats import vn_number
from organizations.refusals import Obstacle, Refusal

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 5_000
# An .xlsx is a compressed archive: what it unfolds to is limited too.
MAX_UNFOLDED_BYTES = 300 * 1024 * 1024

_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
)


def content_of(path: Path) -> bytes:
    """The bytes of the file; ``Refusal`` where it is too large or cannot be opened."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            megabytes = vn_number(Decimal(size) / 1024 / 1024, 1)
            _refuse(
                "file_too_large",
                f"Tệp {path.name} nặng {megabytes} MB; tối đa 10 MB. Chia thành nhiều tệp.",
            )
        return path.read_bytes()
    except OSError:
        _refuse("file_unreadable", f"Không mở được tệp {path}; kiểm tra đường dẫn và quyền.")


def refuse_what_is_no_workbook(content: bytes) -> None:
    """Refuse what Excel has locked with a password, old formats, damage and unfolding bombs."""
    if content.startswith(_COMPOUND_FILE):
        if _ENCRYPTED in content:
            _refuse("file_encrypted", "Tệp có mật khẩu; bỏ mật khẩu trong Excel rồi lưu lại.")
        _refuse("file_old_format", "Tệp là định dạng cũ (.xls); lưu lại thành .xlsx.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        _refuse_broken()
    if any(entry.flag_bits & 1 for entry in entries):
        _refuse("file_encrypted", "Tệp có mật khẩu; bỏ mật khẩu rồi lưu lại.")
    if sum(entry.file_size for entry in entries) > MAX_UNFOLDED_BYTES:
        _refuse("file_too_large", "Nội dung giải nén của tệp quá lớn; kiểm tra lại tệp.")


def _refuse(code: str, sentence: str) -> NoReturn:
    raise Refusal(Obstacle(code, sentence))


def _refuse_broken() -> NoReturn:
    _refuse(
        "file_broken",
        "Không đọc được tệp: tệp không phải .xlsx hoặc bị hỏng, tải lên chưa trọn."
        " Mở bằng Excel, lưu lại thành .xlsx rồi thử lại.",
    )


def opened(content: bytes) -> ExcelWorkbook:
    """The workbook, whose sheets ``Scan`` reads; ``Refusal`` where the file is damaged."""
    try:
        return openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    except _BROKEN:
        _refuse_broken()


class Cell(NamedTuple):
    """A cell with something in it; ``kind`` is openpyxl's type of data: ``f``, ``e``, …"""

    line: int
    column: int
    value: Any
    kind: str

    @property
    def coordinate(self) -> str:
        """The name that Excel shows: ``B7``."""
        return f"{get_column_letter(self.column)}{self.line}"


class Scan:
    """One pass over a sheet, a row at a time: a full load of a huge sheet would fill the memory.

    ``merged`` holds the merged ranges, and ``too_long`` whether the sheet has more rows than
    allowed, once ``rows`` came to its end.
    """

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self.merged: list[CellRange] = []
        self.too_long = False

    def rows(self) -> Iterator[list[Cell]]:
        """The rows with anything in them; ends after the first one too many."""
        filled = 0
        try:
            with self._sheet._get_source() as source:
                parser = self._parser(source)
                for _, cells in parser.parse():
                    parser.row_dimensions.clear()  # heights: of no use, and one for each row
                    row = [
                        Cell(cell["row"], cell["column"], cell["value"], cell["data_type"])
                        for cell in cells
                        if cell["value"] not in (None, "")
                    ]
                    if not row:
                        continue
                    filled += 1
                    if filled > MAX_ROWS + 1:
                        self.too_long = True
                        return
                    yield row
                if parser.merged_cells:
                    self.merged = [CellRange(one.ref) for one in parser.merged_cells.mergeCell]
        except _BROKEN:
            _refuse_broken()

    def _parser(self, source: Any) -> WorkSheetParser:
        book = self._sheet.parent
        return WorkSheetParser(
            source,
            self._sheet._shared_strings,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
