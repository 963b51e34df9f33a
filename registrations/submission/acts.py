"""How the columns of a submission change with each act (C3, D5, D7, D11).

Each function gives the changes of one act; ``write`` writes them by compare-and-set. The apps'
services put around them who may, what stands in the way, their own columns, and the audit.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from organizations.actors import Actor
from organizations.conflicts import taken_meanwhile
from organizations.formats import LOCAL
from organizations.refusals import CHANGED_MEANWHILE, Refusal

from .columns import Submission
from .values import Basis, Paper

Changes = dict[str, Any]

# Kept with every version: whose text it was.
PAPER_COLUMNS = ("from_paper", "paper_received_on", "paper_signer")


def write(row: Submission, *, seen: int, changes: Mapping[str, Any]) -> None:
    """Write by compare-and-set on status and version, and bring ``row`` up to date.

    ``seen`` is the version that the person had on the screen. Raises the refusal
    ``changed_meanwhile`` when somebody wrote since.
    """
    rows = type(row)._default_manager.filter(pk=row.pk, status=row.status, version=seen)
    if not rows.update(**changes, version=seen + 1):
        raise Refusal(CHANGED_MEANWHILE)
    change(row, changes)


def change(row: Submission, changes: Mapping[str, Any]) -> None:
    """Bring a row up to date with an act; also one that is stored later, with all its acts."""
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1


def sending(row: Submission, *, read_on: dt.date, by: Actor, now: dt.datetime) -> Changes:
    """Sent by the organisation itself; what stood there from paper is its own from now on."""
    return {
        "status": "submitted",
        "read_on": read_on,
        "sent_at": now,
        "sent_by": by.user,
        "sent_from": row.status,
        "opened_at": None,
        "opened_by": None,
        "from_paper": False,
        "paper_received_on": None,
        "paper_signer": "",
        **NO_OBJECTION,
    }


def taking_back(row: Submission, earlier: Any) -> Changes:
    """Back to where the sending came from; from a draft it is as if never sent.

    ``earlier`` is the version that counts from now on (see ``take_version_back``). What was
    returned stays opened: the office had it in hand.
    """
    if row.sent_from == "draft" or earlier is None:
        return {"status": "draft", "sent_at": None, "sent_by": None, "sent_from": ""}
    return {
        "status": row.sent_from,
        "sent_at": earlier.at,
        "sent_by": earlier.by,
        "opened_at": row.returned_at,
        "opened_by": row.returned_by,
        **restored(type(row), {name: earlier.content[name] for name in PAPER_COLUMNS}),
    }


def opening(row: Submission, *, by: Actor, now: dt.datetime) -> Changes:
    """Opened by the office: from now on the sending counts and cannot be taken back."""
    return {
        "opened_at": row.opened_at or now,
        "opened_by": row.opened_by if row.opened_at else by.user,
        "first_sent_at": row.first_sent_at or row.sent_at,
    }


def returning(row: Submission, *, by: Actor, now: dt.datetime) -> Changes:
    """Returned for completion."""
    return {
        **opening(row, by=by, now=now),
        "status": "returned",
        "returned_at": now,
        "returned_by": by.user,
    }


def withdrawing_return(row: Submission) -> Changes:
    """Waiting again as last sent; the caller restores the content of ``last_sent``."""
    return {"status": "submitted", "returned_at": None, "returned_by": None}


def settling(
    row: Submission, status: str, *, at: dt.datetime, by: Actor, basis: Basis | None = None
) -> Changes:
    """Accepted or confirmed, ``status`` being the app's last one."""
    changes = {
        **opening(row, by=by, now=at),
        "status": status,
        "settled_at": at,
        "settled_by": by.user,
    }
    if basis is not None:
        changes |= {"basis": basis.text, "basis_on": basis.on, "basis_number": basis.number}
    return changes


def reopening(*, by: Actor, now: dt.datetime) -> Changes:
    """Opened again by the office: returned, until it is sent and settled once more."""
    return {
        "status": "returned",
        "returned_at": now,
        "returned_by": by.user,
        "settled_at": None,
        "settled_by": None,
        "basis": "",
        "basis_on": None,
        "basis_number": "",
    }


def entering_from_paper(
    row: Submission, paper: Paper, *, read_on: dt.date, by: Actor, now: dt.datetime
) -> Changes:
    """Keyed in by the office from signed paper: its receipt is the date sent (D11)."""
    received = start_of(paper.received_on)
    return {
        "status": "submitted",
        "read_on": read_on,
        "saved_at": now,
        "saved_by": by.user,
        "sent_at": received,
        "sent_by": by.user,
        "sent_from": row.status,
        "first_sent_at": received,
        "opened_at": now,
        "opened_by": by.user,
        "from_paper": True,
        "paper_received_on": paper.received_on,
        "paper_signer": paper.signer,
        "signed_copy_received_on": paper.received_on,
        **NO_OBJECTION,
    }


def importing(sent_on: dt.date, *, by: Actor) -> Changes:
    """Sent on a day, as a workbook says."""
    return {
        "status": "submitted",
        "sent_at": start_of(sent_on),
        "sent_from": "draft",
        "first_sent_at": None,
        "import_run": by.import_run,
    }


NO_OBJECTION: Changes = {
    "objection": "",
    "objected_at": None,
    "objected_by": None,
    "objection_answer": "",
    "objection_answered_at": None,
    "objection_answered_by": None,
}


def start_of(day: dt.date) -> dt.datetime:
    """The moment at which a day begins in Vietnam; stands for a sending known by its day only."""
    return dt.datetime.combine(day, dt.time.min, LOCAL)


# Versions and transitions


def content_of(row: Submission, names: Iterable[str]) -> dict[str, Any]:
    """The named columns as JSON keeps them."""
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def restored(model: type[Submission], content: Mapping[str, Any]) -> Changes:
    """The columns that ``content_of`` kept, in their own types."""
    return {
        name: model._meta.get_field(name).to_python(value)  # type: ignore[union-attr]
        for name, value in content.items()
    }


def keep_version(row: Any, content: Mapping[str, Any], *, kind: str = "sent") -> None:
    """Keep what was sent, or a draft (``kind="draft"``) that something else takes the place of.

    ``content`` holds plain values (see ``content_of``). Refuses where somebody else keeps one at
    the same moment.
    """
    latest = row.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = version_of(row, content, number=latest + 1, kind=kind)
    with taken_meanwhile(CHANGED_MEANWHILE):
        version.save(force_insert=True)


def version_of(row: Any, content: Mapping[str, Any], *, number: int, kind: str = "sent") -> Any:
    """A version that is not stored yet (see ``keep_version``)."""
    sent = kind == "sent"
    versions = row.versions
    return versions.model(
        **{versions.field.name: row},
        number=number,
        at=row.sent_at if sent else row.saved_at,
        by=row.sent_by if sent else row.saved_by,
        kind=kind,
        content={**content, **content_of(row, PAPER_COLUMNS)},
    )


def last_sent(row: Any) -> Any:
    """The last version that was sent and not taken back; None when there is none."""
    return row.versions.filter(kind="sent", taken_back=False).order_by("number").last()


def take_version_back(row: Any) -> Any:
    """Mark the last sending as taken back; returns the version that counts from now on."""
    sent = last_sent(row)
    if sent is None:  # somebody else took it back since the row was read
        raise Refusal(CHANGED_MEANWHILE)
    row.versions.filter(pk=sent.pk).update(taken_back=True)
    return last_sent(row)


def log(row: Any, act: str, before: str, *, by: Actor, now: dt.datetime, reason: str = "") -> Any:
    """Append the transition that was just written; returns its row."""
    transition = transition_of(row, act, before, row.status, by=by, now=now, reason=reason)
    transition.save(force_insert=True)
    return transition


def transition_of(
    row: Any,
    act: str,
    before: str,
    after: str,
    *,
    by: Actor,
    now: dt.datetime,
    reason: str = "",
) -> Any:
    """A transition that is not stored yet (see ``log``)."""
    transitions = row.transitions
    return transitions.model(
        **{transitions.field.name: row},
        act=act,
        before=before,
        after=after,
        at=now,
        by=by.user,
        role=by.role or "",
        reason=reason,
    )
