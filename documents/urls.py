"""Addresses of documents."""

from django.urls import path

from .views import archive, checking, style, word_templates

app_name = "documents"

_TEMPLATE = "van-ban/mau-word/<slug:kind>/"

urlpatterns = [
    path("van-ban/", archive.index, name="index"),
    path("van-ban/<int:pk>/", archive.detail, name="detail"),
    path("van-ban/<int:pk>/ban-in.pdf", archive.download, name="download"),
    path("van-ban/<int:pk>/ban-quet/", archive.add_scan, name="add_scan"),
    path("van-ban/<int:pk>/ban-quet/<int:number>.pdf", archive.scan, name="scan"),
    path("van-ban/so/", archive.numbers, name="numbers"),
    path("van-ban/so/giu/", archive.reserve, name="reserve"),
    path("van-ban/so/bo/", archive.void, name="void"),
    path("van-ban/cau-chu/", style.wordings, name="wordings"),
    path("van-ban/cau-chu/<slug:kind>/", style.wording, name="wording"),
    path("van-ban/cau-chu/<slug:kind>/mau-chung/", style.restore_wording, name="restore_wording"),
    path("van-ban/the-thuc/ma-kiem-tra/", style.code_printing, name="code_printing"),
    path("van-ban/the-thuc/<slug:code>/", style.guideline, name="guideline"),
    path("van-ban/giay-khen/", style.certificates, name="certificates"),
    path("van-ban/giay-khen/in-thu.pdf", style.test_print, name="test_print"),
    path("van-ban/mau-word/", word_templates.index, name="word_templates"),
    path(_TEMPLATE, word_templates.kind_page, name="word_template"),
    path(f"{_TEMPLATE}mau.docx", word_templates.download, name="word_template_file"),
    path(
        f"{_TEMPLATE}ban-<int:version>.docx",
        word_templates.download_version,
        name="word_template_version",
    ),
    path(f"{_TEMPLATE}mau-chung/", word_templates.restore, name="restore_word_template"),
    path("kiem-tra/", checking.ask, name="ask"),
    path("kiem-tra/<str:code>/", checking.check_paper, name="check"),
]
