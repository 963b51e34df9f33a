"""What each field of a paper is, in the words of an office: the help beside a Word template."""

from ...parts import (
    Appendix,
    Entry,
    Heading,
    Letterhead,
    PaperContext,
    Recipients,
    Signature,
    Vote,
)
from ...plain import Plain
from .forms import FORMS
from .papers import PAPERS

__all__ = ["LABELS", "label_of"]

LABELS: dict[type[Plain], dict[str, str]] = {
    PaperContext: {
        "letterhead": "Đầu văn bản",
        "heading": "Tên loại và trích yếu",
        "signature": "Đề ký",
        "recipients": "Nơi nhận",
        "mark": "DỰ THẢO hoặc BẢN XEM TRƯỚC; trống ở bản chính",
        "author": "Cơ quan ban hành, viết trên một dòng",
        "date": "Ngày của văn bản, viết như 2026-01-15",
        "code": "Mã kiểm tra của bản lưu trữ; trống ở dự thảo",
        "check_address": "Địa chỉ trang kiểm tra của mã đó; trống ở dự thảo",
    },
    Letterhead: {
        "body_above": "Tên cấp trên, từng dòng",
        "issuing_body": "Tên cơ quan ban hành, từng dòng",
        "number": "Số và ký hiệu",
        "place_and_date": "Địa danh, ngày tháng năm",
    },
    Heading: {"name": "Tên loại văn bản", "subject": "Trích yếu"},
    Signature: {
        "on_behalf": "Thể thức đề ký, ví dụ T/M ĐẢNG ỦY",
        "title": "Chức vụ người ký",
        "name": "Họ tên người ký",
    },
    Recipients: {"heading": "Chữ Nơi nhận", "lines": "Từng dòng nơi nhận"},
    Vote: {
        "method": "Hình thức: giơ tay hoặc bỏ phiếu kín",
        "voters": "Số đồng chí có quyền biểu quyết",
        "present": "Số đồng chí có mặt",
        "votes_for": "Số tán thành",
        "votes_against": "Số không tán thành",
        "votes_other": "Số có ý kiến khác",
        "percent_for": "Tỷ lệ tán thành, không có dấu %",
        "percent_against": "Tỷ lệ không tán thành, không có dấu %",
        "percent_other": "Tỷ lệ ý kiến khác, không có dấu %",
    },
    Entry: {"label": "Tên mục", "text": "Nội dung của mục"},
    Appendix: {
        "name": "Tên phụ lục, ví dụ DANH SÁCH",
        "subject": "Trích yếu của phụ lục",
        "reference": "Câu kèm theo Quyết định số …",
    },
    **PAPERS,
    **FORMS,
}


def label_of(holder: type[Plain], name: str) -> str:
    """What a field of ``holder`` is; ``KeyError`` where nobody has said it yet."""
    for base in holder.__mro__:
        if name in LABELS.get(base, {}):
            return LABELS[base][name]
    raise KeyError(f"{holder.__name__}.{name}")
