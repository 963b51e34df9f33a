"""What an office sets for its committee's papers: texts, values of form, certificates' offsets."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db import transaction

from organizations import audit
from organizations.actors import Actor
from organizations.conflicts import taken_meanwhile
from organizations.folding import nfc
from organizations.formats import vn_number
from organizations.models import Organization
from organizations.printable import unprintable
from organizations.refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if

from ..guidelines import GUIDELINES, SEPARATORS, Guideline
from ..house_style import as_set, prints_code, wording_for
from ..models import CertificateOffsets, CodePrinting, DocumentWording, GuidelineValues
from ..models.style import MAX_OFFSET, OFFSET_STEP
from ..permissions import keeps_style_of, person
from ..wording import SHIPPED, WORDING_LABELS, Wording
from ..wording.checks import PART_LABELS, obstacles

UNCHANGED = Obstacle(
    "unchanged", "Không có gì khác với bản đang dùng nên chưa lưu gì. Mời sửa rồi lưu."
)


# Texts


@transaction.atomic
def change_wording(
    committee: Organization,
    kind: str,
    wording: Wording,
    *,
    version: int,
    by: Actor,
    now: dt.datetime,
) -> DocumentWording:
    """Give the committee's papers of ``kind`` this text; what was printed stays as it was.

    ``version`` is that of the text as seen, 0 where none was ever written.
    """
    refuse_if([keeps_style_of(by, committee)])
    wording = Wording.from_lines({name: nfc(text) for name, text in wording.as_lines().items()})
    refuse_if(obstacles(kind, wording))
    before = wording_for(committee, kind)
    if wording == before:
        raise Refusal(UNCHANGED)
    row = _next(committee, kind, version, wording.as_lines(), by, now)
    old, new = before.as_lines(), wording.as_lines()
    changed = [part for part in new if new[part] != old[part]]
    audit.record(
        "wording.change",
        f"Sửa câu chữ “{WORDING_LABELS[kind]}”, bản {row.version}: "
        + ", ".join(PART_LABELS[part].lower() for part in changed)
        + ".",
        by=by,
        now=now,
        subject=row,
        organization=committee,
        data={part: [old[part], new[part]] for part in changed},
    )
    return row


@transaction.atomic
def restore_shipped_wording(
    committee: Organization, kind: str, *, version: int, by: Actor, now: dt.datetime
) -> DocumentWording:
    """Go back to the shipped text of ``kind``; the committee's own stays kept."""
    refuse_if([keeps_style_of(by, committee)])
    if wording_for(committee, kind) is SHIPPED[kind]:
        raise Refusal(
            Obstacle(
                "already_shipped",
                "Loại văn bản này đang dùng câu chữ mẫu của chương trình rồi, không cần làm gì"
                " thêm.",
            )
        )
    row = _next(committee, kind, version, {}, by, now)
    audit.record(
        "wording.restore",
        f"Dùng lại câu chữ mẫu “{WORDING_LABELS[kind]}”, bản {row.version}.",
        by=by,
        now=now,
        subject=row,
        organization=committee,
    )
    return row


def _next(
    committee: Organization,
    kind: str,
    version: int,
    texts: dict[str, str],
    by: Actor,
    now: dt.datetime,
) -> DocumentWording:
    """The row after the one seen; refused where somebody else wrote it already."""
    current = DocumentWording.objects.current(committee, kind)
    if version != (current.version if current else 0):
        raise Refusal(CHANGED_MEANWHILE)
    with taken_meanwhile(CHANGED_MEANWHILE):
        return DocumentWording.objects.create(
            committee=committee, kind=kind, version=version + 1, at=now, by=person(by), **texts
        )


# Values of form


@transaction.atomic
def change_guideline(
    committee: Organization,
    guideline: Guideline,
    *,
    version: int,
    by: Actor,
    now: dt.datetime,
) -> Guideline:
    """What the committee prints under a guideline, named by its reference; 0: never set before."""
    refuse_if([keeps_style_of(by, committee)])
    shipped = next(one for one in GUIDELINES if one.reference == guideline.reference)
    wanted = replace(
        shipped,
        salutation=nfc(guideline.salutation).rstrip(": "),
        submission_salutation=nfc(guideline.submission_salutation).rstrip(": "),
        recipient_separator=guideline.recipient_separator,
    )
    refuse_if(_guideline_obstacles(wanted))
    before = as_set(shipped, committee)
    if wanted == before:
        raise Refusal(UNCHANGED)
    values = _values(wanted)
    _write(
        GuidelineValues,
        {"committee": committee, "reference": wanted.reference},
        values,
        version=version,
        by=by,
        now=now,
    )
    audit.record(
        "guideline.change",
        f"Đặt thể thức theo Hướng dẫn {wanted.reference}: “{wanted.salutation}”, tờ trình"
        f" “{wanted.submission_salutation}”, nơi nhận ngăn cách bằng"
        f" {SEPARATORS[wanted.recipient_separator]}.",
        by=by,
        now=now,
        organization=committee,
        data={name: [text, values[name]] for name, text in _values(before).items()},
    )
    return wanted


def _values(guideline: Guideline) -> dict[str, str]:
    return {
        "salutation": guideline.salutation,
        "submission_salutation": guideline.submission_salutation,
        "recipient_separator": guideline.recipient_separator,
    }


def _guideline_obstacles(guideline: Guideline) -> list[Obstacle | None]:
    found: list[Obstacle | None] = []
    for part in ("salutation", "submission_salutation"):
        text = getattr(guideline, part)
        found.append(unprintable(text, part))
        if not 1 <= len(text) <= 40:
            found.append(
                Obstacle(
                    "salutation_length", "Lời gửi cần từ 1 đến 40 ký tự, ví dụ Kính gửi.", part
                )
            )
    if guideline.recipient_separator not in SEPARATORS:
        found.append(
            Obstacle(
                "separator_unknown",
                "Dấu giữa các nơi nhận phải là dấu phẩy hoặc dấu chấm phẩy.",
                "recipient_separator",
            )
        )
    return found


# The code on numbered papers


@transaction.atomic
def set_code_printing(
    committee: Organization, *, on: bool, version: int, by: Actor, now: dt.datetime
) -> CodePrinting:
    """Whether numbered papers issued from now on carry their code and QR (§4)."""
    refuse_if([keeps_style_of(by, committee)])
    if on == prints_code(committee):
        raise Refusal(UNCHANGED)
    row: CodePrinting = _write(
        CodePrinting, {"committee": committee}, {"on": on}, version=version, by=by, now=now
    )
    audit.record(
        "code.printing",
        "In mã kiểm tra và mã QR trên văn bản có số ban hành từ nay."
        if on
        else "Thôi in mã kiểm tra và mã QR trên văn bản có số ban hành từ nay.",
        by=by,
        now=now,
        subject=row,
        organization=committee,
    )
    return row


# Certificates on a pre-printed form


@transaction.atomic
def set_certificate_offsets(
    committee: Organization,
    *,
    right: Decimal,
    down: Decimal,
    version: int,
    by: Actor,
    now: dt.datetime,
) -> CertificateOffsets:
    """Move the committee's certificates on its form, in millimetres (negative: left, up)."""
    refuse_if([keeps_style_of(by, committee)])
    refuse_if(
        Obstacle(
            "offset_out_of_range",
            f"Độ lệch phải từ -{vn_number(MAX_OFFSET)} đến {vn_number(MAX_OFFSET)} mm, mỗi nấc"
            f" {vn_number(OFFSET_STEP)} mm.",
            part,
        )
        for part, offset in (("right", right), ("down", down))
        if abs(offset) > MAX_OFFSET or offset % OFFSET_STEP
    )
    row: CertificateOffsets = _write(
        CertificateOffsets,
        {"committee": committee},
        {"right_steps": int(right / OFFSET_STEP), "down_steps": int(down / OFFSET_STEP)},
        version=version,
        by=by,
        now=now,
    )
    audit.record(
        "certificate.offsets",
        f"Đặt độ lệch của Giấy khen in trên phôi: sang phải {vn_number(right)} mm, xuống dưới"
        f" {vn_number(down)} mm.",
        by=by,
        now=now,
        subject=row,
        organization=committee,
    )
    return row


def _write(
    model: Any,
    key: dict[str, Any],
    values: dict[str, Any],
    *,
    version: int,
    by: Actor,
    now: dt.datetime,
) -> Any:
    """Compare-and-set of the one row under ``key``; version 0: there was none yet."""
    changes = {**values, "at": now, "by": person(by)}
    if version == 0:
        with taken_meanwhile(CHANGED_MEANWHILE):
            return model.objects.create(**key, **changes)
    if not model.objects.filter(**key, version=version).update(**changes, version=version + 1):
        raise Refusal(CHANGED_MEANWHILE)
    return model.objects.get(**key)
