"""Addresses of signing in, and of organisations and accounts under /to-chuc/."""

from django.urls import path

from .views import sessions

app_name = "organizations"

urlpatterns = [
    path("dang-nhap/", sessions.sign_in, name="sign_in"),
    path("dang-xuat/", sessions.sign_out, name="sign_out"),
    path("doi-mat-khau/", sessions.change_password, name="change_password"),
    path("vai-tro/", sessions.choose_role, name="choose_role"),
]
