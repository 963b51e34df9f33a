"""Accounts: opened with a password that is printed once, closed, unlocked (A5, A7).

A password is never stored or logged in clear: ``open_account`` and ``reset_password`` return it to
be printed, and the person must change it at once. Changing it ends every other session. Only the
accounts of the demo share one password that is known beforehand.
"""

import datetime as dt
import re
import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q

from .. import audit, lockout
from ..actors import Actor, grants_on
from ..conflicts import taken_meanwhile
from ..folding import nfc
from ..formats import local_date, vn_date
from ..models import Organization, Role, RoleGrant, User
from ..permissions import grants, manager_of_role, manages_account
from ..printable import unprintable
from ..refusals import Obstacle, Refusal, refuse_if
from .roles import create_grant, grant_obstacles, role_in_words

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")
# Syllables that can be read out and typed; no character that looks like another (0 O 1 l I).
_CONSONANTS = "bcdghkmnprstvx"
_VOWELS = "aeuy"
_DIGITS = "23456789"


@dataclass(frozen=True)
class OpenedAccount:
    """An account and the password to hand over on paper, if one was made; it is not seen again."""

    user: User
    first_password: str


@transaction.atomic
def open_account(
    *,
    username: str,
    full_name: str,
    role: Role,
    organization: Organization | None,
    from_date: dt.date,
    position: str = "",
    known_password: str = "",
    by: Actor,
    now: dt.datetime,
) -> OpenedAccount:
    """Open an account with its first role; ``Refusal`` where the role is not ``by``'s to give.

    ``known_password``: hashed; the person knows it already and need not change it. Without it a
    first password is made.
    """
    username, full_name = nfc(username).lower(), nfc(full_name)
    refuse_if(
        [
            grants(by, role, organization),
            _username_obstacle(username),
            _full_name_obstacle(full_name),
            *grant_obstacles(None, role, organization, from_date, None),
        ]
    )
    password = "" if known_password else _first_password()
    user = User(
        username=username,
        full_name=full_name,
        password=known_password or make_password(password),
        must_change_password=not known_password,
        created_at=now,
    )
    with taken_meanwhile(_username_taken(username)):
        user.save()
    create_grant(user, role, organization, from_date, None, position)
    audit.record(
        "account.open",
        f"Mở tài khoản {username} cho {full_name}, {role_in_words(role, organization, from_date)}.",
        by=by,
        now=now,
        subject=user,
        organization=organization,
    )
    return OpenedAccount(user, password)


@transaction.atomic
def rename_account(user: User, *, full_name: str, by: Actor, now: dt.datetime) -> None:
    """Correct the name of the person; another person needs another account."""
    full_name = nfc(full_name)
    refuse_if([manages_account(by, user), _full_name_obstacle(full_name), _closed(user)])
    before, user.full_name = user.full_name, full_name
    user.save(update_fields=["full_name", "name_folded", "name_sorted"])
    _record("rename", f"Đổi họ tên từ {before} thành {full_name}", user, by=by, now=now)


@transaction.atomic
def reset_password(user: User, *, by: Actor, now: dt.datetime) -> OpenedAccount:
    """Give a new first password; it lifts a lockout and ends the person's sessions."""
    refuse_if([manages_account(by, user), _closed(user)])
    password = _first_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    lockout.lift(user.username)
    _record("reset_password", "Đặt lại mật khẩu", user, by=by, now=now)
    return OpenedAccount(user, password)


@transaction.atomic
def unlock_account(user: User, *, by: Actor, now: dt.datetime) -> None:
    """Lift the lockout after wrong passwords (mở khóa đăng nhập)."""
    refuse_if([manages_account(by, user), _closed(user)])
    lockout.lift(user.username)
    _record("unlock", "Mở khóa đăng nhập", user, by=by, now=now)


@transaction.atomic
def close_account(user: User, *, by: Actor, now: dt.datetime) -> None:
    """Close an account for good; its sessions end, its name stays on what it did.

    Its roles and assignments end with the day, so that nobody waits for whom it was (D9).
    """
    refuse_if(
        [
            manages_account(by, user),
            Obstacle(
                "own_account",
                "Không thể đóng tài khoản đang dùng để đăng nhập. Mời nhờ người quản lý tài khoản"
                " khác đóng.",
            )
            if by.user is not None and by.user.pk == user.pk
            else None,
        ]
    )
    closed = User.objects.filter(pk=user.pk, is_active=True).update(is_active=False, closed_at=now)
    if not closed:
        raise Refusal(_already_closed(user))
    user.refresh_from_db()
    day = local_date(now)
    for held in (user.grants, user.assignments):
        running = held.filter(Q(to_date__isnull=True) | Q(to_date__gt=day))
        running.filter(from_date__lte=day).update(to_date=day)
        running.filter(from_date__gt=day).update(to_date=F("from_date"))
    did = f"Đóng tài khoản (vai trò, phân công kết thúc sau ngày {vn_date(day)})"
    _record("close", did, user, by=by, now=now)


@transaction.atomic
def change_password(user: User, *, old: str, new: str, by: Actor, now: dt.datetime) -> None:
    """Change one's own password; every other session of the person ends."""
    if by.user is None or by.user.pk != user.pk:
        raise Refusal(Obstacle("not_allowed", "Mỗi người chỉ đổi được mật khẩu của mình."))
    if not user.check_password(old):
        raise Refusal(
            Obstacle("wrong_password", "Mật khẩu đang dùng chưa đúng. Mời nhập lại.", "old")
        )
    if old == new:
        raise Refusal(
            Obstacle("same_password", "Mật khẩu mới phải khác mật khẩu đang dùng.", "new")
        )
    try:
        validate_password(new, user)
    except ValidationError as error:
        raise Refusal(
            Obstacle("weak_password", sentence, "new") for sentence in error.messages
        ) from None
    user.set_password(new)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    _record("change_password", "Đổi mật khẩu", user, by=by, now=now)


def note_sign_in(user: User, *, by: Actor, now: dt.datetime) -> None:
    """Keep in the audit trail that a person signed in."""
    _record("sign_in", "Đăng nhập", user, by=by, now=now)


def choose_role(user: User, *, grant_id: int, by: Actor, now: dt.datetime) -> RoleGrant:
    """The role to work as from now on, one of those held today (A8); the session remembers it."""
    grant = next((grant for grant in grants_on(user, by.today) if grant.pk == grant_id), None)
    if grant is None:
        raise Refusal(Obstacle("role_not_held", "Vai trò này không còn hiệu lực. Mời chọn lại."))
    audit.record(
        "account.choose_role",
        f"Chọn vai trò {role_in_words(grant.role, grant.organization, by.today)}.",
        by=by,
        now=now,
        subject=user,
        organization=grant.organization,
    )
    return grant


def _record(act: str, sentence: str, user: User, *, by: Actor, now: dt.datetime) -> None:
    latest = user.grants.select_related("organization").order_by("from_date", "pk").last()
    organization = latest.organization if latest is not None else None
    if latest is not None and latest.role == Role.SECRETARY and by.role == Role.OFFICE:
        organization = manager_of_role(latest.role, latest.organization, by.today) or organization
    audit.record(
        f"account.{act}",
        f"{sentence}: tài khoản {user.username} ({user.full_name}).",
        by=by,
        now=now,
        subject=user,
        organization=organization,
    )


def _first_password() -> str:
    """Three words of two syllables and two digits: 40 bits, as ``kuma-rete-vaxy-47``."""
    words = (
        "".join(secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS) for _ in range(2))
        for _ in range(3)
    )
    return "-".join([*words, "".join(secrets.choice(_DIGITS) for _ in range(2))])


def _username_obstacle(username: str) -> Obstacle | None:
    if not _USERNAME.fullmatch(username):
        return Obstacle(
            "username_invalid",
            "Tên đăng nhập gồm 3 đến 60 chữ cái không dấu, chữ số, dấu chấm, gạch ngang hoặc gạch"
            " dưới. Mời nhập lại, ví dụ cb01.bithu.",
            "username",
        )
    if User.objects.filter(username=username).exists():
        return _username_taken(username)
    return None


def _username_taken(username: str) -> Obstacle:
    return Obstacle(
        "username_taken",
        f"Tên đăng nhập {username} đã có người dùng. Mời chọn tên khác.",
        "username",
    )


def _full_name_obstacle(full_name: str) -> Obstacle | None:
    if full_name and len(full_name) <= 120:
        return unprintable(full_name, "full_name")
    return Obstacle("full_name_missing", "Mời nhập họ tên, tối đa 120 ký tự.", "full_name")


def _already_closed(user: User) -> Obstacle:
    return Obstacle(
        "account_closed",
        f"Tài khoản {user.username} đã đóng và không mở lại. Mời mở tài khoản khác.",
    )


def _closed(user: User) -> Obstacle | None:
    return None if user.is_active else _already_closed(user)
