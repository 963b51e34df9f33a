"""Who may: answers with an obstacle, or with None where it is allowed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from .actors import Actor
from .models import Role


class ActingRequest(HttpRequest):
    """A request of a signed-in person, as the acting middleware leaves it."""

    actor: Actor


View = Callable[..., HttpResponse]


def only_for(*roles: Role) -> Callable[[View], View]:
    """Let only these roles reach a view; to all others the page does not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: ActingRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.actor.role not in roles:
                raise Http404
            return view(request, *args, **kwargs)

        guarded.roles = frozenset(roles)  # type: ignore[attr-defined]
        return guarded

    return decorate
