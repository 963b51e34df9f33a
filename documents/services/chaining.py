"""A paper ready for the archive, and its place at the end of its organisation's chain (§4)."""

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from organizations.actors import Actor
from organizations.models import Organization
from organizations.refusals import Obstacle, Refusal

from .. import storage
from ..chain import link_hash
from ..issuers import Issuer
from ..length import too_long
from ..models import ChainHead, Document, DocumentReader
from ..numbering import CODE_OF_KIND
from ..parts import PaperContext
from ..permissions import person
from ..render import ENGINE, render_pdf, template_version


@dataclass(frozen=True)
class Stored:
    """A file that lies in the archive already: its SHA-256 in hexadecimal, its size in bytes."""

    sha256: str
    size: int


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


def no_guard() -> None:
    """No guard."""


def no_rows(document: Document) -> None:
    """No rows of the app above."""


def drawn(draft: Draft, context: PaperContext) -> Stored:
    """The paper, drawn while somebody waits, as it lies in the archive from now on."""
    if long := too_long(context):
        split = "Danh sách quá dài để ban hành trong một văn bản. Mời tách thành nhiều văn bản."
        raise Refusal(Obstacle(long.code, split) if draft.paper_code else long)
    pdf = render_pdf(draft.kind, context)
    return Stored(storage.store(pdf), len(pdf))


def append(
    draft: Draft,
    head: ChainHead,
    context: PaperContext,
    file: Stored,
    code: str,
    *,
    number: int | None,
    by: Actor,
    now: dt.datetime,
) -> Document:
    """The document at the end of the chain whose head is held, with those who may read it."""
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
        pdf_sha256=file.sha256,
        pdf_size=file.size,
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
