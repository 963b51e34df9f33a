"""Questions about issued documents and their numbers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from organizations.folding import fold
from organizations.models import Organization, Role, Term

if TYPE_CHECKING:
    from organizations.actors import Actor

    from .models import Document, DocumentWording, NumberEntry, Scan, WordTemplate


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents as issued."""

    def visible_to(self, actor: "Actor") -> Self:
        """The documents that the actor may read.

        An office and a cell: what their organisation issued, receives or is named in; a member:
        what the committee issued with a number, and what cells assigned to the member issued.
        """
        from .models import DocumentReader

        if actor.organization is None or actor.role == Role.ADMINISTRATOR:
            return self.none()
        if actor.role == Role.WATCHER:
            return self.filter(
                Q(organization=actor.organization, number__isnull=False)
                | Q(organization__in=actor.watched_ids)
            )
        addressed = DocumentReader.objects.filter(
            document=OuterRef("pk"), organization=actor.organization
        )
        return self.filter(Q(organization=actor.organization) | Exists(addressed))

    def matching(self, *, text: str = "", kind: str = "", year: int | None = None) -> Self:
        """Those of a kind, of a year of issue, whose title or number holds ``text`` (folded)."""
        found = self.order_by("-issued_at", "-pk")
        if kind:
            found = found.filter(kind=kind)
        if year:
            found = found.filter(issued_at__year=year)
        wanted = fold(text)
        if wanted.isdecimal():
            return found.filter(Q(number=int(wanted[:9])) | Q(title_folded__contains=wanted))
        return found.filter(title_folded__contains=wanted) if wanted else found

    def chain_of(self, organization: Organization) -> Self:
        """The organisation's documents from the beginning of its chain."""
        return self.filter(organization=organization).order_by("position")


class NumberEntryQuerySet(models.QuerySet["NumberEntry"]):
    """Numbers with their records."""

    def latest_first(self) -> Self:
        """By code of the paper, the highest number first."""
        return self.select_related("document", "by").order_by("paper_code", "-number")

    def series(self, organization: Organization, paper_code: str, term: Term) -> Self:
        """The numbers of one series, in their order."""
        return self.filter(organization=organization, paper_code=paper_code, term=term).order_by(
            "number"
        )


class DocumentWordingQuerySet(models.QuerySet["DocumentWording"]):
    """Texts of papers with all that they were before."""

    def current(self, committee: Organization, kind: str) -> "DocumentWording | None":
        """The latest row about a kind; None where the shipped text was never touched."""
        return self.of(committee, kind).first()

    def of(self, committee: Organization, kind: str) -> Self:
        """All rows about a kind, the latest first."""
        found = self.filter(committee=committee, kind=kind).select_related("by")
        return found.order_by("-version")

    def latest_of(self, committee: Organization) -> "dict[str, DocumentWording]":
        """The latest row about each kind that was touched, in one query."""
        rows = self.filter(committee=committee).select_related("by").order_by("version")
        return {row.kind: row for row in rows}


class ScanQuerySet(models.QuerySet["Scan"]):
    """Scans of signed papers; whoever may read the paper's subject may read them."""

    def of(self, subject: models.Model) -> Self:
        """Those of one subject, the one that is shown first."""
        found = self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)
        return found.order_by("-number")

    def keys_of(self, subjects: Iterable[models.Model]) -> frozenset[int]:
        """Of subjects of one table the keys of those that have a scan, in one query."""
        there = list(subjects)
        if not there:
            return frozenset()
        found = self.filter(
            subject_type=there[0]._meta.label_lower, subject_id__in=[one.pk for one in there]
        )
        return frozenset(found.values_list("subject_id", flat=True))


class WordTemplateQuerySet(models.QuerySet["WordTemplate"]):
    """Word templates with all that they were before."""

    def current(self, committee: Organization, kind: str) -> "WordTemplate | None":
        """The latest row about a kind; None where the shipped template was never replaced."""
        return self.of(committee, kind).first()

    def of(self, committee: Organization, kind: str) -> Self:
        """All rows about a kind, the latest first."""
        found = self.filter(committee=committee, kind=kind).select_related("by")
        return found.order_by("-version")

    def latest_of(self, committee: Organization) -> "dict[str, WordTemplate]":
        """The latest row about each kind that was touched, in one query."""
        rows = self.filter(committee=committee).select_related("by").order_by("version")
        return {row.kind: row for row in rows}
