"""Addresses of signing in, and of organisations and accounts under /to-chuc/."""

from django.urls import path

from .views import accounts, assignments, changes, sessions, terms, trail, tree

app_name = "organizations"

urlpatterns = [
    path("dang-nhap/", sessions.sign_in, name="sign_in"),
    path("dang-xuat/", sessions.sign_out, name="sign_out"),
    path("doi-mat-khau/", sessions.change_password, name="change_password"),
    path("vai-tro/", sessions.choose_role, name="choose_role"),
    path("to-chuc/", tree.overview, name="overview"),
    path("to-chuc/thanh-lap/", tree.found, name="found"),
    path("to-chuc/nhat-ky/", trail.trail, name="trail"),
    path("to-chuc/tai-khoan/", accounts.accounts, name="accounts"),
    path("to-chuc/tai-khoan/mo/", accounts.open_account, name="open_account"),
    path("to-chuc/tai-khoan/<str:username>/", accounts.account, name="account"),
    path(
        "to-chuc/tai-khoan/<str:username>/dat-lai-mat-khau/",
        accounts.reset_password,
        name="reset_password",
    ),
    path(
        "to-chuc/tai-khoan/<str:username>/mo-khoa/", accounts.unlock_account, name="unlock_account"
    ),
    path("to-chuc/tai-khoan/<str:username>/dong/", accounts.close_account, name="close_account"),
    path(
        "to-chuc/tai-khoan/<str:username>/ho-ten/", accounts.rename_account, name="rename_account"
    ),
    path("to-chuc/tai-khoan/<str:username>/vai-tro/", accounts.grant_role, name="grant_role"),
    path(
        "to-chuc/tai-khoan/<str:username>/vai-tro/<int:pk>/ket-thuc/",
        accounts.end_role,
        name="end_role",
    ),
    path("to-chuc/phan-cong/", assignments.assignments, name="assignments"),
    path("to-chuc/phan-cong/them/", assignments.assign, name="assign"),
    path("to-chuc/phan-cong/<int:pk>/ket-thuc/", assignments.end_assignment, name="end_assignment"),
    path("to-chuc/nhiem-ky/", terms.terms, name="terms"),
    path("to-chuc/nhiem-ky/mo/", terms.open_term, name="open_term"),
    path("to-chuc/nhiem-ky/<int:pk>/", terms.term, name="term"),
    path("to-chuc/nhiem-ky/<int:pk>/sua/", terms.edit_term, name="edit_term"),
    path("to-chuc/nhiem-ky/<int:pk>/uy-vien/", terms.add_members, name="add_members"),
    path(
        "to-chuc/nhiem-ky/<int:pk>/uy-vien/<int:member_pk>/ket-thuc/",
        terms.end_member,
        name="end_member",
    ),
    path("to-chuc/nhiem-ky/<int:pk>/nguoi-ky/", terms.add_signer, name="add_signer"),
    path(
        "to-chuc/nhiem-ky/<int:pk>/nguoi-ky/<int:signer_pk>/ket-thuc/",
        terms.end_signer,
        name="end_signer",
    ),
    path("to-chuc/<str:code>/", tree.organization, name="organization"),
    path("to-chuc/<str:code>/thong-tin/", tree.describe, name="describe"),
    path("to-chuc/<str:code>/sua-ten/", tree.mend_name, name="mend_name"),
    *(
        path(f"to-chuc/<str:code>/{what.address}/", changes.change, {"kind": kind}, name=kind)
        for kind, what in changes.CHANGES.items()
    ),
]
