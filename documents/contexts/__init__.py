"""One frozen context for each kind of paper: everything that is printed, as text, and no more.

The apps above build them from rows (``*/printing.py``) with the builders of ``letterhead.py`` and
the texts of ``wording.py``; ``render.py`` draws them. An empty string prints as dots where a paper
must be filled in. Numbers come formatted (``92,5``); dates in running text as ``11/4/2024``.
"""

import json

from ..parts import PaperContext
from .contents import ContentsContext, ContentsRow, HeadLine
from .decisions import (
    Award,
    CertificateContext,
    CommendationContext,
    DecisionContext,
    RecognisedUnit,
    RecognitionContext,
    RevocationContext,
    RevokedUnit,
)
from .reports import (
    AssignedMember,
    AssignmentsContext,
    BallotContext,
    CellReportContext,
    MinutesContext,
    ProposalContext,
    ProposedUnit,
    ReportContext,
    Section,
    VotedUnit,
)
from .sheets import (
    CellMinutesContext,
    RegistrationContext,
    SelfReviewContext,
    SheetContext,
    SheetCriterion,
    SheetGroup,
)
from .tables import (
    HalfYearContext,
    MonthlySummaryContext,
    MonthlyUnit,
    RegisteredUnit,
    RegistrationListContext,
    YearRow,
    YearTableContext,
)

__all__ = [
    "JOINED",
    "KINDS",
    "AssignedMember",
    "AssignmentsContext",
    "Award",
    "BallotContext",
    "CellMinutesContext",
    "CellReportContext",
    "CertificateContext",
    "CommendationContext",
    "ContentsContext",
    "ContentsRow",
    "DecisionContext",
    "HalfYearContext",
    "HeadLine",
    "MinutesContext",
    "MonthlySummaryContext",
    "MonthlyUnit",
    "ProposalContext",
    "ProposedUnit",
    "RecognisedUnit",
    "RecognitionContext",
    "RegisteredUnit",
    "RegistrationContext",
    "RegistrationListContext",
    "ReportContext",
    "RevocationContext",
    "RevokedUnit",
    "Section",
    "SelfReviewContext",
    "SheetContext",
    "SheetCriterion",
    "SheetGroup",
    "VotedUnit",
    "YearRow",
    "YearTableContext",
    "context_from_json",
]

KINDS: dict[str, type[PaperContext]] = {
    context.KIND: context
    for context in (
        RegistrationContext,
        RegistrationListContext,
        AssignmentsContext,
        SheetContext,
        CellMinutesContext,
        MonthlySummaryContext,
        HalfYearContext,
        YearTableContext,
        SelfReviewContext,
        CellReportContext,
        ReportContext,
        BallotContext,
        MinutesContext,
        RecognitionContext,
        CommendationContext,
        CertificateContext,
        RevocationContext,
        ProposalContext,
    )
}
"""Every kind of paper in the order of a year, each with its context."""

JOINED: dict[str, type[PaperContext]] = {"dossier": ContentsContext, "book": ContentsContext}
"""Kinds that are files of several papers; what is frozen of them is the page of contents."""


def context_from_json(kind: str, text: str) -> PaperContext:
    """The frozen context of a document of ``kind``; ``ValueError`` when it does not fit."""
    shape = KINDS.get(kind) or JOINED.get(kind)
    if shape is None:
        raise ValueError(f"Unknown kind of document: {kind!r}.")
    if not isinstance(json.loads(text), dict):
        raise ValueError("A context is a JSON object.")
    return shape.from_json(text)
