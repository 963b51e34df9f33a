"""The acts on organisations, people and terms; the only writers of their tables."""

from .accounts import (
    OpenedAccount,
    change_password,
    choose_role,
    close_account,
    note_sign_in,
    open_account,
    rename_account,
    reset_password,
    unlock_account,
)
from .checks import DecisionRef, NewOrganization
from .ends import absorb, dissolve, split, unite
from .imports import (
    ImportedOrganization,
    ImportedPeriods,
    Period,
    import_organizations,
)
from .lives import describe, found, mend_name, move, rename
from .members import add_member, add_members, add_signer, end_member, end_signer
from .roles import assign, end_assignment, end_role, grant_role, role_in_words, role_words
from .terms import TermValues, edit_term, open_term

__all__ = [
    "DecisionRef",
    "ImportedOrganization",
    "ImportedPeriods",
    "NewOrganization",
    "OpenedAccount",
    "Period",
    "TermValues",
    "absorb",
    "add_member",
    "add_members",
    "add_signer",
    "assign",
    "change_password",
    "choose_role",
    "close_account",
    "describe",
    "dissolve",
    "edit_term",
    "end_assignment",
    "end_member",
    "end_role",
    "end_signer",
    "found",
    "grant_role",
    "import_organizations",
    "mend_name",
    "move",
    "note_sign_in",
    "open_account",
    "open_term",
    "rename",
    "rename_account",
    "reset_password",
    "role_in_words",
    "role_words",
    "split",
    "unite",
    "unlock_account",
]
