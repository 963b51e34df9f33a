"""What belongs into each file, in order: papers drawn from today's rows, and stored documents."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.db.models import Q

from documents import storage
from documents.archive import head_of
from documents.issuers import Issuer, issuer_on
from documents.letterhead import PREVIEW, short_date
from documents.models import Document
from documents.numbering import KIND_LABELS
from documents.parts import Heading, Signature
from documents.render import render_pdf
from evaluations import periods
from evaluations.models import Evaluation
from organizations.actors import Actor
from organizations.formats import local_date, vn_datetime
from organizations.models import Kind, Organization, Role
from organizations.names import body_of
from organizations.refusals import Obstacle, Refusal
from organizations.tree import name_on
from recognition.models import Decision, Meeting
from recognition.models.proposals import Proposal
from recognition.workflow import DECISION_LABELS, DecisionKind
from registrations.models import Registration

from ..models import Job
from ..papers import Wanted, paper_of
from ..workflow import JobKind
from .contents import ContentsContext, HeadLine


@dataclass(frozen=True, kw_only=True)
class Part:
    """One paper of a file; ``draw`` gives its PDF and raises ``Refusal`` where there is none."""

    title: str
    section: str = ""
    draw: Callable[[], bytes]


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A file to be made: its parts, and the page in front without rows (None: a single table)."""

    title: str
    author: str
    parts: tuple[Part, ...]
    front: ContentsContext | None


def whole_of(job: Job, *, now: dt.datetime) -> Whole:
    """What the file of a job holds, as its requester may read it."""
    maker = _Maker(job, now)
    issuer = maker.issuer
    parts = tuple(maker.parts())
    return Whole(
        title=job.title,
        author=issuer.name,
        parts=parts,
        front=None if job.is_table else maker.front(),
    )


class _Maker:
    """The parts of one job."""

    def __init__(self, job: Job, now: dt.datetime) -> None:
        self.job = job
        self.now = now
        self.today = local_date(now)
        self.year = job.year
        role = Role(job.requested_as)
        self.actor = Actor(
            today=self.today,
            user=job.requester,
            role=role,
            organization=job.committee if role == Role.OFFICE else job.organization,
        )

    @property
    def issuer(self) -> Issuer:
        """Whose file it is, as named at the end of its period."""
        day = min(self.today, periods.last_day(self.year, self.job.period))
        return issuer_on(self.job.organization, max(day, self.job.organization.founded_on))

    def parts(self) -> Iterator[Part]:
        """The parts in their order."""
        match JobKind(self.job.kind):
            case JobKind.CELL_DOSSIER:
                yield from self._cell()
            case JobKind.COMMITTEE_DOSSIER:
                yield from self._committee()
            case JobKind.BOOK:
                yield from self._book()
            case kind:
                yield self._paper(kind, self.job.organization, period=self.job.period)

    # Files

    def _cell(self) -> Iterator[Part]:
        cell = self.job.organization
        yield from self._own_year(cell)
        yield from self._decisions(
            Q(recognitions__organization=cell)
            | Q(commendations__organization=cell)
            | Q(revocations__organization=cell)
        )

    def _committee(self) -> Iterator[Part]:
        committee = self.job.organization
        proposals = list(
            Proposal.objects.filter(committee=committee, year=self.year).select_related("document")
        )
        section = "Đề nghị"
        if not proposals:
            yield self._paper("proposal", committee, section=section)
        for proposal in proposals:
            title = f"Tờ trình số {proposal.document.symbol}"
            yield self._stored(proposal.document, title, section=section)
        yield self._paper("registration-list", committee, section="Đăng ký")
        yield from self._own_year(committee)
        yield self._paper("year-table", committee, section="Kết quả năm")
        yield from self._minutes(committee)
        yield from self._decisions(
            Q(authority=committee)
            | Q(recognitions__organization=committee)
            | Q(commendations__organization=committee)
            | Q(revocations__organization=committee)
        )

    def _own_year(self, organization: Organization) -> Iterator[Part]:
        """Registration, twelve sheets, self-review."""
        yield self._paper(
            "registration", organization, section="Đăng ký", readable=self._registration_readable
        )
        for month in periods.MONTHS:
            yield self._sheet(organization, month, section="Phiếu tự đánh giá tháng")
        yield self._paper(
            "self-review",
            organization,
            period=periods.YEAR,
            section="Tự rà soát năm",
            readable=partial(self._sheet_readable, organization, periods.YEAR),
        )

    def _book(self) -> Iterator[Part]:
        """The sheets of every organisation that was below the committee in the month, then its
        own; of a year by organisation.
        """
        committee = self.job.organization
        wanted = list(periods.MONTHS) if self.job.period == periods.YEAR else [self.job.period]
        last = periods.last_day(self.year, self.job.period)
        names = {one.pk: one.name for one in Organization.objects.named_on(min(last, self.today))}
        below = [self._below(committee, month) for month in wanted]
        members = {one.pk: one for there in below for one in there}
        for organization in sorted(members.values(), key=lambda one: one.code):
            for month, there in zip(wanted, below, strict=True):
                if organization in there:
                    yield self._of_book(organization, month, names)
        for month in wanted:
            yield self._of_book(committee, month, names)

    def _of_book(self, organization: Organization, month: int, names: dict[int, str]) -> Part:
        name = names.get(organization.pk) or organization.code
        if self.job.period == periods.YEAR:
            return self._sheet(organization, month, section=name)
        return self._sheet(organization, month, title=name)

    def _below(self, committee: Organization, month: int) -> set[Organization]:
        return set(Organization.objects.children_of(committee, periods.last_day(self.year, month)))

    # Parts

    def _sheet(
        self, organization: Organization, month: int, *, title: str = "", section: str = ""
    ) -> Part:
        return self._paper(
            "sheet",
            organization,
            period=month,
            title=title or periods.sheet_name(self.year, month),
            section=section,
            readable=partial(self._sheet_readable, organization, month),
        )

    def _paper(
        self,
        kind: str,
        organization: Organization,
        *,
        period: int | None = None,
        title: str = "",
        section: str = "",
        readable: Callable[[], bool] = lambda: True,
    ) -> Part:
        wanted = Wanted(
            committee=self.job.committee,
            organization=organization,
            year=self.year,
            period=period,
            blank=False,
            today=self.today,
        )

        def draw() -> bytes:
            if not readable():
                raise Refusal(_NOT_THERE)
            return render_pdf(kind, paper_of(kind, wanted))

        return Part(title=title or KIND_LABELS[kind], section=section, draw=draw)

    def _stored(self, document: Document | None, title: str, *, section: str) -> Part:
        def draw() -> bytes:
            if document is None:
                raise Refusal(_NOT_THERE)
            return storage.read(document.pdf_sha256)

        return Part(title=title, section=section, draw=draw)

    def _minutes(self, committee: Organization) -> Iterator[Part]:
        section = "Biên bản"
        meetings = Meeting.objects.filter(
            review__authority=committee, review__year=self.year
        ).select_related("minutes")
        there = [(meeting, meeting.minutes) for meeting in meetings]
        if not there:
            yield self._stored(None, "Biên bản hội nghị (phần biểu quyết)", section=section)
        for meeting, minutes in there:
            title = f"Biên bản hội nghị ngày {short_date(meeting.held_on)}"
            if minutes is not None:
                title = f"Biên bản số {minutes.symbol}, hội nghị ngày {short_date(meeting.held_on)}"
            yield self._stored(minutes, title, section=section)

    def _decisions(self, which: Q) -> Iterator[Part]:
        """Decisions of the year that the requester may read, revocations too, by date."""
        section = "Quyết định"
        decisions = list(
            Decision.objects.filter(which, year=self.year)
            .select_related("document")
            .distinct()
            .order_by("decided_on", "pk")
        )
        if not decisions:
            yield self._stored(None, "Quyết định công nhận", section=section)
        readable = set(
            Document.objects.visible_to(self.actor)
            .filter(pk__in=[decision.document_id for decision in decisions])
            .values_list("pk", flat=True)
        )
        for decision in decisions:
            label, day = (
                DECISION_LABELS[DecisionKind(decision.kind)],
                short_date(decision.decided_on),
            )
            title = f"Quyết định {label} số {decision.symbol}, ngày {day} của {decision.body}"
            there = decision.document if decision.document_id in readable else None
            yield self._stored(there, title, section=section)

    # What the requester may read

    def _sheet_readable(self, organization: Organization, period: int) -> bool:
        return (
            Evaluation.objects.visible_to(self.actor)
            .filter(organization=organization, year=self.year, period=period)
            .exists()
        )

    def _registration_readable(self) -> bool:
        return (
            Registration.objects.visible_to(self.actor)
            .filter(organization=self.job.organization, year=self.year)
            .exists()
        )

    # The page in front

    def front(self) -> ContentsContext:
        """Heading, heads of the chains of whoever issued what is inside, and when it was made."""
        issuer = self.issuer
        of_a_book = self.job.kind == JobKind.BOOK
        organizations = [self.job.organization, self.job.committee]
        return ContentsContext(
            letterhead=issuer.letterhead(on=self.today),
            heading=Heading(name="MỤC LỤC", subject=self._subject()),
            signature=Signature(),
            mark="" if of_a_book else PREVIEW,
            author=issuer.name,
            date=self.today.isoformat(),
            rows=(),
            heads=() if of_a_book else tuple(self._heads(organizations)),
            made=f"Lập lúc {vn_datetime(self.now)}.",
        )

    def _subject(self) -> str:
        name = self._name(self.job.organization)
        match JobKind(self.job.kind):
            case JobKind.CELL_DOSSIER:
                return f"hồ sơ thực hiện mô hình “chi bộ bốn tốt” năm {self.year} của {name}"
            case JobKind.COMMITTEE_DOSSIER:
                return f"hồ sơ đề nghị công nhận “đảng bộ bốn tốt” năm {self.year} của {name}"
            case _:
                when = periods.label(self.year, self.job.period).replace("/", " năm ")
                return f"tập phiếu tự đánh giá {when} của {body_of(name)}"

    def _heads(self, organizations: list[Organization]) -> Iterator[HeadLine]:
        for organization in dict.fromkeys(organizations):
            head = head_of(organization)
            name = self._name(organization)
            yield HeadLine(
                organization=body_of(name) if organization.kind == Kind.COMMITTEE else name,
                length=str(head.length) if head.length else "",
                hash=head.hash if head.length else "",
            )

    def _name(self, organization: Organization) -> str:
        return name_on(organization, periods.last_day(self.year, self.job.period))


_NOT_THERE = Obstacle("not_there", "Chưa có văn bản này.")
