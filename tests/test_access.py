"""Closed by default: every address against every role, from tests/access_matrix.py."""

from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from organizations.actors import Actor
from organizations.models import Role
from tests import access_docs
from tests.access_docs import routes
from tests.access_matrix import MATRIX, PUBLIC, Route
from tests.factories import ACommittee, a_committee, signed_in

ROUTES = {name: view for name, _, view in routes(get_resolver())}


def test_every_address_stands_in_the_matrix_and_no_other():
    assert sorted(ROUTES) == sorted(MATRIX)


def test_only_public_addresses_open_without_signing_in():
    """The control of the matrix: the views say the same of themselves."""
    said = {name for name, view in ROUTES.items() if not getattr(view, "login_required", True)}
    assert said == {name for name, route in MATRIX.items() if route.who == PUBLIC}


def test_the_page_on_access_says_what_the_matrix_says():
    assert access_docs.PATH.read_text(encoding="utf-8") == access_docs.document(), "run script/fix"


def _actor(world: ACommittee, role: Role) -> Actor:
    return {
        Role.SECRETARY: world.secretaries[world.cells[0].code],
        Role.OFFICE: world.office,
        Role.WATCHER: world.watcher,
        Role.ADMINISTRATOR: world.administrator,
    }[role]


def _ask(client: Client, route: Route, address: str) -> Any:
    return client.get(address) if route.method == "get" else client.post(address)


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_nobody_is_sent_to_sign_in(name, db, client):
    route = MATRIX[name]
    address = reverse(name, kwargs=route.kwargs(a_committee()))
    response = _ask(client, route, address)
    if route.who == PUBLIC:
        assert response.status_code in (200, 302), name
        assert not response.get("Location", "").startswith("/dang-nhap/?next="), name
    else:
        assert response.status_code == 302, name
        assert response["Location"].startswith("/dang-nhap/?next=/"), name


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", sorted(MATRIX))
def test_a_role_reaches_what_the_matrix_gives_it_and_nothing_else(name, role, db, client):
    route = MATRIX[name]
    world = a_committee()
    address = reverse(name, kwargs=route.kwargs(world))
    status = _ask(signed_in(client, _actor(world, role)), route, address).status_code
    if route.who == PUBLIC or role in route.who:
        assert status in (200, 302, 303, 422), f"{name} as {role}: {status}"
    else:
        assert status == 404, f"{name} as {role}: {status}"
