"""A joined file drawn without anybody asking for it as a job: a preview of all that was sent."""

import datetime as dt
import shutil
import tempfile
from pathlib import Path

from documents.contexts import JOINED
from documents.storage import ArchiveDamaged
from evaluations import periods
from organizations.refusals import Obstacle, Refusal, refuse_if

from ..papers import Wanted, member_of
from ..services import Order, title_of
from ..workflow import JobKind
from .asked import Asked
from .building import build
from .whole import whole_as_asked

NO_WORD = Obstacle(
    "no_word_file",
    "Hồ sơ và tập phiếu là tệp PDF ghép từ nhiều văn bản nên không có bản Word: mời dùng"
    " --format pdf.",
)
NO_BLANK = Obstacle(
    "no_blank_form",
    "Hồ sơ và tập phiếu ghép từ văn bản đã có nên không có mẫu trống: mời bỏ --blank.",
)


def draw_joined(kind: str, wanted: Wanted, target: Path, *, now: dt.datetime) -> None:
    """Draw a dossier or book into ``target``; what lies between is kept on the disk.

    ``Refusal`` where there is nothing to print, or the organisation has no such file.
    """
    with tempfile.TemporaryDirectory(prefix="ho-so-") as name:
        drawn, parts = Path(name) / "whole.pdf", Path(name) / "parts"
        parts.mkdir()
        whole = whole_as_asked(_asked(kind, wanted), now=now)
        try:
            build(whole, drawn, parts, lambda done, total: None)
        except ArchiveDamaged as damage:
            said = f"{damage} Mời chạy “manage.py verify_archive”."
            raise Refusal(Obstacle("archive_damaged", said)) from damage
        shutil.copyfile(drawn, target)


def _asked(kind: str, wanted: Wanted) -> Asked:
    if kind not in JOINED:
        raise ValueError(f"{kind!r} is not a joined file.")
    organization, period = member_of(wanted), wanted.period or periods.YEAR
    refuse_if(
        [
            NO_BLANK if wanted.blank else None,
            Obstacle(
                "not_a_committee",
                "Tập phiếu gồm phiếu của mọi tổ chức trực thuộc một đảng bộ;"
                f" {organization.code} là chi bộ. Mời bỏ --organization.",
            )
            if kind == "book" and not organization.is_committee
            else None,
            Obstacle("whole_year_only", "Hồ sơ là của cả năm: mời bỏ --period hoặc ghi year.")
            if kind == "dossier" and period != periods.YEAR
            else None,
        ]
    )
    own = organization.is_committee
    file = JobKind.COMMITTEE_DOSSIER if own else JobKind.CELL_DOSSIER
    order = Order(
        kind=JobKind.BOOK if kind == "book" else file,
        organization=organization,
        year=wanted.year,
        period=period,
    )
    return Asked(
        kind=order.kind,
        committee=organization if own else wanted.committee,
        organization=organization,
        keeper=organization,
        year=order.year,
        period=order.period,
        title=title_of(order),
        reader=None,
    )
