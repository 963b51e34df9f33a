"""Accounts, roles and assignments: who may give and end them, and from when to when (A4–A8)."""

import datetime as dt
import re

import pytest
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from documents.issuers import secretary_on
from organizations import services
from organizations.actors import actor_for, grants_on, operator
from organizations.models import (
    Assignment,
    AssignmentKind,
    AuditEvent,
    Kind,
    Organization,
    Role,
    RoleGrant,
    User,
)
from organizations.permissions import (
    keys_in_for,
    manager_of_account,
    settles_for,
    working_here,
    works_here,
)
from organizations.refusals import Refusal
from organizations.services import DecisionRef
from tests.factories import (
    FOUNDED,
    PASSWORD,
    a_committee,
    a_person,
    an_organization,
    as_of,
    moment,
)

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 24)
NOW = moment(TODAY)
DAY = dt.timedelta(days=1)


@pytest.fixture
def made():
    return a_committee(today=TODAY)


@pytest.fixture
def other():
    return a_committee("DBKHAC", cells=1, today=TODAY)


def refused(code, act, *args, **kwargs):
    with pytest.raises(Refusal) as caught:
        act(*args, **kwargs)
    assert code in caught.value.codes, caught.value
    return str(caught.value)


def open_account(by, role, organization, **changed):
    values = {
        "username": "cb01.bithu",
        "full_name": "Nguyễn Thị C",
        "role": role,
        "organization": organization,
        "from_date": TODAY,
        "position": "Bí thư",
        "by": by,
        "now": NOW,
    }
    return services.open_account(**(values | changed))


# Accounts


def test_an_account_comes_with_a_first_password_that_nobody_keeps(made):
    opened = open_account(made.office, Role.SECRETARY, made.cells[0])
    user = User.objects.get(username="cb01.bithu")
    assert user.must_change_password
    assert user.check_password(opened.first_password)
    assert user.password != opened.first_password
    for event in AuditEvent.objects.all():
        assert opened.first_password not in f"{event.sentence} {event.data}"


def test_an_account_of_the_demo_opens_with_the_password_that_all_share(made):
    known = make_password("chi-bo-bon-tot")
    opened = open_account(made.office, Role.SECRETARY, made.cells[0], known_password=known)
    assert not opened.first_password
    assert not opened.user.must_change_password
    assert opened.user.check_password("chi-bo-bon-tot")


def test_first_passwords_can_be_read_from_paper_and_differ(made):
    seen = {
        services.reset_password(
            made.secretaries["CB01"].user, by=made.office, now=NOW
        ).first_password
        for _ in range(20)
    }
    assert len(seen) == 20
    for password in seen:
        assert re.fullmatch(r"([a-z]{4}-){3}\d\d", password)
        assert not set(password) & set("0O1lIo")


@pytest.mark.parametrize("username", ["ab", "Bí thư", "có dấu", "a" * 61, "-abc", "a b c"])
def test_a_user_name_that_cannot_be_typed_everywhere_is_refused(made, username):
    refused(
        "username_invalid",
        open_account,
        made.office,
        Role.SECRETARY,
        made.cells[0],
        username=username,
    )
    assert not User.objects.filter(full_name="Nguyễn Thị C").exists()


def test_a_taken_user_name_is_refused_in_any_case(made):
    open_account(made.office, Role.SECRETARY, made.cells[0])
    refused(
        "username_taken",
        open_account,
        made.office,
        Role.SECRETARY,
        made.cells[1],
        username="CB01.BiThu",
    )


def test_an_account_needs_a_name(made):
    refused(
        "full_name_missing",
        open_account,
        made.office,
        Role.SECRETARY,
        made.cells[0],
        full_name=" ",
    )


def test_the_office_opens_accounts_of_its_cells_and_members_only(made, other):
    open_account(made.office, Role.WATCHER, made.organization, username="cap.uy")
    for role, organization in [
        (Role.SECRETARY, other.cells[0]),
        (Role.WATCHER, other.organization),
        (Role.OFFICE, made.organization),
        (Role.ADMINISTRATOR, None),
    ]:
        refused("not_allowed", open_account, made.office, role, organization)


def test_the_administrator_opens_accounts_of_offices_and_administrators_only(made):
    open_account(made.administrator, Role.OFFICE, made.organization, username="vp2")
    open_account(made.administrator, Role.ADMINISTRATOR, None, username="qt2")
    refused("not_allowed", open_account, made.administrator, Role.SECRETARY, made.cells[0])
    refused("not_allowed", open_account, made.administrator, Role.WATCHER, made.organization)


@pytest.mark.parametrize("who", ["secretary", "watcher"])
def test_others_open_no_accounts(made, who):
    by = made.watcher if who == "watcher" else made.secretaries["CB01"]
    refused("not_allowed", open_account, by, Role.SECRETARY, made.cells[0])


def test_a_role_fits_the_kind_of_its_organisation(made):
    admin = made.administrator
    refused("role_of_other_kind", open_account, admin, Role.OFFICE, made.cells[0])
    refused("organization_missing", open_account, admin, Role.ADMINISTRATOR, made.organization)
    refused("organization_missing", open_account, admin, Role.OFFICE, None)


def test_the_office_manages_an_account_whose_every_role_is_its_own(made, other):
    user = made.secretaries["CB01"].user
    assert manager_of_account(user, TODAY) == made.organization
    services.rename_account(user, full_name="Nguyễn Thị D", by=made.office, now=NOW)
    user.refresh_from_db()
    assert user.name_folded == "nguyen thi d"
    for act in (services.reset_password, services.unlock_account, services.close_account):
        refused("not_allowed", act, user, by=other.office, now=NOW)
        refused("not_allowed", act, user, by=made.secretaries["CB01"], now=NOW)
        refused("not_allowed", act, user, by=made.administrator, now=NOW)


def test_nobody_reaches_a_higher_role_by_resetting_its_password(made, other):
    user = made.secretaries["CB01"].user
    services.grant_role(
        user,
        role=Role.OFFICE,
        organization=other.organization,
        from_date=TODAY,
        by=made.administrator,
        now=NOW,
    )
    assert manager_of_account(user, TODAY) is None
    sentence = refused("not_allowed", services.reset_password, user, by=made.office, now=NOW)
    assert "quản trị hệ thống" in sentence
    services.reset_password(user, by=made.administrator, now=NOW)


def test_a_role_that_will_begin_counts_like_one_held(made):
    user = made.secretaries["CB01"].user
    services.grant_role(
        user,
        role=Role.OFFICE,
        organization=made.organization,
        from_date=TODAY + 30 * DAY,
        by=made.administrator,
        now=NOW,
    )
    refused("not_allowed", services.reset_password, user, by=made.office, now=NOW)


def test_an_account_without_a_role_today_stays_with_its_last_office(made):
    user = made.secretaries["CB01"].user
    services.end_role(user.grants.get(), to_date=TODAY - DAY, by=made.office, now=NOW)
    services.reset_password(user, by=made.office, now=NOW)


def test_a_closed_account_stays_closed(made):
    user = made.secretaries["CB01"].user
    services.close_account(user, by=made.office, now=NOW)
    assert (user.is_active, user.closed_at) == (False, NOW)
    refused("account_closed", services.close_account, user, by=made.office, now=NOW)
    refused("account_closed", services.reset_password, user, by=made.office, now=NOW)
    refused(
        "account_closed",
        services.grant_role,
        user,
        role=Role.WATCHER,
        organization=made.organization,
        from_date=TODAY,
        by=made.office,
        now=NOW,
    )


def test_nobody_closes_the_account_in_use(made):
    by = made.administrator
    refused("own_account", services.close_account, by.user, by=by, now=NOW)


def test_one_changes_only_ones_own_password(made):
    secretary, office = made.secretaries["CB01"], made.office
    refused(
        "not_allowed",
        services.change_password,
        secretary.user,
        old=PASSWORD,
        new="mot mat khau moi",
        by=office,
        now=NOW,
    )


# Roles


def grant(made, **changed):
    values = {
        "role": Role.SECRETARY,
        "organization": made.cells[1],
        "from_date": TODAY,
        "by": made.office,
        "now": NOW,
    }
    return services.grant_role(made.secretaries["CB01"].user, **(values | changed))


def test_a_role_is_held_on_both_its_days_and_on_none_outside(made):
    last = TODAY + 10 * DAY
    given = grant(made, to_date=last)
    user = made.secretaries["CB01"].user
    held = [day for day in (TODAY - DAY, TODAY, last, last + DAY) if given in grants_on(user, day)]
    assert held == [TODAY, last]


def test_a_role_that_ends_before_it_begins_is_refused(made):
    refused("end_before_start", grant, made, to_date=TODAY - DAY)
    assert grant(made, to_date=TODAY).to_date == TODAY


def test_a_role_held_already_is_refused_and_afterwards_given_again(made):
    grant(made, to_date=TODAY + 10 * DAY)
    refused("role_already_held", grant, made, from_date=TODAY + 10 * DAY)
    assert grant(made, from_date=TODAY + 11 * DAY)


def test_a_role_for_an_organisation_that_does_not_live_is_refused(made):
    refused("organization_not_alive", grant, made, from_date=FOUNDED - DAY)


def test_a_role_ends_once(made):
    given = grant(made)
    services.end_role(given, to_date=TODAY, by=made.office, now=NOW)
    refused("already_ended", services.end_role, given, to_date=TODAY, by=made.office, now=NOW)
    assert given in grants_on(given.user, TODAY)
    assert given not in grants_on(given.user, TODAY + DAY)


def test_a_last_day_that_was_named_is_brought_forward_and_not_put_off(made):
    watcher = a_person(Role.WATCHER, made.organization, by=made.office)
    grant = RoleGrant.objects.get(user=watcher.user)
    end = {"by": as_of(made.office, TODAY), "now": NOW}
    services.end_role(grant, to_date=dt.date(2062, 12, 31), **end)
    services.end_role(grant, to_date=TODAY, **end)
    assert RoleGrant.objects.get(pk=grant.pk).to_date == TODAY
    refused("already_ended", services.end_role, grant, to_date=TODAY + DAY, **end)

    given = services.assign(
        made.watcher.user,
        organization=made.cells[1],
        kind=AssignmentKind.ATTENDS,
        from_date=FOUNDED,
        to_date=dt.date(2062, 12, 31),
        **end,
    )
    services.end_assignment(given, to_date=TODAY, **end)
    assert Assignment.objects.get(pk=given.pk).to_date == TODAY


def test_who_left_holds_nothing_and_nobody_waits_for_them(made):
    above = a_person(Role.OFFICE, made.authority, by=as_of(made.administrator, FOUNDED))
    own, admin = as_of(made.office, TODAY + DAY), as_of(made.administrator, TODAY)
    assert settles_for(own, made.organization, TODAY) is not None
    services.close_account(above.user, by=admin, now=NOW)
    services.close_account(made.watcher.user, by=as_of(made.office, TODAY), now=NOW)

    assert works_here(made.authority, TODAY)  # its last day
    assert not works_here(made.authority, TODAY + DAY)
    assert settles_for(own, made.organization, TODAY + DAY) is None
    assert not Assignment.objects.filter(user=made.watcher.user, to_date__isnull=True).exists()
    assert not User.objects.holding(Role.WATCHER, made.organization, TODAY).exists()
    refused(
        "account_closed",
        services.assign,
        made.watcher.user,
        organization=made.cells[1],
        kind=AssignmentKind.ATTENDS,
        from_date=TODAY,
        by=own,
        now=NOW,
    )


def test_an_account_closed_long_ago_whose_role_was_left_open_counts_for_nothing_since(made):
    above = a_person(Role.OFFICE, made.authority, by=as_of(made.administrator, FOUNDED))
    secretary = made.secretaries["CB01"].user
    RoleGrant.objects.filter(user=secretary).update(position="Bí thư")
    left = [above.user.pk, secretary.pk]
    User.objects.filter(pk__in=left).update(is_active=False, closed_at=NOW)
    for day, there in ((TODAY, True), (TODAY + DAY, False)):
        assert works_here(made.authority, day) is there
        assert (made.authority.pk in working_here(day)) is there
        assert (secretary_on(made.cells[0], day) is not None) is there


def test_only_the_office_of_the_role_ends_it(made, other):
    given = grant(made)
    refused("not_allowed", services.end_role, given, to_date=TODAY, by=other.office, now=NOW)
    refused(
        "end_before_start",
        services.end_role,
        given,
        to_date=TODAY - DAY,
        by=made.office,
        now=NOW,
    )


def test_nobody_ends_the_role_in_use(made):
    own = RoleGrant.objects.get(pk=made.administrator.grant_id)
    refused("own_role", services.end_role, own, to_date=TODAY, by=made.administrator, now=NOW)


# Assignments


def assign(made, user=None, organization=None, **changed):
    values = {
        "organization": organization or made.cells[1],
        "kind": AssignmentKind.ATTENDS,
        "from_date": TODAY,
        "by": made.office,
        "now": NOW,
    }
    return services.assign(user or made.watcher.user, **(values | changed))


def watched(made, day):
    given = RoleGrant.objects.get(pk=made.watcher.grant_id)
    return actor_for(given, day).watched_ids


def test_a_member_watches_on_both_days_of_an_assignment(made):
    last = TODAY + 10 * DAY
    assign(made, to_date=last)
    cell = made.cells[1].pk
    days = (TODAY - DAY, TODAY, last, last + DAY)
    assert [cell in watched(made, day) for day in days] == [False, True, True, False]


def test_only_members_of_the_committee_are_assigned(made):
    refused("not_a_watcher", assign, made, made.secretaries["CB01"].user)


def test_only_cells_of_the_committee_are_assigned(made, other):
    refused("not_allowed", assign, made, organization=other.cells[0])
    refused("not_allowed", assign, made, by=made.secretaries["CB01"])


def test_the_same_assignment_twice_is_refused_and_another_kind_is_not(made):
    assign(made)
    refused("already_assigned", assign, made)
    assert assign(made, kind=AssignmentKind.RESPONSIBLE)


def test_an_assignment_ends_once_and_not_before_it_began(made):
    given = assign(made)
    end = services.end_assignment
    refused("end_before_start", end, given, to_date=TODAY - DAY, by=made.office, now=NOW)
    end(given, to_date=TODAY, by=made.office, now=NOW)
    refused("already_ended", end, given, to_date=TODAY, by=made.office, now=NOW)


# Who keys in and who settles


def test_the_secretary_keys_in_for_the_cell_and_the_office_for_the_committee(made, other):
    cell, committee = made.cells[0], made.organization
    assert keys_in_for(made.secretaries["CB01"], cell) is None
    assert keys_in_for(made.office, committee) is None
    for actor in (made.office, made.secretaries["CB02"], made.watcher, made.administrator):
        assert keys_in_for(actor, cell) is not None
    for actor in (made.secretaries["CB01"], made.watcher, other.office):
        assert keys_in_for(actor, committee) is not None


def test_the_office_of_the_authority_settles(made, other):
    assert settles_for(made.office, made.cells[0], TODAY) is None
    for actor in (other.office, made.secretaries["CB01"], made.watcher, made.administrator):
        assert settles_for(actor, made.cells[0], TODAY) is not None


def test_a_month_before_a_move_is_settled_by_the_office_of_then(made, other):
    cell, moved_on = made.cells[0], dt.date(2026, 6, 1)
    services.move(
        cell,
        parent=other.organization,
        effective_on=moved_on,
        decision=DecisionRef("3-QĐ/TU", moved_on),
        by=operator(TODAY),
        now=NOW,
    )
    assert settles_for(made.office, cell, moved_on - DAY) is None
    assert settles_for(other.office, cell, moved_on - DAY) is not None
    assert settles_for(other.office, cell, moved_on) is None
    assert settles_for(made.office, cell, moved_on) is not None


def test_the_committees_own_office_settles_while_nobody_works_above(made):
    assert not works_here(made.authority, TODAY)
    assert settles_for(made.office, made.organization, TODAY) is None
    above = a_person(Role.OFFICE, made.authority, by=operator(TODAY), from_date=TODAY)
    assert works_here(made.authority, TODAY)
    assert not works_here(made.authority, TODAY - DAY)
    assert working_here(TODAY) == {made.authority.pk, made.organization.pk}
    assert settles_for(made.office, made.organization, TODAY) is not None
    assert settles_for(as_of(above, TODAY), made.organization, TODAY) is None


# What the database itself refuses


def test_the_database_refuses_impossible_rows(made):
    user, cell = made.watcher.user, made.cells[1]
    rows = [
        lambda: RoleGrant.objects.create(
            user=user, role="king", organization=cell, from_date=TODAY
        ),
        lambda: RoleGrant.objects.create(
            user=user, role=Role.SECRETARY, organization=None, from_date=TODAY
        ),
        lambda: RoleGrant.objects.create(
            user=user, role=Role.ADMINISTRATOR, organization=cell, from_date=TODAY
        ),
        lambda: RoleGrant.objects.create(
            user=user,
            role=Role.SECRETARY,
            organization=cell,
            from_date=TODAY,
            to_date=TODAY - DAY,
        ),
        lambda: RoleGrant.objects.create(
            user=user, role=Role.WATCHER, organization=made.organization, from_date=TODAY
        ),
        lambda: Assignment.objects.create(
            user=user,
            organization=made.cells[0],
            kind=AssignmentKind.RESPONSIBLE,
            from_date=TODAY,
        ),
        lambda: Assignment.objects.create(user=user, organization=cell, kind="x", from_date=TODAY),
        lambda: User.objects.create(username="x1", full_name="", created_at=NOW),
        lambda: User.objects.create(username="x2", full_name="X", created_at=NOW, is_active=False),
        lambda: User.objects.create(
            username=made.watcher.user.username, full_name="X", created_at=NOW
        ),
        lambda: Organization.objects.create(code="X1", kind="x", founded_on=TODAY),
        lambda: Organization.objects.create(
            code="X2", kind=Kind.CELL, founded_on=TODAY, ended_on=TODAY - DAY
        ),
        lambda: cell.versions.create(name="Hai", from_date=TODAY),
        lambda: cell.versions.create(
            name="Hai", from_date=FOUNDED, to_date=TODAY, parent=made.organization
        ),
        lambda: cell.versions.create(
            name="Hai", from_date=TODAY, to_date=TODAY - DAY, parent=made.organization
        ),
        lambda: cell.versions.create(name="Hai", from_date=TODAY, to_date=TODAY, parent=cell),
        lambda: cell.versions.create(name="", from_date=TODAY, to_date=TODAY),
        lambda: cell.events.create(kind="x", effective_on=TODAY, recorded_at=NOW),
        lambda: cell.events.create(
            kind="renamed", effective_on=TODAY, decision_number="1-QĐ/ĐU", recorded_at=NOW
        ),
        lambda: cell.events.create(
            kind="renamed", effective_on=TODAY, decision_date=TODAY, recorded_at=NOW
        ),
    ]
    for create in rows:
        with pytest.raises(IntegrityError), transaction.atomic():
            create()


def test_organisations_people_and_their_history_are_never_deleted(made):
    for row in (made.cells[0], made.organization, made.watcher.user):
        with pytest.raises(ProtectedError):
            row.delete()


def test_an_organisation_may_be_founded_without_the_factory(made):
    assert an_organization("CB99", "Chi bộ", parent=made.organization)
