"""One paper of a file: drawn from today's rows, or the stored bytes of a document."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.db import models
from django.db.models import Q

from documents import storage
from documents.letterhead import short_date
from documents.models import Document, Scan
from documents.numbering import KIND_LABELS
from documents.render import render_pdf
from evaluations import periods
from evaluations.models import Evaluation
from evaluations.workflow import Status as SheetStatus
from organizations.models import Organization
from organizations.refusals import Obstacle, Refusal
from recognition.models import Decision, Meeting
from recognition.workflow import DECISION_LABELS, DecisionKind
from registrations.models import Registration
from registrations.workflow import Status as RegistrationStatus

from ..papers import Wanted, paper_of, preview_of
from .asked import Asked


@dataclass(frozen=True, kw_only=True)
class Part:
    """One paper of a file; ``draw`` gives its PDF and raises ``Refusal`` where there is none."""

    title: str
    section: str = ""
    draw: Callable[[], bytes]


_NOT_THERE = Obstacle("not_there", "Chưa có văn bản này. Mời lập văn bản trước.")


class PartsOfFile:
    """Each paper of a file as a part, drawn as whoever asked for the file may read it."""

    def __init__(self, asked: Asked, *, today: dt.date) -> None:
        self.asked = asked
        self.today = today
        self.year = asked.year

    def registration(self, organization: Organization) -> Part:
        """What it registered for the year."""
        return self.paper(
            "registration",
            organization,
            section="Đăng ký",
            readable=lambda: self.registration_of(organization) is not None,
        )

    def sheet(
        self, organization: Organization, month: int, *, title: str = "", section: str = ""
    ) -> Part:
        """Its sheet of a month."""
        return self.paper(
            "sheet",
            organization,
            period=month,
            title=title or periods.sheet_name(self.year, month),
            section=section,
            readable=lambda: self.sheet_of(organization, month) is not None,
        )

    def self_review(self, organization: Organization) -> Part:
        """Its self-review of the year."""
        return self.paper(
            "self-review",
            organization,
            period=periods.YEAR,
            section="Tự rà soát năm",
            readable=lambda: self.sheet_of(organization, periods.YEAR) is not None,
        )

    def paper(
        self,
        kind: str,
        organization: Organization,
        *,
        period: int | None = None,
        title: str = "",
        section: str = "",
        readable: Callable[[], bool] = lambda: True,
    ) -> Part:
        """A paper drawn from today's rows; none where the reader may not read them.

        In a preview it says so too, in a file made final the code on the page of contents is for
        all.
        """
        wanted = Wanted(
            committee=self.asked.committee,
            organization=organization,
            year=self.year,
            period=period,
            blank=False,
            today=self.today,
        )

        def draw() -> bytes:
            if not readable():
                raise Refusal(_NOT_THERE)
            context = paper_of if self.asked.final else preview_of
            return render_pdf(kind, context(kind, wanted))

        return Part(title=title or KIND_LABELS[kind], section=section, draw=draw)

    def with_scan(self, part: Part, subject: models.Model | None) -> Iterator[Part]:
        """A paper, and behind it the latest scan of its signed copy where one was kept.

        ``subject``: what it is the paper of, as far as the reader may read it.
        """
        yield part
        scan = Scan.objects.of(subject).first() if subject is not None else None
        if scan is not None:
            yield Part(
                title=f"{part.title} – bản quét bản đã ký",
                section=part.section,
                draw=partial(storage.read_scan, scan.sha256),
            )

    def sheet_of(self, organization: Organization, period: int) -> Evaluation | None:
        """The row of a sheet or self-review that was sent and may be read."""
        sheets = Evaluation.objects.filter(
            organization=organization, year=self.year, period=period
        ).exclude(status=SheetStatus.DRAFT)
        reader = self.asked.reader
        return (sheets if reader is None else sheets.visible_to(reader)).first()

    def registration_of(self, organization: Organization) -> Registration | None:
        """The row of a registration that was sent and may be read."""
        rows = Registration.objects.filter(organization=organization, year=self.year).exclude(
            status=RegistrationStatus.DRAFT
        )
        reader = self.asked.reader
        return (rows if reader is None else rows.visible_to(reader)).first()

    def stored(self, document: Document | None, title: str, *, section: str) -> Part:
        """The stored bytes of an issued document; None where there is none to be read."""

        def draw() -> bytes:
            if document is None:
                raise Refusal(_NOT_THERE)
            return storage.read(document.pdf_sha256)

        return Part(title=title, section=section, draw=draw)

    def minutes(self, committee: Organization) -> Iterator[Part]:
        """The minutes of the meetings that voted, by date; those not issued are missing."""
        section = "Biên bản"
        meetings = Meeting.objects.filter(
            review__authority=committee, review__year=self.year
        ).select_related("minutes")
        there = [(meeting, meeting.minutes) for meeting in meetings]
        if not there:
            yield self.stored(None, "Biên bản hội nghị (phần biểu quyết)", section=section)
        for meeting, minutes in there:
            title = f"Biên bản hội nghị ngày {short_date(meeting.held_on)}"
            if minutes is not None:
                title = f"Biên bản số {minutes.symbol}, hội nghị ngày {short_date(meeting.held_on)}"
            yield from self.with_scan(self.stored(minutes, title, section=section), minutes)

    def decisions(self, which: Q) -> Iterator[Part]:
        """Decisions of the year that the requester may read, revocations too, by date."""
        section = "Quyết định"
        decisions = list(
            Decision.objects.filter(which, year=self.year)
            .select_related("document")
            .distinct()
            .order_by("decided_on", "pk")
        )
        if not decisions:
            yield self.stored(None, "Quyết định công nhận", section=section)
        documents = Document.objects.filter(pk__in=[one.document_id for one in decisions])
        if self.asked.reader is not None:
            documents = documents.visible_to(self.asked.reader)
        readable = set(documents.values_list("pk", flat=True))
        for decision in decisions:
            label = DECISION_LABELS[DecisionKind(decision.kind)]
            day = short_date(decision.decided_on)
            title = f"Quyết định {label} số {decision.symbol}, ngày {day} của {decision.body}"
            if decision.document is None:
                yield self._outer(decision, title, section=section)
                continue
            there = decision.document if decision.document_id in readable else None
            yield from self.with_scan(self.stored(there, title, section=section), there)

    def _outer(self, decision: Decision, title: str, *, section: str) -> Part:
        """A decision of an authority that does not work here: there is a scan of it, or nothing."""
        scan = Scan.objects.of(decision).first()

        def draw() -> bytes:
            if scan is None:
                raise Refusal(_NOT_THERE)
            return storage.read_scan(scan.sha256)

        return Part(title=title, section=section, draw=draw)
