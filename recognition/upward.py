"""Whom a committee may propose to the authority above, and what the year came to (E10)."""

import dataclasses
from dataclasses import dataclass

from organizations.formats import vn_number
from organizations.models import Organization
from organizations.refusals import Obstacle
from plans.workflow import POINTS_HEADINGS, Basis

from .facts import thresholds_of
from .frozen import FrozenYear
from .live import freeze_all
from .models import Commendation, QualityGrade, Recognition
from .models.proposals import ProposalRequest
from .printing.decisions import cited
from .rules import GradeFact, Outcome, assess
from .words import count_of
from .year import YearReport, YearRow


@dataclass(frozen=True, slots=True)
class Offer:
    """One organisation that could be proposed, and what stands in the way of it."""

    organization: Organization
    year: FrozenYear
    request: ProposalRequest
    on_proposed_grade: bool
    obstacles: tuple[Obstacle, ...]

    @property
    def key(self) -> str:
        """What the form sends back: code and request."""
        return f"{self.organization.code}:{self.request}"


def proposable(report: YearReport) -> list[Offer]:
    """The own đảng bộ for recognition and commendation, and the recognised that are excellent.

    Its grade may still be the proposed one. More than its own limit is not blocked.
    """
    committee, year = report.committee, report.year
    own, on_proposed = _with_proposed_grade(report.own, year)
    frozen = freeze_all([own, *report.rows])
    recognised = {
        (given.organization_id, given.authority_id): given
        for given in Recognition.objects.filter(organization__in=list(frozen), year=year).in_force()
    }
    outer_commended = set(
        Commendation.objects.filter(organization__in=list(frozen), year=year)
        .exclude(authority=committee)
        .in_force()
        .values_list("organization_id", flat=True)
    )
    outer_recognised = any(
        key == committee.pk and authority != committee.pk for key, authority in recognised
    )
    offers = [
        Offer(
            committee,
            frozen[committee.pk],
            ProposalRequest.RECOGNITION,
            on_proposed,
            tuple(_own_obstacles(frozen[committee.pk], outer_recognised)),
        )
    ]
    for row in (own, *report.rows):
        found = frozen[row.organization.pk]
        is_own = row is own
        if not is_own and (row.organization.pk, committee.pk) not in recognised:
            continue
        offers.append(
            Offer(
                row.organization,
                found,
                ProposalRequest.COMMENDATION,
                on_proposed and is_own,
                tuple(_commendation_obstacles(found, row.organization.pk in outer_commended)),
            )
        )
    return offers


def _with_proposed_grade(own: YearRow, year: int) -> tuple[YearRow, bool]:
    if own.facts.grade.decided is not None:
        return own, False
    grades = QualityGrade.objects.of_year([own.organization], year)[own.organization.pk]
    if grades.proposed is None:
        return own, False
    facts = dataclasses.replace(own.facts, grade=GradeFact(decided=grades.proposed))
    assessed = assess(facts, thresholds_of(own.plan))
    return dataclasses.replace(own, facts=facts, assessment=assessed), True


def _own_obstacles(year: FrozenYear, recognised: bool) -> list[Obstacle]:
    if recognised:
        return [
            Obstacle(
                "already_recognised",
                f"{year.name} đã được cấp trên công nhận năm nay, không cần đề nghị nữa.",
                year.code,
            )
        ]
    if year.eligible:
        return []
    return [_not_eligible(year)]


def _commendation_obstacles(year: FrozenYear, commended: bool) -> list[Obstacle]:
    found = []
    if commended:
        found.append(
            Obstacle(
                "already_commended",
                f"{year.name} đã được cấp trên biểu dương, khen thưởng, không cần đề nghị nữa.",
                year.code,
            )
        )
    if not year.eligible:
        found.append(_not_eligible(year))
    elif not year.excellent:
        found.append(
            Obstacle(
                "not_excellent",
                f"{year.name} chưa được xếp loại “Hoàn thành xuất sắc nhiệm vụ”; chỉ đề nghị"
                " tổ chức có xếp loại này.",
                year.code,
            )
        )
    return found


def _not_eligible(year: FrozenYear) -> Obstacle:
    return Obstacle(
        "not_eligible",
        f"{year.name} {Outcome(year.outcome).label} để đề nghị: {year.why_not}.",
        year.code,
    )


def result_in_words(report: YearReport) -> str:
    """What the year came to, as the sentence of a tờ trình."""
    recognised = [given for given in report.recognised if given.organization_id in report.keys]
    counted = count_of(given.kind for given in recognised) if recognised else "chưa có tổ chức nào"
    decisions = "; ".join(
        dict.fromkeys(
            cited(given.decision.symbol, given.decision.decided_on) for given in recognised
        )
    )
    under = f" tại {decisions}" if decisions else ""
    own = report.own.assessment
    points = vn_number(own.points, 2)
    figures = f"{own.pass_months}/12 tháng đạt"
    if points:
        figures += f", {POINTS_HEADINGS[Basis(report.plan.basis)].lower()} {points}"
    return (
        f"Kết quả: {counted} trong tổng số {len(report.rows)} tổ chức đảng trực thuộc được công "
        f"nhận{under}; {report.own.name} có {figures}."
    )
