"""What an office set for the papers of its committee, else what is shipped."""

import datetime as dt
from dataclasses import replace

from organizations.models import Organization

from .guidelines import Guideline, guideline_for
from .models import CodePrinting, DocumentWording, GuidelineValues
from .wording import SHIPPED, Wording


def wording_for(committee: Organization | None, kind: str) -> Wording:
    """The text of the committee's papers of ``kind``: its own, else the shipped one.

    ``committee`` is the ``keeper`` of an issuer: the authority where a cell issues.
    """
    kept = DocumentWording.objects.current(committee, kind) if committee is not None else None
    return kept.wording if kept is not None and kept.is_own else SHIPPED[kind]


def prints_code(committee: Organization | None) -> bool:
    """Whether numbered papers carry the code under which they can be checked (§4): the prescribed
    blocks have no place for it, so only where the committee's office switched it on."""
    return CodePrinting.objects.filter(committee=committee, on=True).exists()


def guideline_of(committee: Organization | None, day: dt.date) -> Guideline:
    """The guideline in force on ``day``, with the values that the committee set for it."""
    return as_set(guideline_for(day), committee)


def as_set(guideline: Guideline, committee: Organization | None) -> Guideline:
    """A guideline with the values that the committee set for it, if any."""
    kept = GuidelineValues.objects.filter(
        committee=committee, reference=guideline.reference
    ).first()
    if kept is None:
        return guideline
    return replace(
        guideline,
        salutation=kept.salutation,
        submission_salutation=kept.submission_salutation,
        recipient_separator=kept.recipient_separator,
    )
