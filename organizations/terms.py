"""Who sits and who signs on a day (A9)."""

import datetime as dt

from .models import Body, Organization, Signer, Term, TermMember
from .querysets import covering


def term_on(organization: Organization, day: dt.date) -> Term | None:
    """The committee's term on ``day``, or None where none was kept."""
    return organization.terms.filter(covering(day)).first()


def members_on(organization: Organization, body: Body, day: dt.date) -> list[TermMember]:
    """The members of a body on ``day``: those with a vote in its meetings."""
    return list(
        TermMember.objects.filter(
            covering(day), covering(day, "term__"), term__organization=organization, body=body
        )
    )


def signers_on(organization: Organization, day: dt.date) -> list[Signer]:
    """Who may sign on ``day``, the first named first, with the term of that day."""
    return list(
        Signer.objects.filter(
            covering(day), covering(day, "term__"), term__organization=organization
        ).select_related("term")
    )
