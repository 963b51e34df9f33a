"""What stays behind when a paper is revoked, and when somebody asks for one by its code."""

import datetime as dt
import math
from collections.abc import Mapping

from django.db.models import F

from ..models import CheckCount, Document, DocumentRevocation

MOST_CHECKS = 60
"""How often one network may ask within ``STRETCH``: a stack of papers, not a search for codes."""
STRETCH = dt.timedelta(minutes=10)


def record_revocation(by_document: Document, left: Mapping[Document, int]) -> None:
    """Note that ``by_document`` took away from each of these documents.

    ``left``: how much of what each gave is still in force; 0: all of it is revoked. Called by the
    app above in the transaction that issues ``by_document``.
    """
    DocumentRevocation.objects.bulk_create(
        DocumentRevocation(document=document, by_document=by_document, whole=in_force == 0)
        for document, in_force in left.items()
    )


def count_check(network: str, *, now: dt.datetime) -> int:
    """Count one more question of ``network``; how many seconds it has to wait, 0: none.

    Counted in the database, over all workers. The first question of a network in a stretch clears
    away what was counted in earlier ones.
    """
    length = STRETCH.total_seconds()
    since = dt.datetime.fromtimestamp(now.timestamp() // length * length, tz=dt.UTC)
    count, first = CheckCount.objects.get_or_create(network=network, since=since)
    if first:
        CheckCount.objects.filter(since__lt=since).delete()
    CheckCount.objects.filter(pk=count.pk).update(asked=F("asked") + 1)
    asked = CheckCount.objects.values_list("asked", flat=True).get(pk=count.pk)
    if asked <= MOST_CHECKS:
        return 0
    return max(1, math.ceil((since + STRETCH - now).total_seconds()))
