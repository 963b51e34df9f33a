"""Signing in and out, one's own password, and the role to work as."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from .. import lockout, services
from ..actors import Actor, actor_for, grants_on
from ..context_processors import acting_as
from ..formats import local_date
from ..forms.sessions import ChangePasswordForm, SignInForm
from ..middleware import CHOSEN_GRANT
from ..models import User
from ..pages import SeeOther, form_page
from ..permissions import ActingRequest
from ..refusals import Refusal


def _next(request: HttpRequest) -> str:
    """Where to go on, if it is a page of ours."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if ours else settings.LOGIN_REDIRECT_URL


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with user name and password; says until when a lockout lasts and who lifts it."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        today = local_date(now)
        user = authenticate(
            request,
            username=form.cleaned_data["username"],
            password=form.cleaned_data["password"],
        )
        if isinstance(user, User):
            login(request, user)
            request.session.set_expiry(now + timedelta(seconds=settings.SESSION_COOKIE_AGE))
            services.note_sign_in(user, by=Actor(today=today, user=user), now=now)
            target = _next(request)
            if user.must_change_password:
                target = reverse("organizations:change_password")
            elif target == settings.LOGIN_REDIRECT_URL and len(grants_on(user, today)) != 1:
                target = reverse("organizations:choose_role")
            return SeeOther(target)
        form.add_error(None, lockout.sentence(request, form.cleaned_data["username"], now))
    status = 422 if form.is_bound else 200
    context = {"form": form, "next": _next(request)}
    return render(request, "organizations/sign_in.html", context, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return SeeOther(settings.LOGOUT_REDIRECT_URL)


@never_cache
@sensitive_post_parameters("old", "new", "again")
def change_password(request: ActingRequest) -> HttpResponse:
    """Change one's own password; compulsory while it is the one that the office printed."""
    user = request.actor.user
    assert user is not None  # noqa: S101  the middleware lets only persons in

    def act(values: dict[str, Any]) -> str:
        services.change_password(
            user, old=values["old"], new=values["new"], by=request.actor, now=timezone.now()
        )
        update_session_auth_hash(request, user)
        return "Đã đổi mật khẩu. Các phiên đăng nhập khác của đồng chí đã kết thúc."

    return form_page(
        request,
        ChangePasswordForm(request.POST or None),
        act,
        template="organizations/change_password.html",
        to=settings.LOGIN_REDIRECT_URL,
        context={"compulsory": user.must_change_password},
    )


@never_cache
def choose_role(request: ActingRequest) -> HttpResponse:
    """The roles held today; choosing one is a POST that the session remembers."""
    if request.method == "POST":
        return _choose(request)
    today = request.actor.today
    choices = [
        {
            "grant_id": grant.pk,
            "label": acting_as(actor_for(grant, today)),
            "current": grant.pk == request.actor.grant_id,
        }
        for grant in request.grants
    ]
    return render(request, "organizations/choose_role.html", {"choices": choices})


def _choose(request: ActingRequest) -> HttpResponse:
    user = request.actor.user
    assert user is not None  # noqa: S101
    chosen = request.POST.get("grant", "")
    try:
        grant = services.choose_role(
            user,
            grant_id=int(chosen) if chosen.isdecimal() else 0,
            by=request.actor,
            now=timezone.now(),
        )
    except Refusal as refusal:
        context = {"choices": [], "obstacles": refusal.obstacles}
        return render(request, "organizations/choose_role.html", context, status=422)
    request.session[CHOSEN_GRANT] = grant.pk
    return SeeOther(settings.LOGIN_REDIRECT_URL)
