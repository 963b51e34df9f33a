"""Opening, editing, putting in force, frameworks and their freeze (B1–B5)."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from organizations.actors import import_actor
from organizations.models import AuditEvent, ImportRun, Kind
from plans import services
from plans.models import Criterion, Framework, Plan
from plans.services.frameworks import framework_values
from plans.workflow import Basis, PlanStatus, Rhythm
from tests.factories import a_committee, moment
from tests.plans.factories import a_draft_plan, a_framework, a_plan
from tests.refused import refused
from tests.registrations.factories import a_sent_one

pytestmark = pytest.mark.django_db
NOW = moment(dt.date(2024, 10, 1))


@pytest.fixture
def made():
    return a_committee()


def test_the_first_plan_holds_the_shipped_values_and_both_sample_frameworks(made):
    plan = services.open_first_plan(made.organization, by=made.office, now=NOW)
    assert (plan.number, plan.issued_on, plan.first_year) == (
        "39-KH/ĐU",
        dt.date(2024, 8, 28),
        2025,
    )
    assert (plan.min_pass_months, plan.month_min_points, plan.year_min_points) == (10, 90, 90)
    assert (plan.basis, plan.exemplary_share, plan.pro_rata) == (Basis.MEAN_PASSED, 20, False)
    assert (plan.due_day, plan.lock_day, plan.deadline_inclusive) == (10, 25, False)
    assert plan.registration_last_day(Kind.CELL, 2026) == dt.date(2026, 1, 14)
    assert plan.registration_last_day(Kind.COMMITTEE, 2026) == dt.date(2026, 1, 30)
    assert plan.addressee_above == "Đảng ủy Khối các cơ quan tỉnh"
    assert plan.addressee_via == "Ban Tổ chức"
    assert plan.status == PlanStatus.DRAFT
    for kind in Kind.values:
        framework = a_framework(plan, kind, 2025)
        values = framework_values(framework)
        assert framework.is_sample
        assert values.max_points == 100
        assert [group.max_points for group in values.groups] == [30, 25, 20, 25]
    cell, own = (framework_values(a_framework(plan, kind, 2025)) for kind in Kind.values)
    assert cell.groups[0] == own.groups[0]
    assert cell.groups[1] != own.groups[1]


def test_a_deadline_day_that_is_included_counts_itself(made):
    plan = a_draft_plan(made.organization, made.office, deadline_inclusive=True)
    assert plan.registration_last_day(Kind.CELL, 2026) == dt.date(2026, 1, 15)


def test_a_second_first_plan_is_refused(made):
    services.open_first_plan(made.organization, by=made.office, now=NOW)
    with refused("has_a_plan"):
        services.open_first_plan(made.organization, by=made.office, now=NOW)
    assert Plan.objects.count() == 1


def test_only_the_office_of_the_committee_keeps_its_plans(made):
    other = a_committee("DBKHAC", cells=1)
    for actor in (made.watcher, made.administrator, made.secretaries["CB01"], other.office):
        with refused("not_its_office"):
            services.open_first_plan(made.organization, by=actor, now=NOW)
    with refused("not_a_committee"):
        services.open_first_plan(made.cells[0], by=made.office, now=NOW)
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code", "part"),
    [
        ({"number": ""}, "number_missing", "number"),
        ({"first_year": 1900}, "first_year_odd", "first_year"),
        ({"cell_deadline_month": 2, "cell_deadline_day": 29}, "deadline_unknown", "cell_deadline"),
        (
            {"cell_deadline_month": 1, "cell_deadline_day": 1},
            "deadline_before_the_year",
            "cell_deadline",
        ),
        ({"min_pass_months": 0}, "months_out_of_range", "min_pass_months"),
        ({"min_pass_months": 13}, "months_out_of_range", "min_pass_months"),
        ({"month_min_points": Decimal("100.5")}, "points_out_of_range", "month_min_points"),
        ({"year_min_points": Decimal(-1)}, "points_out_of_range", "year_min_points"),
        ({"exemplary_share": Decimal(101)}, "share_out_of_range", "exemplary_share"),
        ({"due_day": 0}, "due_out_of_range", "due_day"),
        ({"due_day": 29, "lock_day": None}, "due_out_of_range", "due_day"),
        ({"due_day": 10, "lock_day": 10}, "lock_not_after_due", "lock_day"),
        ({"lock_day": 29}, "lock_not_after_due", "lock_day"),
    ],
)
def test_wrong_values_are_refused_at_their_field(made, changes, code, part):
    plan = services.open_first_plan(made.organization, by=made.office, now=NOW)
    values = replace(services.values_of(plan), **changes)
    with refused(code) as refusal:
        services.edit_plan(plan, values, version=plan.version, by=made.office, now=NOW)
    assert part in {obstacle.part for obstacle in refusal.obstacles}
    plan.refresh_from_db()
    assert plan.version == 1


@pytest.mark.parametrize(
    "changes", [{"due_day": 27, "lock_day": 28}, {"due_day": 1}, {"lock_day": None}]
)
def test_values_at_the_edge_are_taken(made, changes):
    plan = services.open_first_plan(made.organization, by=made.office, now=NOW)
    values = replace(services.values_of(plan), **changes)
    services.edit_plan(plan, values, version=plan.version, by=made.office, now=NOW)
    assert services.values_of(Plan.objects.get()) == values


def test_a_draft_may_move_to_another_first_year_and_takes_its_frameworks_along(made):
    plan = services.open_first_plan(made.organization, by=made.office, now=NOW)
    values = replace(services.values_of(plan), first_year=2020)
    plan = services.edit_plan(plan, values, version=1, by=made.office, now=NOW)
    assert a_framework(plan, Kind.CELL, 2020)


def test_in_force_only_addressees_references_and_recipients_change(made):
    plan = a_plan(made.organization, made.office)
    values = services.values_of(plan)
    with refused("in_force") as refusal:
        services.edit_plan(
            plan, replace(values, min_pass_months=9), version=plan.version, by=made.office, now=NOW
        )
    assert [obstacle.part for obstacle in refusal.obstacles] == ["min_pass_months"]
    wider = replace(
        values,
        addressee_via="Ban Xây dựng Đảng",
        recipients="Các chi bộ",
        legal_references={"recognition": ["Điều lệ Đảng"]},
    )
    services.edit_plan(plan, wider, version=plan.version, by=made.office, now=NOW)
    assert services.values_of(Plan.objects.get()) == wider


def test_what_somebody_else_changed_meanwhile_is_not_written_over(made):
    plan = services.open_first_plan(made.organization, by=made.office, now=NOW)
    seen = plan.version
    values = services.values_of(plan)
    services.edit_plan(plan, replace(values, due_day=5), version=seen, by=made.office, now=NOW)
    with refused("changed_meanwhile"):
        services.edit_plan(plan, replace(values, due_day=7), version=seen, by=made.office, now=NOW)
    assert Plan.objects.get().due_day == 5


def test_a_plan_is_put_in_force_once(made):
    plan = a_plan(made.organization, made.office)
    assert plan.put_in_force_by == made.office.user
    with refused("already_in_force"):
        services.put_in_force(plan, version=plan.version, by=made.office, now=NOW)
    assert AuditEvent.objects.filter(act="plan.put_in_force").count() == 1


def test_a_plan_issued_on_a_day_to_come_is_not_put_in_force(made):
    plan = a_draft_plan(made.organization, made.office, issued_on=dt.date(2030, 1, 1))
    with refused("issued_later"):
        services.put_in_force(plan, version=plan.version, by=made.office, now=NOW)
    assert Plan.objects.get().status == PlanStatus.DRAFT


def test_a_plan_without_a_framework_is_not_put_in_force(made):
    plan = a_draft_plan(made.organization, made.office)
    Framework.objects.filter(kind=Kind.COMMITTEE).update(first_year=2030)
    with refused("framework_missing"):
        services.put_in_force(plan, version=plan.version, by=made.office, now=NOW)


# Frameworks


def changed(framework, change):
    """The values of a framework with its first criterion changed."""
    values = framework_values(framework)
    first = values.groups[0]
    criteria = (replace(first.criteria[0], **change), *first.criteria[1:])
    return replace(values, groups=(replace(first, criteria=criteria), *values.groups[1:]))


def edit(framework, values, made, version=None):
    return services.edit_framework(
        framework, values, version=version or framework.version, by=made.office, now=NOW
    )


@pytest.fixture
def framework(made):
    return a_framework(a_draft_plan(made.organization, made.office), Kind.CELL, 2025)


def test_a_framework_that_does_not_add_up_to_100_is_refused(made, framework):
    for points in ("3.5", "4.5"):
        with refused("not_100"):
            edit(framework, changed(framework, {"max_points": Decimal(points)}), made)
    assert framework_values(a_framework(framework.plan, Kind.CELL, 2025)).max_points == 100


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"max_points": Decimal("4.25")}, "points_off_step"),
        ({"max_points": Decimal(0)}, "points_off_step"),
        ({"code": "2.9"}, "code_wrong"),
        ({"code": "1.0"}, "code_wrong"),
        ({"code": "1.2"}, "code_twice"),
        ({"text": ""}, "text_missing"),
    ],
)
def test_a_wrong_criterion_is_refused_at_its_row(made, framework, change, code):
    with refused(code) as refusal:
        edit(framework, changed(framework, change), made)
    assert any(obstacle.part.startswith("g1-0-") for obstacle in refusal.obstacles)


def test_each_content_has_at_least_one_criterion_and_one_is_enough(made, framework):
    values = framework_values(framework)
    first, second = values.groups[0], values.groups[1]
    empty = replace(values, groups=(replace(first, criteria=()), *values.groups[1:]))
    with refused("content_empty"):
        edit(framework, empty, made)
    one = replace(
        values,
        groups=(
            replace(first, criteria=(replace(first.criteria[0], max_points=Decimal(30)),)),
            second,
            *values.groups[2:],
        ),
    )
    assert framework_values(edit(framework, one, made)) == one


def test_criteria_whose_code_and_maximum_stay_keep_their_rows(made, framework):
    before = {c.code: c.pk for c in Criterion.objects.filter(group__framework=framework)}
    values = framework_values(framework)
    first = values.groups[0]
    criteria = (
        replace(first.criteria[0], text="Nội dung mới", mandatory=True, rhythm=Rhythm.QUARTER),
        replace(first.criteria[1], max_points=Decimal(3)),
        replace(first.criteria[2], max_points=Decimal(9)),
        *first.criteria[3:],
    )
    mended = replace(values, groups=(replace(first, criteria=criteria), *values.groups[1:]))
    framework = edit(framework, mended, made)
    after = {c.code: c.pk for c in Criterion.objects.filter(group__framework=framework)}
    assert {code for code in before if before[code] != after[code]} == {"1.2", "1.3"}
    assert framework_values(framework) == mended


def test_two_people_editing_one_framework_do_not_write_over_each_other(made, framework):
    seen = framework.version
    edit(framework, changed(framework, {"text": "Một"}), made)
    with refused("changed_meanwhile"):
        edit(framework, changed(framework, {"text": "Hai"}), made, version=seen)
    assert Criterion.objects.get(group__framework=framework, code="1.1").text == "Một"


def test_a_frozen_framework_takes_spelling_only_and_logs_it(made, framework):
    services.freeze(framework, now=NOW)
    framework.refresh_from_db()
    with refused("frozen"):
        edit(framework, changed(framework, {"text": "Khác"}), made)
    for change in ({"max_points": Decimal(5)}, {"mandatory": True}, {"rhythm": Rhythm.YEAR}):
        with refused("frozen"):
            services.mend_spelling(
                framework,
                changed(framework, change),
                version=framework.version,
                by=made.office,
                now=NOW,
            )
    mended = services.mend_spelling(
        framework,
        changed(framework, {"text": "Đúng chính tả"}),
        version=framework.version,
        by=made.office,
        now=NOW,
    )
    assert mended.groups.all()[0].criteria.all()[0].text == "Đúng chính tả"
    event = AuditEvent.objects.get(act="framework.mend_spelling")
    assert event.data["changes"][0][0] == "tiêu chí 1.1"
    assert event.data["changes"][0][2] == "Đúng chính tả"


def test_spelling_is_mended_only_after_the_freeze(made, framework):
    with refused("not_frozen"):
        services.mend_spelling(
            framework,
            framework_values(framework),
            version=framework.version,
            by=made.office,
            now=NOW,
        )


def test_freezing_twice_keeps_the_first_moment_and_stops_an_edit_in_flight(made, framework):
    seen = framework.version
    services.freeze(framework, now=NOW)
    services.freeze(framework, now=NOW + dt.timedelta(days=1))
    stale = Framework.objects.get(pk=framework.pk)
    assert stale.frozen_at == NOW
    stale.frozen_at = None  # as somebody read it before the freeze
    with refused("changed_meanwhile"):
        edit(stale, changed(framework, {"text": "Chậm"}), made, version=seen)


def test_a_new_framework_starts_in_a_later_year_as_a_copy(made, framework):
    plan = framework.plan
    for year in (2024, 2025):
        with refused("not_a_later_year"):
            services.start_framework(plan, Kind.CELL, year, by=made.office, now=NOW)
    new = services.start_framework(plan, Kind.CELL, 2026, by=made.office, now=NOW)
    assert a_framework(plan, Kind.CELL, 2026) == new
    assert a_framework(plan, Kind.CELL, 2025) == framework
    assert framework_values(a_framework(plan, Kind.CELL, 2026)) == framework_values(framework)


# Imports


@pytest.fixture
def importer(made):
    run = ImportRun.objects.create(file_name="nam.xlsx", sha256="0" * 64, at=NOW)
    return import_actor(run, NOW.date())


COLUMNS = {
    "number": "39-KH/ĐU",
    "issued_on": dt.date(2024, 8, 28),
    "first_year": 2025,
    "min_pass_months": 9,
}


def test_an_imported_plan_is_in_force_with_the_shipped_values_for_what_is_not_said(made, importer):
    done = services.import_plan(made.organization, COLUMNS, by=importer, now=NOW)
    assert done is services.PlanImport.ADDED
    plan = Plan.objects.get()
    assert plan.in_force
    assert (plan.min_pass_months, plan.lock_day, plan.frameworks.count()) == (9, 25, 2)


def test_an_equal_plan_is_skipped_and_only_present_columns_are_compared(made, importer):
    a_plan(made.organization, made.office, min_pass_months=9, lock_day=20)
    done = services.import_plan(made.organization, COLUMNS, by=importer, now=NOW)
    assert done is services.PlanImport.EQUAL
    with refused("differs") as refusal:
        services.import_plan(made.organization, {**COLUMNS, "lock_day": None}, by=importer, now=NOW)
    assert "“20”" in refusal.obstacles[0].sentence
    assert "“trống”" in refusal.obstacles[0].sentence


def test_an_equal_draft_is_put_in_force_by_the_import(made, importer):
    a_draft_plan(made.organization, made.office, min_pass_months=9)
    done = services.import_plan(made.organization, COLUMNS, by=importer, now=NOW)
    assert done is services.PlanImport.PUT_IN_FORCE
    assert Plan.objects.get().in_force


def test_an_imported_plan_issued_on_a_day_to_come_is_refused_at_its_column(made, importer):
    with refused("issued_later") as refusal:
        services.import_plan(
            made.organization,
            COLUMNS | {"issued_on": dt.date(2030, 1, 1)},
            by=importer,
            now=NOW,
        )
    assert refusal.obstacles[0].part == "issued_on"
    assert not Plan.objects.exists()


def test_a_plan_does_not_take_over_a_year_that_has_data_under_another(made, importer):
    a_plan(made.organization, made.office)
    a_sent_one(made.cells[0], made.secretaries["CB01"])
    columns = COLUMNS | {"number": "50-KH/ĐU", "first_year": 2026}
    with refused("year_in_use"):
        services.import_plan(made.organization, columns, by=importer, now=NOW)
    assert Plan.objects.count() == 1
    assert services.import_plan(
        made.organization, columns | {"first_year": 2027}, by=importer, now=NOW
    )
