"""Fills an empty database with a lifelike đảng bộ to look around in."""

from typing import Any

from django.utils import timezone

from oversight.commands import OfficeCommand
from oversight.demo import PASSWORD, demo_accounts, load_demo


class Command(OfficeCommand):
    help = (
        "Nạp dữ liệu mẫu vào cơ sở dữ liệu trống: một đảng bộ, năm trước đã xong, năm nay đến"
        " tháng trước. Chạy lần nữa không thay đổi gì."
    )

    def act(self, options: dict[str, Any]) -> None:
        now = timezone.now()
        loaded = load_demo(now=now)
        self.stdout.write("Đã nạp dữ liệu mẫu." if loaded else "Dữ liệu mẫu đã có sẵn.")
        self.stdout.write(f"Tài khoản mẫu, cùng một mật khẩu: {PASSWORD}\n")
        accounts = demo_accounts(now)
        width = max(len(username) for username, _, _ in accounts)
        for username, name, roles in accounts:
            self.stdout.write(f"  {username:<{width}}  {roles} — đ/c {name}")
