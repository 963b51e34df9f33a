"""What belongs into each file, in order."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q

from evaluations import periods
from organizations.models import Organization
from recognition.models import Proposal
from recognition.querysets import naming

from ..workflow import JobKind
from .asked import Asked
from .parts import Part, PartsOfFile


def parts_of(asked: Asked, *, today: dt.date) -> Iterator[Part]:
    """The parts of a joined file in their order; none of a single table."""
    parts = PartsOfFile(asked, today=today)
    match asked.kind:
        case JobKind.CELL_DOSSIER:
            yield from _cell(parts)
        case JobKind.COMMITTEE_DOSSIER:
            yield from _committee(parts)
        case JobKind.BOOK:
            yield from _book(parts)


def _cell(parts: PartsOfFile) -> Iterator[Part]:
    cell = parts.asked.organization
    yield from _own_year(parts, cell)
    yield from parts.decisions(naming([cell]))


def _committee(parts: PartsOfFile) -> Iterator[Part]:
    committee = parts.asked.organization
    proposals = list(
        Proposal.objects.filter(committee=committee, year=parts.year).select_related("document")
    )
    section = "Đề nghị"
    if not proposals:
        yield parts.paper("proposal", committee, section=section)
    for proposal in proposals:
        title = f"Tờ trình số {proposal.document.symbol}"
        part = parts.stored(proposal.document, title, section=section)
        yield from parts.with_scan(part, proposal.document)
    yield parts.paper("registration-list", committee, section="Đăng ký")
    yield from _own_year(parts, committee)
    yield parts.paper("year-table", committee, section="Kết quả năm")
    yield from parts.minutes(committee)
    yield from parts.decisions(Q(authority=committee) | naming([committee]))


def _own_year(parts: PartsOfFile, organization: Organization) -> Iterator[Part]:
    """Registration, twelve sheets, self-review, each with its signed copy."""
    yield from parts.with_scan(
        parts.registration(organization), parts.registration_of(organization)
    )
    for month in periods.MONTHS:
        yield from parts.with_scan(
            parts.sheet(organization, month, section="Phiếu tự đánh giá tháng"),
            parts.sheet_of(organization, month),
        )
    yield from parts.with_scan(
        parts.self_review(organization), parts.sheet_of(organization, periods.YEAR)
    )


def _book(parts: PartsOfFile) -> Iterator[Part]:
    """The sheets of every organisation that was below the committee in the month, then its
    own; of a year by organisation.
    """
    committee = parts.asked.organization
    wanted = list(periods.MONTHS) if parts.asked.period == periods.YEAR else [parts.asked.period]
    last = periods.last_day(parts.year, parts.asked.period)
    names = {one.pk: one.name for one in Organization.objects.named_on(min(last, parts.today))}
    below = [_below(parts, committee, month) for month in wanted]
    members = {one.pk: one for there in below for one in there}
    for organization in sorted(members.values(), key=lambda one: one.code):
        for month, there in zip(wanted, below, strict=True):
            if organization in there:
                yield _of_book(parts, organization, month, names)
    for month in wanted:
        yield _of_book(parts, committee, month, names)


def _of_book(
    parts: PartsOfFile, organization: Organization, month: int, names: dict[int, str]
) -> Part:
    name = names.get(organization.pk) or organization.code
    if parts.asked.period == periods.YEAR:
        return parts.sheet(organization, month, section=name)
    return parts.sheet(organization, month, title=name)


def _below(parts: PartsOfFile, committee: Organization, month: int) -> set[Organization]:
    return set(Organization.objects.children_of(committee, periods.last_day(parts.year, month)))
