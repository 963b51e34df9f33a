"""Receiving a Word template: it is opened and tried in a process of its own."""

import json
import logging

from organizations.refusals import Obstacle, Refusal

from ..apart import REFUSED, Ended, run_apart

WAIT_SECONDS = 10
"""How long a request waits for the check at most, on however slow a machine."""

TOO_MUCH_WORK = Obstacle(
    "too_much_work",
    "Mẫu này làm máy chủ phải xử lý quá lâu nên việc kiểm tra đã bị dừng. Mời tải mẫu đang dùng về,"
    " sửa từng phần trong Word (bớt thẻ, bớt bảng và đoạn trống) rồi tải lại.",
    "file",
)
_LOG = logging.getLogger(__name__)


def check_apart(kind: str, content: bytes) -> None:
    """``Refusal`` with all that keeps an uploaded file from being a template of ``kind``.

    See ``check_template``; here with bounds on memory and time, whatever the file holds. Call it
    outside of a transaction.
    """
    try:
        child = run_apart("documents.docx", kind, content=content, seconds=WAIT_SECONDS)
    except Ended as ended:
        _LOG.warning("Checking a Word template for %s was ended %s", kind, ended)
        raise Refusal(TOO_MUCH_WORK) from ended
    if child.stderr:
        _LOG.warning("%s", child.stderr.decode(errors="replace").strip())
    if child.returncode == REFUSED:
        raise Refusal(Obstacle(*one) for one in json.loads(child.stdout))
