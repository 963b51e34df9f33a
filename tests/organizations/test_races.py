"""Two people acting at the same moment, on both engines."""

import datetime as dt
import threading
from unittest import mock

import pytest
from django.db import connections

from organizations import services
from organizations.actors import operator
from organizations.models import Body, Kind, Organization, Role, Term, User
from organizations.refusals import Refusal
from organizations.services import DecisionRef, accounts, checks, lives
from organizations.tree import Tree, authority_on, tree_obstacle
from tests.factories import a_committee, an_organization, as_of, moment

TODAY = dt.date(2026, 11, 24)
NOW = moment(TODAY)


def at_once(*acts):
    """What each act ended with: None, or what it raised."""
    start = threading.Barrier(len(acts))
    ends: list[BaseException | None] = [None] * len(acts)

    def run(number, act):
        try:
            start.wait(timeout=10)
            act()
        except BaseException as error:
            ends[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def two_committees():
    return [
        an_organization(code, f"Đảng bộ {code}", kind=Kind.COMMITTEE) for code in ("DB1", "DB2")
    ]


def under(child, parent):
    return lambda: services.move(
        child,
        parent=parent,
        effective_on=TODAY,
        decision=DecisionRef("1-QĐ/TU", TODAY),
        by=operator(TODAY),
        now=NOW,
    )


@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_never_close_a_cycle():
    one, two = two_committees()
    ends = at_once(under(one, two), under(two, one))
    refusals = [end for end in ends if end is not None]
    assert len(refusals) == 1
    assert isinstance(refusals[0], Refusal)
    assert refusals[0].codes == {"cycle"}
    tree = Tree.read()
    assert len(tree.above(one.pk, TODAY)) + len(tree.above(two.pk, TODAY)) == 1


@pytest.mark.postgresql("SQLite's transactions take the whole database")
@pytest.mark.django_db(transaction=True)
def test_without_holding_what_stands_above_the_cycle_would_close():
    """The control: with the holding off, both moves pass."""
    one, two = two_committees()
    both_checked = threading.Barrier(2)
    check = tree_obstacle

    def checked(*args, **kwargs):
        obstacle = check(*args, **kwargs)
        both_checked.wait(timeout=10)
        return obstacle

    with (
        mock.patch.object(lives, "lock", lambda first, *others: first),
        mock.patch.object(checks, "tree_obstacle", checked),
    ):
        assert at_once(under(one, two), under(two, one)) == [None, None]
    assert authority_on(one, TODAY) == two
    assert authority_on(two, TODAY) == one


@pytest.mark.django_db
def test_a_code_or_user_name_taken_at_the_same_moment_is_refused(monkeypatch):
    made = a_committee(cells=1, today=TODAY)
    monkeypatch.setattr(lives, "new_obstacles", lambda new, day: [])
    monkeypatch.setattr(accounts, "_username_obstacle", lambda username: None)
    new = services.NewOrganization(
        code="CB01", kind=Kind.CELL, name="Chi bộ", parent=made.organization
    )
    with pytest.raises(Refusal, match="Mã CB01 đã dùng"):
        services.found(
            new,
            founded_on=TODAY,
            decision=DecisionRef("1-QĐ/ĐU", TODAY),
            by=operator(TODAY),
            now=NOW,
        )
    with pytest.raises(Refusal, match="đã có người dùng"):
        services.open_account(
            username=made.office.user.username,
            full_name="A",
            role=Role.OFFICE,
            organization=made.organization,
            from_date=TODAY,
            by=operator(TODAY),
            now=NOW,
        )
    assert Organization.objects.filter(code="CB01").count() == 1
    assert User.objects.filter(username=made.office.user.username).count() == 1


@pytest.mark.django_db(transaction=True)
def test_members_added_twice_at_once_are_there_once():
    made = a_committee(members=0)
    term = Term.objects.get()

    def add():
        services.add_members(
            term,
            body=Body.COMMITTEE,
            people=[("Lê Văn A", ""), ("Lê Văn B", "")],
            from_date=TODAY,
            by=as_of(made.office, TODAY),
            now=NOW,
        )

    ends = at_once(add, add)
    (second,) = [end for end in ends if end is not None]
    assert isinstance(second, Refusal)
    assert {one.code for one in second.obstacles} == {"already_member"}
    assert term.members.count() == 2
