"""Issuing: number, place in the chain, frozen context and file, in one transaction (§3, §4)."""

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from organizations import audit
from organizations.actors import Actor
from organizations.formats import vn_date
from organizations.models import Organization
from organizations.refusals import Obstacle, Refusal, refuse_if

from .. import storage
from ..chain import link_hash
from ..checking import with_code
from ..codes import new_code
from ..house_style import prints_code
from ..issuers import Issuer
from ..length import too_long
from ..models import ChainHead, Document, DocumentReader
from ..numbering import CODE_OF_KIND
from ..parts import PaperContext
from ..permissions import issues_for, person
from ..render import ENGINE, render_pdf, template_version
from .heads import hold_head, prepare_head
from .missing import missing
from .numbers import number_obstacles, proposed_number, take_number

ATTEMPTS = 3

BUSY = Obstacle("issuing_busy", "Đang có văn bản khác được ban hành, mời thử lại.")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A paper ready to be issued."""

    kind: str
    issuer: Issuer
    """Its ``day`` is the date that the paper carries."""
    context: Callable[[int | None], PaperContext]
    """The context for a number (None on forms)."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What each row rests on: facts, checks, votes, as plain values."""
    readers: Sequence[Organization] = ()
    """Organisations that it names or is sent to."""

    @property
    def paper_code(self) -> str:
        """``QĐ``; empty for forms."""
        return CODE_OF_KIND.get(self.kind, "")


class _NumberMoved(Exception):
    """Another document took the number for which this one was drawn."""


def _nothing() -> None:
    """No guard."""


def _no_rows(document: Document) -> None:
    """No rows of the app above."""


def issue(
    draft: Draft,
    *,
    by: Actor,
    now: dt.datetime,
    number: int | None = None,
    skipped_reason: str = "",
    guard: Callable[[], None] = _nothing,
    finish: Callable[[Document], None] = _no_rows,
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
        wanted = proposed_number(organization, draft.paper_code, term) if number is None else number
        context = draft.context(wanted)
        if prints_code(draft.issuer.keeper):
            context = with_code(context, code)
        pdf_sha256, size = _drawn(draft, context)
        try:
            with transaction.atomic():
                guard()
                head = hold_head(organization)
                obstacles = number_obstacles(
                    organization, draft.paper_code, term, wanted, skipped_reason=skipped_reason
                )
                if number is not None:
                    refuse_if(obstacles)
                elif obstacles or wanted != proposed_number(organization, draft.paper_code, term):
                    raise _NumberMoved
                document = _archive(
                    draft, head, context, pdf_sha256, size, code, number=wanted, by=by, now=now
                )
                take_number(
                    document, term, wanted, skipped_reason=skipped_reason, by=person(by), now=now
                )
                finish(document)
                audit.record(
                    "document.issue",
                    f"Ban hành văn bản số {document.symbol} ngày {vn_date(document.dated)}:"
                    f" {document.title}.",
                    by=by,
                    now=now,
                    subject=document,
                    organization=organization,
                    data={"pdf_sha256": pdf_sha256},
                )
        except _NumberMoved:
            continue
        return document
    raise Refusal(BUSY)


def freeze_print(
    draft: Draft,
    *,
    by: Actor,
    now: dt.datetime,
    guard: Callable[[], None] = _nothing,
    finish: Callable[[Document], None] = _no_rows,
) -> Document:
    """Make a print of a form or table final (Chốt bản in): archived, with its code printed on it.

    The same print again, as by a second press, is the document that there is already.
    """
    organization = draft.issuer.organization
    refuse_if(
        [
            issues_for(by, organization),
            Obstacle("numbered_kind", "Văn bản có số phải được ban hành, không chốt bản in.")
            if draft.paper_code
            else None,
        ]
    )
    prepare_head(organization)
    code = new_code()
    context = with_code(replace(draft.context(None), mark=""), code)
    if final := _made_final_before(draft, context):
        return final
    pdf_sha256, size = _drawn(draft, context)
    with transaction.atomic():
        guard()
        head = hold_head(organization)
        if final := _made_final_before(draft, context):
            return final
        document = _archive(
            draft, head, context, pdf_sha256, size, code, number=None, by=by, now=now
        )
        finish(document)
        audit.record(
            "document.freeze",
            f"Chốt bản in {document.title}, mã {document.code}.",
            by=by,
            now=now,
            subject=document,
            organization=organization,
            data={"pdf_sha256": pdf_sha256},
        )
    return document


def _made_final_before(draft: Draft, context: PaperContext) -> Document | None:
    """The latest print of the same paper, if it says the same but for its code."""
    latest = (
        Document.objects.filter(
            organization=draft.issuer.organization, kind=draft.kind, title=context.title
        )
        .order_by("-position")
        .first()
    )
    if latest is None:
        return None
    uncoded = {"code": "", "check_address": ""}
    before = json.loads(latest.context) | uncoded
    return latest if json.loads(context.to_canonical_json()) | uncoded == before else None


def _drawn(draft: Draft, context: PaperContext) -> tuple[str, int]:
    """Hash and size of the paper as it lies in the archive from now on."""
    if long := too_long(context):
        split = "Danh sách quá dài để ban hành trong một văn bản. Mời tách thành nhiều văn bản."
        raise Refusal(Obstacle(long.code, split) if draft.paper_code else long)
    pdf = render_pdf(draft.kind, context)
    return storage.store(pdf), len(pdf)


def _archive(
    draft: Draft,
    head: ChainHead,
    context: PaperContext,
    pdf_sha256: str,
    size: int,
    code: str,
    *,
    number: int | None,
    by: Actor,
    now: dt.datetime,
) -> Document:
    issuer = draft.issuer
    readers = {reader.pk: reader for reader in draft.readers}.values()
    facts = {**draft.facts, Document.READERS: sorted(reader.code for reader in readers)}
    document = Document(
        organization=issuer.organization,
        kind=draft.kind,
        paper_code=draft.paper_code,
        body_code=issuer.code,
        number=number,
        title=context.title,
        term=issuer.term,
        signer_name=context.signature.name,
        signer_title=context.signature.title,
        dated=dt.date.fromisoformat(context.date) if context.date else None,
        issued_at=now,
        issued_by=person(by),
        issued_as=by.role or "",
        context=context.to_canonical_json(),
        facts=json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        template_version=template_version(),
        engine=ENGINE,
        pdf_sha256=pdf_sha256,
        pdf_size=size,
        code=code,
        position=head.length + 1,
        previous_hash=head.hash,
    )
    document.hash = link_hash(document.position, document.covered(), document.previous_hash)
    document.save(force_insert=True)
    DocumentReader.objects.bulk_create(
        DocumentReader(document=document, organization=reader) for reader in readers
    )
    head.length, head.hash = document.position, document.hash
    head.save(update_fields=["length", "hash"])
    return document
