"""An office's own Word template is opened in a process of its own: to be tried, and to draw."""

import base64
import json
import logging

from organizations.refusals import Obstacle, Refusal

from ..apart import REFUSED, Ended, run_apart
from ..parts import PaperContext

WAIT_SECONDS = 10
"""How long a request waits for that process at most, on however slow a machine."""

TOO_MUCH_WORK = Obstacle(
    "too_much_work",
    "Mẫu này làm máy chủ phải xử lý quá lâu nên việc kiểm tra đã bị dừng. Mời tải mẫu đang dùng về,"
    " sửa từng phần trong Word (bớt thẻ, bớt bảng và đoạn trống) rồi tải lại.",
    "file",
)
DRAWN_TOO_LONG = Obstacle(
    "too_much_work",
    "Vẽ văn bản này theo mẫu Word riêng của cơ quan làm máy chủ phải xử lý quá lâu nên đã bị dừng."
    " Mời văn phòng dùng lại mẫu chung tại mục Mẫu Word, hoặc bớt nội dung lặp lại trong mẫu riêng;"
    " bản PDF không bị ảnh hưởng.",
)
_LOG = logging.getLogger(__name__)


def check_apart(kind: str, content: bytes) -> None:
    """``Refusal`` with all that keeps an uploaded file from being a template of ``kind``.

    See ``check_template``; here with bounds on memory and time, whatever the file holds. Call it
    outside of a transaction.
    """
    _run("check", kind, content, TOO_MUCH_WORK)


def draw_apart(kind: str, context: PaperContext, template: bytes) -> bytes:
    """The paper as .docx, drawn with an office's own template within the same bounds.

    It was tried with samples when it came; what it makes of a real paper nobody has seen before.
    ``Refusal`` where it takes too long or says what a paper of ``kind`` does not allow.
    """
    given = {
        "template": base64.b64encode(template).decode(),
        "context": context.to_canonical_json(),
    }
    return _run("draw", kind, json.dumps(given).encode(), DRAWN_TOO_LONG)


def _run(act: str, kind: str, content: bytes, ended_with: Obstacle) -> bytes:
    try:
        child = run_apart("documents.docx", act, kind, content=content, seconds=WAIT_SECONDS)
    except Ended as ended:
        _LOG.warning("A Word template for %s, to %s: ended %s", kind, act, ended)
        raise Refusal(ended_with) from ended
    if child.stderr:
        _LOG.warning("%s", child.stderr.decode(errors="replace").strip())
    if child.returncode == REFUSED:
        raise Refusal(Obstacle(*one) for one in json.loads(child.stdout))
    return child.stdout
