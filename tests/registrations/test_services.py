"""Saving, sending, taking back, opening, settling, paper, imports (C1–C4, D9, D11, D12)."""

import datetime as dt
from dataclasses import replace

import pytest

from organizations import services as organizations
from organizations.actors import import_actor
from organizations.models import AuditEvent, ImportRun, Kind, Role
from registrations import services
from registrations.models import BreakthroughNote, Registration
from registrations.services import ImportedRegistration, imports
from registrations.submission import Basis, Imported, Paper
from registrations.workflow import Status
from tests.factories import a_committee, a_person, an_organization, as_of, moment
from tests.imported import import_registration
from tests.plans.factories import a_plan
from tests.refused import refused
from tests.registrations.factories import (
    AFTER_BOTH,
    LATE,
    LATER_DEADLINE,
    ON_TIME,
    a_draft,
    a_sent_one,
    registration_at,
    values,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    made = a_committee(today=ON_TIME)
    a_plan(made.organization, made.office)
    return made


@pytest.fixture
def cell(made):
    return made.cells[0]


@pytest.fixture
def own(made):
    return made.secretaries["CB01"]


def on(actor, day, hour=10):
    """Who acts and when."""
    return {"by": as_of(actor, day), "now": moment(day, hour)}


def fresh(row):
    return Registration.objects.select_related("organization", "plan").get(pk=row.pk)


# Saving and sending


def test_a_draft_may_be_incomplete_but_is_not_sent_so(made, cell, own):
    row = a_draft(cell, own, aim_2="", voters=None)
    with refused("missing") as refusal:
        services.submit(row, version=row.version, **on(own, ON_TIME))
    assert {obstacle.part for obstacle in refusal.obstacles} == {"aim_2", "voters"}
    assert fresh(row).status == Status.DRAFT


@pytest.mark.parametrize(
    ("changes", "code", "part"),
    [
        ({"votes_for": 16}, "votes_do_not_add_up", "votes_for"),
        ({"present": 18, "votes_for": 17}, "present_above_voters", "present"),
        ({"voters": 18}, "voters_above_members", "voters"),
        ({"voters": 0}, "voters_none", "voters"),
        ({"meeting_on": dt.date(2026, 1, 15)}, "meeting_after_sending", "meeting_on"),
        ({"meeting_on": dt.date(2014, 12, 31)}, "before_founding", "meeting_on"),
        ({"breakthrough_due": dt.date(2025, 12, 31)}, "due_before_the_year", "breakthrough_due"),
    ],
)
def test_what_does_not_fit_together_is_refused_at_its_field(made, cell, own, changes, code, part):
    row = a_draft(cell, own, **changes)
    with refused(code) as refusal:
        services.submit(row, version=row.version, **on(own, ON_TIME))
    assert part in {obstacle.part for obstacle in refusal.obstacles}
    assert fresh(row).status == Status.DRAFT


def test_a_character_that_paper_cannot_show_is_refused_by_name(made, cell, own):
    with refused("unprintable") as refusal:
        a_draft(cell, own, aim_1="Tốt 😀")
    assert refusal.obstacles[0].part == "aim_1"
    assert not Registration.objects.exists()


def test_without_a_plan_nothing_is_registered_and_the_program_says_so():
    made = a_committee(today=ON_TIME)
    with refused("no_plan"):
        a_draft(made.cells[0], made.secretaries["CB01"])
    assert not Registration.objects.exists()


def test_two_people_saving_do_not_write_over_each_other(made, cell, own):
    row = a_draft(cell, own)
    services.save(cell, 2026, values(aim_1="Một"), version=row.version, **on(own, ON_TIME))
    with refused("changed_meanwhile"):
        services.save(cell, 2026, values(aim_1="Hai"), version=row.version, **on(own, ON_TIME))
    assert fresh(row).aim_1 == "Một"


def test_a_second_registration_of_a_year_is_refused(made, cell, own):
    a_draft(cell, own)
    with refused("changed_meanwhile"):
        services.save(cell, 2026, values(), version=0, **on(own, ON_TIME))
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "late"), [(dt.date(2025, 12, 20), False), (ON_TIME, False), (LATE, True)]
)
def test_on_time_ends_with_the_day_before_the_fifteenth(made, cell, own, day, late):
    row = a_sent_one(cell, own, on=day, meeting_on=dt.date(2025, 12, 18))
    assert row.is_late(row.plan) is late


def test_the_last_second_of_the_last_day_is_on_time(made, cell, own):
    row = a_draft(cell, own)
    now = dt.datetime.combine(ON_TIME, dt.time(23, 59, 59), moment(ON_TIME).tzinfo)
    services.submit(row, version=row.version, by=own, now=now)
    assert not row.is_late(row.plan)


def test_late_is_shown_never_refused_even_after_the_year(made, cell, own):
    row = a_sent_one(cell, own, on=dt.date(2027, 3, 1))
    assert row.status == Status.SUBMITTED
    assert row.is_late(row.plan)


def test_a_year_is_open_from_december_before(made, cell, own):
    with refused("not_yet"):
        a_draft(cell, own, on=dt.date(2025, 11, 30))
    assert a_draft(cell, own, on=dt.date(2025, 12, 1))


def test_a_cell_founded_later_registers_and_shows_late(made):
    cell = an_organization(
        "CB09", "Chi bộ mới", parent=made.organization, founded_on=dt.date(2026, 5, 10)
    )
    founded = dt.date(2026, 5, 10)
    own = a_person(Role.SECRETARY, cell, by=as_of(made.office, founded), from_date=founded)
    with refused("before_founding"):
        a_draft(cell, own, on=dt.date(2026, 5, 9))
    row = a_sent_one(cell, own, on=dt.date(2026, 5, 20), meeting_on=dt.date(2026, 5, 12))
    assert row.is_late(row.plan)


def test_a_cell_that_ended_no_longer_registers(made, cell, own):
    organizations.dissolve(
        cell,
        effective_on=dt.date(2026, 1, 14),
        decision=organizations.DecisionRef("05-QĐ/ĐU", dt.date(2026, 1, 10)),
        by=made.administrator,
        now=moment(dt.date(2026, 1, 10)),
    )
    cell.refresh_from_db()
    with refused("ended"):
        a_draft(cell, own)
    assert a_draft(cell, own, on=dt.date(2026, 1, 13))


# Taking back, opening, first sending


def test_taken_back_from_a_draft_it_is_as_if_never_sent(made, cell, own):
    row = a_sent_one(cell, own)
    services.take_back(row, version=row.version, **on(own, ON_TIME, 11))
    row = fresh(row)
    assert (row.status, row.sent_at, row.first_sent_at) == (Status.DRAFT, None, None)
    assert not Registration.objects.visible_to(made.office).exists()
    services.submit(row, version=row.version, **on(own, LATE))
    assert fresh(row).is_late(row.plan)
    assert [(v.number, v.taken_back) for v in row.versions.all()] == [(1, True), (2, False)]


def test_opening_is_an_act_of_its_own_after_which_nothing_is_taken_back(made, cell, own):
    row = a_sent_one(cell, own)
    services.begin_review(row, version=row.version, **on(made.office, LATE))
    assert fresh(row).opened_by == made.office.user
    with refused("opened"):
        services.take_back(row, version=row.version, **on(own, LATE))
    with refused("opened"):
        services.begin_review(row, version=row.version, **on(made.office, LATE))


def test_on_time_is_judged_by_the_first_sending_that_the_office_opened(made, cell, own):
    row = registration_at(Status.RETURNED, cell, own, made.office)
    services.submit(row, version=row.version, **on(own, AFTER_BOTH))
    row = fresh(row)
    assert row.sent_on == ON_TIME
    assert not row.is_late(row.plan)
    assert row.opened_at is None


def test_taken_back_after_a_return_it_is_returned_again_and_still_opened(made, cell, own):
    row = registration_at(Status.RETURNED, cell, own, made.office)
    sent_at = row.sent_at
    services.submit(row, version=row.version, **on(own, LATE))
    services.take_back(row, version=row.version, **on(own, LATE, 11))
    row = fresh(row)
    assert (row.status, row.sent_at) == (Status.RETURNED, sent_at)
    assert row.opened_at is not None
    services.withdraw_return(row, version=row.version, **on(made.office, LATE, 12))
    with refused("opened"):
        services.take_back(row, version=row.version, **on(own, LATE, 13))


def test_a_sending_between_reading_and_taking_back_is_not_lost(made, cell, own):
    row = a_sent_one(cell, own)
    stale = fresh(row)
    services.begin_review(row, version=row.version, **on(made.office, ON_TIME, 11))
    with refused("changed_meanwhile"):
        services.take_back(stale, version=stale.version, **on(own, ON_TIME, 12))
    row = fresh(row)
    assert row.status == Status.SUBMITTED
    assert not row.versions.get().taken_back


# Settling


def test_a_return_needs_a_reason_and_keeps_it(made, cell, own):
    row = a_sent_one(cell, own)
    with refused("reason_missing"):
        services.return_for_completion(row, "  ", version=row.version, **on(made.office, ON_TIME))
    services.return_for_completion(
        row, "Ghi rõ mục tiêu 1", version=row.version, **on(made.office, ON_TIME)
    )
    assert row.transitions.get(act="return").reason == "Ghi rõ mục tiêu 1"
    assert AuditEvent.objects.get(act="registration.return").sentence.endswith("Ghi rõ mục tiêu 1")


def test_withdrawing_a_return_restores_what_was_sent_and_keeps_what_was_typed_since(
    made, cell, own
):
    row = registration_at(Status.RETURNED, cell, own, made.office)
    services.save(cell, 2026, values(aim_1="Đang sửa"), version=row.version, **on(own, LATE))
    row = fresh(row)
    services.withdraw_return(row, version=row.version, **on(made.office, LATE))
    row = fresh(row)
    assert (row.status, row.values) == (Status.SUBMITTED, values())
    assert row.versions.get(kind="draft").content["aim_1"] == "Đang sửa"


def test_up_to_the_later_deadline_accepting_asks_no_reason(made, cell, own):
    row = a_sent_one(cell, own, on=LATER_DEADLINE)
    services.accept(row, reason="Thừa", version=row.version, **on(made.office, AFTER_BOTH))
    assert (fresh(row).status, fresh(row).acceptance_reason) == (Status.ACCEPTED, "")


def test_after_the_later_deadline_the_office_accepts_only_with_a_reason(made, cell, own):
    row = a_sent_one(cell, own, on=AFTER_BOTH)
    with refused("reason_missing") as refusal:
        services.accept(row, version=row.version, **on(made.office, AFTER_BOTH))
    assert "30/01/2026" in refusal.obstacles[0].sentence
    services.accept(row, reason="Họp muộn", version=row.version, **on(made.office, AFTER_BOTH))
    assert fresh(row).acceptance_reason == "Họp muộn"


def test_a_registration_is_accepted_once(made, cell, own):
    row = a_sent_one(cell, own)
    stale = fresh(row)
    services.accept(row, version=row.version, **on(made.office, ON_TIME))
    with refused("wrong_status"):
        services.accept(fresh(row), version=row.version, **on(made.office, ON_TIME))
    with refused("changed_meanwhile"):
        services.return_for_completion(
            stale, "Bổ sung", version=stale.version, **on(made.office, ON_TIME)
        )
    assert fresh(row).status == Status.ACCEPTED
    assert row.transitions.filter(act="accept").count() == 1


def test_reopening_needs_a_reason_and_keeps_the_accepted_text(made, cell, own):
    row = registration_at(Status.ACCEPTED, cell, own, made.office)
    with refused("reason_missing"):
        services.reopen(row, "", version=row.version, **on(made.office, LATE))
    services.reopen(row, "Sửa mục tiêu", version=row.version, **on(made.office, LATE))
    row = fresh(row)
    assert (row.status, row.settled_at, row.settled_by) == (Status.RETURNED, None, None)
    services.save(cell, 2026, values(aim_1="Mới"), version=row.version, **on(own, LATE))
    row = fresh(row)
    services.submit(row, version=row.version, **on(own, LATE))
    services.accept(row, version=row.version, **on(made.office, LATE))
    texts = [version.content["aim_1"] for version in row.versions.all()]
    assert texts == [values().aim_1, "Mới"]
    assert not fresh(row).is_late(row.plan)


def test_one_who_settles_what_he_sent_himself_is_named_in_the_log(made, cell, own):
    """A person may hold both roles (A8)."""
    office_too = replace(made.office, user=own.user)
    row = a_sent_one(cell, own)
    services.accept(row, version=row.version, **on(office_too, ON_TIME))
    sentence = AuditEvent.objects.get(act="registration.accept").sentence
    assert "Người tiếp nhận cũng là người đã gửi" in sentence


# The committee's own


def its_own(made, day=ON_TIME):
    return a_sent_one(made.organization, made.office, on=day, official_members=231)


def test_the_committees_own_is_on_time_until_the_day_before_the_thirty_first(made):
    row = its_own(made, LATER_DEADLINE)
    assert not row.is_late(row.plan)
    row = fresh(row)
    services.take_back(row, version=row.version, **on(made.office, LATER_DEADLINE, 11))
    services.submit(row, version=row.version, **on(made.office, AFTER_BOTH))
    assert row.is_late(row.plan)


def test_where_no_authority_works_here_the_own_office_settles_with_its_basis(made):
    row = its_own(made)
    for basis, code in (
        (None, "basis_missing"),
        (Basis("", LATE), "basis_missing"),
        (Basis("Kết luận hội nghị", None), "basis_undated"),
        (Basis("Kết luận hội nghị", dt.date(2026, 1, 16)), "basis_in_the_future"),
    ):
        with refused(code):
            services.accept(row, basis=basis, version=row.version, **on(made.office, LATE))
    services.accept(
        row, basis=Basis("Kết luận hội nghị", LATE), version=row.version, **on(made.office, LATE)
    )
    row = fresh(row)
    assert (row.status, row.basis, row.basis_on) == (Status.ACCEPTED, "Kết luận hội nghị", LATE)
    services.add_basis_number(row, "12-KL/ĐU", version=row.version, **on(made.office, LATE))
    assert fresh(row).basis_number == "12-KL/ĐU"
    with refused("no_basis"):
        services.add_basis_number(
            fresh(row), "13-KL/ĐU", version=row.version, **on(made.office, LATE)
        )


def test_where_the_authority_works_here_only_its_office_settles(made):
    above = a_person(Role.OFFICE, made.authority, by=made.administrator)
    row = its_own(made)
    with refused("not_allowed"):
        services.accept(
            row, basis=Basis("Kết luận", ON_TIME), version=row.version, **on(made.office, ON_TIME)
        )
    services.accept(row, version=row.version, **on(above, ON_TIME))
    assert fresh(row).basis == ""


# Paper


PAPER = Paper(ON_TIME, "Trần Thị Bí Thư")


def enter(made, cell, paper=PAPER, version=0, day=LATE, **changes):
    return services.enter_from_paper(
        cell, 2026, values(**changes), paper, version=version, **on(made.office, day)
    )


def test_the_papers_receipt_is_the_date_sent(made, cell):
    row = enter(made, cell)
    assert (row.status, row.sent_on, row.from_paper) == (Status.SUBMITTED, ON_TIME, True)
    assert (row.paper_signer, row.signed_copy_received_on) == (PAPER.signer, ON_TIME)
    assert not row.is_late(row.plan)
    assert row.sent_by == made.office.user


def test_a_draft_is_kept_as_a_version_and_replaced(made, cell, own):
    draft = a_draft(cell, own, aim_1="Bản nháp")
    row = enter(made, cell, version=draft.version)
    assert row.pk == draft.pk
    assert row.values == values()
    assert [(v.kind, v.content["aim_1"]) for v in row.versions.all()] == [
        ("draft", "Bản nháp"),
        ("sent", values().aim_1),
    ]


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.RETURNED, Status.ACCEPTED])
def test_where_the_cell_sent_its_own_no_paper_is_entered(made, cell, own, status):
    row = registration_at(status, cell, own, made.office)
    with refused("wrong_status" if status == Status.ACCEPTED else "own_was_sent"):
        enter(made, cell, version=row.version)
    assert not fresh(row).from_paper


@pytest.mark.parametrize(
    ("paper", "code"),
    [
        (Paper(dt.date(2026, 1, 16), "A"), "paper_in_the_future"),
        (Paper(dt.date(2014, 1, 1), "A"), "before_founding"),
        (Paper(ON_TIME, ""), "signer_missing"),
    ],
)
def test_a_wrong_receipt_is_refused(made, cell, paper, code):
    with refused(code):
        enter(made, cell, paper)
    assert not Registration.objects.exists()


def test_a_paper_from_before_the_first_day_is_refused(made):
    cell = an_organization(
        "CB09", "Chi bộ mới", parent=made.organization, founded_on=dt.date(2026, 1, 10)
    )
    with refused("before_founding"):
        services.enter_from_paper(
            cell,
            2026,
            values(meeting_on=dt.date(2026, 1, 9)),
            PAPER,
            version=0,
            **on(made.office, LATE),
        )


def test_the_office_corrects_its_entry_until_it_is_settled(made, cell):
    row = enter(made, cell)
    row = enter(made, cell, Paper(LATE, "Người khác"), version=row.version, aim_1="Đúng")
    assert (row.aim_1, row.paper_signer, row.sent_on) == ("Đúng", "Người khác", LATE)
    services.accept(row, version=row.version, **on(made.office, LATE))
    with refused("wrong_status"):
        enter(made, cell, version=row.version)


def test_the_cell_cannot_take_back_what_came_from_paper(made, cell, own):
    row = enter(made, cell)
    with refused("from_paper"):
        services.take_back(row, version=row.version, **on(own, LATE))


def test_an_objection_blocks_settling_until_it_is_answered(made, cell, own):
    row = enter(made, cell)
    with refused("reason_missing"):
        services.object_to_paper(row, "", version=row.version, **on(own, LATE))
    services.object_to_paper(row, "Sai số dự họp", version=row.version, **on(own, LATE))
    with refused("objected"):
        services.object_to_paper(row, "Lần nữa", version=row.version, **on(own, LATE))
    with refused("objection_open"):
        services.accept(row, version=row.version, **on(made.office, LATE))
    with refused("answer_missing"):
        services.answer_objection(row, "", version=row.version, **on(made.office, LATE))
    services.answer_objection(row, "Bản giấy ghi 16", version=row.version, **on(made.office, LATE))
    services.accept(row, version=row.version, **on(made.office, LATE))
    assert fresh(row).status == Status.ACCEPTED


def test_a_correction_settles_an_objection_too(made, cell, own):
    row = enter(made, cell)
    services.object_to_paper(row, "Sai số dự họp", version=row.version, **on(own, LATE))
    row = enter(made, cell, version=row.version, present=15, votes_for=14)
    assert not row.objection_open
    services.accept(row, version=row.version, **on(made.office, LATE))


def test_nobody_objects_to_what_he_sent_himself(made, cell, own):
    row = a_sent_one(cell, own)
    with refused("not_from_paper"):
        services.object_to_paper(row, "Sai", version=row.version, **on(own, LATE))


def test_a_cell_that_completes_a_returned_paper_sends_its_own(made, cell, own):
    row = enter(made, cell)
    services.return_for_completion(row, "Bổ sung", version=row.version, **on(made.office, LATE))
    services.submit(row, version=row.version, **on(own, LATE))
    row = fresh(row)
    assert (row.from_paper, row.paper_signer, row.sent_on) == (False, "", ON_TIME)
    services.take_back(row, version=row.version, **on(own, LATE, 11))
    assert (fresh(row).from_paper, fresh(row).paper_signer) == (True, PAPER.signer)


def test_the_committees_own_is_never_entered_from_paper(made):
    with refused("own_paper"):
        enter(made, made.organization, official_members=231)
    assert not Registration.objects.exists()


def test_a_signed_copy_is_noted_and_blocks_nothing(made, cell, own):
    draft = a_draft(cell, own)
    with refused("not_sent"):
        services.record_signed_copy(
            draft, ON_TIME, version=draft.version, **on(made.office, ON_TIME)
        )
    row = services.submit(draft, version=draft.version, **on(own, ON_TIME))
    with refused("copy_in_the_future"):
        services.record_signed_copy(row, LATE, version=row.version, **on(made.office, ON_TIME))
    with refused("not_allowed"):
        services.record_signed_copy(row, ON_TIME, version=row.version, **on(own, ON_TIME))
    services.record_signed_copy(row, ON_TIME, version=row.version, **on(made.office, ON_TIME))
    assert fresh(row).signed_copy_received_on == ON_TIME


# Breakthrough work


def test_how_the_breakthrough_work_stands_is_noted_any_time(made, cell, own):
    row = registration_at(Status.ACCEPTED, cell, own, made.office)
    services.note_breakthrough(row, "Đã số hóa 40%", **on(own, dt.date(2026, 6, 1)))
    assert BreakthroughNote.objects.get().text == "Đã số hóa 40%"
    with refused("text_missing"):
        services.note_breakthrough(row, " ", **on(own, dt.date(2026, 6, 1)))
    with refused("not_allowed"):
        services.note_breakthrough(row, "Xong", **on(made.office, dt.date(2026, 6, 1)))


# Imports


@pytest.fixture
def importer(made):
    run = ImportRun.objects.create(file_name="nam.xlsx", sha256="0" * 64, at=moment(LATE))
    return import_actor(run, dt.date(2026, 6, 1))


def bring(cell, importer, sent=ON_TIME, accepted=None, **columns):
    return import_registration(
        cell,
        2026,
        ImportedRegistration(sent, accepted, columns),
        by=importer,
        now=moment(dt.date(2026, 6, 1)),
    )


def test_a_row_of_a_workbook_is_added_and_settled(made, cell, importer):
    assert bring(cell, importer, accepted=LATE, breakthrough_task="Số hóa") == Imported.ADDED
    row = Registration.objects.get()
    assert (row.status, row.sent_on, row.settled_by) == (Status.ACCEPTED, ON_TIME, None)
    assert row.breakthrough_task == "Số hóa"
    assert row.import_run is not None


def test_a_registration_that_somebody_begins_at_the_same_moment_is_refused(
    made, cell, importer, monkeypatch
):
    before = imports.Known([(cell, 2026, ImportedRegistration(ON_TIME, None))])
    bring(cell, importer)
    monkeypatch.setattr(imports, "Known", lambda rows: before)
    with refused("changed_meanwhile"):
        bring(cell, importer)
    assert Registration.objects.count() == 1


def test_an_equal_row_is_left_alone_and_a_differing_one_names_both_values(made, cell, importer):
    bring(cell, importer, accepted=LATE, breakthrough_task="Số hóa")
    assert bring(cell, importer, accepted=LATE, breakthrough_task="Số hóa") == Imported.EQUAL
    assert bring(cell, importer, accepted=LATE) == Imported.EQUAL
    for wrong in (
        {"accepted": LATE, "breakthrough_task": "Khác"},
        {"accepted": LATE, "sent": LATE},
        {"accepted": AFTER_BOTH},
        {},
    ):
        with refused("differs") as refusal:
            bring(cell, importer, **wrong)
        assert "đang là" in refusal.obstacles[0].sentence


def test_an_equal_row_that_waits_is_settled_by_its_date(made, cell, own, importer):
    a_sent_one(cell, own)
    text = values().breakthrough_task
    assert bring(cell, importer, breakthrough_task=text) == Imported.EQUAL
    assert bring(cell, importer, accepted=LATE, breakthrough_task=text) == Imported.SETTLED
    assert Registration.objects.get().status == Status.ACCEPTED


def test_a_returned_one_is_compared_and_settled_as_last_sent(made, cell, own, importer):
    row = registration_at(Status.RETURNED, cell, own, made.office)
    services.save(cell, 2026, values(note="Đang sửa"), version=row.version, **on(own, LATE))
    assert bring(cell, importer, note="") == Imported.EQUAL
    assert bring(cell, importer, note="", accepted=LATE) == Imported.SETTLED
    row = Registration.objects.get()
    assert (row.status, row.note) == (Status.ACCEPTED, "")
    assert row.versions.get(kind="draft").content["note"] == "Đang sửa"


def test_one_from_paper_is_not_accepted_while_an_objection_waits(made, cell, own, importer):
    row = enter(made, cell)
    services.object_to_paper(row, "Sai số dự họp", version=row.version, **on(own, LATE))
    sent = PAPER.received_on
    assert bring(cell, importer, sent=sent) == Imported.EQUAL
    with refused("objection_open"):
        bring(cell, importer, sent=sent, accepted=LATE)
    row = fresh(row)
    services.return_for_completion(row, "Bổ sung", version=row.version, **on(made.office, LATE))
    with refused("objection_open"):
        bring(cell, importer, sent=sent, accepted=LATE)
    assert fresh(row).status == Status.RETURNED


def test_a_row_may_name_the_first_or_the_last_sending_and_no_other(made, cell, own, importer):
    row = registration_at(Status.RETURNED, cell, own, made.office)
    services.submit(row, version=row.version, **on(own, LATER_DEADLINE))
    assert bring(cell, importer, sent=ON_TIME) == Imported.EQUAL
    assert bring(cell, importer, sent=LATER_DEADLINE) == Imported.EQUAL
    with refused("differs"):
        bring(cell, importer, sent=LATE)


def test_a_row_differs_from_a_draft_that_was_never_sent(made, cell, own, importer):
    a_draft(cell, own)
    with refused("differs"):
        bring(cell, importer)


def test_an_import_asks_for_no_reason_when_late_but_for_a_living_organisation(made, importer):
    cell = an_organization(
        "CB09", "Chi bộ mới", parent=made.organization, founded_on=dt.date(2026, 5, 10)
    )
    with refused("before_founding"):
        bring(cell, importer, sent=dt.date(2026, 5, 9))
    with refused("accepted_before_sent"):
        bring(cell, importer, sent=dt.date(2026, 5, 20), accepted=dt.date(2026, 5, 19))
    bring(cell, importer, sent=dt.date(2026, 5, 20), accepted=dt.date(2026, 5, 21))
    assert Registration.objects.get().status == Status.ACCEPTED


def test_the_committees_own_is_imported_without_a_basis(made, importer):
    bring(made.organization, importer, accepted=LATE)
    assert Registration.objects.get().basis == ""
    assert made.organization.kind == Kind.COMMITTEE
