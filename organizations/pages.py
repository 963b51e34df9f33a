"""How a page with a form answers: shown, refused with everything kept, or done and redirected."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from .forms import OurForm
from .models import Organization
from .permissions import ActingRequest
from .refusals import Refusal


class SeeOther(HttpResponseRedirect):
    """The answer to an act that was done: go on by GET (303)."""

    status_code = 303


def committee_of(request: ActingRequest) -> Organization:
    """The committee that an office or a member works for."""
    organization = request.actor.organization
    if organization is None or not organization.is_committee:
        raise Http404
    return organization


def with_query(url: str, request: HttpRequest) -> str:
    """An address with the filters of the present one, so that the next page keeps them."""
    query = request.GET.urlencode()
    return f"{url}?{query}" if query else url


def form_page(
    request: HttpRequest,
    form: OurForm,
    act: Callable[[dict[str, Any]], str],
    *,
    template: str,
    to: str | Callable[[], str],
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show ``form``; on POST perform ``act`` with its values and go on to ``to``.

    ``act`` returns the sentence that says what was done, or raises ``Refusal``: then, as with a
    wrong value, the page comes again with status 422, the summary and everything typed.
    """
    if request.method == "POST" and form.is_valid():
        try:
            sentence = act(form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            if sentence:
                messages.success(request, sentence)
            return SeeOther(to() if callable(to) else to)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **(context or {})}, status=status)


def act_or_say_why(
    request: HttpRequest, act: Callable[[], str], *, to: str | Callable[[], str]
) -> HttpResponse:
    """Perform an act that has no form of its own; a refusal is said on the page one goes on to."""
    try:
        messages.success(request, act())
    except Refusal as refusal:
        return say_why(request, refusal, to=to() if callable(to) else to)
    return SeeOther(to() if callable(to) else to)


def say_why(request: HttpRequest, refusal: Refusal, *, to: str) -> HttpResponse:
    """Go on to a page that says why the act was refused."""
    for obstacle in refusal.obstacles:
        messages.error(request, obstacle.sentence)
    return SeeOther(to)
