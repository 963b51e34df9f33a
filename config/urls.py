"""Addresses. Each app keeps its own; the first part of an address names the app."""

from django.urls import include, path

from config.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("organizations.urls")),
    path("", include("documents.urls")),
    path("", include("plans.urls")),
    path("", include("registrations.urls")),
    path("", include("evaluations.urls")),
    path("", include("recognition.urls")),
    path("", include("oversight.urls")),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.page_not_found"
handler500 = "config.errors.server_error"
