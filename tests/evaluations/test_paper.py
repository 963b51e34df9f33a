"""Sheets keyed in by the office from signed paper, objections, signed copies (D11, D12)."""

import datetime as dt
from dataclasses import replace

import pytest

from evaluations import services
from evaluations.models import Evaluation
from evaluations.reading import values_of
from evaluations.services import Paper
from evaluations.values import SheetValues
from evaluations.workflow import Rating, Status
from organizations.formats import local_date
from tests.refused import refused

from .factories import YEAR, a_year, day_of, doing, evaluation_at, no_meeting_values, sheet_values

pytestmark = pytest.mark.django_db

NOW, LATER = day_of(3, 12), day_of(3, 13)
PAPER = Paper(dt.date(2025, 4, 9), "Trần Văn Ký")


def entered(year, values=None, paper=PAPER, now=NOW, version=0):
    return services.enter_from_paper(
        year.cell,
        YEAR,
        3,
        values or sheet_values(year),
        paper=paper,
        version=version,
        **doing(year.office, now),
    )


def test_the_receipt_of_the_paper_is_the_day_sent_and_clerk_and_signer_are_kept():
    year = a_year()
    sheet = entered(year)
    assert sheet.status == Status.SUBMITTED
    assert local_date(sheet.counts_as_sent_at) == PAPER.received_on
    assert (sheet.from_paper, sheet.paper_signer, sheet.sent_by) == (
        True,
        "Trần Văn Ký",
        year.office.user,
    )
    assert sheet.signed_copy_received_on == PAPER.received_on
    assert sheet.sent_rating == Rating.PASS
    assert sheet.versions.count() == 1


def test_paper_is_keyed_in_also_after_the_lock():
    year = a_year()
    assert entered(year, now=day_of(5, 28)).status == Status.SUBMITTED


def test_paper_of_a_month_without_a_meeting():
    year = a_year()
    assert entered(year, no_meeting_values()).sent_no_meeting


def test_where_the_cell_sent_its_own_paper_is_refused():
    year = a_year()
    sheet = evaluation_at(Status.SUBMITTED, year)
    with refused("sent_itself"):
        entered(year, version=sheet.version)


def test_a_second_entry_from_paper_is_refused():
    year = a_year()
    sheet = entered(year)
    with refused("already_there"):
        entered(year, version=sheet.version)


def test_a_draft_of_the_cell_is_kept_as_a_version_and_replaced():
    year = a_year()
    draft = evaluation_at(Status.DRAFT, year, values=SheetValues(strengths="Đang viết dở"))
    sheet = entered(year)
    assert sheet.pk == draft.pk
    first, second = sheet.versions.order_by("number")
    assert (first.kind, first.content["strengths"]) == ("draft", "Đang viết dở")
    assert second.kind == "sent"


@pytest.mark.parametrize(
    ("paper", "code"),
    [
        (Paper(dt.date(2025, 4, 13), "Trần Văn Ký"), "paper_in_the_future"),
        (Paper(dt.date(2025, 2, 28), "Trần Văn Ký"), "paper_before_period"),
        (Paper(dt.date(2025, 4, 9), ""), "signer_missing"),
        (Paper(dt.date(2025, 4, 2), "Trần Văn Ký"), "meeting_after_sending"),
    ],
)
def test_a_receipt_that_cannot_be_is_refused(paper, code):
    year = a_year()
    with refused(code):
        entered(year, paper=paper)
    assert not Evaluation.objects.exists()


def test_what_a_sheet_must_hold_paper_must_hold_too():
    year = a_year()
    with refused("votes_do_not_add_up"):
        entered(year, sheet_values(year, votes_for=1))
    assert not Evaluation.objects.exists()


def test_only_the_office_that_settles_keys_in_from_paper():
    year = a_year()
    with refused("not_allowed"):
        services.enter_from_paper(
            year.cell,
            YEAR,
            3,
            sheet_values(year),
            paper=PAPER,
            version=0,
            **doing(year.secretary, NOW),
        )


@pytest.mark.parametrize("now", [NOW, day_of(5, 28)], ids=["open", "locked"])
def test_the_committees_own_is_never_entered_from_paper(now):
    year = a_year()
    own = year.committee.organization
    with refused("own_paper"):
        services.enter_from_paper(
            own,
            YEAR,
            3,
            sheet_values(year, organization=own),
            paper=PAPER,
            version=0,
            **doing(year.office, now),
        )
    assert not Evaluation.objects.exists()


def test_the_office_corrects_its_entry_until_it_is_settled():
    year = a_year()
    sheet = entered(year)
    values = replace(values_of(sheet), strengths="Theo đúng bản giấy")
    services.correct_paper_entry(
        sheet,
        values,
        paper=replace(PAPER, signer="Trần Văn Kỷ"),
        version=sheet.version,
        **doing(year.office, LATER),
    )
    assert (sheet.strengths, sheet.paper_signer) == ("Theo đúng bản giấy", "Trần Văn Kỷ")
    assert sheet.versions.count() == 2
    services.confirm(sheet, version=sheet.version, **doing(year.office, LATER))
    with refused("not_in_this_state"):
        services.correct_paper_entry(
            sheet, values, paper=PAPER, version=sheet.version, **doing(year.office, LATER)
        )


def objected(year, sheet):
    services.object_to_paper(
        sheet, "Có mặt 15, không phải 16.", version=sheet.version, **doing(year.secretary, LATER)
    )


def test_an_objection_blocks_settling_until_it_is_answered():
    year = a_year()
    sheet = entered(year)
    objected(year, sheet)
    with refused("objection_waits"):
        services.confirm(sheet, version=sheet.version, **doing(year.office, LATER))
    services.answer_objection(
        sheet, "Bản giấy ghi 16.", version=sheet.version, **doing(year.office, LATER)
    )
    services.confirm(sheet, version=sheet.version, **doing(year.office, LATER))
    assert sheet.status == Status.CONFIRMED


def test_a_correction_answers_an_objection():
    year = a_year()
    sheet = entered(year)
    objected(year, sheet)
    services.correct_paper_entry(
        sheet,
        replace(values_of(sheet), present=15, votes_for=14),
        paper=PAPER,
        version=sheet.version,
        **doing(year.office, LATER),
    )
    assert sheet.objection == "Có mặt 15, không phải 16."
    assert not sheet.objection_open
    services.confirm(sheet, version=sheet.version, **doing(year.office, LATER))


def test_a_reopened_entry_that_the_cell_sends_is_its_own_from_then_on():
    year = a_year()
    sheet = evaluation_at(Status.CONFIRMED, year, from_paper=True)
    services.reopen(sheet, "Bản giấy sai.", version=sheet.version, **doing(year.office, LATER))
    services.submit(
        sheet, version=sheet.version, resubmission="typo", **doing(year.secretary, LATER)
    )
    assert (sheet.from_paper, sheet.paper_signer) == (False, "")
    assert sheet.sent_by == year.secretary.user


def test_a_signed_copy_is_noted_and_blocks_nothing():
    year = a_year()
    sheet = evaluation_at(Status.CONFIRMED, year)
    services.record_signed_copy(
        sheet, dt.date(2025, 4, 12), version=sheet.version, **doing(year.office, NOW)
    )
    assert Evaluation.objects.get().signed_copy_received_on == dt.date(2025, 4, 12)
