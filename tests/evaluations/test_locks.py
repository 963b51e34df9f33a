"""Due day and lock, to the second, and what keeps a sheet open (D6)."""

import datetime as dt

import pytest

from evaluations import services
from evaluations.board import months_of
from evaluations.locks import EntryWindow, lock_obstacle, open_after_return
from evaluations.models import Evaluation, Extension
from evaluations.workflow import Status
from organizations.formats import LOCAL
from tests.refused import refused

from .factories import YEAR, a_year, at, day_of, evaluation_at, sheet_values

DUE, LOCK = dt.date(2025, 4, 10), dt.date(2025, 4, 25)
LAST_SECOND = dt.datetime(2025, 4, 24, 23, 59, 59, tzinfo=LOCAL)
FIRST_LOCKED = dt.datetime(2025, 4, 25, 0, 0, 0, tzinfo=LOCAL)


# The days themselves


@pytest.mark.parametrize(
    ("open_until", "extended_until", "last"),
    [
        (None, None, dt.date(2025, 4, 24)),
        (dt.date(2025, 4, 11), None, dt.date(2025, 4, 24)),
        (dt.date(2025, 5, 2), None, dt.date(2025, 5, 2)),
        (None, dt.date(2025, 5, 20), dt.date(2025, 5, 20)),
        (dt.date(2025, 5, 2), dt.date(2025, 4, 30), dt.date(2025, 5, 2)),
    ],
)
def test_a_sheet_is_open_until_the_latest_of_lock_return_and_extension(
    open_until, extended_until, last
):
    window = EntryWindow(
        due_on=DUE, lock_on=LOCK, open_until=open_until, extended_until=extended_until
    )
    assert window.last_open_day == last
    assert not window.is_locked(last)
    assert window.is_locked(last + dt.timedelta(days=1))


def test_without_a_lock_day_a_sheet_never_locks():
    window = EntryWindow(due_on=DUE, lock_on=None)
    assert window.last_open_day is None
    assert not window.is_locked(dt.date(2099, 1, 1))


def test_a_return_keeps_open_until_the_end_of_the_fifth_day_after():
    assert open_after_return(dt.date(2025, 4, 28)) == dt.date(2025, 5, 3)


def test_the_sentence_of_a_lock_says_what_since_when_why_and_who_can_open_it():
    window = EntryWindow(due_on=DUE, lock_on=LOCK)
    found = lock_obstacle(window, LOCK, sheet="Phiếu tháng 3/2025", opener="Văn phòng Đảng ủy Sở")
    assert found is not None
    assert found.sentence == (
        "Phiếu tháng 3/2025 đã khóa nhập liệu từ 00:00 ngày 25/04/2025, vì đã quá hạn gửi "
        "10/04/2025 và đến ngày khóa theo kế hoạch. Nếu cần nhập, mời liên hệ Văn phòng Đảng ủy Sở "
        "để được mở lại."
    )
    assert lock_obstacle(window, DUE, sheet="", opener="") is None
    itself = lock_obstacle(window, LOCK, sheet="Phiếu tháng 3/2025", opener=None)
    assert itself is not None
    assert itself.sentence.endswith("theo kế hoạch. Nếu cần nhập, mời mở lại kỳ này, kèm lý do.")


# As the services hold them


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("now", "on_time"),
    [
        (dt.datetime(2025, 4, 10, 23, 59, 59, tzinfo=LOCAL), True),
        (dt.datetime(2025, 4, 11, 0, 0, 0, tzinfo=LOCAL), False),
    ],
)
def test_on_time_until_the_last_second_of_the_due_day(now, on_time):
    year = a_year()
    by = at(year.secretary, now)
    sheet = services.save(year.cell, YEAR, 3, sheet_values(year), version=0, by=by, now=now)
    services.submit(sheet, version=sheet.version, by=by, now=now)

    [march] = [month for month in months_of(year.cell, YEAR, today=LOCK) if month.number == 3]
    assert march.sent
    assert march.on_time is on_time


@pytest.mark.django_db
def test_a_sheet_is_begun_kept_and_sent_until_the_last_second_before_the_lock():
    year = a_year()
    by = at(year.secretary, LAST_SECOND)
    sheet = services.save(year.cell, YEAR, 3, sheet_values(year), version=0, by=by, now=LAST_SECOND)
    services.submit(sheet, version=sheet.version, by=by, now=LAST_SECOND)
    assert sheet.status == Status.SUBMITTED


@pytest.mark.django_db
def test_from_midnight_of_the_lock_day_nothing_is_begun_and_the_database_is_unchanged():
    year = a_year()
    by = at(year.secretary, FIRST_LOCKED)
    with refused("locked") as refusal:
        services.save(year.cell, YEAR, 3, sheet_values(year), version=0, by=by, now=FIRST_LOCKED)

    assert "25/04/2025" in refusal.obstacles[0].sentence
    assert "Văn phòng Đảng ủy Sở Văn hóa, Thể thao và Du lịch" in refusal.obstacles[0].sentence
    assert not Evaluation.objects.exists()


@pytest.mark.django_db
def test_from_midnight_of_the_lock_day_a_draft_is_neither_kept_nor_sent():
    year = a_year()
    sheet = evaluation_at(Status.DRAFT, year)
    by = at(year.secretary, FIRST_LOCKED)
    how = {"version": sheet.version, "by": by, "now": FIRST_LOCKED}
    with refused("locked"):
        services.save(year.cell, YEAR, 3, sheet_values(year), **how)
    with refused("locked"):
        services.submit(sheet, **how)
    assert Evaluation.objects.get().status == Status.DRAFT


@pytest.mark.django_db
def test_what_was_sent_is_not_taken_back_after_the_lock_since_it_could_not_be_sent_again():
    year = a_year()
    sheet = evaluation_at(Status.SUBMITTED, year)
    with refused("locked"):
        services.take_back(
            sheet,
            version=sheet.version,
            by=at(year.secretary, FIRST_LOCKED),
            now=FIRST_LOCKED,
        )


@pytest.mark.django_db
def test_the_lock_never_stops_the_office_in_settling():
    year = a_year()
    sheet = evaluation_at(Status.SUBMITTED, year)
    now = day_of(3, 28)
    office = {"by": at(year.office, now), "now": now}
    services.begin_review(sheet, version=sheet.version, **office)
    marks = [services.Mark("votes", "votes_mismatch", "Mời xem lại số có mặt.")]
    services.return_for_completion(sheet, marks, version=sheet.version, **office)
    services.withdraw_return(sheet, version=sheet.version, **office)
    services.confirm(sheet, version=sheet.version, **office)
    services.reopen(sheet, "Chi bộ báo nhầm.", version=sheet.version, **office)
    assert sheet.status == Status.RETURNED


@pytest.mark.django_db
def test_a_return_after_the_lock_opens_that_sheet_until_the_end_of_the_fifth_day_after():
    year = a_year()
    sheet = evaluation_at(Status.SUBMITTED, year)
    returned = day_of(3, 28)
    services.return_for_completion(
        sheet,
        [services.Mark("votes", "votes_mismatch", "Mời xem lại số có mặt.")],
        version=sheet.version,
        by=at(year.office, returned),
        now=returned,
    )
    last = dt.datetime(2025, 5, 3, 23, 59, 59, tzinfo=LOCAL)
    after = dt.datetime(2025, 5, 4, 0, 0, 0, tzinfo=LOCAL)
    with refused("locked") as refusal:
        services.submit(
            sheet,
            version=sheet.version,
            resubmission="typo",
            by=at(year.secretary, after),
            now=after,
        )
    assert "hết ngày 03/05/2025" in refusal.obstacles[0].sentence
    services.submit(
        sheet, version=sheet.version, resubmission="typo", by=at(year.secretary, last), now=last
    )
    assert sheet.status == Status.SUBMITTED
    with refused("locked"):
        services.save(
            year.cell,
            YEAR,
            2,
            sheet_values(year, 2),
            version=0,
            by=at(year.secretary, last),
            now=last,
        )


@pytest.mark.django_db
def test_an_extension_opens_one_month_of_one_organisation_until_its_day_and_the_sheet_stays_late():
    year = a_year(cells=2)
    given = day_of(3, 28)
    services.extend(
        year.cell,
        YEAR,
        3,
        until=dt.date(2025, 5, 15),
        reason="Bí thư chi bộ ốm dài ngày.",
        by=at(year.office, given),
        now=given,
    )
    last = dt.datetime(2025, 5, 15, 23, 59, 59, tzinfo=LOCAL)
    after = dt.datetime(2025, 5, 16, 0, 0, 0, tzinfo=LOCAL)
    other = year.committee.cells[1]
    with refused("locked"):
        services.save(
            other,
            YEAR,
            3,
            sheet_values(year),
            version=0,
            by=at(year.committee.secretaries[other.code], last),
            now=last,
        )
    with refused("locked"):
        services.save(
            year.cell,
            YEAR,
            2,
            sheet_values(year, 2),
            version=0,
            by=at(year.secretary, last),
            now=last,
        )
    with refused("locked"):
        services.save(
            year.cell,
            YEAR,
            3,
            sheet_values(year),
            version=0,
            by=at(year.secretary, after),
            now=after,
        )
    sheet = services.save(
        year.cell, YEAR, 3, sheet_values(year), version=0, by=at(year.secretary, last), now=last
    )
    services.submit(sheet, version=sheet.version, by=at(year.secretary, last), now=last)
    assert not months_of(year.cell, YEAR, today=last.date())[2].on_time


@pytest.mark.django_db
def test_the_extension_given_last_replaces_those_before_it():
    year = a_year()
    now = day_of(3, 28)
    for until in (dt.date(2025, 6, 15), dt.date(2025, 5, 5)):
        services.extend(
            year.cell,
            YEAR,
            3,
            until=until,
            reason="Sửa ngày gõ nhầm.",
            by=at(year.office, now),
            now=now,
        )
    after = day_of(4, 6)
    with refused("locked"):
        services.save(
            year.cell,
            YEAR,
            3,
            sheet_values(year),
            version=0,
            by=at(year.secretary, after),
            now=after,
        )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("until", "reason", "code"),
    [
        (dt.date(2025, 5, 15), "  ", "reason_missing"),
        (dt.date(2025, 4, 20), "Ốm dài ngày.", "not_locked_then"),
        (dt.date(2025, 4, 26), "Ốm dài ngày.", "until_past"),
        (dt.date(2035, 5, 15), "Ốm dài ngày.", "until_too_far"),
    ],
)
def test_an_extension_needs_a_reason_and_a_day_that_helps(until, reason, code):
    year = a_year()
    now = day_of(3, 28)
    with refused(code):
        services.extend(
            year.cell, YEAR, 3, until=until, reason=reason, by=at(year.office, now), now=now
        )
    assert not Extension.objects.exists()


@pytest.mark.django_db
def test_only_the_office_of_the_authority_gives_an_extension():
    year = a_year()
    now = day_of(3, 28)
    with refused("not_allowed"):
        services.extend(
            year.cell,
            YEAR,
            3,
            until=dt.date(2025, 5, 15),
            reason="Ốm.",
            by=at(year.secretary, now),
            now=now,
        )


@pytest.mark.django_db
def test_a_sheet_keeps_the_days_under_which_it_was_begun():
    year = a_year(due_day=8, lock_day=None)
    sheet = evaluation_at(Status.DRAFT, year)
    assert (sheet.due_on, sheet.lock_on) == (dt.date(2025, 4, 8), None)
    now = day_of(9, 1)
    services.submit(sheet, version=sheet.version, by=at(year.secretary, now), now=now)
    assert sheet.status == Status.SUBMITTED
