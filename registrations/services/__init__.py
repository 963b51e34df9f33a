"""The acts on registrations; the only writers of their tables."""

from registrations.submission import (
    add_scan,
    answer_objection,
    object_to_paper,
    record_signed_copy,
)

from .imports import ImportedRegistration, import_registrations
from .office import (
    accept,
    add_basis_number,
    begin_review,
    reopen,
    return_for_completion,
    withdraw_return,
)
from .own import note_breakthrough, save, submit, take_back
from .paper import enter_from_paper

__all__ = [
    "ImportedRegistration",
    "accept",
    "add_basis_number",
    "add_scan",
    "answer_objection",
    "begin_review",
    "enter_from_paper",
    "import_registrations",
    "note_breakthrough",
    "object_to_paper",
    "record_signed_copy",
    "reopen",
    "return_for_completion",
    "save",
    "submit",
    "take_back",
    "withdraw_return",
]
