"""Addresses of documents."""

from django.urls import path

from . import views

app_name = "documents"

urlpatterns = [
    path("van-ban/", views.index, name="index"),
    path("van-ban/<int:pk>/", views.detail, name="detail"),
    path("van-ban/<int:pk>/ban-in.pdf", views.download, name="download"),
    path("van-ban/<int:pk>/ban-quet/", views.add_scan, name="add_scan"),
    path("van-ban/<int:pk>/ban-quet/<int:number>.pdf", views.scan, name="scan"),
    path("van-ban/so/", views.numbers, name="numbers"),
    path("van-ban/so/giu/", views.reserve, name="reserve"),
    path("van-ban/so/bo/", views.void, name="void"),
]
