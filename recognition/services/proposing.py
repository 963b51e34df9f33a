"""What goes to the authority above (E10)."""

import datetime as dt
from collections.abc import Collection

from django.db import IntegrityError

from documents import services as documents
from documents.issuers import issuer_on
from documents.models import Document
from documents.parts import PaperContext
from organizations.actors import Actor
from organizations.formats import local_date, vn_date
from organizations.models import Organization, User
from organizations.refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if
from organizations.tree import authority_on

from ..models import Proposal, ProposalItem
from ..permissions import decides_for
from ..printing import Paper, Proposed, proposal_context
from ..upward import Offer, proposable, result_in_words
from ..year import YearReport, year_report
from .issuing import Issue
from .reviewing import first_day_of_review


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
    refuse_if([_dated_too_soon(report, how.dated), *_proposal_obstacles(offers, keys, addressee)])
    if addressee is None:
        raise ValueError("A proposal has an addressee.")
    issuer = issuer_on(committee, how.dated)
    made: list[Proposal] = []

    def context(number: int | None) -> PaperContext:
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


def _dated_too_soon(report: YearReport, dated: dt.date) -> Obstacle | None:
    """A tờ trình is not dated before the reviews of its year, nor before a decision it cites."""
    first = first_day_of_review(report.year)
    if dated < first:
        return Obstacle(
            "dated_too_early",
            f"Ngày tờ trình {vn_date(dated)} trước ngày {vn_date(first)}, ngày đợt xét năm "
            f"{report.year} có thể bắt đầu. Mời xem lại ngày.",
            "dated",
        )
    later = [one.decision for one in report.recognised if one.decision.decided_on > dated]
    if not later:
        return None
    return Obstacle(
        "dated_before_given",
        f"Ngày tờ trình {vn_date(dated)} trước ngày {vn_date(later[0].decided_on)} của Quyết định "
        f"số {later[0].symbol} được nêu trong tờ trình. Mời xem lại ngày.",
        "dated",
    )


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
            Obstacle(
                "no_authority",
                "Đảng bộ này không có cấp trên để trình vào ngày đã chọn. Mời xem lại ngày, hoặc"
                " đề nghị người quản trị ghi cấp trên tại mục Tổ chức.",
            )
        )
    return found
