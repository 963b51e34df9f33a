"""Addresses of sheets under /danh-gia/; the period is ``1`` … ``12`` or ``nam``."""

from django.urls import path, register_converter

from . import periods
from .views import asking, history, keying, office, own, paper, scans, year


class PeriodConverter:
    """The period of an address."""

    regex = "1[0-2]|[1-9]|nam"

    def to_python(self, text: str) -> int:
        """``nam`` is the self-review."""
        return periods.from_slug(text)

    def to_url(self, period: int | str) -> str:
        """From a period, or from its name in an address."""
        return period if isinstance(period, str) else periods.slug(period)


register_converter(PeriodConverter, "period")

app_name = "evaluations"

_SHEET = "danh-gia/<int:year>/<period:period>/<str:code>/"

urlpatterns = [
    path("danh-gia/", year.index, name="index"),
    path("danh-gia/<int:year>/", year.year, name="year"),
    path("danh-gia/<int:year>/lap-phieu/", year.choose, name="choose"),
    path(_SHEET, own.sheet, name="sheet"),
    path(f"{_SHEET}nhap/", keying.content, name="content"),
    path(f"{_SHEET}bieu-quyet/", keying.meeting, name="meeting"),
    path(f"{_SHEET}khong-sinh-hoat/", own.no_meeting, name="no_meeting"),
    path(f"{_SHEET}gui/", own.submit, name="submit"),
    path(f"{_SHEET}lay-lai/", own.take_back, name="take_back"),
    path(f"{_SHEET}phan-anh/", own.object_to_paper, name="object"),
    path(f"{_SHEET}de-nghi-mo-lai/", asking.ask, name="ask"),
    path(f"{_SHEET}khong-mo-lai/", asking.decline, name="decline"),
    path(f"{_SHEET}bat-dau-xem/", office.begin_review, name="begin_review"),
    path(f"{_SHEET}xac-nhan/", office.confirm, name="confirm"),
    path(f"{_SHEET}tra-lai/", office.return_for_completion, name="return"),
    path(f"{_SHEET}rut-tra-lai/", office.withdraw_return, name="withdraw_return"),
    path(f"{_SHEET}mo-lai/", office.reopen, name="reopen"),
    path(f"{_SHEET}gia-han/", office.extend, name="extend"),
    path(f"{_SHEET}so-can-cu/", office.complete_basis, name="complete_basis"),
    path(f"{_SHEET}ban-ky/", paper.record_signed_copy, name="signed_copy"),
    path(f"{_SHEET}ban-quet/", scans.add_scan, name="add_scan"),
    path(f"{_SHEET}ban-quet/<int:number>.pdf", scans.scan, name="scan"),
    path(f"{_SHEET}nhap-thay/", paper.enter, name="paper"),
    path(f"{_SHEET}sua-ban-giay/", paper.correct, name="correct_paper"),
    path(f"{_SHEET}tra-loi/", paper.answer_objection, name="answer"),
    path(f"{_SHEET}lich-su/", history.history, name="history"),
]
