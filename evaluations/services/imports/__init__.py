"""Rows of a workbook's sheet ``Đánh giá``, written in place of persons (interfaces.md)."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from organizations.actors import Actor
from organizations.refusals import Refusal
from registrations.submission import Imported

from ...models import YEAR, EvaluationTransition
from ...sending import NO_MEETING_IN_A_YEAR
from .. import acts
from .adding import NewSheet, new_sheet, store
from .comparing import meet
from .known import ImportedSheet, Known

__all__ = ["ImportedSheet", "import_evaluations"]


@transaction.atomic
def import_evaluations(
    rows: Sequence[ImportedSheet], *, by: Actor, now: dt.datetime
) -> list[Imported | Refusal]:
    """Bring in rows in their order, no sheet twice; says of each what became of it.

    What is not there is added, the same is skipped, what waits and now has its date is settled.
    Lateness and locks do not apply, D2–D4 and the life of the organisation do. A row that differs
    from what is there, in any state, is refused with both values. What is read and added takes
    the same few queries for many rows. ``by`` is the actor of an ``ImportRun``; where a row is
    refused, the caller takes back the others.
    """
    if not by.is_import:
        raise ValueError("Only an import brings in rows of a workbook.")
    known = Known(rows)
    outcomes: list[Imported | Refusal] = []
    added: dict[int, NewSheet] = {}
    settled: list[EvaluationTransition] = []
    for place, row in enumerate(rows):
        there = known.sheet_of(row)
        try:
            if row.period == YEAR and row.values.no_meeting_held:
                raise Refusal(NO_MEETING_IN_A_YEAR)
            if there is None:
                added[place] = new_sheet(row, known, by=by, now=now)
                outcomes.append(Imported.ADDED)
            else:
                outcomes.append(meet(there, row, known, settled, by=by, now=now))
        except Refusal as refusal:
            outcomes.append(refusal)
    acts.tell(settled, by=by, now=now)
    for place, refused in store(added, by=by, now=now).items():
        outcomes[place] = refused
    return outcomes
