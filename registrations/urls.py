"""Addresses of registrations."""

from django.urls import path

from .views import boards, office, own, pages, scans

app_name = "registrations"

_ONE = "dang-ky/<int:year>/<str:code>/"

urlpatterns = [
    path("dang-ky/", boards.index, name="index"),
    path("dang-ky/<int:year>/", boards.year, name="year"),
    path("dang-ky/<int:year>/danh-sach/", boards.combined, name="combined"),
    path(_ONE, pages.detail, name="detail"),
    path(f"{_ONE}sua/", own.edit, name="edit"),
    path(f"{_ONE}kiem-tra/", own.check, name="check"),
    path(f"{_ONE}gui/", own.submit, name="submit"),
    path(f"{_ONE}da-gui/", own.sent, name="sent"),
    path(f"{_ONE}lay-lai/", own.take_back, name="take_back"),
    path(f"{_ONE}phan-anh/", own.object_to_paper, name="object_to_paper"),
    path(f"{_ONE}dot-pha/", own.note, name="note"),
    path(f"{_ONE}bat-dau-xem/", office.begin_review, name="begin_review"),
    path(f"{_ONE}tiep-nhan/", office.accept, name="accept"),
    path(f"{_ONE}tra-lai/", office.return_for_completion, name="return"),
    path(f"{_ONE}rut-tra-lai/", office.withdraw_return, name="withdraw_return"),
    path(f"{_ONE}mo-lai/", office.reopen, name="reopen"),
    path(f"{_ONE}tra-loi/", office.answer_objection, name="answer_objection"),
    path(f"{_ONE}ban-ky/", office.signed_copy, name="signed_copy"),
    path(f"{_ONE}ban-quet/", scans.add_scan, name="add_scan"),
    path(f"{_ONE}ban-quet/<int:number>.pdf", scans.scan, name="scan"),
    path(f"{_ONE}so-can-cu/", office.basis_number, name="basis_number"),
    path(f"{_ONE}ban-giay/", office.paper, name="paper"),
]
