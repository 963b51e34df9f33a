"""What goes to the authority above, and what comes back from one that works elsewhere."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from documents import services as documents
from documents.issuers import issuer_on
from documents.models import Document
from documents.parts import PaperContext
from organizations import audit
from organizations.actors import Actor
from organizations.folding import nfc
from organizations.formats import local_date, vn_date
from organizations.models import Organization, User
from organizations.permissions import works_here
from organizations.refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if
from organizations.tree import authority_on

from ..frozen import FrozenYear
from ..live import freeze_all
from ..models import Commendation, Decision, Proposal, ProposalItem, Recognition, Revocation
from ..permissions import decides_for
from ..printing import Paper, Proposed, proposal_context
from ..upward import Offer, proposable, result_in_words
from ..workflow import DECISION_LABELS, DecisionKind
from ..year import YearReport, year_report
from .issuing import Issue


def propose(
    committee: Organization,
    year: int,
    keys: Collection[str],
    how: Issue,
    *,
    seen: int,
    by: Actor,
    now: dt.datetime,
) -> Proposal:
    """Issue a tờ trình for these (``Offer.key``) to the authority above.

    ``seen``: how many proposals of the year there were on the page, so that none is sent twice.
    """
    refuse_if([decides_for(by, committee)])
    assert isinstance(by.user, User)  # noqa: S101 - decides_for lets only an office in
    user = by.user
    addressee = authority_on(committee, how.dated)
    report = year_report(committee, year, local_date(now))
    offers = _chosen(report, keys)
    refuse_if(_proposal_obstacles(offers, keys, addressee))
    if addressee is None:
        raise ValueError("A proposal has an addressee.")
    issuer = issuer_on(committee, how.dated)
    made: list[Proposal] = []

    def context(number: int | None, code: str) -> PaperContext:
        paper = Paper(issuer=issuer, plan=report.plan, year=year, number=number)
        return proposal_context(
            paper,
            [Proposed(one.year, one.request, one.on_proposed_grade) for one in offers],
            result=result_in_words(report),
            recognised=[given.kind for given in report.recognised],
        )

    def guard() -> None:
        if Proposal.objects.filter(committee=committee, year=year).count() != seen:
            raise Refusal(CHANGED_MEANWHILE)
        again = _chosen(year_report(committee, year, local_date(now)), keys)
        refuse_if(_proposal_obstacles(again, keys, addressee))
        if again != offers:
            raise Refusal(CHANGED_MEANWHILE)

    def finish(document: Document) -> None:
        proposal = Proposal.objects.create(
            committee=committee,
            addressee=addressee,
            year=year,
            sequence=seen + 1,
            document=document,
            issued_at=now,
            issued_by=user,
        )
        for one in offers:
            ProposalItem.objects.create(
                proposal=proposal,
                organization=one.organization,
                request=one.request,
                on_proposed_grade=one.on_proposed_grade,
                frozen=one.year.to_json(),
            )
        made.append(proposal)

    try:
        documents.issue(
            documents.Draft(
                kind="proposal",
                issuer=issuer,
                context=context,
                facts={"rows": [{"key": one.key, "year": one.year.to_json()} for one in offers]},
                readers=[addressee, *dict.fromkeys(one.organization for one in offers)],
            ),
            number=how.number,
            skipped_reason=how.skipped_reason,
            guard=guard,
            finish=finish,
            by=by,
            now=now,
        )
    except IntegrityError:
        raise Refusal(CHANGED_MEANWHILE) from None
    return made[-1]


def _chosen(report: YearReport, keys: Collection[str]) -> list[Offer]:
    return [offer for offer in proposable(report) if offer.key in keys]


def _proposal_obstacles(
    offers: list[Offer], keys: Collection[str], addressee: Organization | None
) -> list[Obstacle]:
    found = [obstacle for offer in offers for obstacle in offer.obstacles]
    if not keys:
        found.append(
            Obstacle("nobody_proposed", "Chưa chọn tổ chức nào để đề nghị. Mời chọn ít nhất một.")
        )
    elif len(offers) != len(set(keys)):
        found.append(
            Obstacle(
                "not_proposable", "Có tổ chức không thuộc danh sách đề nghị. Mời tải lại trang."
            )
        )
    if addressee is None:
        found.append(
            Obstacle("no_authority", "Đảng bộ này không có cấp trên để trình vào ngày đã chọn.")
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class OuterDecision:
    """A decision of the authority above, as its paper says."""

    kind: DecisionKind
    symbol: str
    decided_on: dt.date
    body: str
    codes: tuple[str, ...]
    reason: str = ""
    """Of a revocation."""


@transaction.atomic
def record_outer_decision(
    committee: Organization,
    year: int,
    decision: OuterDecision,
    *,
    proposal: Proposal | None = None,
    by: Actor,
    now: dt.datetime,
) -> Decision:
    """Record what an authority that does not work here decided on the committee or its cells.

    A recognition concerns the committee's own đảng bộ; a commendation rests on a recognition; a
    revoked recognition takes its commendation with it.
    """
    refuse_if([decides_for(by, committee)])
    assert isinstance(by.user, User)  # noqa: S101 - decides_for lets only an office in
    authority = authority_on(committee, decision.decided_on)
    report = year_report(committee, year, local_date(now))
    organizations = {row.organization.code: row.organization for row in (report.own, *report.rows)}
    refuse_if(_outer_obstacles(report, decision, authority, organizations, local_date(now)))
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
                f"Quyết định số {decision.symbol} ngày {vn_date(decision.decided_on)} đã được ghi.",
                "symbol",
            )
        ) from None
    concerned = [organizations[code] for code in decision.codes]
    if decision.kind == DecisionKind.REVOCATION:
        for organization in concerned:
            _revoke_outer(recorded, organization, decision.reason)
    else:
        rows = [row for row in (report.own, *report.rows) if row.organization in concerned]
        _give_outer(recorded, concerned, freeze_all(rows, year), committee)
    audit.record(
        f"decision.outer.{decision.kind}",
        f"Ghi Quyết định số {recorded.symbol} của {recorded.body} về việc "
        f"{DECISION_LABELS[decision.kind]} năm {year}: {', '.join(decision.codes)}.",
        by=by,
        now=now,
        subject=recorded,
        organization=committee,
        data={"codes": list(decision.codes)},
    )
    return recorded


def _outer_obstacles(
    report: YearReport,
    decision: OuterDecision,
    authority: Organization | None,
    organizations: dict[str, Organization],
    today: dt.date,
) -> list[Obstacle]:
    found = []

    def refuse(code: str, sentence: str, part: str = "") -> None:
        found.append(Obstacle(code, sentence, part))

    for field, name, most in (("symbol", "số, ký hiệu", 60), ("body", "nơi quyết định", 200)):
        value = nfc(getattr(decision, field))
        if not value:
            refuse(f"{field}_missing", f"Mời ghi {name} của quyết định.", field)
        elif len(value) > most:
            refuse("too_long", f"Phần {name} dài quá {most} chữ. Mời viết ngắn lại.", field)
    if decision.decided_on > today:
        refuse(
            "decided_in_future",
            f"Ngày quyết định {vn_date(decision.decided_on)} chưa đến. Mời xem lại ngày.",
            "decided_on",
        )
    if decision.decided_on.year < report.year:
        refuse(
            "decided_too_early",
            f"Ngày quyết định {vn_date(decision.decided_on)} trước năm {report.year}. "
            "Mời xem lại ngày.",
            "decided_on",
        )
    if authority is None:
        refuse("no_authority", "Đảng bộ này không có cấp trên vào ngày quyết định.", "decided_on")
        return found
    if works_here(authority, today):
        refuse(
            "authority_works_here",
            "Cấp trên làm việc trong chương trình này nên quyết định của cấp trên tự có ở đây, "
            "không cần ghi lại.",
        )
    if not decision.codes:
        refuse("nobody", "Chưa chọn tổ chức nào có tên trong quyết định.", "codes")
    if decision.kind == DecisionKind.REVOCATION and not nfc(decision.reason):
        refuse("reason_missing", "Mời ghi lý do hủy bỏ.", "reason")
    for code in decision.codes:
        organization = organizations.get(code)
        if organization is None:
            refuse("organization_unknown", f"Không có tổ chức “{code}” trong năm này.", "codes")
        else:
            obstacle = _item_obstacle(report, decision.kind, authority, organization)
            if obstacle is not None:
                found.append(obstacle)
    return found


def _item_obstacle(
    report: YearReport, kind: DecisionKind, authority: Organization, organization: Organization
) -> Obstacle | None:
    code, committee = organization.code, report.committee
    recognised = _recognition(authority, report.year, organization)
    commended = (
        Commendation.objects.by(authority, report.year)
        .in_force()
        .filter(organization=organization)
        .exists()
    )
    if kind == DecisionKind.RECOGNITION:
        if organization.pk != committee.pk:
            return Obstacle(
                "not_for_cells",
                f"{code}: cấp trên công nhận đảng bộ; chi bộ do đảng bộ công nhận.",
                "codes",
            )
        if recognised:
            return Obstacle(
                "already_recognised", f"{code} đã được công nhận năm {report.year}.", "codes"
            )
    elif kind == DecisionKind.COMMENDATION:
        if commended:
            return Obstacle(
                "already_commended", f"{code} đã được cấp trên biểu dương, khen thưởng.", "codes"
            )
        own = _recognition(committee, report.year, organization)
        if not (recognised or own):
            return Obstacle(
                "not_recognised_yet",
                f"{code} chưa có quyết định công nhận năm {report.year}. Mời ghi quyết định công "
                "nhận trước.",
                "codes",
            )
    elif not (recognised or commended):
        return Obstacle(
            "nothing_to_revoke",
            f"{code} không có công nhận hay khen thưởng còn hiệu lực của cấp trên.",
            "codes",
        )
    return None


def _recognition(
    authority: Organization, year: int, organization: Organization
) -> Recognition | None:
    found: Recognition | None = (
        Recognition.objects.by(authority, year).in_force().filter(organization=organization).first()
    )
    return found


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
            rests_on = _recognition(decision.authority, decision.year, organization)
            rests_on = rests_on or _recognition(committee, decision.year, organization)
            Commendation.objects.create(**common, recognition=rests_on)


def _revoke_outer(decision: Decision, organization: Organization, reason: str) -> None:
    revocation = Revocation.objects.create(
        decision=decision, organization=organization, reason=reason
    )
    for model in (Recognition, Commendation):
        model.objects.filter(
            authority=decision.authority,
            year=decision.year,
            organization=organization,
            revocation__isnull=True,
        ).update(revocation=revocation)
