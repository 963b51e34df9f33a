"""What the office does with a sheet (C3, D5, D7, D9, A8)."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from evaluations import services
from evaluations.board import months_of
from evaluations.models import Evaluation, ReturnMark
from evaluations.months import MonthState
from evaluations.reading import office_over, opened_parts, sent_values, values_of
from evaluations.services import Basis, Mark
from evaluations.values import PointEntry
from evaluations.workflow import Rating, Status
from organizations import services as organizations
from organizations.actors import actor_for
from organizations.models import AuditEvent, Role, RoleGrant
from tests.factories import a_person, as_of
from tests.refused import refused

from .factories import (
    YEAR,
    a_year,
    day_of,
    doing,
    evaluation_at,
    no_meeting_values,
    sheet_values,
)

pytestmark = pytest.mark.django_db

SETTLED, MENDED, LATER = day_of(3, 6), day_of(3, 7), day_of(3, 8)


def mend(year, sheet, values):
    return services.save(
        year.cell, YEAR, 3, values, version=sheet.version, **doing(year.secretary, MENDED)
    )


# Opening


def test_opening_is_logged_and_makes_the_sending_count():
    year = a_year()
    sheet = evaluation_at(Status.SUBMITTED, year)
    services.begin_review(sheet, version=sheet.version, **doing(year.office, SETTLED))

    assert sheet.status == Status.SUBMITTED
    assert (sheet.opened_at, sheet.opened_by) == (SETTLED, year.office.user)
    assert sheet.first_sent_at == sheet.sent_at
    assert AuditEvent.objects.get(act="evaluation.begin_review").user == year.office.user


def test_opening_twice_is_refused():
    year = a_year()
    sheet = evaluation_at(Status.SUBMITTED, year, opened=True)
    with refused("already_opened"):
        services.begin_review(sheet, version=sheet.version, **doing(year.office, SETTLED))


# Returning


def test_a_return_marks_parts_and_the_last_sent_version_counts_as_waiting():
    year = a_year()
    sheet = evaluation_at(Status.SUBMITTED, year)
    marks = [
        Mark("criterion:2.1", "reason_unclear", "Mời nêu rõ báo cáo nào."),
        Mark("text:strengths", "other", "Mời nêu kết quả cụ thể."),
    ]
    services.return_for_completion(
        sheet, marks, version=sheet.version, **doing(year.office, SETTLED)
    )

    assert sheet.status == Status.RETURNED
    assert [mark.part for mark in ReturnMark.objects.all()] == ["criterion:2.1", "text:strengths"]
    assert opened_parts(sheet) == {"criterion:2.1", "text:strengths", "votes", "rating"}
    assert (sheet.sent_rating, sheet.sent_total) == (Rating.PASS, Decimal(100))
    [march] = [m for m in months_of(year.cell, YEAR, today=LATER.date()) if m.number == 3]
    assert march.state is MonthState.RETURNED


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        ([], "nothing_marked"),
        ([Mark("votes", "", "Mời xem lại.")], "reason_missing"),
        ([Mark("votes", "other", " ")], "sentence_missing"),
        ([Mark("criterion:9.9", "other", "Mời xem lại.")], "unknown_part"),
        ([Mark("votes", "other", "Một."), Mark("votes", "other", "Hai.")], "unknown_part"),
    ],
)
def test_a_return_needs_parts_each_with_a_reason_and_a_sentence(marks, code):
    year = a_year()
    sheet = evaluation_at(Status.SUBMITTED, year)
    with refused(code):
        services.return_for_completion(
            sheet, marks, version=sheet.version, **doing(year.office, SETTLED)
        )
    assert Evaluation.objects.get().status == Status.SUBMITTED


def test_while_returned_a_part_that_was_not_marked_does_not_change():
    year = a_year()
    sheet = evaluation_at(Status.RETURNED, year, marks={"criterion:2.1": "Mời nêu rõ lý do."})
    base = values_of(sheet)
    with refused("part_closed") as refusal:
        mend(year, sheet, replace(base, strengths="Khác", meeting_on=dt.date(2025, 4, 4)))
    assert [o.part for o in refusal.obstacles] == ["meeting", "text:strengths"]
    points = {**base.points, "2.2": PointEntry(Decimal(4), "Chậm")}
    with refused("part_closed") as refusal:
        mend(year, sheet, replace(base, points=points))
    assert [o.part for o in refusal.obstacles] == ["criterion:2.2"]


def test_with_a_criterion_marked_votes_and_rating_change_too():
    year = a_year()
    sheet = evaluation_at(Status.RETURNED, year, marks={"criterion:2.1": "Mời nêu rõ lý do."})
    base = values_of(sheet)
    points = {**base.points, "2.1": PointEntry(Decimal(4), "Báo cáo chậm")}
    changed = replace(base, points=points, votes_for=8, votes_against=8, rating=Rating.FAIL)
    sheet = mend(year, sheet, changed)
    assert sheet.total == Decimal(99)
    assert sheet.sent_total == Decimal(100)


def test_sent_again_the_cell_says_what_it_did():
    year = a_year()
    sheet = evaluation_at(Status.RETURNED, year)
    with refused("resubmission_missing"):
        services.submit(sheet, version=sheet.version, **doing(year.secretary, MENDED))
    services.submit(
        sheet, version=sheet.version, resubmission="revoted", **doing(year.secretary, MENDED)
    )
    assert sheet.resubmission == "revoted"
    assert sheet.opened_at is None


def test_a_marked_no_meeting_sheet_is_open_in_all_parts():
    year = a_year()
    sheet = evaluation_at(
        Status.RETURNED, year, values=no_meeting_values(), marks={"no_meeting": "Chi bộ có họp."}
    )
    sheet = mend(year, sheet, sheet_values(year))
    services.submit(
        sheet, version=sheet.version, resubmission="typo", **doing(year.secretary, MENDED)
    )
    assert not sheet.sent_no_meeting


def test_the_office_never_changes_what_a_cell_keyed_in():
    year = a_year()
    sheet = evaluation_at(Status.RETURNED, year)
    with refused("not_allowed"):
        services.save(
            year.cell,
            YEAR,
            3,
            values_of(sheet),
            version=sheet.version,
            **doing(year.office, MENDED),
        )


# Withdrawing a return


def test_a_withdrawn_return_waits_as_last_sent_and_what_was_keyed_in_is_kept():
    year = a_year()
    sheet = evaluation_at(Status.RETURNED, year, marks={"criterion:2.1": "Mời nêu rõ lý do."})
    sent = sent_values(sheet)
    base = values_of(sheet)
    points = {**base.points, "2.1": PointEntry(Decimal(4), "Báo cáo chậm")}
    sheet = mend(year, sheet, replace(base, points=points))
    services.withdraw_return(sheet, version=sheet.version, **doing(year.office, LATER))

    stored = Evaluation.objects.get()
    assert stored.status == Status.SUBMITTED
    assert values_of(stored) == sent
    assert stored.total == stored.sent_total == Decimal(100)
    assert [version.kind for version in stored.versions.order_by("number")] == ["sent", "draft"]
    with refused("already_opened"):
        services.take_back(sheet, version=sheet.version, **doing(year.secretary, LATER))


# Confirming and reopening


def test_a_confirmed_sheet_passes_and_is_frozen():
    year = a_year()
    sheet = evaluation_at(Status.CONFIRMED, year)
    assert (sheet.settled_by, sheet.settled_at) == (year.office.user, SETTLED)
    assert sheet.first_sent_at == sheet.sent_at
    with refused("not_in_this_state"):
        mend(year, sheet, values_of(sheet))
    assert months_of(year.cell, YEAR, today=LATER.date())[2].state is MonthState.PASSED


def test_reopening_needs_a_reason_opens_all_parts_and_counts_as_waiting_again():
    year = a_year()
    sheet = evaluation_at(Status.CONFIRMED, year)
    with refused("reason_missing"):
        services.reopen(sheet, "  ", version=sheet.version, **doing(year.office, LATER))
    services.reopen(
        sheet, "Chi bộ báo nhầm số liệu.", version=sheet.version, **doing(year.office, LATER)
    )
    assert sheet.status == Status.RETURNED
    assert sheet.settled_at is None
    assert sheet.open_until == dt.date(2025, 4, 13)
    assert sent_values(sheet) is not None
    assert months_of(year.cell, YEAR, today=LATER.date())[2].state is MonthState.RETURNED
    sheet = services.save(
        year.cell,
        YEAR,
        3,
        sheet_values(year, strengths="Viết lại"),
        version=sheet.version,
        **doing(year.secretary, LATER),
    )
    assert sheet.strengths == "Viết lại"


def test_confirming_ones_own_cells_sheet_is_allowed_logged_and_marked():
    year = a_year()
    sheet = evaluation_at(Status.SUBMITTED, year)
    start = dt.date(2025, 1, 1)
    organizations.grant_role(
        year.secretary.user,
        role=Role.OFFICE,
        organization=year.committee.organization,
        position="Cán bộ văn phòng",
        from_date=start,
        by=as_of(year.committee.administrator, start),
        now=day_of(1, 1),
    )
    grant = RoleGrant.objects.get(user=year.secretary.user, role=Role.OFFICE)
    both = actor_for(grant, SETTLED.date())
    services.confirm(sheet, version=sheet.version, by=both, now=SETTLED)

    assert sheet.transitions.get(act="confirm").own_cell
    event = AuditEvent.objects.get(act="evaluation.confirm")
    assert event.data["own_cell"] is True
    assert "của chính tổ chức mình" in event.sentence


def test_confirming_anybody_elses_sheet_is_not_marked():
    year = a_year()
    sheet = evaluation_at(Status.CONFIRMED, year)
    assert not sheet.transitions.get(act="confirm").own_cell


# The committee's own sheet


def own_sheet(year, status=Status.SUBMITTED):
    return evaluation_at(status, year, organization=year.committee.organization)


def test_the_committees_own_office_keys_in_and_confirms_with_a_basis_where_no_authority_works():
    year = a_year()
    sheet = own_sheet(year)
    with refused("basis_missing"):
        services.confirm(sheet, version=sheet.version, **doing(year.office, SETTLED))
    with refused("basis_in_the_future"):
        services.confirm(
            sheet,
            basis=Basis("Kết luận của hội nghị", dt.date(2025, 4, 7)),
            version=sheet.version,
            **doing(year.office, SETTLED),
        )
    services.confirm(
        sheet,
        basis=Basis("Kết luận của hội nghị", dt.date(2025, 4, 5)),
        version=sheet.version,
        **doing(year.office, SETTLED),
    )
    assert (sheet.status, sheet.basis, sheet.basis_number) == (
        Status.CONFIRMED,
        "Kết luận của hội nghị",
        "",
    )


def test_the_number_of_the_basis_may_follow_once():
    year = a_year()
    sheet = own_sheet(year, Status.CONFIRMED)
    services.complete_basis(sheet, "12-KL/ĐU", version=sheet.version, **doing(year.office, LATER))
    assert Evaluation.objects.get().basis_number == "12-KL/ĐU"
    with refused("no_basis_to_complete"):
        services.complete_basis(
            sheet, "13-KL/ĐU", version=sheet.version, **doing(year.office, LATER)
        )


def test_an_authority_that_works_here_settles_the_committees_sheet_instead():
    year = a_year()
    above = a_person(
        Role.OFFICE,
        year.committee.authority,
        by=year.committee.administrator,
        from_date=dt.date(2025, 1, 1),
    )
    sheet = own_sheet(year)
    with refused("not_allowed"):
        services.confirm(
            sheet,
            basis=Basis("Kết luận", dt.date(2025, 4, 5)),
            version=sheet.version,
            **doing(year.office, SETTLED),
        )
    services.confirm(sheet, version=sheet.version, **doing(above, SETTLED))
    assert (sheet.settled_by, sheet.basis) == (above.user, "")


def test_a_lock_of_the_committee_names_the_office_that_may_open_it():
    year = a_year()
    own, authority = year.committee.organization, year.committee.authority
    today = dt.date(2025, 4, 25)
    alone = office_over(own, dt.date(2025, 3, 31), today)
    assert alone.startswith("Văn phòng Đảng ủy Sở Văn hóa, Thể thao và Du lịch (đồng chí ")
    a_person(Role.OFFICE, authority, by=year.committee.administrator, full_name="Lê Văn Trên")
    above = office_over(own, dt.date(2025, 3, 31), today)
    assert above == "Văn phòng Đảng ủy Khối các cơ quan tỉnh (đồng chí Lê Văn Trên)"


def test_a_basis_on_a_cells_sheet_is_not_kept():
    year = a_year()
    sheet = evaluation_at(Status.SUBMITTED, year)
    services.confirm(
        sheet,
        basis=Basis("Kết luận", dt.date(2025, 4, 5)),
        version=sheet.version,
        **doing(year.office, SETTLED),
    )
    assert sheet.basis == ""
