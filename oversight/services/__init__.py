"""The acts on jobs; the only writers of their states.

People ask for a file and cancel; a worker claims, reports, finishes, fails, gives back. Every act
is one compare-and-set on the state and, of a worker, on its claim: whoever comes second gets
nothing.
"""

from .asking import Order, cancel_job, request_job, title_of
from .working import (
    DIED,
    KEPT,
    SILENT_AFTER,
    ClaimLost,
    Result,
    claim_next,
    fail,
    finish,
    give_back,
    reap,
    report,
)

__all__ = [
    "DIED",
    "KEPT",
    "SILENT_AFTER",
    "ClaimLost",
    "Order",
    "Result",
    "cancel_job",
    "claim_next",
    "fail",
    "finish",
    "give_back",
    "reap",
    "report",
    "request_job",
    "title_of",
]
