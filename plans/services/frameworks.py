"""Editing a framework until it is frozen, and mending its spelling afterwards (B4)."""

import datetime as dt
from dataclasses import replace

from django.db import transaction
from django.db.models import F

from organizations.actors import Actor
from organizations.audit import record
from organizations.models import Kind
from organizations.refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if

from ..frameworks import CriterionValues, FrameworkValues, GroupValues, obstacles, position_of
from ..models import Criterion, CriterionGroup, Framework, Plan
from ..permissions import keeps_plans_of
from ..workflow import Rhythm


def framework_values(framework: Framework) -> FrameworkValues:
    """What a framework says."""
    return FrameworkValues(
        name=framework.name,
        note=framework.note,
        source=framework.source,
        is_sample=framework.is_sample,
        groups=tuple(
            GroupValues(
                code=group.code,
                title=group.title,
                criteria=tuple(
                    CriterionValues(
                        code=criterion.code,
                        text=criterion.text,
                        max_points=criterion.max_points,
                        verbatim=criterion.verbatim,
                        clause=criterion.clause,
                        rhythm=Rhythm(criterion.rhythm),
                        mandatory=criterion.mandatory,
                    )
                    for criterion in group.criteria.all()
                ),
            )
            for group in framework.groups.all()
        ),
    )


def write_new_framework(
    plan: Plan, kind: str, first_year: int, values: FrameworkValues
) -> Framework:
    """The rows of a new framework; refuses wrong values."""
    refuse_if(obstacles(values))
    framework = Framework.objects.create(
        plan=plan,
        kind=kind,
        first_year=first_year,
        name=values.name,
        note=values.note,
        source=values.source,
        is_sample=values.is_sample,
    )
    groups = CriterionGroup.objects.bulk_create(
        CriterionGroup(framework=framework, code=group.code, title=group.title)
        for group in values.groups
    )
    Criterion.objects.bulk_create(
        _criterion(row, criterion)
        for row, group in zip(groups, values.groups, strict=True)
        for criterion in group.criteria
    )
    return framework


@transaction.atomic
def edit_framework(
    framework: Framework, values: FrameworkValues, *, version: int, by: Actor, now: dt.datetime
) -> Framework:
    """Change a framework that no sent sheet rests on.

    Criteria whose code and maximum stay keep their rows, so that drafts keep the points; the
    others are replaced.
    """
    refuse_if([keeps_plans_of(by, framework.plan.committee)])
    if framework.frozen_at is not None:
        raise Refusal(FROZEN)
    refuse_if(obstacles(values))
    before = framework_values(framework)
    _set(framework, version, values, frozen=False)
    for row, group in zip(framework.groups.all(), values.groups, strict=True):
        row.title = group.title
        row.save(update_fields=["title"])
        rows = {(c.code, c.max_points): c for c in row.criteria.all()}
        kept = {(c.code, c.max_points) for c in group.criteria} & rows.keys()
        row.criteria.exclude(pk__in=[rows[key].pk for key in kept]).delete()
        for criterion in group.criteria:
            fresh = _criterion(row, criterion)
            if (criterion.code, criterion.max_points) in kept:
                fresh.pk = rows[criterion.code, criterion.max_points].pk
                fresh.save(force_update=True)
            else:
                fresh.save(force_insert=True)
    record(
        "framework.edit",
        f"Sửa khung tiêu chí {Kind(framework.kind).label} “{values.name}”.",
        by=by,
        now=now,
        subject=framework,
        organization=framework.plan.committee,
        data={"before": _plain(before), "after": _plain(values)},
    )
    return _fresh(framework)


@transaction.atomic
def mend_spelling(
    framework: Framework, values: FrameworkValues, *, version: int, by: Actor, now: dt.datetime
) -> Framework:
    """Change words of a frozen framework; codes, points, rhythms and marks must stay."""
    refuse_if([keeps_plans_of(by, framework.plan.committee)])
    if framework.frozen_at is None:
        raise Refusal(Obstacle("not_frozen", "Khung này chưa chốt; mời sửa như bình thường."))
    before = framework_values(framework)
    if _without_words(before) != _without_words(values):
        raise Refusal(FROZEN)
    refuse_if(obstacles(values))
    changes = list(_changed_words(before, values))
    _set(framework, version, values, frozen=True)
    for row, group in zip(framework.groups.all(), values.groups, strict=True):
        row.title = group.title
        row.save(update_fields=["title"])
        words = {criterion.code: criterion for criterion in group.criteria}
        for criterion in row.criteria.all():
            criterion.text = words[criterion.code].text
            criterion.verbatim = words[criterion.code].verbatim
            criterion.clause = words[criterion.code].clause
            criterion.save(update_fields=["text", "verbatim", "clause"])
    record(
        "framework.mend_spelling",
        f"Sửa chính tả khung tiêu chí {Kind(framework.kind).label} “{values.name}”: "
        + ", ".join(where for where, _, _ in changes)
        + ".",
        by=by,
        now=now,
        subject=framework,
        organization=framework.plan.committee,
        data={"changes": [list(change) for change in changes]},
    )
    return _fresh(framework)


@transaction.atomic
def start_framework(
    plan: Plan, kind: str, first_year: int, *, by: Actor, now: dt.datetime
) -> Framework:
    """A new framework for a later year, begun as a copy of the latest one."""
    refuse_if([keeps_plans_of(by, plan.committee)])
    latest = plan.frameworks.filter(kind=kind).with_criteria().last()
    if latest is None or first_year <= latest.first_year:
        since = latest.first_year if latest else plan.first_year
        raise Refusal(
            Obstacle(
                "not_a_later_year",
                f"Khung mới phải bắt đầu từ một năm sau năm {since}.",
                "first_year",
            )
        )
    if year_rated(latest, first_year):
        raise Refusal(
            Obstacle(
                "year_in_use",
                f"Từ năm {first_year} đã có phiếu theo khung hiện tại. Mời chọn năm sau.",
                "first_year",
            )
        )
    framework = write_new_framework(plan, kind, first_year, framework_values(latest))
    record(
        "framework.start",
        f"Lập khung tiêu chí {Kind(kind).label} từ năm {first_year}.",
        by=by,
        now=now,
        subject=framework,
        organization=plan.committee,
    )
    return framework


def year_rated(framework: Framework, first_year: int) -> bool:
    """Whether a sheet of ``first_year`` or later was begun under the framework."""
    return any(
        relation.related_model._default_manager.filter(
            **{relation.field.name: framework, "year__gte": first_year}
        ).exists()
        for relation in Framework._meta.related_objects
        if any(field.name == "year" for field in relation.related_model._meta.get_fields())
    )


def freeze(framework: Framework, *, now: dt.datetime) -> None:
    """Freeze the framework that a sheet is being sent under; again does nothing (B4).

    Call it inside the transaction of that sending, before the sheet is checked: an edit that
    somebody still has open fails from then on.
    """
    Framework.objects.filter(pk=framework.pk, frozen_at__isnull=True).update(
        frozen_at=now, version=F("version") + 1
    )


FROZEN = Obstacle(
    "frozen",
    "Đã có phiếu gửi theo khung này nên khung đã chốt: chỉ sửa được chính tả, không sửa được mã,"
    " điểm, nhịp chấm và dấu bắt buộc. Muốn đổi, mời lập khung mới cho năm sau.",
)


def _criterion(group: CriterionGroup, values: CriterionValues) -> Criterion:
    return Criterion(
        group=group,
        code=values.code,
        position=position_of(values.code),
        text=values.text,
        verbatim=values.verbatim,
        clause=values.clause,
        rhythm=values.rhythm,
        mandatory=values.mandatory,
        max_points=values.max_points,
    )


def _set(framework: Framework, version: int, values: FrameworkValues, *, frozen: bool) -> None:
    """Compare-and-set of the framework's own row, the first write of every edit."""
    changed = Framework.objects.filter(
        pk=framework.pk, version=version, frozen_at__isnull=not frozen
    ).update(
        name=values.name,
        note=values.note,
        source=values.source,
        is_sample=values.is_sample,
        version=version + 1,
    )
    if not changed:
        raise Refusal(CHANGED_MEANWHILE)


def _fresh(framework: Framework) -> Framework:
    return Framework.objects.with_criteria().select_related("plan__committee").get(pk=framework.pk)


def _without_words(values: FrameworkValues) -> FrameworkValues:
    return replace(
        values,
        name="",
        note="",
        source="",
        groups=tuple(
            replace(
                group,
                title="",
                criteria=tuple(replace(c, text="", verbatim="", clause="") for c in group.criteria),
            )
            for group in values.groups
        ),
    )


def _changed_words(before: FrameworkValues, after: FrameworkValues) -> list[tuple[str, str, str]]:
    """Where, what it was, what it is."""
    found = [
        ("tên khung", before.name, after.name),
        ("ghi chú", before.note, after.note),
        ("nguồn", before.source, after.source),
    ]
    for old, new in zip(before.groups, after.groups, strict=True):
        found.append((f"nội dung {old.code}", old.title, new.title))
        for was, now in zip(old.criteria, new.criteria, strict=True):
            found.append((f"tiêu chí {was.code}", was.text, now.text))
            found.append((f"nguyên văn {was.code}", was.verbatim, now.verbatim))
            found.append((f"căn cứ {was.code}", was.clause, now.clause))
    return [change for change in found if change[1] != change[2]]


def _plain(values: FrameworkValues) -> dict[str, object]:
    return {
        "name": values.name,
        "is_sample": values.is_sample,
        "criteria": [
            [c.code, str(c.max_points), c.rhythm, c.mandatory, c.text]
            for group in values.groups
            for c in group.criteria
        ],
    }
