"""What anybody may learn of an archived paper by its code: number, date, body, state (§4)."""

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from typing import TypeVar

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Prefetch
from django.urls import reverse

from organizations.formats import local_date, vn_date

from .codes import as_typed
from .models import Document, DocumentRevocation
from .parts import PaperContext

Paper = TypeVar("Paper", bound=PaperContext)


@dataclass(frozen=True)
class State:
    """What is left of a document, in words; ``tone``: colour in addition to them."""

    text: str
    tone: str

    @property
    def is_revoked(self) -> bool:
        """Whether a later decision took something of it."""
        return self.tone != "ok"


@dataclass(frozen=True, kw_only=True)
class Checked:
    """All that is said of a paper to whoever holds its code."""

    code: str
    number: str
    """``45-QĐ/ĐU``; empty on a form or table."""
    date: dt.date
    """The date that it carries, else the day on which its print was made final."""
    body: str
    """Who issued it, as it named itself then."""
    state: State
    """``Còn hiệu lực``, ``Đã hủy bỏ bởi Quyết định số …``."""
    sha256: str
    """Of the archived file; to compare with, not to show."""


def with_code(context: Paper, code: str) -> Paper:
    """The paper with this code printed on it, and the address at which it can be checked."""
    address = f"{settings.SITE_ADDRESS}{reverse('documents:check', args=[code])}"
    return replace(context, code=code, check_address=address)


def check(typed: str) -> Checked | None:
    """The paper with this code, however it was typed; None where there is none."""
    document = Document.objects.filter(code=as_typed(typed)).prefetch_related(REVOKED_BY).first()
    if document is None:
        return None
    return Checked(
        code=document.code,
        number=document.symbol,
        date=document.dated or local_date(document.issued_at),
        body=document.body,
        state=state_of(document),
        sha256=document.pdf_sha256,
    )


REVOKED_BY = Prefetch(
    "revocations", queryset=DocumentRevocation.objects.select_related("by_document")
)
"""For ``prefetch_related`` before ``state_of``."""


def state_of(document: Document) -> State:
    """What is left of a document."""
    revocations = list(document.revocations.all())
    if not revocations:
        if document.number is None:
            return State("Bản in đã chốt, lưu trong kho lưu trữ", "ok")
        return State("Còn hiệu lực", "ok")
    by = "; ".join(
        f"Quyết định số {one.by_document.symbol}, ngày {vn_date(one.by_document.dated)}"
        for one in revocations
    )
    if any(one.whole for one in revocations):
        return State(f"Đã hủy bỏ bởi {by}", "bad")
    return State(f"Hủy bỏ một phần bởi {by}", "warn")


def is_archived_file(paper: Checked, file: "UploadedFile[bytes]") -> bool:
    """Whether an uploaded file is, byte for byte, the one that was archived."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest() == paper.sha256
