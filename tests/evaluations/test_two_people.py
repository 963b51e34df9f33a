"""Two people on one sheet at the same moment, on both engines, with the safety's control."""

import threading
from dataclasses import replace
from typing import Any
from unittest import mock

import pytest
from django.db import connections

from evaluations import services
from evaluations.models import Evaluation
from evaluations.reading import values_of
from evaluations.services import acts, paper
from evaluations.values import SheetValues
from evaluations.workflow import Status
from organizations.refusals import Refusal
from registrations import submission
from tests.refused import refused

from .factories import YEAR, a_year, day_of, doing, evaluation_at, sheet_values

NOW, LATER = day_of(3, 5), day_of(3, 7)


def at_once(*acts: Any) -> list[BaseException | None]:
    """What each act ended with: None, or what it raised."""
    start = threading.Barrier(len(acts))
    ends: list[BaseException | None] = [None] * len(acts)

    def run(number: int, act: Any) -> None:
        try:
            start.wait(timeout=10)
            act()
        except BaseException as error:
            ends[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n, act)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def the_one_refused(ends):
    [refusal] = [end for end in ends if end is not None]
    assert isinstance(refusal, Refusal)
    return refusal


def keeps(year, text, version):
    return lambda: services.save(
        year.cell,
        YEAR,
        3,
        SheetValues(strengths=text),
        version=version,
        **doing(year.secretary, NOW),
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_who_keep_the_same_sheet_at_once_one_is_told():
    year = a_year()
    sheet = evaluation_at(Status.DRAFT, year)
    ends = at_once(keeps(year, "Một", sheet.version), keeps(year, "Hai", sheet.version))
    assert the_one_refused(ends).codes == {"changed_meanwhile"}
    stored = Evaluation.objects.get()
    assert stored.version == sheet.version + 1
    assert stored.strengths == ("Hai" if isinstance(ends[0], Refusal) else "Một")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_the_same_sheet_at_once_one_is_told():
    year = a_year()
    ends = at_once(keeps(year, "Một", 0), keeps(year, "Hai", 0))
    assert the_one_refused(ends).codes == {"already_there"}
    assert Evaluation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_taking_back_and_confirming_at_once_one_of_them_is_told():
    year = a_year()
    evaluation_at(Status.SUBMITTED, year)

    def take_back():
        sheet = Evaluation.objects.get()
        services.take_back(sheet, version=sheet.version, **doing(year.secretary, NOW))

    def confirm():
        sheet = Evaluation.objects.get()
        services.confirm(sheet, version=sheet.version, **doing(year.office, NOW))

    ends = at_once(take_back, confirm)
    assert sum(end is None for end in ends) == 1
    assert all(isinstance(end, Refusal) for end in ends if end is not None)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_key_in_over_a_draft_at_once_one_is_told(monkeypatch):
    year = a_year()
    sheet = evaluation_at(Status.DRAFT, year)
    seen = [Evaluation.objects.get() for _ in range(2)]
    monkeypatch.setattr(paper, "find", lambda *of: seen.pop())

    def enter():
        services.enter_from_paper(
            year.cell,
            YEAR,
            3,
            sheet_values(year),
            paper=services.Paper(NOW.date(), "Trần Văn Ký"),
            version=0,
            **doing(year.office, NOW),
        )

    assert the_one_refused(at_once(enter, enter)).codes == {"changed_meanwhile"}
    kinds = sheet.versions.order_by("number").values_list("kind", flat=True)
    assert list(kinds) == ["draft", "sent"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_withdraw_a_return_at_once_one_is_told():
    year = a_year()
    sheet = evaluation_at(Status.RETURNED, year, marks={"text:strengths": "Mời ghi rõ."})
    typed = replace(values_of(sheet), strengths="Đang sửa")
    how = doing(year.secretary, LATER)
    services.save(year.cell, YEAR, 3, typed, version=sheet.version, **how)
    seen = [Evaluation.objects.get() for _ in range(2)]

    def withdraw():
        one = seen.pop()
        services.withdraw_return(one, version=one.version, **doing(year.office, LATER))

    assert the_one_refused(at_once(withdraw, withdraw)).codes == {"changed_meanwhile"}
    assert sheet.versions.get(kind="draft").content["strengths"] == "Đang sửa"


@pytest.mark.django_db
def test_taking_back_what_was_taken_back_meanwhile_is_refused():
    year = a_year()
    sheet = evaluation_at(Status.SUBMITTED, year)
    first, second = (Evaluation.objects.get() for _ in range(2))
    how = {"version": sheet.version, **doing(year.secretary, NOW)}
    services.take_back(first, **how)
    with refused("changed_meanwhile"):
        services.take_back(second, **how)
    assert Evaluation.objects.get().status == Status.DRAFT


@pytest.mark.django_db
def test_keeping_over_what_somebody_else_kept_is_refused_and_the_database_is_unchanged():
    year = a_year()
    sheet = evaluation_at(Status.DRAFT, year)
    keeps(year, "Của người khác", sheet.version)()
    with refused("changed_meanwhile"):
        keeps(year, "Của tôi", sheet.version)()
    assert Evaluation.objects.get().strengths == "Của người khác"


@pytest.mark.django_db
def test_without_the_compare_and_set_the_second_would_overwrite_the_first():
    """The control: with the version ignored, the text of the first is lost without a word."""
    year = a_year()
    sheet = evaluation_at(Status.DRAFT, year)
    keeps(year, "Của người khác", sheet.version)()

    def write_blindly(row, *, seen, changes):
        Evaluation.objects.filter(pk=row.pk).update(**changes)

    with (
        mock.patch.object(acts, "refuse_unless_possible", return_value=None),
        mock.patch.object(submission, "write", write_blindly),
    ):
        keeps(year, "Của tôi", sheet.version)()
    assert Evaluation.objects.get().strengths == "Của tôi"


@pytest.mark.django_db
def test_settling_what_was_taken_back_and_sent_again_meanwhile_is_refused():
    year = a_year()
    sheet = evaluation_at(Status.SUBMITTED, year)
    seen = Evaluation.objects.get()
    services.take_back(sheet, version=sheet.version, **doing(year.secretary, NOW))
    sheet = services.save(
        year.cell,
        YEAR,
        3,
        sheet_values(year, deducted={"2.1": "Chậm"}),
        version=sheet.version,
        **doing(year.secretary, NOW),
    )
    services.submit(sheet, version=sheet.version, **doing(year.secretary, NOW))
    with refused("changed_meanwhile"):
        services.confirm(seen, version=seen.version, **doing(year.office, NOW))
    assert Evaluation.objects.get().status == Status.SUBMITTED
