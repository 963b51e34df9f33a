"""Pages that span all apps: help."""

from django.http import HttpResponse
from django.shortcuts import render

from organizations.permissions import ActingRequest

from .help import figures_for


def help_page(request: ActingRequest) -> HttpResponse:
    """Questions and answers for the role worked as."""
    return render(request, "oversight/help.html", {"figures": figures_for(request.actor)})
