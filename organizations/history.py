"""What happened to a thing, as sentences: who, when, what (the same on every page)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .models import AuditEvent, Role


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that happened."""

    at: dt.datetime
    who: str
    sentence: str
    marks: Sequence[str] = ()
    """What was to be mended, where it was sent back."""
    changes: Sequence[Any] = ()
    """What differs from the sending before, each with label, before and after."""
    compared: str = ""
    """With what ``changes`` compare; empty where nothing was compared."""


def entry_of(event: AuditEvent, **more: Any) -> Entry:
    """An event of the audit trail; ``user`` and ``import_run`` come from its queryset."""
    return Entry(at=event.at, who=who_did(event), sentence=event.sentence, **more)


def who_did(event: AuditEvent) -> str:
    """The person with the role worked in, the import, or a command on the machine itself."""
    if event.import_run is not None:
        return f"Nhập từ tệp {event.import_run.file_name}"
    if event.user is None:
        return "Máy chủ"
    role = f" ({Role(event.role).label})" if event.role else ""
    return f"{event.user.full_name}{role}"
