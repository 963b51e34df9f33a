"""Decisions of an authority above that works elsewhere, recorded from their paper (E10, E11)."""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from documents.scans import NewScan
from organizations import audit
from organizations.actors import Actor
from organizations.formats import local_date, vn_date
from organizations.models import Organization, User
from organizations.refusals import Obstacle, Refusal, refuse_if
from organizations.tree import authority_on

from ...frozen import FrozenYear
from ...live import freeze_all
from ...models import Commendation, Decision, Proposal, Recognition, Revocation
from ...permissions import decides_for
from ...workflow import ISSUE_LABELS, DecisionKind, Question
from ...year import year_report
from ..scans import keep_decision_scan
from .obstacles import given_above, outer_obstacles, recognition_by
from .values import OuterDecision

__all__ = ["OuterDecision", "record_outer_decision"]

_TAKEN: dict[Question, tuple[type[Recognition] | type[Commendation], ...]] = {
    Question.REVOKE: (Recognition, Commendation),
    Question.WITHDRAW: (Commendation,),
}


@transaction.atomic
def record_outer_decision(
    committee: Organization,
    year: int,
    decision: OuterDecision,
    *,
    proposal: Proposal | None = None,
    scan: NewScan | None = None,
    by: Actor,
    now: dt.datetime,
) -> Decision:
    """Record what an authority that does not work here decided on the committee or its cells.

    A recognition concerns the committee's own đảng bộ; a commendation rests on a recognition; a
    revoked recognition takes its commendation with it, a withdrawn commendation leaves the
    recognition. Taken away is what was given from above, also by an authority before this one
    (A3), never what the committee decided. ``scan``: of its paper; another may follow.
    """
    refuse_if([decides_for(by, committee)])
    assert isinstance(by.user, User)  # noqa: S101 - decides_for lets only an office in
    authority = authority_on(committee, decision.decided_on)
    report = year_report(committee, year, local_date(now))
    organizations = {row.organization.code: row.organization for row in (report.own, *report.rows)}
    refuse_if(outer_obstacles(report, decision, authority, organizations, local_date(now)))
    if authority is None:
        raise ValueError("An outer decision has an authority.")
    try:
        with transaction.atomic():
            recorded = Decision.objects.create(
                authority=authority,
                year=year,
                kind=decision.kind,
                origin="outer",
                body=decision.body,
                symbol=decision.symbol,
                decided_on=decision.decided_on,
                proposal=proposal,
                recorded_at=now,
                recorded_by=by.user,
            )
    except IntegrityError:
        raise Refusal(
            Obstacle(
                "decision_twice",
                f"Quyết định số {decision.symbol} ngày {vn_date(decision.decided_on)} đã được ghi."
                " Mời xem lại số và ngày của quyết định.",
                "symbol",
            )
        ) from None
    concerned = [organizations[code] for code in decision.codes]
    if decision.kind == DecisionKind.REVOCATION:
        for organization in concerned:
            _revoke_outer(recorded, organization, decision)
    else:
        rows = [row for row in (report.own, *report.rows) if row.organization in concerned]
        _give_outer(recorded, concerned, freeze_all(rows), committee)
    audit.record(
        f"decision.outer.{decision.kind}",
        f"Ghi Quyết định số {recorded.symbol} của {recorded.body} về việc "
        f"{ISSUE_LABELS[decision.question]} năm {year}: {', '.join(decision.codes)}.",
        by=by,
        now=now,
        subject=recorded,
        organization=committee,
        data={"codes": list(decision.codes)},
    )
    if scan is not None:
        keep_decision_scan(committee, recorded, scan, by=by, now=now)
    return recorded


def _give_outer(
    decision: Decision,
    organizations: Iterable[Organization],
    years: dict[int, FrozenYear],
    committee: Organization,
) -> None:
    for organization in organizations:
        common = {
            "decision": decision,
            "organization": organization,
            "authority": decision.authority,
            "year": decision.year,
            "kind": organization.kind,
            "frozen": years[organization.pk].to_json(),
        }
        if decision.kind == DecisionKind.RECOGNITION:
            Recognition.objects.create(**common)
        else:
            rests_on = given_above(Recognition, organization, decision.year).first()
            rests_on = rests_on or recognition_by(committee, decision.year, organization)
            Commendation.objects.create(**common, recognition=rests_on)


def _revoke_outer(recorded: Decision, organization: Organization, decision: OuterDecision) -> None:
    revocation = Revocation.objects.create(
        decision=recorded, organization=organization, reason=decision.reason
    )
    for model in _TAKEN[decision.question]:
        given_above(model, organization, recorded.year).order_by().update(revocation=revocation)
