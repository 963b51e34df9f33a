"""Addresses of what spans all apps."""

from django.urls import path

from . import views

app_name = "oversight"
urlpatterns = [
    path("", views.home, name="home"),
    path("huong-dan/", views.help_page, name="help"),
]
