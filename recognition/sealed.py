"""What decisions gave and took, read from the chain of issued documents alone (§4).

Who is recognised, and what is left of a document for everybody who checks its code, stands in rows
that are in no chain. But each decision is, with the votes that it rests on: from these follows what
must be there.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from documents.archive import Finding
from documents.models import Document, DocumentRevocation
from organizations.models import Organization

from .models import Commendation, Recognition
from .workflow import DecisionKind, Question

_GIVING = (DecisionKind.RECOGNITION, DecisionKind.COMMENDATION)


@dataclass(frozen=True)
class _Sealed:
    """What follows from the decisions of one organisation."""

    taken: dict[tuple[Document, Document], bool]
    """Which document lost something to which later one, and whether all that was left."""
    left: dict[Document, set[str]]
    """Of each document that gives: codes of those for whom it is still in force."""


def false_effects(*, broken: Collection[str] = ()) -> Iterator[Finding]:
    """The first document of each organisation whose effects are kept otherwise than sealed.

    ``broken``: codes of organisations whose chain does not hold, so that nothing follows from it.
    """
    organizations = Organization.objects.filter(documents__kind__in=list(DecisionKind)).distinct()
    for organization in organizations.exclude(code__in=broken).order_by("code"):
        chain = Document.objects.chain_of(organization).filter(kind__in=list(DecisionKind))
        sealed = _read(chain)
        wrong = [
            *_false_revocations(organization, sealed.taken),
            *_false_holdings(organization, sealed.left),
        ]
        if wrong:
            position, reason = min(wrong, key=lambda one: one[0])
            yield Finding(organization.code, position, reason)


def _read(chain: Iterable[Document]) -> _Sealed:
    holders: defaultdict[tuple[str, int], dict[str, Document]] = defaultdict(dict)
    sealed = _Sealed({}, {})
    for document in chain:
        facts = json.loads(document.facts)
        if "review" not in facts:
            continue
        year, codes = facts["review"]["year"], [row["code"] for row in facts["rows"]]
        if document.kind in _GIVING:
            holders[document.kind, year].update(dict.fromkeys(codes, document))
            sealed.left[document] = set(codes)
            continue
        alone = facts["meeting"]["question"] == Question.WITHDRAW
        for kind in _GIVING[1:] if alone else _GIVING:
            for code in codes:
                if holder := holders[kind, year].pop(code, None):
                    sealed.left[holder].discard(code)
                    sealed.taken[holder, document] = not sealed.left[holder]
    return sealed


def _false_revocations(
    organization: Organization, taken: dict[tuple[Document, Document], bool]
) -> Iterator[tuple[int, str]]:
    """Position and reason for every document that is revoked otherwise."""
    rows = DocumentRevocation.objects.filter(
        Q(document__organization=organization) | Q(by_document__organization=organization)
    ).select_related("document", "by_document")
    noted = {(row.document, row.by_document): row.whole for row in rows}
    for pair in {**taken, **noted}:
        if taken.get(pair) != noted.get(pair):
            earlier, later = pair
            yield earlier.position, _reason(later, taken.get(pair), noted.get(pair))


def _reason(later: Document, sealed: bool | None, noted: bool | None) -> str:
    by = f"văn bản thứ {later.position} ({later.symbol})"
    if sealed is None:
        return f"bị ghi là hủy bỏ bởi {by}, nhưng văn bản đó không hủy bỏ gì của văn bản này"
    if noted is None:
        return f"đã bị hủy bỏ bởi {by}, nhưng dữ liệu không còn ghi việc này"
    how = "toàn bộ" if noted else "một phần"
    return f"bị ghi sai là hủy bỏ {how} bởi {by}"


def _false_holdings(
    organization: Organization, left: dict[Document, set[str]]
) -> Iterator[tuple[int, str]]:
    """Position and reason for everybody for whom a document is in force otherwise."""
    wanted = {(document.position, code) for document, codes in left.items() for code in codes}
    models: list[Any] = [Recognition, Commendation]
    held = {
        one
        for model in models
        for one in model.objects.in_force()
        .filter(decision__document__organization=organization)
        .values_list("decision__document__position", "organization__code")
    }
    for position, code in held - wanted:
        yield position, f"{code} được ghi là còn hiệu lực theo văn bản này, nhưng không phải vậy"
    for position, code in wanted - held:
        yield position, f"{code} còn hiệu lực theo văn bản này, nhưng dữ liệu không ghi như vậy"
