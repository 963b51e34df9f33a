"""Issuing: number, place in the chain, frozen context and file, in one transaction (§3, §4)."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from organizations import audit
from organizations.actors import Actor
from organizations.formats import vn_date
from organizations.refusals import Obstacle, Refusal, refuse_if

from ..checking import with_code
from ..codes import new_code
from ..house_style import prints_code
from ..models import Document
from ..permissions import person
from .chaining import Draft, append, drawn, no_guard, no_rows
from .heads import hold_head, prepare_head
from .missing import missing
from .numbers import looked_up, number_obstacles, proposed_number, take_number

ATTEMPTS = 3

BUSY = Obstacle("issuing_busy", "Đang có văn bản khác được ban hành, mời thử lại.")


class _NumberMoved(Exception):
    """Another document took the number for which this one was drawn."""


def issue(
    draft: Draft,
    *,
    by: Actor,
    now: dt.datetime,
    number: int | None = None,
    skipped_reason: str = "",
    guard: Callable[[], None] = no_guard,
    finish: Callable[[Document], None] = no_rows,
) -> Document:
    """Issue a numbered paper: from now on nothing of it changes.

    ``number`` is one typed by the clerk (with ``skipped_reason`` where it leaves numbers behind);
    else the next of the series is taken. ``guard`` runs first in the transaction (compare-and-set
    and rules of the app above; it raises ``Refusal``), ``finish`` last (its rows about the
    document). Drawn before the transaction; drawn again only when another document took the
    number meanwhile, three times at most, then refused with ``issuing_busy``.
    """
    organization, term = draft.issuer.organization, draft.issuer.term
    refuse_if(missing(draft.issuer, draft.paper_code, by=by, now=now))
    if term is None:
        raise ValueError("A numbered paper belongs to a term.")
    prepare_head(organization)
    code = new_code()
    for _ in range(ATTEMPTS):
        drawn_for = (
            proposed_number(organization, draft.paper_code, term) if number is None else number
        )
        context = draft.context(drawn_for)
        if prints_code(draft.issuer.keeper):
            context = with_code(context, code)
        file = drawn(draft, context)
        try:
            with transaction.atomic():
                guard()
                head = hold_head(organization)
                wanted = looked_up(organization, draft.paper_code, term, drawn_for)
                obstacles = number_obstacles(wanted, skipped_reason=skipped_reason)
                if number is not None:
                    refuse_if(obstacles)
                elif obstacles or drawn_for != wanted.following:
                    raise _NumberMoved
                document = append(
                    draft, head, context, file, code, number=drawn_for, by=by, now=now
                )
                take_number(document, wanted, skipped_reason=skipped_reason, by=person(by), now=now)
                finish(document)
                audit.record(
                    "document.issue",
                    f"Ban hành văn bản số {document.symbol} ngày {vn_date(document.dated)}:"
                    f" {document.title}.",
                    by=by,
                    now=now,
                    subject=document,
                    organization=organization,
                    data={"pdf_sha256": file.sha256},
                )
        except _NumberMoved:
            continue
        return document
    raise Refusal(BUSY)
