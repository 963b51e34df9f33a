"""Addresses of recognition."""

from django.urls import path

from . import views

app_name = "recognition"
urlpatterns = [
    path("cong-nhan/", views.index, name="index"),
    path("cong-nhan/<int:year>/", views.year, name="year"),
    path("cong-nhan/<int:year>/ket-qua.xlsx", views.year_excel, name="year_excel"),
    path(
        "cong-nhan/<int:year>/du-thao-quyet-dinh.pdf", views.draft_decision, name="draft_decision"
    ),
    path("cong-nhan/<int:year>/to-chuc/<str:code>/", views.why, name="why"),
    path("cong-nhan/<int:year>/xep-loai/", views.grades, name="grades"),
]
