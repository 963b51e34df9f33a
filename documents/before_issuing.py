"""What a page that issues a numbered paper says before anything is typed."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from organizations.models import Body, Organization
from organizations.permissions import ActingRequest

from .issuers import issuer_on
from .services import proposed_number
from .services.missing import missing


@dataclass(frozen=True, slots=True)
class Beforehand:
    """The next number of the series, and what is still missing for a paper dated ``day``."""

    day: dt.date
    proposed: int | None
    """None without a term: there is no series then."""
    missing: tuple[str, ...]
    """Sentences: term, place, signer; empty where the paper could be issued."""


def before_issuing(
    request: ActingRequest,
    organization: Organization,
    paper_code: str,
    day: dt.date,
    *,
    body: Body = Body.COMMITTEE,
) -> Beforehand:
    """Look ahead for a paper of ``paper_code`` (``QĐ``) that would be dated ``day``."""
    issuer = issuer_on(organization, day, body=body)
    lacking = missing(issuer, paper_code, by=request.actor, now=timezone.now())
    term = issuer.term
    return Beforehand(
        day=day,
        proposed=proposed_number(organization, paper_code, term) if term is not None else None,
        missing=tuple(obstacle.sentence for obstacle in lacking if obstacle is not None),
    )
