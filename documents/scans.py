"""Receiving a scan: the file is opened in a process of its own and written anew there."""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

from organizations.refusals import Obstacle, Refusal

from .apart import REFUSED, Ended, run_apart
from .chain import digest
from .rewriting import MAX_BYTES, MAX_PAGES, MAX_PIXELS

_WAIT_SECONDS = 60
_MEGABYTES = MAX_BYTES // 1024**2

_DAMAGED = (
    "Tệp bị hỏng hoặc chưa tải lên hết nên không đọc được. Mời mở thử tệp trên máy; nếu mở được,"
    " in lại ra PDF hoặc quét lại rồi chọn lại."
)
SENTENCES = {
    "empty": "Tệp rỗng, không có nội dung. Mời quét lại rồi chọn lại.",
    "too_large": (
        f"Tệp lớn hơn {_MEGABYTES} MB. Mời quét lại với độ phân giải thấp hơn (200–300 dpi) hoặc"
        " chia thành tệp nhỏ hơn."
    ),
    "not_a_scan": (
        "Tệp không phải là PDF, ảnh JPEG hay PNG; chương trình xem nội dung của tệp, không xem tên"
        " tệp. Mời quét lại và lưu thành PDF, JPEG hoặc PNG."
    ),
    "heif": (
        "Ảnh ở dạng HEIC của điện thoại, chương trình chưa nhận. Mời đặt máy ảnh lưu dạng JPEG"
        " (tương thích nhất) rồi chụp lại."
    ),
    "two_types": (
        "Tệp vừa là bản quét vừa chứa một tệp loại khác nên không nhận. Mời quét lại và lưu thành"
        " PDF, JPEG hoặc PNG."
    ),
    "damaged": _DAMAGED,
    "encrypted": (
        "Tệp PDF có đặt mật khẩu hoặc hạn chế quyền. Mời lưu lại tệp không có mật khẩu rồi chọn"
        " lại."
    ),
    "no_pages": "Tệp PDF không có trang nào. Mời quét lại rồi chọn lại.",
    "too_many_pages": (
        f"Tệp PDF có hơn {MAX_PAGES} trang. Mời chỉ quét bản đã ký, hoặc chia thành nhiều tệp."
    ),
    "not_drawn": (
        "Tệp PDF có ô điền hoặc ghi chú chưa thành nét trên trang nên bản lưu sẽ thiếu. Mời in lại"
        " ra PDF hoặc quét bản đã ký rồi chọn lại."
    ),
    "too_many_pixels": (
        f"Ảnh có hơn {MAX_PIXELS // 10**6} triệu điểm ảnh. Mời quét hoặc chụp lại với độ phân giải"
        " thấp hơn (200–300 dpi)."
    ),
    "unpacks_too_large": (
        "Nội dung nén trong tệp quá lớn so với một bản quét nên không nhận. Mời in lại ra PDF hoặc"
        " quét lại."
    ),
}


@dataclass(frozen=True)
class NewScan:
    """A file that was taken and written anew, not kept yet."""

    content: bytes
    pages: int
    received_sha256: str
    """Of the file as it was sent."""


def received(file: "UploadedFile[bytes]") -> NewScan:
    """What was uploaded, written anew as PDF (see ``documents.rewriting``).

    ``Refusal``, at the part ``scan``, with the reason and how to mend it. Takes up to some seconds:
    call it outside of a transaction.
    """
    if file.size is None or file.size > MAX_BYTES:
        raise _refusal("too_large")
    content = file.read()
    try:
        child = run_apart("documents.rewriting", content=content, seconds=_WAIT_SECONDS)
    except Ended:
        raise _refusal("damaged") from None
    if child.returncode == REFUSED:
        raise _refusal(child.stderr.decode())
    pages, _, written = child.stdout.partition(b"\n")
    return NewScan(written, int(pages), digest(content))


def _refusal(code: str) -> Refusal:
    return Refusal(Obstacle(code, SENTENCES[code], "scan"))
