"""The acts on sheets and self-reviews; the only writers of their tables."""

from registrations.submission import (
    Basis,
    Imported,
    Paper,
    add_scan,
    answer_objection,
    object_to_paper,
    record_signed_copy,
)

from .asking import ask_to_open, decline_to_open
from .drafts import save, submit, take_back
from .extensions import extend
from .imports import ImportedSheet, import_evaluations
from .paper import correct_paper_entry, enter_from_paper
from .settling import (
    Mark,
    begin_review,
    complete_basis,
    confirm,
    reopen,
    return_for_completion,
    withdraw_return,
)

__all__ = [
    "Basis",
    "Imported",
    "ImportedSheet",
    "Mark",
    "Paper",
    "add_scan",
    "answer_objection",
    "ask_to_open",
    "begin_review",
    "complete_basis",
    "confirm",
    "correct_paper_entry",
    "decline_to_open",
    "enter_from_paper",
    "extend",
    "import_evaluations",
    "object_to_paper",
    "record_signed_copy",
    "reopen",
    "return_for_completion",
    "save",
    "submit",
    "take_back",
    "withdraw_return",
]
