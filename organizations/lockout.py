"""Lockout after wrong passwords; the only module that knows who counts them (django-axes)."""

import datetime as dt
from collections.abc import Collection

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse

from .formats import vn_datetime


def lift(username: str) -> None:
    """Forget the wrong passwords of an account, from wherever they came."""
    AccessAttempt.objects.filter(username=username).delete()


def locked_until(usernames: Collection[str], now: dt.datetime) -> dict[str, dt.datetime]:
    """Until when each locked account cannot sign in from the address of the wrong passwords.

    Accounts that are not locked are left out. One query.
    """
    attempts = (
        AccessAttempt.objects.filter(
            username__in=usernames, attempt_time__gt=now - settings.AXES_COOLOFF_TIME
        )
        .values("username", "ip_address")
        .annotate(failures=Sum("failures_since_start"), latest=Max("attempt_time"))
        .filter(failures__gte=settings.AXES_FAILURE_LIMIT)
        .order_by("latest")
    )
    return {row["username"]: row["latest"] + settings.AXES_COOLOFF_TIME for row in attempts}


def sentence(
    request: HttpRequest,
    username: str,
    now: dt.datetime,
    *,
    wrong: str = "Tên đăng nhập hoặc mật khẩu",
) -> str:
    """Why signing in just failed; the same words whether or not there is such an account.

    ``wrong`` names what was typed, where it was only the password.
    """
    if not getattr(request, "axes_locked_out", False):
        minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
        return (
            f"{wrong} chưa đúng. Mời nhập lại; sau"
            f" {settings.AXES_FAILURE_LIMIT} lần sai, tài khoản tạm khóa đăng nhập {minutes} phút."
        )
    until = locked_until([username], now).get(username, now + settings.AXES_COOLOFF_TIME)
    return (
        f"Tài khoản này tạm khóa đăng nhập đến {vn_datetime(until)} vì nhập sai mật khẩu"
        f" {settings.AXES_FAILURE_LIMIT} lần. Mời đồng chí chờ đến lúc đó, hoặc liên hệ văn phòng"
        " Đảng ủy (tài khoản của văn phòng: quản trị hệ thống) để được mở khóa ngay."
    )


def answer(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, str] | None = None
) -> HttpResponse:
    """What axes answers during a lockout: the sign-in page's own answer, which says why."""
    return response
