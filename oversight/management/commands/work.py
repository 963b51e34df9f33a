"""manage.py work: makes the files that pages ask for, until it is told to stop."""

import signal
from typing import Any

from django.core.management.base import CommandParser

from oversight.commands import OfficeCommand
from oversight.worker import Worker


class Command(OfficeCommand):
    help = (
        "Tạo hồ sơ, tập phiếu và bảng lớn mà các trang yêu cầu, mỗi lần một tệp, cho đến khi được"
        " lệnh dừng (SIGTERM hoặc Ctrl-C); tệp đang tạo dở được trả lại hàng chờ."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once",
            action="store_true",
            help="tạo hết các tệp đang chờ rồi thoát",
        )

    def act(self, options: dict[str, Any]) -> None:
        worker = Worker()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        if not options["once"]:
            worker.run()
            return
        while not worker.stopping and worker.step():
            pass
