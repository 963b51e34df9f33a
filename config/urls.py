"""Addresses. Each app keeps its own; the first part of an address names the app."""

from django.urls import URLPattern, URLResolver, include, path

from config.health import healthz
from config.settings import BASE_DIR, OUR_APPS

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    *(
        path("", include(f"{app}.urls"))
        for app in OUR_APPS
        if (BASE_DIR / app / "urls.py").exists() or (BASE_DIR / app / "urls").exists()
    ),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.page_not_found"
handler500 = "config.errors.server_error"
