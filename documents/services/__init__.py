"""The acts on documents and numbers; the only writers of their tables."""

from .issuing import Draft, freeze_print, issue
from .numbers import proposed_number, reserve_numbers, void_number

__all__ = [
    "Draft",
    "freeze_print",
    "issue",
    "proposed_number",
    "reserve_numbers",
    "void_number",
]
