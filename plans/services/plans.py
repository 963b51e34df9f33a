"""Opening, editing and putting in force."""

import datetime as dt
import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction

from organizations.actors import Actor
from organizations.audit import record
from organizations.formats import local_date, vn_date
from organizations.models import Kind, Organization, OrganizationVersion
from organizations.names import body_of
from organizations.refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if

from ..frameworks import sample
from ..models import Plan
from ..permissions import keeps_plans_of
from ..querysets import framework_for
from ..values import EDITABLE_IN_FORCE, LABELS, PlanValues, obstacles
from ..workflow import Basis, PlanStatus
from .frameworks import write_new_framework

_SHIPPED = Path(__file__).parent.parent / "data" / "plan.json"


def values_of(plan: Plan) -> PlanValues:
    """What a plan says, without its status."""
    values = {field.name: getattr(plan, field.name) for field in fields(PlanValues)}
    return PlanValues(**values | {"basis": Basis(plan.basis)})


def shipped_plan(committee: Organization, day: dt.date) -> PlanValues:
    """The shipped values, addressed to the authority above the committee as of ``day``."""
    data = json.loads(_SHIPPED.read_text(encoding="utf-8"))
    return PlanValues(
        number=data["number"],
        issued_on=dt.date.fromisoformat(data["issued_on"]),
        first_year=data["first_year"],
        addressee_above=_committee_above(committee, day),
        legal_references=data["legal_references"],
        recipients="\n".join(data["recipients"]),
    )


def _committee_above(committee: Organization, day: dt.date) -> str:
    own = OrganizationVersion.objects.latest_until([committee], day).get(committee.pk)
    if own is None or own.parent is None:
        return ""
    above = OrganizationVersion.objects.latest_until([own.parent], day).get(own.parent.pk)
    return body_of(above.name) if above is not None else ""


@transaction.atomic
def open_first_plan(
    committee: Organization, *, by: Actor, now: dt.datetime, values: PlanValues | None = None
) -> Plan:
    """A committee's first plan as a draft, with the shipped values and the sample frameworks."""
    refuse_if([keeps_plans_of(by, committee)])
    if Plan.objects.filter(committee=committee).exists():
        raise Refusal(
            Obstacle("has_a_plan", "Đảng bộ đã có kế hoạch. Mời mở kế hoạch đang có để sửa.")
        )
    values = values or shipped_plan(committee, by.today)
    plan = create_plan(committee, values)
    record(
        "plan.open",
        f"Lập kế hoạch {plan.number}, áp dụng từ năm {plan.first_year}.",
        by=by,
        now=now,
        subject=plan,
        organization=committee,
        data=plain(asdict(values)),
    )
    return plan


def create_plan(committee: Organization, values: PlanValues) -> Plan:
    """The row of a new plan with its two sample frameworks; refuses wrong values."""
    refuse_if(obstacles(values))
    try:
        with transaction.atomic():
            plan = Plan.objects.create(committee=committee, **asdict(values))
    except IntegrityError:
        raise Refusal(CHANGED_MEANWHILE) from None
    for kind in Kind.values:
        write_new_framework(plan, kind, plan.first_year, sample(kind))
    return plan


@transaction.atomic
def edit_plan(plan: Plan, values: PlanValues, *, version: int, by: Actor, now: dt.datetime) -> Plan:
    """Change what a plan says; in force only where its papers go and what they rest on (B5)."""
    refuse_if([keeps_plans_of(by, plan.committee)])
    refuse_if(obstacles(values))
    before, after = asdict(values_of(plan)), asdict(values)
    changed = {name: value for name, value in after.items() if value != before[name]}
    if plan.in_force:
        refuse_if(
            Obstacle(
                "in_force",
                f"Kế hoạch đã có hiệu lực nên không đổi được “{LABELS[name]}”."
                " Muốn đổi, cần một kế hoạch mới cho năm sau.",
                name,
            )
            for name in changed
            if name not in EDITABLE_IN_FORCE
        )
    if "first_year" in changed and _same_year(plan, values.first_year):
        raise Refusal(
            Obstacle(
                "year_taken",
                f"Đã có kế hoạch khác áp dụng từ năm {values.first_year}. Mời chọn năm khác.",
                "first_year",
            )
        )
    _set(plan, version, **changed)
    if "first_year" in changed:
        plan.frameworks.filter(first_year=before["first_year"]).update(first_year=plan.first_year)
    if changed:
        record(
            "plan.edit",
            f"Sửa kế hoạch {plan.number}: "
            + ", ".join(dict.fromkeys(LABELS[name].lower() for name in changed))
            + ".",
            by=by,
            now=now,
            subject=plan,
            organization=plan.committee,
            data=plain({name: [before[name], after[name]] for name in changed}),
        )
    return plan


@transaction.atomic
def put_in_force(plan: Plan, *, version: int, by: Actor, now: dt.datetime) -> Plan:
    """From now on the plan governs the years from its first one until the next plan's."""
    refuse_if([keeps_plans_of(by, plan.committee)])
    if plan.in_force:
        raise Refusal(
            Obstacle("already_in_force", "Kế hoạch này đã có hiệu lực. Mời tải lại trang.")
        )
    refuse_if(
        Obstacle(
            "framework_missing",
            f"Kế hoạch chưa có khung tiêu chí cho {kind.label} từ năm {plan.first_year}."
            " Mời lập khung trước.",
        )
        for kind in Kind
        if framework_for(plan, kind, plan.first_year) is None
    )
    if plan.issued_on > local_date(now):
        raise Refusal(
            Obstacle(
                "issued_later",
                f"Ngày ban hành {vn_date(plan.issued_on)} chưa đến. Mời sửa ngày ban hành của kế"
                " hoạch rồi đưa vào hiệu lực.",
                "issued_on",
            )
        )
    refuse_if([governs_used_year(plan)])
    _set(plan, version, status=PlanStatus.IN_FORCE, put_in_force_at=now, put_in_force_by=by.user)
    record(
        "plan.put_in_force",
        f"Đưa kế hoạch {plan.number} vào hiệu lực từ năm {plan.first_year}.",
        by=by,
        now=now,
        subject=plan,
        organization=plan.committee,
    )
    return plan


def _same_year(plan: Plan, first_year: int) -> bool:
    others = Plan.objects.filter(committee=plan.committee, first_year=first_year)
    return others.exclude(pk=plan.pk).exists()


def governs_used_year(plan: Plan) -> Obstacle | None:
    """Whether the plan would take over a year that has data under another plan (B5)."""
    years = sorted(
        year
        for other in Plan.objects.filter(committee=plan.committee).exclude(pk=plan.pk)
        for year in years_used(other)
        if year >= plan.first_year and (other.first_year < plan.first_year)
    )
    if not years:
        return None
    return Obstacle(
        "year_in_use",
        f"Năm {years[0]} đã có đăng ký hoặc phiếu theo kế hoạch khác, không đổi kế hoạch được."
        f" Mời chọn năm áp dụng sau năm {years[-1]}.",
        "first_year",
    )


def years_used(plan: Plan) -> set[int]:
    """The years in which something was registered or rated under a plan."""
    years: set[int] = set()
    for relation in Plan._meta.related_objects:
        rows = relation.related_model
        if any(field.name == "year" for field in rows._meta.get_fields()):
            own = rows._default_manager.filter(**{relation.field.name: plan})
            years.update(own.values_list("year", flat=True).distinct())
    return years


def _set(plan: Plan, version: int, **changes: Any) -> None:
    """Compare-and-set: nothing is written on top of what somebody else wrote meanwhile."""
    seen = Plan.objects.filter(pk=plan.pk, version=version, status=plan.status)
    if not seen.update(**changes, version=version + 1):
        raise Refusal(CHANGED_MEANWHILE)
    plan.refresh_from_db()


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Values as JSON keeps them."""
    return json.loads(json.dumps(values, default=str))  # type: ignore[no-any-return]
