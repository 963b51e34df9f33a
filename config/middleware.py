"""Closed by default, also for partial requests."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django_htmx.http import HttpResponseClientRedirect


class SignInRequired(LoginRequiredMiddleware):
    """Every view asks for a signed-in person unless it says otherwise.

    A partial request whose session has ended sends the whole page to sign in; a redirect would
    put the sign-in form in the middle of the page.
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
            page = urlsplit(request.headers.get("HX-Current-URL", "/"))
            target = page.path + (f"?{page.query}" if page.query else "")
            return HttpResponseClientRedirect(redirect_to_login(target).url)
        return super().handle_no_permission(request, view_func)
