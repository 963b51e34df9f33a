"""Acts that a registration and a sheet share whole: objections, signed copies and their scans
(D11, D12).
"""

import datetime as dt
from typing import Any

from django.db import transaction

from documents.models import Scan
from documents.scans import NewScan
from documents.services import keep_scan
from organizations.actors import Actor
from organizations.audit import record
from organizations.formats import local_date, vn_date
from organizations.permissions import keys_in_for, settles_for
from organizations.refusals import Obstacle, Refusal, refuse_if

from .acts import NO_OBJECTION, write


@transaction.atomic
def object_to_paper(row: Any, reason: str, *, version: int, by: Actor, now: dt.datetime) -> None:
    """The organisation objects to what the office keyed in; settling waits until it is answered."""
    refuse_if([keys_in_for(by, row.organization)])
    if not row.from_paper or row.status != "submitted":
        raise Refusal(
            Obstacle(
                "not_from_paper",
                "Chỉ phản ánh được về bản do văn phòng nhập thay theo bản giấy và chưa"
                " giải quyết xong.",
            )
        )
    if row.objection_open:
        raise Refusal(
            Obstacle(
                "objected",
                "Phản ánh trước đang chờ văn phòng trả lời. Mời chờ trả lời rồi phản ánh tiếp.",
            )
        )
    if not reason:
        raise Refusal(Obstacle("reason_missing", "Mời ghi rõ chỗ chưa đúng.", "reason"))
    write(
        row,
        seen=version,
        changes={**NO_OBJECTION, "objection": reason, "objected_at": now, "objected_by": by.user},
    )
    _record(
        "object", f"Có phản ánh về {row.in_words} nhập thay theo bản giấy: {reason}", row, by, now
    )


@transaction.atomic
def answer_objection(row: Any, answer: str, *, version: int, by: Actor, now: dt.datetime) -> None:
    """The office answers an objection; from then on it can settle."""
    refuse_if([settles_for(by, row.organization, row.read_on)])
    if not row.objection_open:
        raise Refusal(
            Obstacle("no_objection", "Không có phản ánh nào đang chờ trả lời. Mời tải lại trang.")
        )
    if not answer:
        raise Refusal(Obstacle("answer_missing", "Mời ghi nội dung trả lời.", "answer"))
    write(
        row,
        seen=version,
        changes={
            "objection_answer": answer,
            "objection_answered_at": now,
            "objection_answered_by": by.user,
        },
    )
    _record("answer_objection", f"Trả lời phản ánh về {row.in_words}: {answer}", row, by, now)


@transaction.atomic
def record_signed_copy(
    row: Any, received_on: dt.date, *, version: int, by: Actor, now: dt.datetime
) -> None:
    """The signed paper of what was sent has arrived; counted, blocks nothing."""
    refuse_if([settles_for(by, row.organization, row.read_on)])
    if row.sent_at is None:
        raise Refusal(
            Obstacle("not_sent", "Chưa gửi thì chưa ghi nhận bản ký được. Mời chờ tổ chức gửi.")
        )
    if received_on > local_date(now):
        raise Refusal(
            Obstacle(
                "copy_in_the_future",
                f"Ngày nhận bản ký ({vn_date(received_on)}) chưa đến. Mời kiểm tra lại.",
                "signed_copy_received_on",
            )
        )
    if received_on < row.organization.founded_on:
        raise Refusal(
            Obstacle(
                "before_founding",
                "Ngày nhận bản ký trước ngày thành lập tổ chức"
                f" ({vn_date(row.organization.founded_on)}). Mời kiểm tra lại.",
                "signed_copy_received_on",
            )
        )
    write(row, seen=version, changes={"signed_copy_received_on": received_on})
    _record(
        "signed_copy",
        f"Nhận bản ký của {row.in_words} ngày {vn_date(received_on)}.",
        row,
        by,
        now,
    )


@transaction.atomic
def add_scan(row: Any, scan: NewScan, *, seen: int, by: Actor, now: dt.datetime) -> Scan:
    """Keep a scan of the signed paper; by who notes its receipt, whether or not that is noted yet.

    ``seen``: how many scans of it there were on the page.
    """
    refuse_if([settles_for(by, row.organization, row.read_on)])
    if row.sent_at is None:
        raise Refusal(
            Obstacle(
                "not_sent", "Chưa gửi thì chưa ghi bản quét của bản ký được. Mời chờ tổ chức gửi."
            )
        )
    return keep_scan_of(row, scan, seen=seen, by=by, now=now)


def keep_scan_of(
    row: Any, scan: NewScan, *, seen: int | None = None, by: Actor, now: dt.datetime
) -> Scan:
    """Keep a scan within an act that has asked who may, such as keying in from paper."""
    return keep_scan(
        row,
        scan,
        organization=row.organization,
        title=row.in_words,
        seen=seen,
        by=by,
        now=now,
    )


def _record(act: str, sentence: str, row: Any, by: Actor, now: dt.datetime) -> None:
    record(
        f"{row._meta.model_name}.{act}",
        sentence,
        by=by,
        now=now,
        subject=row,
        organization=row.organization,
    )
