"""Puts on each request who acts: the role chosen for this visit, or the only one held."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from .actors import Actor, actor_for, grants_on
from .formats import local_date
from .models import User

CHOSEN_GRANT = "chosen_grant"
_BEFORE_OWN_PASSWORD = {"organizations:change_password", "organizations:sign_out"}


class ActingMiddleware:
    """Sets ``request.actor`` and ``request.grants``; rights are those of roles held today (A8).

    A person with several roles and none chosen works as the first; one whose role ended meanwhile
    falls back to what is left, or to an actor without a role. Whoever still has the password that
    the office printed gets no further than to changing it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Set who acts, or send a person with a first password to change it.

        A public page is left alone: it has to answer also when the database does not.
        """
        if not getattr(view, "login_required", True) or not isinstance(request.user, User):
            return None
        today = local_date(timezone.now())
        grants = grants_on(request.user, today)
        chosen = request.session.get(CHOSEN_GRANT)
        grant = next((g for g in grants if g.pk == chosen), grants[0] if grants else None)
        request.grants = grants  # type: ignore[attr-defined]
        request.actor = (  # type: ignore[attr-defined]
            actor_for(grant, today) if grant else Actor(today=today, user=request.user)
        )
        match = request.resolver_match
        if not request.user.must_change_password or (
            match is not None and match.view_name in _BEFORE_OWN_PASSWORD
        ):
            return None
        address = reverse("organizations:change_password")
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(address)
        return redirect(address)
