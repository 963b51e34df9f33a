"""Draws the year of a committee from the database as the rows of a workbook."""

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Q

from evaluations.models import Evaluation, EvaluationVersion
from evaluations.scoring import NOT_APPLICABLE
from evaluations.workflow import Status as SheetStatus
from organizations.folding import nfc
from organizations.formats import local_date
from organizations.models import Organization, OrganizationVersion
from plans.models import Criterion, Plan
from plans.querysets import plans_for
from recognition.models import QualityGrade
from registrations.models import Registration, RegistrationVersion
from registrations.submission import Submission
from registrations.workflow import Status as RegistrationStatus

from .batches import batches
from .rows import (
    EvaluationRow,
    GradeRow,
    OrganizationRow,
    PlanRow,
    RegistrationRow,
    Workbook,
)

# So many organisations' years are read together.
_AT_ONCE = 50


def collect_workbook(committee: Organization, year: int) -> Workbook:
    """Everything sent in a year, settled or not, as last sent; no drafts.

    Of the committee itself and of whoever belonged to it on a day of that year; with the plans
    that govern them and the authorities that their periods name. Some queries for each fifty
    organisations.
    """
    members = list(
        Organization.objects.filter(
            Q(pk=committee.pk)
            | Q(
                versions__in=OrganizationVersion.objects.filter(
                    Q(to_date__isnull=True) | Q(to_date__gte=dt.date(year, 1, 1)),
                    parent=committee,
                    from_date__lte=dt.date(year, 12, 31),
                )
            )
        )
        .distinct()
        .order_by("code")
    )
    plans = sorted(
        {plan.pk: plan for plan in plans_for(members, year).values()}.values(),
        key=lambda plan: (plan.committee.code, plan.first_year),
    )
    return Workbook(
        plans=tuple(_plan(plan) for plan in plans),
        organizations=tuple(_organizations([*members, *(plan.committee for plan in plans)])),
        registrations=tuple(_registrations(members, year)),
        evaluations=tuple(_evaluations(members, year)),
        grades=tuple(_grades(members, year)),
        criterion_codes=tuple(
            Criterion.objects.filter(group__framework__plan__in=plans)
            .values_list("code", flat=True)
            .order_by("code")
            .distinct()
        ),
    )


def _plan(plan: Plan) -> PlanRow:
    return PlanRow(
        committee=plan.committee.code,
        number=plan.number,
        issued_on=plan.issued_on,
        first_year=plan.first_year,
        cell_deadline=(plan.cell_deadline_day, plan.cell_deadline_month),
        committee_deadline=(plan.committee_deadline_day, plan.committee_deadline_month),
        deadline_inclusive=plan.deadline_inclusive,
        min_pass_months=plan.min_pass_months,
        month_min_points=_plain(plan.month_min_points),
        year_min_points=_exact(plan.year_min_points),
        basis=plan.basis,
        exemplary_share=_exact(plan.exemplary_share),
        pro_rata=plan.pro_rata,
        due_day=plan.due_day,
        lock_day=plan.lock_day,
    )


def _organizations(wanted: Iterable[Organization]) -> list[OrganizationRow]:
    """All periods of these organisations and of every authority that a period names."""
    versions: dict[int, OrganizationVersion] = {}
    level = {organization.pk for organization in wanted}
    seen: set[int] = set()
    while level:
        seen |= level
        for version in OrganizationVersion.objects.filter(organization__in=level).select_related(
            "organization", "parent"
        ):
            versions[version.pk] = version
        level = {v.parent_id for v in versions.values() if v.parent_id is not None} - seen
    return [
        OrganizationRow(
            code=version.organization.code,
            name=version.name,
            kind=version.organization.kind,
            parent=version.parent.code if version.parent else "",
            from_date=version.from_date,
            to_date=version.to_date,
            official_members=version.official_members,
            probationary_members=version.probationary_members,
        )
        for version in sorted(
            versions.values(), key=lambda version: (version.organization.code, version.from_date)
        )
    ]


def _registrations(members: list[Organization], year: int) -> list[RegistrationRow]:
    rows = list(
        Registration.objects.filter(organization__in=members, year=year)
        .exclude(status=RegistrationStatus.DRAFT)
        .select_related("organization")
        .order_by("organization__code")
    )
    sent = _sent_contents(RegistrationVersion, "registration", rows, RegistrationStatus.RETURNED)
    return [_registration(row, sent.get(row.pk, {})) for row in rows]


def _registration(row: Registration, sent: dict[str, Any]) -> RegistrationRow:
    def said(name: str) -> str:
        return _text(sent.get(name, getattr(row, name)))

    meeting_on = _sent_day(sent, "meeting_on", row.meeting_on)
    return RegistrationRow(
        code=row.organization.code,
        year=row.year,
        sent_on=_sent_on(row, meeting_on),
        accepted_on=local_date(row.settled_at) if row.settled_at else None,
        note=said("note"),
        emulation_title=said("emulation_title"),
        breakthrough_task=said("breakthrough_task"),
        meeting_on=meeting_on,
    )


def _evaluations(members: list[Organization], year: int) -> Iterator[EvaluationRow]:
    """In the order of the members; the points of a large year never lie in memory together."""
    for some in batches(members, _AT_ONCE):
        rows = list(
            Evaluation.objects.filter(organization__in=some, year=year)
            .exclude(status=SheetStatus.DRAFT)
            .select_related("organization")
            .prefetch_related("points__criterion")
            .order_by("organization__code", "period")
        )
        sent = _sent_contents(EvaluationVersion, "evaluation", rows, SheetStatus.RETURNED)
        for row in rows:
            yield _evaluation(row, sent.get(row.pk) or _as_it_stands(row))


def _as_it_stands(row: Evaluation) -> dict[str, Any]:
    """What a version would keep of the sheet, as it stands."""
    content = {name: getattr(row, name) for name in _SHEET_FIELDS}
    content["points"] = {
        point.criterion.code: {
            "points": point.points,
            "reason": point.reason,
            "not_applicable": point.not_applicable,
        }
        for point in row.points.all()
    }
    return content


_COUNTS = ("voters", "present", "votes_for", "votes_against", "votes_other")
_TEXTS = ("rating", "strengths", "shortcomings", "no_meeting_reason", "note")
_SHEET_FIELDS = ("meeting_on", "no_meeting", *_COUNTS, *_TEXTS)


def _evaluation(row: Evaluation, content: dict[str, Any]) -> EvaluationRow:
    meeting_on = _sent_day(content, "meeting_on", row.meeting_on)
    points: dict[str, Decimal] = {}
    reasons: dict[str, str] = {}
    for code, entry in content["points"].items():
        if entry["points"] is None:
            continue
        points[code] = _exact(Decimal(str(entry["points"])))
        reason = NOT_APPLICABLE if entry["not_applicable"] else _text(entry["reason"])
        if reason:
            reasons[code] = reason
    return EvaluationRow(
        code=row.organization.code,
        year=row.year,
        period=row.period,
        meeting_on=meeting_on,
        sent_on=_sent_on(row, meeting_on),
        confirmed_on=local_date(row.settled_at) if row.settled_at else None,
        points=points,
        reasons=reasons,
        **dict[str, Any](
            **{name: content.get(name) for name in _COUNTS},
            **{name: _text(content.get(name) or "") for name in _TEXTS},
        ),
    )


def _grades(members: list[Organization], year: int) -> list[GradeRow]:
    codes = {organization.pk: organization.code for organization in members}
    found = QualityGrade.objects.of_year(members, year)
    return [
        GradeRow(
            code=codes[key],
            year=year,
            decided=grades.decided or "",
            self_grade=grades.self_grade or "",
            proposed=grades.proposed or "",
            decided_number=grades.row.decided_number if grades.row else "",
            decided_on=grades.row.decided_on if grades.row else None,
        )
        for key, grades in sorted(found.items(), key=lambda item: codes[item[0]])
        if grades.row is not None or grades.self_grade
    ]


def _sent_contents(
    versions: Any, owner: str, rows: Iterable[Submission], returned: str
) -> dict[int, dict[str, Any]]:
    """Of what is returned, the content that counts: the last sending that was not taken back."""
    keys = [row.pk for row in rows if row.status == returned]
    found: dict[int, dict[str, Any]] = {}
    for version in versions.objects.filter(
        **{f"{owner}__in": keys}, kind="sent", taken_back=False
    ).order_by("number"):
        found[getattr(version, f"{owner}_id")] = version.content
    return found


def _sent_on(row: Submission, meeting_on: dt.date | None) -> dt.date:
    """The day by which *on time* is judged; where the meeting voted again later, the last one."""
    assert row.sent_at is not None  # noqa: S101 - a constraint of the table
    last = local_date(row.sent_at)
    first = local_date(row.first_sent_at) if row.first_sent_at else last
    return last if meeting_on is not None and meeting_on > first else first


def _sent_day(content: dict[str, Any], name: str, there: dt.date | None) -> dt.date | None:
    value = content.get(name, there)
    return dt.date.fromisoformat(value) if isinstance(value, str) and value else value or None


def _text(value: str) -> str:
    """Text as a cell of the workbook gives it back."""
    return nfc(value.replace("\r\n", "\n").replace("\r", "\n"))


def _exact(value: Decimal) -> Decimal:
    """Without trailing zeros, which a workbook does not keep."""
    return Decimal(f"{value.normalize():f}")


def _plain(value: Decimal | None) -> Decimal | None:
    return None if value is None else _exact(value)
