"""Two people on one registration at the same moment, with the safety's control."""

import threading
from typing import Any
from unittest import mock

import pytest
from django.db import connections

from organizations.refusals import Refusal
from registrations import services
from registrations.models import Registration
from registrations.services import own as own_services
from registrations.services import paper as paper_services
from registrations.submission import Paper
from registrations.workflow import Status
from tests.factories import a_committee, moment
from tests.plans.factories import a_plan
from tests.refused import refused
from tests.registrations.factories import ON_TIME, a_draft, a_sent_one, registration_at, values

NOW = moment(ON_TIME, 11)


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


def a_world():
    made = a_committee(today=ON_TIME)
    a_plan(made.organization, made.office)
    return made


def saves(made, text, version):
    return lambda: services.save(
        made.cells[0],
        2026,
        values(aim_1=text),
        version=version,
        by=made.secretaries["CB01"],
        now=NOW,
    )


def the_one_refused(ends):
    [refusal] = [end for end in ends if end is not None]
    assert isinstance(refusal, Refusal)
    return refusal


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told():
    made = a_world()
    row = a_draft(made.cells[0], made.secretaries["CB01"])
    ends = at_once(saves(made, "Một", row.version), saves(made, "Hai", row.version))
    assert the_one_refused(ends).codes == {"changed_meanwhile"}
    stored = Registration.objects.get()
    assert stored.version == row.version + 1
    assert stored.aim_1 == ("Hai" if isinstance(ends[0], Refusal) else "Một")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_at_once_one_is_told():
    made = a_world()
    ends = at_once(saves(made, "Một", 0), saves(made, "Hai", 0))
    assert the_one_refused(ends).codes == {"changed_meanwhile"}
    assert Registration.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_taking_back_and_opening_at_once_one_of_them_is_told():
    made = a_world()
    a_sent_one(made.cells[0], made.secretaries["CB01"])

    def take_back():
        row = Registration.objects.select_related("organization").get()
        services.take_back(row, version=row.version, by=made.secretaries["CB01"], now=NOW)

    def begin_review():
        row = Registration.objects.select_related("organization").get()
        services.begin_review(row, version=row.version, by=made.office, now=NOW)

    the_one_refused(at_once(take_back, begin_review))
    row = Registration.objects.get()
    assert (row.status, row.opened_at is None) in {
        (Status.DRAFT, True),
        (Status.SUBMITTED, False),
    }


@pytest.mark.django_db(transaction=True)
def test_of_two_who_key_in_over_a_draft_at_once_one_is_told(monkeypatch):
    made = a_world()
    row = a_draft(made.cells[0], made.secretaries["CB01"])
    seen = [Registration.objects.get() for _ in range(2)]
    monkeypatch.setattr(paper_services, "existing", lambda *of: seen.pop())

    def enter():
        services.enter_from_paper(
            made.cells[0],
            2026,
            values(),
            Paper(ON_TIME, "Trần Văn Ký"),
            version=row.version,
            by=made.office,
            now=NOW,
        )

    assert the_one_refused(at_once(enter, enter)).codes == {"changed_meanwhile"}
    assert list(row.versions.order_by("number").values_list("kind", flat=True)) == ["draft", "sent"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_withdraw_a_return_at_once_one_is_told():
    made = a_world()
    own = made.secretaries["CB01"]
    row = registration_at(Status.RETURNED, made.cells[0], own, made.office)
    saves(made, "Đang sửa", row.version)()
    seen = [Registration.objects.get() for _ in range(2)]

    def withdraw():
        one = seen.pop()
        services.withdraw_return(one, version=one.version, by=made.office, now=NOW)

    assert the_one_refused(at_once(withdraw, withdraw)).codes == {"changed_meanwhile"}
    assert row.versions.get(kind="draft").content["aim_1"] == "Đang sửa"


@pytest.mark.django_db
def test_taking_back_what_was_taken_back_meanwhile_is_refused():
    made = a_world()
    row = a_sent_one(made.cells[0], made.secretaries["CB01"])
    first, second = (Registration.objects.get() for _ in range(2))
    how = {"version": row.version, "by": made.secretaries["CB01"], "now": NOW}
    services.take_back(first, **how)
    with refused("changed_meanwhile"):
        services.take_back(second, **how)
    assert Registration.objects.get().status == Status.DRAFT


@pytest.mark.django_db
def test_without_the_compare_and_set_the_second_would_overwrite_the_first():
    """The control: with the version ignored, the text of the first is lost without a word."""
    made = a_world()
    row = a_draft(made.cells[0], made.secretaries["CB01"])
    saves(made, "Của người khác", row.version)()
    with refused("changed_meanwhile"):
        saves(made, "Của tôi", row.version)()
    assert Registration.objects.get().aim_1 == "Của người khác"

    def write_blindly(row, *, seen, changes):
        Registration.objects.filter(pk=row.pk).update(**changes)

    with mock.patch.object(own_services, "write", write_blindly):
        saves(made, "Của tôi", row.version)()
    assert Registration.objects.get().aim_1 == "Của tôi"
