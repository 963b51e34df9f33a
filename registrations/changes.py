"""What each sending of a registration changed against the one before (C3: the earlier is kept)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from organizations.formats import vn_date

from .models import Registration, RegistrationVersion
from .submission import restored
from .values import LABELS, NAMES, RegistrationValues
from .workflow import Act

SENDINGS = (Act.SUBMIT, Act.ENTER_FROM_PAPER, Act.CORRECT_PAPER)


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that differs between two sendings."""

    label: str
    before: str
    after: str


def changes_by_sending(
    registration: Registration, *, own: bool
) -> dict[dt.datetime, tuple[list[Change], str]]:
    """By moment of the act what it changed, and against which version that is.

    The organisation itself (``own``) sees also what it took back; to others that was never sent.
    """
    acts = registration.transitions.filter(act__in=SENDINGS).order_by("pk")
    # A paper is dated by its receipt: the act of a version is found in the order of sendings.
    versions = zip(
        registration.versions.filter(kind="sent").order_by("number"),
        acts.values_list("at", flat=True),
        strict=False,
    )
    found: dict[dt.datetime, tuple[list[Change], str]] = {}
    before: RegistrationValues | None = None
    number = 0
    for version, moment in versions:
        if version.taken_back and not own:
            continue
        now = _values_in(version)
        if before is not None:
            found[moment] = (_changes(before, now), f"so với bản {number}")
        before, number = now, number + 1
    return found


def _values_in(version: RegistrationVersion) -> RegistrationValues:
    content = {name: version.content[name] for name in NAMES}
    return RegistrationValues(**restored(Registration, content))


def _changes(before: RegistrationValues, after: RegistrationValues) -> list[Change]:
    return [
        Change(label, _shown(getattr(before, name)), _shown(getattr(after, name)))
        for name, label in LABELS.items()
        if getattr(before, name) != getattr(after, name)
    ]


def _shown(value: Any) -> str:
    if isinstance(value, dt.date):
        return vn_date(value)
    return "" if value is None else str(value)
