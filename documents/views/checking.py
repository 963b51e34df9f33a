"""Checking a printed paper by its code: open to everybody, and saying only what §4 allows."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from organizations.addresses import client_address, network_of

from .. import services
from ..checking import Checked, check, is_archived_file
from ..codes import as_typed, shown
from ..forms import MOST_COMPARED, TOO_LARGE_TO_COMPARE, CodeForm, FileForm

# What a form adds around the file that it sends.
_WRAPPING = 64 * 1024


def _unlisted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """No search engine keeps a page about a paper."""

    @wraps(view)
    def answered(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answered


@require_safe
@login_not_required
@never_cache
@_unlisted
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and go on to its page."""
    form = CodeForm(request.GET or None)
    if form.is_valid():
        return redirect("documents:check", code=as_typed(form.cleaned_data["ma"]) or "-")
    status = 422 if form.is_bound else 200
    return render(request, "documents/pages/ask.html", {"form": form}, status=status)


# A file is only looked at and changes nothing, so a foreign page gains nothing by sending one; and
# asking for the token would take in the whole upload before anything could refuse it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
@_unlisted
def check_paper(request: HttpRequest, code: str) -> HttpResponse:
    """What is known of the paper with this code; with a file, whether it is the archived one.

    Every unknown code gets the same answer. Whoever asks too often waits.
    """
    seconds = services.count_check(network_of(client_address(request)), now=timezone.now())
    if seconds:
        return _wait(request, seconds)
    paper = check(code)
    if paper is None:
        context = {"form": CodeForm()}
        return render(request, "documents/pages/unknown_code.html", context, status=404)
    if request.method != "POST":
        return _paper_page(request, paper, FileForm())
    return _compare(request, paper)


def _compare(request: HttpRequest, paper: Checked) -> HttpResponse:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_COMPARED + _WRAPPING:
        _pass_over(request)
        form = FileForm({})
        form.errors["tep"] = form.error_class([TOO_LARGE_TO_COMPARE])
        return _paper_page(request, paper, form, status=422)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _paper_page(request, paper, form, status=422)
    same = is_archived_file(paper, form.cleaned_data["tep"])
    return _paper_page(request, paper, FileForm(), same="yes" if same else "no")


def _pass_over(request: HttpRequest) -> None:
    """Let go by what is sent, up to some size, so that the browser gets to read the answer."""
    for _ in range(100):
        if not request.read(MOST_COMPARED // 10):
            return


def _paper_page(
    request: HttpRequest, paper: Checked, form: FileForm, *, same: str = "", status: int = 200
) -> HttpResponse:
    context = {"paper": paper, "shown_code": shown(paper.code), "form": form, "same": same}
    return render(request, "documents/pages/check.html", context, status=status)


def _wait(request: HttpRequest, seconds: int) -> HttpResponse:
    context = {
        "most": services.MOST_CHECKS,
        "stretch": int(services.STRETCH.total_seconds() // 60),
        "minutes": -(-seconds // 60),
    }
    response = render(request, "documents/pages/wait.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response
