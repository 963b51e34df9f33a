"""How a new installation gets its first person."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from organizations.models import AuditEvent, Role, User

pytestmark = pytest.mark.django_db


def test_the_first_administrator_is_opened_on_the_server():
    out = io.StringIO()
    call_command("open_administrator", "quan.tri", "Nguyễn Văn A", stdout=out)
    user = User.objects.get(username="quan.tri")
    assert user.grants.get().role == Role.ADMINISTRATOR
    password = re.search(r"Mật khẩu lần đầu: (\S+)", out.getvalue())
    assert password
    assert user.check_password(password[1])
    assert user.must_change_password
    assert AuditEvent.objects.get().user is None


def test_a_refusal_is_said_and_opens_nothing():
    with pytest.raises(CommandError, match="Tên đăng nhập gồm"):
        call_command("open_administrator", "Quản trị", "Nguyễn Văn A")
    assert not User.objects.exists()
