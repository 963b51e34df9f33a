"""Word templates of a committee's papers: replaced by its office, and back to the shipped one."""

import datetime as dt

from django.db import transaction

from organizations import audit
from organizations.actors import Actor
from organizations.conflicts import taken_meanwhile
from organizations.folding import nfc
from organizations.models import Organization
from organizations.refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if

from .. import storage
from ..chain import digest
from ..docx.apart import check_apart
from ..docx.shipped import shipped_template
from ..models import WordTemplate
from ..numbering import KIND_LABELS
from ..permissions import keeps_style_of, person

_LONGEST_NAME = 120


def replace_word_template(
    committee: Organization,
    kind: str,
    *,
    filename: str,
    content: bytes,
    version: int,
    by: Actor,
    now: dt.datetime,
) -> WordTemplate:
    """Draw the committee's drafts of ``kind`` with this file from now on.

    ``version`` is that of the template as seen, 0 where it was never replaced. Refused is whatever
    ``check_apart`` finds.
    """
    refuse_if([keeps_style_of(by, committee)])
    current = WordTemplate.objects.current(committee, kind)
    own = current.sha256 if current else ""
    if digest(content) == (own or digest(shipped_template(kind))):
        raise Refusal(
            Obstacle(
                "unchanged",
                "Tệp này chính là mẫu đang dùng nên chưa lưu gì. Mời chọn tệp đã sửa.",
                "file",
            )
        )
    check_apart(kind, content)
    sha256 = storage.store_word_template(content)
    name = nfc(filename)[-_LONGEST_NAME:] or f"{kind}.docx"
    with transaction.atomic():
        row = _next(committee, kind, version, by, now, filename=name, sha256=sha256)
        audit.record(
            "word_template.replace",
            f"Thay mẫu Word “{KIND_LABELS[kind]}”, bản {row.version}: {name}.",
            by=by,
            now=now,
            subject=row,
            organization=committee,
            data={"sha256": sha256},
        )
    return row


@transaction.atomic
def restore_shipped_word_template(
    committee: Organization, kind: str, *, version: int, by: Actor, now: dt.datetime
) -> WordTemplate:
    """Go back to the shipped template of ``kind``; the committee's own stays kept."""
    refuse_if([keeps_style_of(by, committee)])
    current = WordTemplate.objects.current(committee, kind)
    if current is None or not current.is_own:
        raise Refusal(
            Obstacle(
                "already_shipped",
                "Loại văn bản này đang dùng mẫu chung rồi, không cần làm gì thêm.",
            )
        )
    row = _next(committee, kind, version, by, now)
    audit.record(
        "word_template.restore",
        f"Dùng lại mẫu Word chung “{KIND_LABELS[kind]}”, bản {row.version}.",
        by=by,
        now=now,
        subject=row,
        organization=committee,
    )
    return row


def _next(
    committee: Organization, kind: str, version: int, by: Actor, now: dt.datetime, **file: str
) -> WordTemplate:
    """The row after the one seen; refused where somebody else wrote it already."""
    current = WordTemplate.objects.current(committee, kind)
    if version != (current.version if current else 0):
        raise Refusal(CHANGED_MEANWHILE)
    with taken_meanwhile(CHANGED_MEANWHILE):
        return WordTemplate.objects.create(
            committee=committee, kind=kind, version=version + 1, at=now, by=person(by), **file
        )
