"""The acts on documents and numbers; the only writers of their tables."""

from .chaining import Draft
from .checking import MOST_CHECKS, STRETCH, count_check, record_revocation
from .freezing import freeze_file, freeze_print
from .issuing import issue
from .numbers import proposed_number, reserve_numbers, void_number
from .scans import add_scan, keep_scan
from .style import (
    change_guideline,
    change_wording,
    restore_shipped_wording,
    set_certificate_offsets,
    set_code_printing,
)
from .word_templates import replace_word_template, restore_shipped_word_template

__all__ = [
    "MOST_CHECKS",
    "STRETCH",
    "Draft",
    "add_scan",
    "change_guideline",
    "change_wording",
    "count_check",
    "freeze_file",
    "freeze_print",
    "issue",
    "keep_scan",
    "proposed_number",
    "record_revocation",
    "replace_word_template",
    "reserve_numbers",
    "restore_shipped_word_template",
    "restore_shipped_wording",
    "set_certificate_offsets",
    "set_code_printing",
    "void_number",
]
