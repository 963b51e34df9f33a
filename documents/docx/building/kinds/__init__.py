"""The body of each kind, block by block like ``templates/documents/<kind>.html``."""

from collections.abc import Callable

from ..markup import ACROSS, CERTIFICATE, UPRIGHT, Sheet
from .decisions import certificate, recognised, revocation
from .reports import assignments, ballot, minutes, proposal, report
from .sheets import cell_minutes, registration, self_review, sheet
from .tables import monthly_summary, registration_list, year_table

__all__ = ["ACROSS_KINDS", "BODIES", "sheet_of"]

BODIES: dict[str, Callable[[], str]] = {
    "registration": registration,
    "registration-list": registration_list,
    "assignments": assignments,
    "sheet": sheet,
    "cell-minutes": cell_minutes,
    "monthly-summary": monthly_summary,
    "half-year": lambda: year_table(6, whole=False),
    "year-table": lambda: year_table(12, whole=True),
    "self-review": self_review,
    "cell-report": report,
    "report": report,
    "ballot": ballot,
    "minutes": minutes,
    "recognition": recognised,
    "commendation": recognised,
    "certificate": certificate,
    "revocation": revocation,
    "proposal": proposal,
}

ACROSS_KINDS = frozenset({"registration-list", "monthly-summary", "half-year", "year-table"})


def sheet_of(kind: str) -> Sheet:
    """The paper that a kind is printed on."""
    if kind == "certificate":
        return CERTIFICATE
    return ACROSS if kind in ACROSS_KINDS else UPRIGHT
