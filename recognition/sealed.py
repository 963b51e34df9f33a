"""What decisions took from earlier ones, read from the chain of issued documents alone (§4).

What is left of a document is shown to everybody who checks its code; the rows that say so are in no
chain. But each decision is, with the votes that it rests on: from these follows what must be there.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.db.models import Q

from documents.archive import Finding
from documents.models import Document, DocumentRevocation
from organizations.models import Organization

from .workflow import DecisionKind, Question

_GIVING = (DecisionKind.RECOGNITION, DecisionKind.COMMENDATION)


def false_revocations(*, broken: Collection[str] = ()) -> Iterator[Finding]:
    """The first document of each organisation that is revoked otherwise than its chain says.

    ``broken``: codes of organisations whose chain does not hold, so that nothing follows from it.
    """
    organizations = Organization.objects.filter(documents__kind__in=list(DecisionKind)).distinct()
    for organization in organizations.exclude(code__in=broken).order_by("code"):
        chain = list(Document.objects.chain_of(organization).filter(kind__in=list(DecisionKind)))
        sealed = _sealed(chain)
        rows = DocumentRevocation.objects.filter(
            Q(document__organization=organization) | Q(by_document__organization=organization)
        ).select_related("document", "by_document")
        noted = {(row.document, row.by_document): row.whole for row in rows}
        wrong = [pair for pair in {**sealed, **noted} if sealed.get(pair) != noted.get(pair)]
        if wrong:
            earlier, later = min(wrong, key=lambda pair: (pair[0].position, pair[1].position))
            reason = _reason(later, sealed.get((earlier, later)), noted.get((earlier, later)))
            yield Finding(organization.code, earlier.position, reason)


def _sealed(chain: Iterable[Document]) -> dict[tuple[Document, Document], bool]:
    """Which document took from which earlier one, and whether it left nothing of it."""
    holders: defaultdict[tuple[str, int], dict[str, Document]] = defaultdict(dict)
    left: dict[Document, set[str]] = {}
    found: dict[tuple[Document, Document], bool] = {}
    for document in chain:
        facts = json.loads(document.facts)
        if "review" not in facts:
            continue
        year, codes = facts["review"]["year"], [row["code"] for row in facts["rows"]]
        if document.kind in _GIVING:
            holders[document.kind, year].update(dict.fromkeys(codes, document))
            left[document] = set(codes)
            continue
        alone = facts["meeting"]["question"] == Question.WITHDRAW
        for kind in _GIVING[1:] if alone else _GIVING:
            for code in codes:
                if holder := holders[kind, year].pop(code, None):
                    left[holder].discard(code)
                    found[holder, document] = not left[holder]
    return found


def _reason(later: Document, sealed: bool | None, noted: bool | None) -> str:
    by = f"văn bản thứ {later.position} ({later.symbol})"
    if sealed is None:
        return f"bị ghi là hủy bỏ bởi {by}, nhưng văn bản đó không hủy bỏ gì của văn bản này"
    if noted is None:
        return f"đã bị hủy bỏ bởi {by}, nhưng dữ liệu không còn ghi việc này"
    how = "toàn bộ" if noted else "một phần"
    return f"bị ghi sai là hủy bỏ {how} bởi {by}"
