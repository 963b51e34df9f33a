"""The self-review of a year as the report that is printed (documents.md §1: ``self-review``)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from documents.contexts import SelfReviewContext
from documents.issuers import Issuer, issuer_on
from documents.letterhead import DRAFT, short_date
from documents.parts import Entry, Heading
from organizations.formats import local_date, vn_number
from organizations.models import Organization
from plans.models import Plan
from plans.querysets import framework_for, plan_for
from plans.workflow import POINTS_HEADINGS, Basis
from registrations.models import Registration
from registrations.values import RegistrationValues
from registrations.wording import CONTENTS, addressee_of
from registrations.workflow import Status as RegistrationStatus

from .. import periods
from ..board import months_of
from ..grades import GRADE_LABELS, Grade
from ..models import Evaluation
from ..months import MonthState
from ..reading import criteria_of, rules_of, sent_values, values_of
from ..scoring import group_totals, total
from ..values import SelfReviewValues
from ..workflow import Rating, Status
from .pieces import (
    framework_note,
    groups_of,
    model_of,
    paper_note,
    plan_in_words,
    unit_of,
    vote_of,
)

_DECLARED = (
    ("Tổ chức, cá nhân bị kỷ luật", "discipline"),
    ("Đơn thư, khiếu nại vượt cấp", "complaints"),
    ("Biểu hiện mất đoàn kết nội bộ", "disunity"),
)


def self_review_context(evaluation: Evaluation, *, today: dt.date) -> SelfReviewContext:
    """The self-review as last sent, with the months as they stood then.

    A draft is marked as one and shows the months as they stand ``today``.
    """
    draft = evaluation.status == Status.DRAFT
    values = values_of(evaluation) if draft else sent_values(evaluation)
    if not isinstance(values, SelfReviewValues):
        raise TypeError("Only the self-review of a year is printed as one.")
    organization, year = evaluation.organization, evaluation.year
    on = None if draft or evaluation.sent_at is None else local_date(evaluation.sent_at)
    issuer = issuer_on(organization, on or evaluation.read_on)
    criteria = criteria_of(evaluation.framework)
    scores = [s for s in rules_of(evaluation, criteria).scores(values) if s.counted is not None]
    months = None if draft else evaluation.months_when_sent
    if months is None:
        months = [month.as_json() for month in months_of(organization, year, today=today)]
    plan = evaluation.plan
    return SelfReviewContext(
        **_common(issuer, year, plan),
        letterhead=issuer.letterhead(on=on, year=year),
        signature=issuer.open_signature() if draft else issuer.signature(),
        mark=DRAFT if draft else "",
        date=on.isoformat() if on else "",
        facts=_facts(organization, year, values),
        months=tuple(MonthState(month["state"]).letter for month in months),
        legend=_legend(months),
        pass_months=f"{sum(month['state'] == MonthState.PASSED for month in months)}/12",
        points_heading=POINTS_HEADINGS[Basis(plan.basis)],
        points=_points(plan, months, vn_number(total(scores)) if scores else ""),
        contents=_contents(values),
        groups=groups_of(criteria, values, group_totals(scores)) if criteria else (),
        max_points=vn_number(sum((c.max_points for c in criteria), Decimal(0))) if criteria else "",
        framework_note=framework_note(evaluation.framework),
        breakthrough_task=_registered(organization, year).breakthrough_task,
        breakthrough_result=values.breakthrough_result,
        good_practice=values.good_practice,
        declared=tuple(
            Entry(label=label, text=getattr(values, name) or ("" if draft else "không khai"))
            for label, name in _DECLARED
        ),
        self_grade=GRADE_LABELS[Grade(values.self_grade)] if values.self_grade else "",
        request=_request(organization, year, values),
        vote=vote_of(values),
        level=values.rating.value if values.rating else "",
        paper_note=paper_note(evaluation),
    )


def blank_self_review_context(organization: Organization, year: int) -> SelfReviewContext:
    """The report to be filled in by hand; criteria only where the plan asks points of the year."""
    plan = plan_for(organization, year)
    issuer = issuer_on(organization, organization.read_on(periods.last_day(year, periods.YEAR)))
    asks_points = plan is not None and plan.basis == Basis.SELF_REVIEW
    framework = framework_for(plan, organization.kind, year) if plan and asks_points else None
    criteria = criteria_of(framework)
    return SelfReviewContext(
        **_common(issuer, year, plan),
        letterhead=issuer.letterhead(on=None, year=year),
        signature=issuer.open_signature(),
        facts=(Entry(label="Tổng số đảng viên"), Entry(label="Ngày họp")),
        points_heading=POINTS_HEADINGS[Basis(plan.basis)] if plan else "",
        contents=_contents(SelfReviewValues()),
        groups=groups_of(criteria, SelfReviewValues(), {}) if criteria else (),
        max_points=vn_number(sum((c.max_points for c in criteria), Decimal(0))) if criteria else "",
        framework_note=framework_note(framework),
        declared=tuple(Entry(label=label) for label, _ in _DECLARED),
    )


def _common(issuer: Issuer, year: int, plan: Plan | None) -> dict[str, Any]:
    organization = issuer.organization
    addressee = addressee_of(organization, plan, year)
    text = issuer.write(
        "self-review",
        {
            "plan": plan_in_words(plan),
            "organization": issuer.name,
            "model": model_of(organization),
            "year": str(year),
        },
    )
    return {
        "heading": Heading(name=text.name, subject=text.subject),
        "opening": text.opening,
        "recipients": issuer.recipients(addressee),
        "author": issuer.name,
        "year": str(year),
        "unit": unit_of(organization),
        "model": model_of(organization),
        "salutation": issuer.guideline.salutation,
        "addressees": (addressee,),
    }


def _registered(organization: Organization, year: int) -> RegistrationValues:
    row = (
        Registration.objects.filter(organization=organization, year=year)
        .exclude(status=RegistrationStatus.DRAFT)
        .first()
    )
    return row.values if row is not None else RegistrationValues()


def _facts(organization: Organization, year: int, values: SelfReviewValues) -> tuple[Entry, ...]:
    registered = _registered(organization, year)
    official, probationary = registered.official_members, registered.probationary_members
    members = ""
    if official is not None:
        both = official + (probationary or 0)
        members = f"{both}; trong đó chính thức {official}, dự bị {probationary or 0}"
    met = short_date(values.meeting_on)
    if met and values.present is not None:
        met += f"; có mặt {values.present}/{values.voters} đồng chí có quyền biểu quyết"
    label = "Tổng số đảng viên đăng ký đầu năm"
    return (
        *((Entry(label=label, text=members),) if not organization.is_committee else ()),
        Entry(label="Ngày họp", text=met),
    )


def _contents(values: SelfReviewValues) -> tuple[Entry, ...]:
    texts = (values.content_1, values.content_2, values.content_3, values.content_4)
    return tuple(Entry(label=label, text=t) for label, t in zip(CONTENTS, texts, strict=True))


def _request(organization: Organization, year: int, values: SelfReviewValues) -> str:
    if values.rating is Rating.FAIL:
        return f"Không đề nghị công nhận {model_of(organization)} năm {year}."
    if values.rating is None:
        return ""
    more = " và biểu dương, khen thưởng tiêu biểu" if values.wants_commendation else ""
    return f"Công nhận {model_of(organization)}{more} năm {year}."


def _legend(months: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    there = {month["state"] for month in months}
    return tuple(f"{state.letter}: {state.label}" for state in MonthState if state in there)


def _points(plan: Plan, months: Sequence[Mapping[str, Any]], own: str) -> str:
    """The year's points by the plan's basis (E5), from the months as they are printed."""

    def of(*states: MonthState) -> list[Fraction]:
        return [
            Fraction(month["points"])
            for month in months
            if month["state"] in states and month["points"] is not None
        ]

    match Basis(plan.basis):
        case Basis.SELF_REVIEW:
            return own
        case Basis.SUM_OVER_12:
            settled = of(MonthState.PASSED, MonthState.FAILED)
            return vn_number(sum(settled, Fraction(0)) / 12, 2) if settled else ""
        case _:
            passed = of(MonthState.PASSED)
            return vn_number(sum(passed, Fraction(0)) / len(passed), 2) if passed else ""
