"""The self-review of a year (D10)."""

import datetime as dt

import pytest

from evaluations import services
from evaluations.models import Evaluation
from evaluations.periods import YEAR as PERIOD
from evaluations.values import PointEntry, SelfReviewValues
from evaluations.workflow import Rating, Status
from tests.factories import moment
from tests.refused import refused

from .factories import (
    YEAR,
    a_year,
    doing,
    evaluation_at,
    full_points,
    no_meeting_values,
    self_review_values,
)

pytestmark = pytest.mark.django_db

OPENS = moment(dt.date(2025, 11, 1), 0)
SENT = moment(dt.date(2025, 12, 22))


def kept(year, values, now=SENT):
    return services.save(year.cell, YEAR, PERIOD, values, version=0, **doing(year.secretary, now))


def send(year, sheet, now=SENT):
    services.submit(sheet, version=sheet.version, **doing(year.secretary, now))


def test_it_opens_on_the_first_of_november():
    year = a_year()
    with refused("not_open_yet") as refusal:
        kept(year, SelfReviewValues(), OPENS - dt.timedelta(seconds=1))
    assert "01/11/2025" in refusal.obstacles[0].sentence
    assert kept(year, SelfReviewValues(), OPENS).status == Status.DRAFT


def test_it_is_due_on_the_last_day_of_the_year_and_never_locks():
    year = a_year()
    late = moment(dt.date(2026, 3, 1))
    sheet = kept(year, self_review_values(), late)
    assert (sheet.due_on, sheet.lock_on) == (dt.date(2025, 12, 31), None)
    send(year, sheet, late)
    assert sheet.status == Status.SUBMITTED


def test_it_has_no_points_unless_the_plans_basis_is_the_self_review():
    year = a_year()
    sheet = kept(year, self_review_values())
    assert sheet.framework is None
    send(year, sheet)
    assert (sheet.sent_total, sheet.sent_rating) == (None, Rating.PASS)


def test_with_that_basis_passing_needs_the_years_points():
    year = a_year(basis="self_review", year_min_points=95, month_min_points=80)
    points = full_points(year.plan, "cell")
    low = points | {"1.3": PointEntry(points["1.3"].points - 6, "Chậm")}
    sheet = kept(year, self_review_values(points=low))
    with refused("points_too_few") as refusal:
        send(year, sheet)
    assert "của năm cần từ 95 điểm" in refusal.obstacles[0].sentence
    sheet = services.save(
        year.cell,
        YEAR,
        PERIOD,
        self_review_values(points=points),
        version=sheet.version,
        **doing(year.secretary, SENT),
    )
    send(year, sheet)
    assert sheet.sent_total == 100


def test_the_request_needs_a_majority_of_all():
    year = a_year()
    values = self_review_values(voters=16, present=16, votes_for=8, votes_against=8)
    with refused("no_majority"):
        send(year, kept(year, values))


def test_texts_on_the_four_contents_and_the_self_grade_are_asked_of_a_person():
    year = a_year()
    sheet = kept(year, self_review_values(content_3="", self_grade=""))
    with refused("content_missing") as refusal:
        send(year, sheet)
    assert [o.part for o in refusal.obstacles] == ["text:content_3", "self_grade"]


def test_an_unknown_grade_is_refused():
    year = a_year()
    with refused("unknown_grade"):
        kept(year, self_review_values(self_grade="superb"))


def test_the_twelve_months_are_kept_as_they_stood_on_sending():
    year = a_year()
    evaluation_at(Status.CONFIRMED, year, period=1)
    february = evaluation_at(Status.SUBMITTED, year, period=2)
    sheet = kept(year, self_review_values())
    send(year, sheet)
    now = moment(dt.date(2025, 12, 23))
    services.confirm(february, version=february.version, **doing(year.office, now))

    months = Evaluation.objects.get(period=PERIOD).months_when_sent
    assert [month["state"] for month in months[:3]] == ["passed", "awaiting", "missing"]
    assert months[11]["state"] == "not_due"
    assert months[0]["points"] == "100.0"


def test_a_year_without_a_meeting_is_refused():
    year = a_year()
    with refused("no_meeting_in_a_year"):
        kept(year, no_meeting_values())
    assert not Evaluation.objects.exists()
