"""The one door to the audit trail."""

import datetime as dt
from collections.abc import Iterable
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
    event = event_of(
        act, sentence, by=by, now=now, subject=subject, organization=organization, data=data
    )
    event.save(force_insert=True)
    return event


def record_all(events: Iterable[AuditEvent]) -> None:
    """Append many events (see ``event_of``) in their order, as one act on many things does."""
    AuditEvent.objects.bulk_create(events)


def event_of(
    act: str,
    sentence: str,
    *,
    by: Actor,
    now: dt.datetime,
    subject: models.Model | None = None,
    organization: Organization | None = None,
    data: dict[str, Any] | None = None,
) -> AuditEvent:
    """An event that is not appended yet (see ``record``); its subject is stored already."""
    return AuditEvent(
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
