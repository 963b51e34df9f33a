"""Making a file final (Chốt bản in): into the archive, under the code on its first page (§4)."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from documents import services as documents
from documents.models import Document
from organizations.models import Organization
from organizations.tree import authority_on

from ..workflow import JobKind
from .asked import Asked
from .building import Made
from .whole import Whole

_DOCUMENT_KINDS = {
    JobKind.CELL_DOSSIER: "dossier",
    JobKind.COMMITTEE_DOSSIER: "dossier",
}
"""Kinds of documents that are called otherwise than the job that makes them."""


def make_final(
    whole: Whole, made: Made, file: Path, *, finish: Callable[[Document], None], now: dt.datetime
) -> Document:
    """Archive a file that was just made; what is frozen lists its parts with their SHA-256.

    ``finish`` runs in the transaction that archives. The same file again is the document that
    there is already.
    """
    asked = whole.asked
    if asked.reader is None:
        raise ValueError("Only a person makes a file final.")
    draft = documents.Draft(
        kind=_DOCUMENT_KINDS.get(asked.kind, asked.kind.value),
        issuer=whole.issuer,
        context=lambda number: made.context,
        facts={
            "file": asked.kind.value,
            "organization": asked.organization.code,
            "year": asked.year,
            "period": asked.period,
            "pages": made.pages,
        },
        readers=_readers(asked),
    )
    return documents.freeze_file(draft, file, by=asked.reader, now=now, finish=finish)


def _readers(asked: Asked) -> list[Organization]:
    """Whom it is about and who is above; a book, with the sheets of all cells, nobody else."""
    match asked.kind:
        case JobKind.CELL_DOSSIER:
            return [asked.organization, asked.committee]
        case JobKind.COMMITTEE_DOSSIER:
            above = authority_on(asked.organization, asked.organization.read_on(asked.ends_on))
            return [above] if above else []
        case JobKind.BOOK:
            return []
        case _:
            return [asked.committee]
