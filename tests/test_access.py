"""Closed by default: every address against every role, from tests/access_matrix.py."""

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse

from organizations.models import Role
from tests import access_docs
from tests.access_docs import routes
from tests.access_matrix import MATRIX, PUBLIC, Route
from tests.factories import ACommittee, a_committee, signed_in
from tests.strictness import StrictClient

ROUTES = {name: view for name, _, view in routes(get_resolver())}


def test_every_address_stands_in_the_matrix_and_no_other():
    assert sorted(ROUTES) == sorted(MATRIX)


def test_only_public_addresses_open_without_signing_in():
    """The control of the matrix: the views say the same of themselves."""
    said = {name for name, view in ROUTES.items() if not getattr(view, "login_required", True)}
    assert said == {name for name, route in MATRIX.items() if route.who == PUBLIC}


def test_the_page_on_access_says_what_the_matrix_says():
    assert access_docs.PATH.read_text(encoding="utf-8") == access_docs.document(), "run script/fix"


def _asker(world: ACommittee, role: Role | None) -> StrictClient:
    """A client signed in as the person of a role, or as nobody."""
    client = StrictClient()
    if role is not None:
        actors = {
            Role.SECRETARY: world.secretaries[world.cells[0].code],
            Role.OFFICE: world.office,
            Role.WATCHER: world.watcher,
            Role.ADMINISTRATOR: world.administrator,
        }
        signed_in(client, actors[role])
    return client


def _answer(client: StrictClient, route: Route, address: str) -> str:
    """What somebody finds at an address: a page, the way to sign in, or nothing."""
    response = client.get(address) if route.method == "get" else client.post(address)
    if response.get("Location", "").startswith("/dang-nhap/?next=/"):
        return "sign in"
    if response.status_code in (200, 302, 303, 422):
        return "open"
    return "absent" if response.status_code == 404 else f"status {response.status_code}"


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_each_role_reaches_what_the_matrix_gives_it_and_nothing_else(name, db):
    route = MATRIX[name]
    world = a_committee()
    address = reverse(name, kwargs=route.kwargs(world))
    answers: dict[Role | None, str] = {}
    for role in (None, *Role):
        with transaction.atomic():  # each finds the world as it was made
            answers[role] = _answer(_asker(world, role), route, address)
            transaction.set_rollback(True)

    expected: dict[Role | None, str] = {None: "open" if route.who == PUBLIC else "sign in"}
    for role in Role:
        reaches = route.who == PUBLIC or role in route.who
        expected[role] = "open" if reaches else "absent"
    assert answers == expected
