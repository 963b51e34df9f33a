"""Addresses of plans and frameworks."""

from django.urls import path

from . import views

app_name = "plans"

urlpatterns = [
    path("ke-hoach/", views.index, name="index"),
    path("ke-hoach/lap/", views.open_first, name="open_first"),
    path("ke-hoach/<int:pk>/", views.detail, name="detail"),
    path("ke-hoach/<int:pk>/sua/", views.edit, name="edit"),
    path("ke-hoach/<int:pk>/hieu-luc/", views.put_in_force, name="put_in_force"),
    path("ke-hoach/<int:pk>/khung-moi/", views.start_framework, name="start_framework"),
    path("ke-hoach/khung/<int:pk>/", views.framework, name="framework"),
    path("ke-hoach/khung/<int:pk>/sua/", views.edit_framework, name="edit_framework"),
]
