"""Bringing in a plan from a workbook."""

import datetime as dt
import enum
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

from django.db import transaction

from organizations.actors import Actor
from organizations.audit import record
from organizations.formats import vn_date, vn_number
from organizations.models import Organization
from organizations.refusals import Obstacle, refuse_if

from ..models import Plan
from ..permissions import keeps_plans_of
from ..values import LABELS
from ..workflow import BASIS_LABELS, Basis
from .plans import create_plan, governs_used_year, plain, put_in_force, shipped_plan, values_of


class PlanImport(enum.StrEnum):
    """What became of a plan of a workbook."""

    ADDED = "added"
    EQUAL = "equal"
    PUT_IN_FORCE = "put_in_force"


@transaction.atomic
def import_plan(
    committee: Organization, columns: Mapping[str, Any], *, by: Actor, now: dt.datetime
) -> PlanImport:
    """Add a plan in force, or put in force an equal one that is there already.

    ``columns`` holds what the workbook says, named as the fields of ``PlanValues``; at least
    ``number``, ``issued_on`` and ``first_year``. What it does not say keeps the shipped default
    and is not compared. Refuses, naming both values, where a plan of the same first year differs.
    """
    refuse_if([keeps_plans_of(by, committee)])
    plan = Plan.objects.filter(committee=committee, first_year=columns["first_year"]).first()
    if plan is not None:
        there, here = dict(_deadlines_whole(asdict(values_of(plan)))), _deadlines_whole(columns)
        refuse_if(
            Obstacle(
                "differs",
                f"Kế hoạch từ năm {plan.first_year}: “{LABELS[name]}” đang là"
                f" “{_shown(name, there[name])}”, trong tệp là “{_shown(name, value)}”. Mời sửa tệp"
                " cho khớp.",
                name,
            )
            for name, value in here
            if value != there[name]
        )
        if plan.in_force:
            return PlanImport.EQUAL
        put_in_force(plan, version=plan.version, by=by, now=now)
        return PlanImport.PUT_IN_FORCE
    values = replace(shipped_plan(committee, by.today), **columns)
    plan = create_plan(committee, values)
    refuse_if([governs_used_year(plan)])
    put_in_force(plan, version=plan.version, by=by, now=now)
    record(
        "plan.import",
        f"Nhập kế hoạch {plan.number}, áp dụng từ năm {plan.first_year}.",
        by=by,
        now=now,
        subject=plan,
        organization=committee,
        data=plain(asdict(values)),
    )
    return PlanImport.ADDED


def _deadlines_whole(columns: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Day and month of a deadline stand in one column of the file: compared and shown as one."""
    for name, value in columns.items():
        if name.endswith("_deadline_day"):
            yield name, f"{value:02d}/{columns[name.replace('_day', '_month')]:02d}"
        elif not name.endswith("_deadline_month"):
            yield name, value


def _shown(name: str, value: Any) -> str:
    if value is None:
        return "trống"
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, dt.date):
        return vn_date(value)
    if name == "basis":
        return BASIS_LABELS[Basis(value)]
    if isinstance(value, Decimal):
        return vn_number(value)
    return str(value)
