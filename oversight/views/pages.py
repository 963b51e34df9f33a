"""Pages that span all apps: my work, help."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from organizations.permissions import ActingRequest

from ..help import figures_for
from ..home import home_for


@require_safe
def home(request: ActingRequest) -> HttpResponse:
    """What the role worked as has to do today."""
    return render(
        request, "oversight/home.html", {"home": home_for(request.actor, now=timezone.now())}
    )


@require_safe
def help_page(request: ActingRequest) -> HttpResponse:
    """Questions and answers for the role worked as."""
    return render(request, "oversight/help.html", {"figures": figures_for(request.actor)})
