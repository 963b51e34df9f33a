"""Puts on each request who acts: the role chosen for this visit, or the only one held."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from .actors import Actor, actor_for, grants_on
from .formats import local_date
from .models import User

CHOSEN_GRANT = "chosen_grant"


class ActingMiddleware:
    """Sets ``request.actor`` and ``request.grants``; rights are those of roles held today (A8).

    A person with several roles and none chosen works as the first; one whose role ended meanwhile
    falls back to what is left, or to an actor without a role.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        today = local_date(timezone.now())
        user = request.user
        if isinstance(user, User):
            grants = grants_on(user, today)
            chosen = request.session.get(CHOSEN_GRANT)
            grant = next((g for g in grants if g.pk == chosen), grants[0] if grants else None)
            request.grants = grants  # type: ignore[attr-defined]
            request.actor = (  # type: ignore[attr-defined]
                actor_for(grant, today) if grant else Actor(today=today, user=user)
            )
        return self.get_response(request)
