"""What a registration and a sheet share: sent by one side, opened and settled by the other."""

from .acts import (
    content_of,
    entering_from_paper,
    importing,
    keep_version,
    last_sent,
    log,
    opening,
    reopening,
    restored,
    returning,
    sending,
    settling,
    start_of,
    take_version_back,
    taking_back,
    withdrawing_return,
    write,
)
from .columns import Submission, submission_constraints
from .imports import Imported, differences
from .services import answer_objection, object_to_paper, record_signed_copy
from .values import Basis, Paper, basis_obstacles, paper_obstacles, settles_its_own

__all__ = [
    "Basis",
    "Imported",
    "Paper",
    "Submission",
    "answer_objection",
    "basis_obstacles",
    "content_of",
    "differences",
    "entering_from_paper",
    "importing",
    "keep_version",
    "last_sent",
    "log",
    "object_to_paper",
    "opening",
    "paper_obstacles",
    "record_signed_copy",
    "reopening",
    "restored",
    "returning",
    "sending",
    "settles_its_own",
    "settling",
    "start_of",
    "submission_constraints",
    "take_version_back",
    "taking_back",
    "withdrawing_return",
    "write",
]
