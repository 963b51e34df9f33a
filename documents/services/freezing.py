"""Prints made final (Chốt bản in): archived with their code, without a number (§4)."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from django.db import transaction

from organizations import audit
from organizations.actors import Actor
from organizations.refusals import Obstacle, refuse_if

from .. import storage
from ..checking import with_code
from ..codes import new_code
from ..models import Document
from ..parts import PaperContext
from ..permissions import issues_for
from .chaining import Draft, Stored, append, drawn, no_rows
from .heads import hold_head, prepare_head


def freeze_print(draft: Draft, *, by: Actor, now: dt.datetime) -> Document:
    """Make a print of a form or table final: archived, with its code printed on it.

    The same print again, as by a second press, is the document that there is already.
    """
    context = with_code(replace(draft.context(None), mark=""), new_code())
    return _freeze(draft, context, lambda: drawn(draft, context), no_rows, by=by, now=now)


def freeze_file(
    draft: Draft,
    file: Path,
    *,
    by: Actor,
    now: dt.datetime,
    finish: Callable[[Document], None] = no_rows,
) -> Document:
    """Make a file final that was drawn beforehand: a joined one, or a table of many rows.

    Its context, for a joined file that of the page of contents, has its code already. ``finish``
    (the rows of the app above about the document) runs last in the transaction. A file that says
    the same as one made final before is that document, and is not stored.
    """
    context = draft.context(None)
    if not context.code or context.mark:
        raise ValueError("A file is made final with its code on it, and is no preview.")

    def stored() -> Stored:
        return Stored(storage.store_file(file), file.stat().st_size)

    return _freeze(draft, context, stored, finish, by=by, now=now)


def _freeze(
    draft: Draft,
    context: PaperContext,
    store: Callable[[], Stored],
    finish: Callable[[Document], None],
    *,
    by: Actor,
    now: dt.datetime,
) -> Document:
    organization = draft.issuer.organization
    refuse_if(
        [
            issues_for(by, organization),
            Obstacle("numbered_kind", "Văn bản có số phải được ban hành, không chốt bản in.")
            if draft.paper_code
            else None,
        ]
    )
    if before := _made_final_before(draft, context):
        with transaction.atomic():
            finish(before)
        return before
    prepare_head(organization)
    file = store()
    with transaction.atomic():
        head = hold_head(organization)
        document = _made_final_before(draft, context)
        if document is None:
            document = append(draft, head, context, file, context.code, number=None, by=by, now=now)
            audit.record(
                "document.freeze",
                f"Chốt bản in {document.title}, mã {document.code}.",
                by=by,
                now=now,
                subject=document,
                organization=organization,
                data={"pdf_sha256": file.sha256},
            )
        finish(document)
    return document


def _made_final_before(draft: Draft, context: PaperContext) -> Document | None:
    """The latest print of the same paper, if it says the same."""
    latest = (
        Document.objects.filter(
            organization=draft.issuer.organization, kind=draft.kind, title=context.title
        )
        .order_by("-position")
        .first()
    )
    if latest is None:
        return None
    apart = dict.fromkeys(context.OF_THE_PRINT)
    before = json.loads(latest.context) | apart
    return latest if json.loads(context.to_canonical_json()) | apart == before else None
