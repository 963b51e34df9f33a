"""Scans of the decisions of an authority that does not work here (E10)."""

import datetime as dt

from django.db import transaction

from documents.models import Scan
from documents.scans import NewScan
from documents.services import keep_scan
from organizations.actors import Actor
from organizations.models import Organization
from organizations.refusals import Obstacle, Refusal, refuse_if

from ..models import Decision
from ..permissions import decides_for
from ..workflow import Origin


@transaction.atomic
def add_decision_scan(
    committee: Organization,
    decision: Decision,
    scan: NewScan,
    *,
    seen: int,
    by: Actor,
    now: dt.datetime,
) -> Scan:
    """Keep a scan of an outer decision on the committee or its cells; by the committee's office.

    ``seen``: how many scans of it there were on the page. A decision of the committee itself is
    scanned as the document that it is.
    """
    refuse_if([decides_for(by, committee)])
    if decision.origin != Origin.OUTER:
        raise Refusal(
            Obstacle(
                "own_decision",
                "Quyết định của đảng bộ là văn bản đã ban hành. Mời thêm bản quét ở văn bản đó.",
            )
        )
    return keep_decision_scan(committee, decision, scan, seen=seen, by=by, now=now)


def keep_decision_scan(
    committee: Organization,
    decision: Decision,
    scan: NewScan,
    *,
    seen: int | None = None,
    by: Actor,
    now: dt.datetime,
) -> Scan:
    """Keep a scan within an act that has asked who may, such as recording the decision."""
    return keep_scan(
        decision,
        scan,
        organization=committee,
        title=f"Quyết định số {decision.symbol} của {decision.body}",
        seen=seen,
        by=by,
        now=now,
    )
