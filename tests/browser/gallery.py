"""A page with every component, for the browser tests of the frame."""

from dataclasses import dataclass
from pathlib import Path

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import path

from config.urls import *  # noqa: F403
from config.urls import urlpatterns as project_urls
from organizations.formfields import VnDateField, VnDecimalField, VnTextField
from organizations.forms import OurForm
from organizations.refusals import Obstacle


class GalleryForm(OurForm):
    day = VnDateField(label="Ngày họp", help_text="Ngày chi bộ <họp>.")
    points = VnDecimalField(label="Điểm", max_value=5)
    strengths = VnTextField(label="Ưu điểm", required=False)
    way = forms.ChoiceField(
        label="Cách biểu quyết",
        choices=[("hand", "Giơ tay"), ("secret", "Bỏ phiếu kín")],
        widget=forms.RadioSelect,
    )
    grade = forms.ChoiceField(label="Xếp loại", choices=[("", "Chọn"), ("good", "Tốt")])
    thematic = forms.BooleanField(label="Có sinh hoạt chuyên đề", required=False)
    scan = forms.FileField(label="Bản chụp", required=False)


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Month:
    number: int
    letter: str
    name: str
    tone: str
    url: str = ""
    points: str = ""


MONTHS = [
    Month(1, "Đ", "đạt", "ok", url="#", points="95"),
    Month(2, "K", "không đạt", "bad", points="84,5"),
    Month(3, "CX", "chờ xác nhận", "warn"),
    Month(4, "CG", "chưa gửi", "dark"),
    *(Month(number, "–", "chưa đến hạn", "") for number in range(5, 13)),
]

PAGE = (Path(__file__).parent / "gallery.html").read_text(encoding="utf-8")


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """The page; a POST shows it with the errors of its form."""
    form = GalleryForm(request.POST, request.FILES) if request.method == "POST" else GalleryForm()
    if request.method == "POST":
        form.is_valid()
        messages.success(request, "Đã lưu phiếu tháng 11.")
    context = RequestContext(
        request,
        {
            "form": form,
            "tabs": [
                Tab("Việc của tôi", "/", current=True),
                Tab("Đăng ký", "/dang-ky/"),
                Tab("Phiếu tháng", "/danh-gia/"),
                Tab("Kết quả năm", "/cong-nhan/"),
                Tab("Văn bản", "/van-ban/"),
            ],
            "acting_as": "Chi bộ Thư viện tỉnh — đ/c Phó Bí thư",
            "months": MONTHS,
            "facts": [("Ngày họp", "05/11/2026"), ("Có mặt", "18/20")],
            "page": Paginator(range(120), 50).page(2),
            "blocked": [Obstacle("closed", "Đợt xét đã kết thúc ngày 15/01/2027.")],
        },
    )
    return HttpResponse(Template(PAGE).render(context))


urlpatterns = [*project_urls, path("thu/", gallery, name="gallery")]
