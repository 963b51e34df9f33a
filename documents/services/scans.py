"""Keeping scans of signed papers beside what they are the papers of."""

import datetime as dt

from django.db import IntegrityError, models, transaction

from organizations import audit
from organizations.actors import Actor
from organizations.models import Organization
from organizations.refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if

from .. import storage
from ..models import Document, Scan
from ..permissions import issues_for, person
from ..scans import NewScan


@transaction.atomic
def add_scan(document: Document, scan: NewScan, *, seen: int, by: Actor, now: dt.datetime) -> Scan:
    """Keep the scan of a document's signed and stamped copy; by whoever issues for it.

    ``seen``: how many scans of it there were on the page.
    """
    refuse_if([issues_for(by, document.organization)])
    title = f"văn bản số {document.symbol}" if document.symbol else f"bản in mã {document.code}"
    return keep_scan(
        document,
        scan,
        organization=document.organization,
        title=title,
        seen=seen,
        by=by,
        now=now,
    )


@transaction.atomic
def keep_scan(
    subject: models.Model,
    scan: NewScan,
    *,
    organization: Organization,
    title: str,
    seen: int | None = None,
    by: Actor,
    now: dt.datetime,
) -> Scan:
    """Keep a scan of the paper of ``subject``; the caller has asked who may.

    ``title`` says in words what it is the paper of. ``seen``: how many scans of it there were on
    the page; None inside an act that is guarded by itself. Refused when another was added since, or
    when it is the very file that is shown now. The file lies on the disk before the row is
    committed; one that no row refers to does no harm.
    """
    latest = Scan.objects.of(subject).first()
    count = latest.number if latest is not None else 0
    if seen is not None and seen != count:
        raise Refusal(CHANGED_MEANWHILE)
    if latest is not None and latest.received_sha256 == scan.received_sha256:
        raise Refusal(
            Obstacle(
                "same_scan",
                "Tệp này chính là bản quét đang hiện, nên không ghi thêm. Mời chọn tệp khác.",
                "scan",
            )
        )
    try:
        with transaction.atomic():
            kept = Scan.objects.create(
                subject_type=subject._meta.label_lower,
                subject_id=subject.pk,
                organization=organization,
                number=count + 1,
                title=title,
                received_sha256=scan.received_sha256,
                sha256=storage.store_scan(scan.content),
                size=len(scan.content),
                pages=scan.pages,
                at=now,
                by=person(by),
                role=by.role or "",
            )
    except IntegrityError:
        raise Refusal(CHANGED_MEANWHILE) from None
    audit.record(
        f"{subject._meta.model_name}.scan",
        f"Thêm bản quét bản ký của {title}: {kept.pages} trang.",
        by=by,
        now=now,
        subject=subject,
        organization=organization,
        data={"number": kept.number, "sha256": kept.sha256, "received": kept.received_sha256},
    )
    return kept
