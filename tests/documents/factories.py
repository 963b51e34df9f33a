"""Papers issued through the services."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import models

from documents import services
from documents.chain import digest
from documents.issuers import issuer_on
from documents.models import Document, Scan
from documents.parts import PaperContext
from documents.scans import NewScan
from organizations.actors import Actor
from organizations.models import Organization
from tests.factories import ACommittee, moment

from . import papers

DAY = dt.date(2025, 12, 25)


def a_draft(made: ACommittee, *, day: dt.date = DAY, **changes: Any) -> services.Draft:
    """A recognition ready to be issued by the committee, addressed to its first cell."""
    issuer = issuer_on(made.organization, day)

    def context(number: int | None) -> PaperContext:
        return papers.recognition(
            rows=1,
            letterhead=issuer.letterhead(on=day, paper="QĐ", number=number),
            signature=issuer.signature(),
            date=day.isoformat(),
        )

    draft = services.Draft(
        kind="recognition",
        issuer=issuer,
        context=context,
        facts={"CB01": {"pass_months": 12, "points": "95.00"}},
        readers=made.cells[:1],
    )
    return replace(draft, **changes)


def an_issued(
    made: ACommittee, *, day: dt.date = DAY, number: int | None = None, **options: Any
) -> Document:
    """A recognition issued by the committee's office."""
    return services.issue(
        a_draft(made, day=day), by=made.office, now=moment(day), number=number, **options
    )


def a_sheet_draft(made: ACommittee, *, day: dt.date = DAY) -> services.Draft:
    """The first cell's sheet, ready to be made final."""
    issuer = issuer_on(made.cells[0], day)
    context: Callable[[int | None], PaperContext] = lambda number: papers.sheet(  # noqa: E731
        letterhead=issuer.letterhead(on=day)
    )
    return services.Draft(kind="sheet", issuer=issuer, context=context, readers=[made.organization])


def a_frozen_sheet(made: ACommittee, *, day: dt.date = DAY) -> Document:
    """The first cell's sheet, its print made final by its secretary."""
    return services.freeze_print(
        a_sheet_draft(made, day=day), by=made.secretaries["CB01"], now=moment(day)
    )


def a_new_scan(content: bytes = b"%PDF-1.7 scan", pages: int = 1) -> NewScan:
    """A file as it comes from being written anew."""
    return NewScan(content, pages, digest(b"as sent: " + content))


def a_kept_scan(
    subject: models.Model, organization: Organization, *, by: Actor, content: bytes = b"%PDF-1.7"
) -> Scan:
    """A scan of the paper of ``subject``."""
    return services.keep_scan(
        subject,
        a_new_scan(content),
        organization=organization,
        title="bản ký",
        by=by,
        now=moment(by.today),
    )
