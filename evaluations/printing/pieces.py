"""What the papers of months and of years have in common, as it is printed."""

from collections.abc import Sequence
from decimal import Decimal

from documents.contexts import SheetCriterion, SheetGroup
from documents.letterhead import short_date, vote
from documents.parts import Vote
from organizations.formats import vn_number
from organizations.models import Organization
from plans.models import Criterion, Framework, Plan

from ..models import Evaluation
from ..values import MeetingValues, PointEntry
from ..workflow import BALLOT_LABELS, Ballot

_NUMERALS = {"1": "I", "2": "II", "3": "III", "4": "IV"}


def said_or_none(text: str, *, draft: bool) -> str:
    """A text of the meeting; what was sent without one says so, a draft has lines to write on."""
    return text or ("" if draft else "không ghi.")


def groups_of(
    criteria: Sequence[Criterion], values: MeetingValues, totals: dict[str, Decimal]
) -> tuple[SheetGroup, ...]:
    """The four contents with their criteria, points and subtotals."""
    found: dict[str, list[Criterion]] = {}
    for criterion in criteria:
        found.setdefault(criterion.group.code, []).append(criterion)
    return tuple(
        SheetGroup(
            numeral=_NUMERALS[code],
            title=members[0].group.title,
            max_points=vn_number(sum((c.max_points for c in members), Decimal(0))),
            points=vn_number(totals.get(code)),
            criteria=tuple(
                _criterion(criterion, values.points.get(criterion.code, PointEntry()))
                for criterion in members
            ),
        )
        for code, members in found.items()
    )


def _criterion(criterion: Criterion, entry: PointEntry) -> SheetCriterion:
    return SheetCriterion(
        code=criterion.code,
        text=criterion.text,
        max_points=vn_number(criterion.max_points),
        points=vn_number(entry.points),
        note=entry.reason,
        not_applicable="x" if entry.not_applicable else "",
        mandatory="x" if criterion.mandatory else "",
    )


def vote_of(values: MeetingValues) -> Vote:
    """The vote of the meeting."""
    return vote(
        voters=values.voters,
        present=values.present,
        votes_for=values.votes_for,
        votes_against=values.votes_against,
        votes_other=values.votes_other,
        method=BALLOT_LABELS[Ballot(values.ballot)].lower(),
    )


def unit_of(organization: Organization) -> str:
    """Who rates itself, as it begins a sentence."""
    return "Đảng bộ" if organization.is_committee else "Chi bộ"


def model_of(organization: Organization) -> str:
    """``“chi bộ bốn tốt”``."""
    return f"“{unit_of(organization).lower()} bốn tốt”"


def period_in_words(year: int, month: int) -> str:
    """``tháng 3 năm 2026``."""
    return f"tháng {month} năm {year}"


def plan_in_words(plan: Plan | None) -> str:
    """``Kế hoạch số 39-KH/ĐU, ngày 28/8/2024``; empty without one."""
    return f"Kế hoạch số {plan.number}, ngày {short_date(plan.issued_on)}" if plan else ""


def framework_note(framework: Framework | None) -> str:
    """Says that the framework is the shipped sample (B4), also where its note was cleared; empty
    for an office's own.
    """
    if framework is None or not framework.is_sample:
        return ""
    return framework.note or "Khung tiêu chí mẫu – thay bằng khung ban hành kèm theo kế hoạch"


def paper_note(evaluation: Evaluation) -> str:
    """Says that the office keyed it in from signed paper; empty where it did not."""
    if not evaluation.from_paper:
        return ""
    clerk = evaluation.sent_by.full_name if evaluation.sent_by else ""
    return (
        f"Văn phòng nhập thay theo bản giấy do đồng chí {evaluation.paper_signer} ký, nhận ngày "
        f"{short_date(evaluation.paper_received_on)}; người nhập: {clerk}."
    )


def count(number: int | None) -> str:
    """A number of people; empty while it is not known."""
    return "" if number is None else str(number)
