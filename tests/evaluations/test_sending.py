"""Keeping, sending and taking back a sheet (D1–D5, D8), and what is refused with which sentence."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import transaction

from evaluations import services
from evaluations.models import Evaluation, EvaluationPoint
from evaluations.reading import sent_values, values_of
from evaluations.values import PointEntry, SheetValues
from evaluations.workflow import Rating, Status
from organizations.models import AuditEvent, Body
from organizations.services import end_member
from plans.models import Criterion
from tests.factories import moment
from tests.refused import refused

from .factories import (
    YEAR,
    a_year,
    day_of,
    doing,
    evaluation_at,
    full_points,
    no_meeting_values,
    sheet_values,
)

pytestmark = pytest.mark.django_db

BEGUN, SENT, LATER = day_of(3, 4), day_of(3, 5), day_of(3, 6)


def kept(year, values: SheetValues, month: int = 3):
    return services.save(
        year.cell, YEAR, month, values, version=0, **doing(year.secretary, day_of(month, 4))
    )


def send(year, sheet: Evaluation, now: dt.datetime = SENT, **how):
    services.submit(sheet, version=sheet.version, **how, **doing(year.secretary, now))


# Keeping


def test_the_first_keeping_begins_the_sheet_under_the_plan_framework_and_days_of_that_moment():
    year = a_year()
    sheet = kept(year, SheetValues(strengths="Đang viết"))

    assert sheet.status == Status.DRAFT
    assert sheet.plan == year.plan
    assert sheet.framework == year.plan.frameworks.get(kind="cell")
    assert (sheet.due_on, sheet.lock_on) == (dt.date(2025, 4, 10), dt.date(2025, 4, 25))
    assert sheet.read_on == dt.date(2025, 3, 31)
    assert values_of(sheet).strengths == "Đang viết"
    assert sheet.total is None


def test_a_draft_keeps_totals_of_what_is_keyed_in_so_far():
    year = a_year()
    points = {"1.1": PointEntry(Decimal("3.5"), "Chậm"), "2.1": PointEntry(not_applicable=True)}
    sheet = kept(year, SheetValues(points=points))

    assert (sheet.total, sheet.total_1, sheet.total_2, sheet.total_3) == (
        Decimal("8.5"),
        Decimal("3.5"),
        Decimal(5),
        None,
    )


def test_text_is_kept_in_nfc_whatever_the_keyboard_sent():
    year = a_year()
    sheet = kept(year, SheetValues(strengths="Đo\u0302\u0301i mo\u031b\u0301i\r\ntốt"))
    assert Evaluation.objects.get(pk=sheet.pk).strengths == "Đối mới\ntốt"


def test_a_draft_is_begun_once_in_the_audit_however_often_it_is_kept():
    year = a_year()
    sheet = kept(year, SheetValues())
    for text in ("a", "ab"):
        services.save(
            year.cell,
            YEAR,
            3,
            SheetValues(strengths=text),
            version=sheet.version,
            **doing(year.secretary, BEGUN),
        )
        sheet.refresh_from_db()
    assert AuditEvent.objects.filter(act="evaluation.save").count() == 1


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ("4.5", "points_above_max"),
        ("-0.5", "points_below_zero"),
        ("3.7", "points_off_step"),
    ],
)
def test_points_above_the_maximum_below_zero_or_off_the_step_are_not_even_kept(points, code):
    year = a_year()
    values = SheetValues(points={"1.1": PointEntry(Decimal(points), "Vì sao")})
    with refused(code) as refusal:
        kept(year, values)
    assert refusal.obstacles[0].part == "criterion:1.1"
    assert "Tiêu chí 1.1" in refusal.obstacles[0].sentence
    assert not Evaluation.objects.exists()


def test_points_of_an_unknown_criterion_are_refused():
    year = a_year()
    with refused("unknown_criterion"):
        kept(year, SheetValues(points={"9.9": PointEntry(Decimal(1))}))


def test_a_character_that_paper_cannot_print_is_refused_by_its_name():
    year = a_year()
    with refused("unprintable") as refusal:
        kept(year, SheetValues(strengths="Tốt 😀"))
    assert refusal.obstacles[0].part == "text:strengths"
    assert "GRINNING FACE" in refusal.obstacles[0].sentence


def test_a_second_sheet_for_a_month_is_refused_and_the_first_is_unchanged():
    year = a_year()
    sheet = kept(year, SheetValues(strengths="Bản thứ nhất"))
    with refused("already_there") as refusal:
        kept(year, SheetValues(strengths="Bản thứ hai"))
    assert "Phiếu tháng 3/2025 đã có" in refusal.obstacles[0].sentence
    assert Evaluation.objects.get() == sheet
    assert Evaluation.objects.get().strengths == "Bản thứ nhất"


def test_a_month_not_begun_has_no_sheet():
    year = a_year()
    now = moment(dt.date(2025, 2, 28))
    with refused("not_begun") as refusal:
        services.save(year.cell, YEAR, 3, SheetValues(), version=0, **doing(year.secretary, now))
    assert "01/03/2025" in refusal.obstacles[0].sentence
    first = moment(dt.date(2025, 3, 1), 0)
    services.save(year.cell, YEAR, 3, SheetValues(), version=0, **doing(year.secretary, first))


def test_a_month_on_whose_last_day_the_organisation_did_not_live_has_no_sheet():
    year = a_year(founded_on=dt.date(2025, 2, 15))
    with refused("not_alive") as refusal:
        services.save(
            year.cell,
            YEAR,
            1,
            SheetValues(),
            version=0,
            **doing(year.secretary, moment(dt.date(2025, 2, 16))),
        )
    assert "thành lập ngày 15/02/2025" in refusal.obstacles[0].sentence
    services.save(
        year.cell, YEAR, 2, SheetValues(), version=0, **doing(year.secretary, day_of(2, 1))
    )


def test_without_a_plan_nothing_is_begun_and_the_program_says_so():
    year = a_year()
    now = moment(dt.date(2024, 3, 5))
    with refused("no_plan"):
        services.save(year.cell, 2024, 2, SheetValues(), version=0, **doing(year.secretary, now))


def test_a_foreign_secretary_and_the_office_do_not_key_in_for_a_cell():
    year = a_year(cells=2)
    for actor in (year.committee.secretaries["CB02"], year.office, year.committee.watcher):
        with refused("not_allowed"):
            services.save(year.cell, YEAR, 3, SheetValues(), version=0, **doing(actor, BEGUN))


# Sending


def test_sending_keeps_a_version_the_judged_columns_and_freezes_the_framework():
    year = a_year()
    sheet = kept(year, sheet_values(year, deducted={"2.1": "Báo cáo chậm"}))
    assert sheet.framework.frozen_at is None
    send(year, sheet)

    assert sheet.status == Status.SUBMITTED
    assert (sheet.sent_rating, sheet.sent_total, sheet.sent_no_meeting) == (
        Rating.PASS,
        Decimal(99),
        False,
    )
    assert sheet.sent_by == year.secretary.user
    assert sheet.counts_as_sent_at == SENT
    assert sheet.first_sent_at is None
    assert sent_values(sheet) == values_of(sheet)
    sheet.framework.refresh_from_db()
    assert sheet.framework.frozen_at == SENT
    event = AuditEvent.objects.get(act="evaluation.submit")
    assert (event.user, event.organization) == (year.secretary.user, year.cell)
    assert event.sentence == "Gửi phiếu tháng 3/2025."


BAD_INPUT = [
    ({"points": {}}, "points_missing", "criterion:1.1"),
    ({"voters": None}, "voters_missing", "votes"),
    ({"present": 18, "votes_for": 17}, "present_above_voters", "votes"),
    ({"votes_for": 14}, "votes_do_not_add_up", "votes"),
    ({"rating": None}, "rating_missing", "rating"),
    ({"meeting_on": None}, "meeting_missing", "meeting"),
    ({"meeting_on": dt.date(2025, 4, 6)}, "meeting_after_sending", "meeting"),
    ({"meeting_on": dt.date(2025, 2, 28)}, "meeting_outside_window", "meeting"),
    ({"meeting_on": dt.date(2014, 3, 3), "note": "Cũ"}, "meeting_outside_life", "meeting"),
]


@pytest.mark.parametrize(("changes", "code", "part"), BAD_INPUT)
def test_what_is_missing_or_wrong_is_refused_with_a_sentence_at_its_part(changes, code, part):
    year = a_year()
    sheet = kept(year, replace(sheet_values(year), **changes))
    with refused(code) as refusal:
        send(year, sheet)

    [obstacle] = [o for o in refusal.obstacles if o.code == code and o.part == part]
    assert obstacle.sentence.endswith(".")
    stored = Evaluation.objects.get()
    assert (stored.status, stored.version) == (Status.DRAFT, sheet.version)
    assert not stored.versions.exists()
    assert stored.framework.frozen_at is None


def test_a_deduction_without_a_reason_is_kept_as_a_draft_and_not_sent():
    year = a_year()
    points = full_points(year.plan, "cell") | {"2.1": PointEntry(Decimal(4))}
    sheet = kept(year, sheet_values(year, points=points))
    with refused("reason_missing") as refusal:
        send(year, sheet)
    assert [o.part for o in refusal.obstacles] == ["criterion:2.1"]
    assert "lý do trừ 1 điểm" in refusal.obstacles[0].sentence


def test_everything_that_stands_in_the_way_is_said_at_once():
    year = a_year()
    sheet = kept(year, SheetValues())
    with refused("meeting_missing") as refusal:
        send(year, sheet)
    codes = {obstacle.code for obstacle in refusal.obstacles}
    assert {"points_missing", "voters_missing", "rating_missing"} <= codes


def test_passed_with_too_few_points_is_refused_and_the_meeting_may_rate_lower():
    year = a_year()
    points = full_points(year.plan, "cell") | {
        code: PointEntry(Decimal(0), "Không thực hiện") for code in ("1.3", "1.1")
    }
    sheet = kept(year, sheet_values(year, points=points))
    with refused("points_too_few") as refusal:
        send(year, sheet)
    assert "88 điểm" in refusal.obstacles[0].sentence
    assert "mục II.4.2.2, gạch đầu dòng thứ hai" in refusal.obstacles[0].sentence
    sheet = services.save(
        year.cell,
        YEAR,
        3,
        sheet_values(year, points=points, rating=Rating.FAIL),
        version=sheet.version,
        **doing(year.secretary, BEGUN),
    )
    send(year, sheet)
    assert sheet.sent_rating == Rating.FAIL


def test_exactly_the_plans_points_pass():
    year = a_year()
    points = full_points(year.plan, "cell") | {
        "1.3": PointEntry(Decimal(0), "Không thực hiện"),
        "1.7": PointEntry(Decimal(0), "Không thực hiện"),
    }
    sheet = kept(year, sheet_values(year, points=points))
    send(year, sheet)
    assert sheet.sent_total == Decimal(90)


def test_a_mandatory_criterion_below_full_keeps_the_month_from_passing():
    year = a_year()
    Criterion.objects.filter(group__framework__kind="cell", code="2.1").update(mandatory=True)
    sheet = kept(year, sheet_values(year, deducted={"2.1": "Không họp chuyên đề"}))
    with refused("mandatory_below_full") as refusal:
        send(year, sheet)
    assert "2.1" in refusal.obstacles[0].sentence


def test_exactly_half_of_all_with_a_vote_is_not_a_majority():
    year = a_year()
    sheet = kept(year, sheet_values(year, voters=16, present=16, votes_for=8, votes_against=8))
    with refused("no_majority") as refusal:
        send(year, sheet)
    assert "8 trên 16" in refusal.obstacles[0].sentence
    sheet = services.save(
        year.cell,
        YEAR,
        3,
        sheet_values(year, voters=16, present=16, votes_for=9, votes_against=7),
        version=sheet.version,
        **doing(year.secretary, BEGUN),
    )
    send(year, sheet)


def test_in_a_party_committee_its_members_of_the_day_of_the_meeting_have_the_vote():
    year = a_year()
    committee = year.committee.organization
    term = committee.terms.get()
    member = term.members.filter(body=Body.COMMITTEE).latest("pk")
    end_member(member, to_date=dt.date(2025, 3, 20), **doing(year.office, BEGUN))

    def own_sheet(month: int, **values: int) -> Evaluation:
        sheet = services.save(
            committee,
            YEAR,
            month,
            sheet_values(year, month, organization=committee, **values),
            version=0,
            **doing(year.office, day_of(month, 4)),
        )
        services.submit(sheet, version=sheet.version, **doing(year.office, day_of(month, 5)))
        return sheet

    assert own_sheet(1).status == Status.SUBMITTED  # met on 03/02, when all five sat
    with refused("voters_not_members") as refusal, transaction.atomic():
        own_sheet(3)
    [obstacle] = refusal.obstacles
    assert "là 5, nhưng ngày 03/04/2025 cấp ủy có 4 ủy viên" in obstacle.sentence
    assert obstacle.part == "voters"
    assert own_sheet(3, voters=4, present=4, votes_for=4).status == Status.SUBMITTED


@pytest.mark.parametrize("day", [dt.date(2025, 3, 1), dt.date(2025, 3, 31), dt.date(2025, 4, 5)])
def test_a_meeting_from_the_months_first_day_needs_no_remark(day):
    year = a_year()
    send(year, kept(year, sheet_values(year, meeting_on=day)))


def test_a_meeting_outside_the_usual_days_needs_a_note():
    year = a_year()
    late = day_of(3, 20)
    sheet = kept(year, sheet_values(year, meeting_on=dt.date(2025, 4, 11)))
    with refused("meeting_outside_window") as refusal:
        send(year, sheet, late)
    assert "01/03/2025 – 10/04/2025" in refusal.obstacles[0].sentence
    sheet = services.save(
        year.cell,
        YEAR,
        3,
        sheet_values(year, meeting_on=dt.date(2025, 4, 11), note="Bão số 1 nên họp muộn"),
        version=sheet.version,
        **doing(year.secretary, BEGUN),
    )
    send(year, sheet, late)


def test_not_applicable_gives_full_points_and_is_marked():
    year = a_year()
    points = full_points(year.plan, "cell") | {"2.1": PointEntry(not_applicable=True)}
    sheet = kept(year, sheet_values(year, points=points))
    send(year, sheet)
    assert sheet.sent_total == Decimal(100)
    stored = EvaluationPoint.objects.get(criterion__code="2.1", evaluation=sheet)
    assert (stored.points, stored.not_applicable) == (Decimal(5), True)


def test_a_month_without_a_meeting_is_sent_with_its_reason_and_nothing_else():
    year = a_year()
    sheet = kept(
        year, replace(sheet_values(year), no_meeting=True, no_meeting_reason="Đi công tác")
    )
    send(year, sheet)
    assert sheet.sent_no_meeting
    assert (sheet.sent_rating, sheet.sent_total, sheet.total) == ("", None, None)
    assert sheet.meeting_on is None
    assert not sheet.points.filter(points__isnull=False).exists()


def test_a_month_without_a_meeting_needs_its_reason():
    year = a_year()
    sheet = kept(year, no_meeting_values(" "))
    with refused("no_meeting_reason_missing"):
        send(year, sheet)


def test_a_replayed_sending_is_refused():
    year = a_year()
    sheet = kept(year, sheet_values(year))
    seen = sheet.version
    send(year, sheet)
    with refused("changed_meanwhile"):
        services.submit(sheet, version=seen, **doing(year.secretary, SENT))
    assert sheet.versions.count() == 1


# Taking back


def test_taken_back_from_a_first_sending_it_is_as_if_never_sent():
    year = a_year()
    sheet = evaluation_at(Status.SUBMITTED, year)
    services.take_back(sheet, version=sheet.version, **doing(year.secretary, LATER))

    assert sheet.status == Status.DRAFT
    assert sheet.counts_as_sent_at is None
    assert (sheet.sent_rating, sheet.sent_total) == ("", None)
    assert sent_values(sheet) is None
    assert sheet.versions.get().taken_back
    assert not Evaluation.objects.visible_to(year.office).exists()

    send(year, sheet, LATER)
    assert sheet.counts_as_sent_at == LATER
    assert sheet.versions.count() == 2


def test_once_the_office_has_begun_to_look_it_is_not_taken_back():
    year = a_year()
    sheet = evaluation_at(Status.SUBMITTED, year, opened=True)
    with refused("already_opened"):
        services.take_back(sheet, version=sheet.version, **doing(year.secretary, LATER))


def test_taken_back_from_a_second_sending_the_first_counts_again():
    year = a_year()
    sheet = evaluation_at(Status.RETURNED, year, marks={"criterion:2.1": "Mời nêu lý do."})
    sheet = services.save(
        year.cell,
        YEAR,
        3,
        sheet_values(year, deducted={"2.1": "Báo cáo chậm"}),
        version=sheet.version,
        **doing(year.secretary, day_of(3, 7)),
    )
    send(year, sheet, day_of(3, 7), resubmission="typo")
    assert sheet.sent_total == Decimal(99)
    services.take_back(sheet, version=sheet.version, **doing(year.secretary, day_of(3, 8)))

    assert sheet.status == Status.RETURNED
    assert (sheet.sent_total, sheet.sent_at) == (Decimal(100), SENT)
    assert sheet.resubmission == ""
    assert values_of(sheet).points["2.1"].points == Decimal(4)
    assert sent_values(sheet).points["2.1"].points == Decimal(5)


def test_on_time_is_judged_by_the_first_sending_that_the_office_opened():
    year = a_year()
    sheet = evaluation_at(Status.RETURNED, year)
    late = day_of(3, 12)
    sheet = services.save(
        year.cell,
        YEAR,
        3,
        sheet_values(year, present=15, votes_for=14),
        version=sheet.version,
        **doing(year.secretary, late),
    )
    send(year, sheet, late, resubmission="typo")
    assert sheet.sent_at == late
    assert sheet.counts_as_sent_at == SENT


def test_a_sending_that_was_taken_back_never_makes_a_later_one_on_time():
    year = a_year()
    sheet = evaluation_at(Status.SUBMITTED, year)
    services.take_back(sheet, version=sheet.version, **doing(year.secretary, LATER))
    late = day_of(3, 12)
    send(year, sheet, late)
    services.confirm(sheet, version=sheet.version, **doing(year.office, day_of(3, 13)))
    assert sheet.counts_as_sent_at == late
