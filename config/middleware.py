"""Closed by default, also for partial requests; and no answer without a page."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from config.errors import method_not_allowed


class SignInRequired(LoginRequiredMiddleware):
    """Every view asks for a signed-in person unless it says otherwise.

    A partial request whose session has ended sends the whole page to sign in; a redirect would
    put the sign-in form in the middle of the page. A form leads back to the page it stood on, which
    for an act is another address than its own: that one cannot be opened.
    """

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> Any:
        """A public page has to answer also when the database does not know who asks."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        if getattr(request, "htmx", False):
            page = request.headers.get("HX-Current-URL", "/")
            return HttpResponseClientRedirect(redirect_to_login(_address(page)).url)
        if request.method not in ("GET", "HEAD"):
            page = request.headers.get("Referer", "")
            ours = url_has_allowed_host_and_scheme(
                page, {request.get_host()}, require_https=request.is_secure()
            )
            return redirect_to_login(_address(page) if ours else "/")
        return super().handle_no_permission(request, view_func)


class PageForAWrongMethod:
    """What was opened but can only be sent gets a page of ours: Django's answer is blank.

    A partial request, and who does not read pages, keep the bare answer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if (
            response.status_code != HTTPStatus.METHOD_NOT_ALLOWED
            or getattr(request, "htmx", False)
            or not request.accepts("text/html")
        ):
            return response
        page = method_not_allowed(request)
        page["Allow"] = response["Allow"]
        return page


def _address(page: str) -> str:
    """Path and query of a page, without its host."""
    parts = urlsplit(page)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
