"""What every paper of a year's recognition has in common."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from documents.issuers import Issuer
from documents.letterhead import DOTS, DRAFT, TEXT_WIDTH, name_lines, short_date
from documents.numbering import symbol
from documents.parts import Recipients, Signature
from plans.models import Plan

from ..words import kinds_among, models_of, units_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper of a committee about a year.

    ``number`` is None on a draft: then number, date, vote and signer print as dots (E10).
    ``meeting_on``: the day of the vote it rests on.
    """

    issuer: Issuer
    plan: Plan
    year: int
    number: int | None = None
    meeting_on: dt.date | None = None

    @property
    def is_draft(self) -> bool:
        """Whether nothing was issued yet."""
        return self.number is None

    @property
    def on(self) -> dt.date | None:
        """The date that it carries; none on a draft."""
        return None if self.is_draft else self.issuer.day

    @property
    def mark(self) -> str:
        """DỰ THẢO on every page of a draft."""
        return DRAFT if self.is_draft else ""

    @property
    def date(self) -> str:
        """For the file's metadata."""
        return self.on.isoformat() if self.on else ""

    @property
    def deciding_body(self) -> tuple[str, ...]:
        """Lines above the word QUYẾT ĐỊNH."""
        whole = self.issuer.deciding_body.replace("\n", " ")
        return name_lines(whole, style="Bold", width=TEXT_WIDTH)

    def signature(self) -> Signature:
        """Its signer; open on a draft."""
        return self.issuer.open_signature() if self.is_draft else self.issuer.signature()

    def recipients(self) -> Recipients:
        """Those of the plan, else the usual ones of the term."""
        return self.issuer.recipients(*lines_of(self.plan.recipients))

    def legal_references(self, kind: str) -> Sequence[str]:
        """Those kept for the kind, else for recognition, else those of the term."""
        kept = self.plan.legal_references
        return kept.get(kind) or kept.get("recognition") or self.issuer.legal_references

    def reference(self, name: str, code: str) -> str:
        """``Quyết định số 45-QĐ/ĐU, ngày 25/12/2025 của …``: what a list is attached to."""
        number = symbol(code, self.issuer.code, self.number) if self.number else DOTS
        return f"{name} số {number}, ngày {short_date(self.on) or DOTS} của {self.issuer.name}"

    def values(self, kinds: Iterable[str], **more: str) -> dict[str, str]:
        """The places that templates of this app may name; ``more`` adds to them."""
        found = kinds_among(kinds)
        return {
            "year": str(self.year),
            "models": models_of(found),
            "units": units_of(found),
            "committee": self.issuer.committee,
            "deciding_body": self.issuer.name,
            "authority": self.issuer.authority,
            "office": self.issuer.office,
            "plan": f"Kế hoạch số {self.plan.number}",
            "meeting_date": short_date(self.meeting_on),
        } | more

    def common(self) -> dict[str, Any]:
        """Fields that every context of a dated paper takes over as they are."""
        return {
            "mark": self.mark,
            "author": self.issuer.name,
            "date": self.date,
            "signature": self.signature(),
            "recipients": self.recipients(),
        }


def lines_of(text: str) -> list[str]:
    """The lines of a stored list."""
    return [line.strip() for line in text.splitlines() if line.strip()]
