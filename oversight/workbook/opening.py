"""Opens the file of a workbook, or says why it cannot be one: size, format, password, damage."""

import io
import zipfile
import zlib
from decimal import Decimal
from pathlib import Path
from typing import NoReturn
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook as ExcelWorkbook

from organizations.folding import nfc
from organizations.formats import vn_number
from organizations.refusals import Obstacle, Refusal

from .problems import Place, Problems

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


def opened(content: bytes, *, read_only: bool) -> ExcelWorkbook:
    """The workbook; ``Refusal`` where the file is damaged."""
    try:
        return openpyxl.load_workbook(io.BytesIO(content), read_only=read_only)
    except _BROKEN:
        _refuse_broken()


def count_rows(content: bytes, problems: Problems) -> None:
    """Count first, one row at a time: a full load of a huge sheet would fill the memory."""
    book = opened(content, read_only=True)
    try:
        for sheet in book.worksheets:
            # what the file says of its own size may be wrong
            sheet.reset_dimensions()
            filled = 0
            for cells_of_row in sheet.iter_rows(values_only=True):
                filled += any(value not in (None, "") for value in cells_of_row)
                if filled > MAX_ROWS + 1:
                    problems.add(
                        "too_many_rows",
                        "có hơn 5.000 dòng dữ liệu; chia thành nhiều tệp.",
                        Place(nfc(sheet.title)),
                    )
                    break
    except _BROKEN:
        _refuse_broken()
    finally:
        book.close()
