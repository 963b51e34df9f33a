"""Pages for what went wrong: one sentence, what to do, and the request number.

They touch neither the database nor the session, so that they still work when those do not.
"""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from config.logs import request_number


def _page(status: int, heading: str, advice: str) -> HttpResponse:
    html = render_to_string(
        "errors/error.html",
        {"heading": heading, "advice": advice, "request_number": request_number()},
    )
    return HttpResponse(html, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400"""
    if isinstance(exception, RequestDataTooBig):
        return _page(
            400,
            "Nội dung gửi lên quá lớn",
            "Tệp không được lớn hơn 10 MB. Mời đồng chí quay lại trang trước, quét lại với độ phân"
            " giải thấp hơn rồi gửi lại.",
        )
    return _page(
        400,
        "Yêu cầu không hợp lệ",
        "Chương trình không đọc được nội dung gửi lên. Mời đồng chí quay lại trang trước,"
        " tải lại trang rồi thử lại.",
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403"""
    return _page(
        403,
        "Không được phép",
        "Vai trò đang chọn không được làm việc này. Nếu cần, mời đồng chí đổi vai trò hoặc liên hệ"
        " văn phòng.",
    )


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; what belongs to others looks exactly the same."""
    return _page(
        404,
        "Không tìm thấy trang",
        "Địa chỉ này không có, hoặc không thuộc phạm vi của vai trò đang chọn. Mời đồng chí kiểm"
        " tra lại địa chỉ hoặc về trang “Việc của tôi”.",
    )


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    """405: the address of an act was opened, or something sent to a page that only shows."""
    return _page(
        405,
        "Chưa làm được từ địa chỉ này",
        "Địa chỉ này chỉ dùng cho một nút bấm hoặc chỉ để xem, nên chưa có việc gì được ghi. Mời"
        " đồng chí về trang “Việc của tôi”, mở lại trang cần làm rồi bấm nút ở đó.",
    )


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """500"""
    return _page(
        500,
        "Chương trình gặp lỗi",
        "Việc vừa làm chưa được ghi. Mời đồng chí thử lại sau ít phút; nếu vẫn lỗi, báo quản trị"
        " hệ thống kèm mã yêu cầu dưới đây.",
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old."""
    return _page(
        403,
        "Phiên làm việc đã đổi",
        "Trang này được mở từ một phiên làm việc trước nên chưa gửi được. Mời đồng chí bấm nút quay"
        " lại của trình duyệt, chép phần vừa nhập ra nơi khác, rồi mới tải lại trang, dán vào và"
        " gửi lần nữa. Phần đã báo “Đã lưu” vẫn còn. Nếu vẫn lỗi, kiểm tra trình duyệt có cho phép"
        " cookie.",
    )
