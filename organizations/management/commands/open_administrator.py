"""Opens the account of an administrator: the first person of a new installation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from organizations import services
from organizations.actors import operator
from organizations.formats import local_date
from organizations.models import Role
from organizations.refusals import Refusal


class Command(BaseCommand):
    """``open_administrator quan.tri "Nguyễn Văn A"`` prints the first password once."""

    help = "Mở tài khoản quản trị hệ thống và in mật khẩu lần đầu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="tên đăng nhập")
        parser.add_argument("full_name", help="họ và tên, trong dấu nháy")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        today = local_date(now)
        try:
            opened = services.open_account(
                username=options["username"],
                full_name=options["full_name"],
                role=Role.ADMINISTRATOR,
                organization=None,
                from_date=today,
                by=operator(today),
                now=now,
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"Tên đăng nhập: {opened.user.username}")
        self.stdout.write(f"Mật khẩu lần đầu: {opened.first_password}")
        self.stdout.write("Lần đăng nhập đầu tiên, chương trình yêu cầu đổi mật khẩu.")
