"""The tờ trình to the authority above (E10)."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.contexts import ProposalContext, ProposedUnit
from documents.parts import Appendix, Heading
from organizations.models import Kind
from plans.workflow import POINTS_HEADINGS, Basis

from ..frozen import FrozenYear
from ..models.proposals import ProposalRequest
from ..words import kinds_among, models_of
from .decisions import unit_of
from .paper import Paper


@dataclass(frozen=True, slots=True)
class Proposed:
    """One organisation that is proposed; ``on_proposed_grade``: nothing was decided yet."""

    year: FrozenYear
    request: ProposalRequest
    on_proposed_grade: bool = False

    def in_words(self) -> str:
        """``Công nhận “đảng bộ bốn tốt”``."""
        if self.request == ProposalRequest.RECOGNITION:
            return f"Công nhận “{Kind(self.year.kind).label} bốn tốt”"
        return "Biểu dương, khen thưởng tiêu biểu"


def proposal_context(
    paper: Paper, proposed: Sequence[Proposed], *, result: str, recognised: Sequence[str]
) -> ProposalContext:
    """The tờ trình with its list.

    ``result``: what the year came to, as a sentence; ``recognised``: kinds of those recognised.
    """
    text = paper.issuer.write(
        "proposal",
        paper.values(
            recognised,
            request=request_in_words(proposed),
            result=result,
            reference=paper.reference("Tờ trình", "TTr"),
        ),
    )
    return ProposalContext(
        **paper.common() | {"recipients": paper.issuer.recipients("Như trên")},
        letterhead=paper.issuer.letterhead(on=paper.on, paper="TTr", number=paper.number),
        heading=Heading(name=text.name, subject=text.subject),
        salutation=paper.issuer.guideline.submission_salutation,
        addressees=_addressees(paper),
        paragraphs=text.paragraphs,
        appendix=Appendix(
            name=text.appendix_name,
            subject=text.appendix_subject,
            reference=text.appendix_reference,
        ),
        points_heading=POINTS_HEADINGS[Basis(paper.plan.basis)],
        rows=tuple(_row(one) for one in proposed),
        empty_note="Chưa có tổ chức đảng nào được đề nghị.",
    )


def request_in_words(proposed: Sequence[Proposed]) -> str:
    """``xét, công nhận “đảng bộ bốn tốt” và biểu dương, khen thưởng … tiêu biểu``."""

    def kinds(request: ProposalRequest) -> list[Kind]:
        return kinds_among(one.year.kind for one in proposed if one.request == request)

    there = {one.request for one in proposed}
    parts = []
    if ProposalRequest.RECOGNITION in there or not there:
        asked = kinds(ProposalRequest.RECOGNITION) if there else [Kind.COMMITTEE]
        parts.append(f"xét, công nhận {models_of(asked)}")
    if ProposalRequest.COMMENDATION in there:
        asked = kinds(ProposalRequest.COMMENDATION)
        parts.append(f"biểu dương, khen thưởng {models_of(asked)} tiêu biểu")
    return " và ".join(parts)


def _addressees(paper: Paper) -> tuple[str, ...]:
    above = paper.plan.addressee_above or paper.issuer.authority
    via = paper.plan.addressee_via
    return (above, f"{via} {above}".strip()) if via else (above,)


def _row(one: Proposed) -> ProposedUnit:
    unit = unit_of(one.year)
    if one.on_proposed_grade:
        unit["grade"] = f"{unit['grade']} (đề nghị)"
    return ProposedUnit(**unit, request=one.in_words())
