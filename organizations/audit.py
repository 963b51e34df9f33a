"""The one door to the audit trail."""

import datetime as dt
from typing import Any

from django.db import models

from .actors import Actor
from .models import AuditEvent, Organization


def record(
    act: str,
    sentence: str,
    *,
    by: Actor,
    now: dt.datetime,
    subject: models.Model | None = None,
    organization: Organization | None = None,
    data: dict[str, Any] | None = None,
) -> AuditEvent:
    """Append one event; call it inside the transaction of the act itself.

    ``sentence`` is Vietnamese without the person's name (that stands beside it), ``data`` holds
    plain values only.
    """
    return AuditEvent.objects.create(
        at=now,
        user=by.user,
        role=by.role or "",
        import_run=by.import_run,
        act=act,
        organization=organization,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=subject.pk if subject is not None else None,
        sentence=sentence,
        data=data or {},
    )
