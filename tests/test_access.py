"""Closed by default: every address against every role, from tests/access_matrix.py."""

import copy
import itertools
import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from documents.models import CheckCount
from organizations.models import Kind, Role
from tests import access_docs
from tests.access_docs import routes
from tests.access_matrix import MATRIX, PUBLIC, MakeKwargs, Route
from tests.factories import ACommittee, a_committee, an_organization, signed_in
from tests.shared_rows import shared
from tests.strictness import StrictClient

ROUTES = {name: view for name, _, view in routes(get_resolver())}
APPS = sorted({name.partition(":")[0] for name in MATRIX})
OBJECTS = sorted(
    name
    for name, address, _ in routes(get_resolver())
    if re.search(r":(pk|code|username|version)>", address)
    and MATRIX[name].who != PUBLIC
    and name != "documents:guideline"  # shipped, the same for every office
)
ABSENT = {"pk": 999_999, "code": "KHONG-CO", "username": "khong-co", "version": 999}

# The session itself, and how often somebody without an account asked about a paper.
NO_RECORDS = (Session._meta.db_table, CheckCount._meta.db_table)


def test_every_address_stands_in_the_matrix_and_no_other():
    assert sorted(ROUTES) == sorted(MATRIX)


def test_only_public_addresses_open_without_signing_in():
    """The control of the matrix: the views say the same of themselves."""
    said = {name for name, view in ROUTES.items() if not getattr(view, "login_required", True)}
    assert said == {name for name, route in MATRIX.items() if route.who == PUBLIC}


def test_the_page_on_access_says_what_the_matrix_says():
    assert access_docs.PATH.read_text(encoding="utf-8") == access_docs.document(), "run script/fix"


def by_world(app: str) -> list[tuple[MakeKwargs, list[str]]]:
    """The addresses of an app, together where the same rows stand in them."""
    groups: dict[MakeKwargs, list[str]] = {}
    for name, route in MATRIX.items():
        if name.partition(":")[0] == app:
            groups.setdefault(route.kwargs, []).append(name)
    return list(groups.items())


def _asker(world: ACommittee, role: Role | None) -> StrictClient:
    """A client signed in as the person of a role, or as nobody."""
    client = StrictClient()
    client.handler.load_middleware()  # once, not in each copy
    if role is not None:
        actors = {
            Role.SECRETARY: world.secretaries[world.cells[0].code],
            Role.OFFICE: world.office,
            Role.WATCHER: world.watcher,
            Role.ADMINISTRATOR: world.administrator,
        }
        signed_in(client, actors[role])
    return client


def written(queries: CaptureQueriesContext) -> list[str]:
    """The statements that changed rows of ours."""
    return [
        query["sql"]
        for query in queries
        if re.match(r"\s*(INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE)\b", query["sql"], re.I)
        and not any(f'"{table}"' in query["sql"] for table in NO_RECORDS)
    ]


def warns_of_secrets(response: Any) -> bool:
    """Whether a page with a text field or an upload says once that no state secret belongs there;
    others, and what is no page, need not."""
    if not response.get("Content-Type", "").startswith("text/html") or response.status_code != 200:
        return True
    page: str = response.content.decode()
    if not re.search(r'<textarea|<input[^>]* type="(text|file|search)"', page):
        return True
    return page.count("Không nhập nội dung thuộc bí mật nhà nước") == 1


def _answer(client: StrictClient, route: Route, address: str) -> str:
    """What somebody finds at an address: a page, the way to sign in, or nothing.

    A page that is only read writes nothing, whoever reads it; one that takes a text or a file says
    once what must not be entered (G6).
    """
    if route.method == "get":
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert not written(queries), f"GET {address} writes"
        assert warns_of_secrets(response), (
            f"{address} takes text and does not say what to leave out"
        )
    else:
        response = client.post(address)
    if response.get("Location", "").startswith("/dang-nhap/?next=/"):
        return "sign in"
    if response.status_code in (200, 302, 303, 422):
        return "open"
    return "absent" if response.status_code == 404 else f"status {response.status_code}"


@pytest.mark.parametrize("app", APPS)
def test_each_role_reaches_what_the_matrix_gives_it_and_nothing_else(app, db):
    world = a_committee()
    askers = {role: _asker(world, role) for role in (None, *Role)}
    for make_kwargs, names in by_world(app):
        with transaction.atomic():
            kwargs = make_kwargs(world)
            for name in names:
                route, address = MATRIX[name], reverse(name, kwargs=kwargs)
                answers = {role: _apart(asker, route, address) for role, asker in askers.items()}
                assert answers == expected(route), name
            transaction.set_rollback(True)


def expected(route: Route) -> dict[Role | None, str]:
    """What nobody and each role find there by the matrix."""
    answers: dict[Role | None, str] = {None: "open" if route.who == PUBLIC else "sign in"}
    for role in Role:
        reaches = route.who == PUBLIC or role in route.who
        answers[role] = "open" if reaches else "absent"
    return answers


def _apart(asker: StrictClient, route: Route, address: str) -> str:
    """What one finds, leaving the world and the signing in as they were."""
    with transaction.atomic():
        answer = _answer(copy.deepcopy(asker), route, address)
        transaction.set_rollback(True)
    return answer


def test_a_page_that_wrote_would_be_found(db):
    """The control of reading without writing."""
    with CaptureQueriesContext(connection) as queries:
        an_organization("DB", "Đảng bộ", kind=Kind.COMMITTEE)
    assert any("organizations_organization" in sql for sql in written(queries))


@shared
def two_committees() -> tuple[ACommittee, ACommittee]:
    return a_committee(), a_committee("DBSYT", cells=1)


@pytest.mark.once
@pytest.mark.parametrize("app", APPS)
def test_what_belongs_to_another_committee_looks_exactly_like_what_is_absent(app, db):
    theirs, ours = two_committees()
    askers = {role: _asker(ours, role) for role in (Role.SECRETARY, Role.OFFICE, Role.WATCHER)}
    for make_kwargs, names in by_world(app):
        objects = [name for name in names if name in OBJECTS]
        if not objects:
            continue
        with transaction.atomic():
            kwargs = make_kwargs(theirs)
            absent = {key: ABSENT.get(key, value) for key, value in kwargs.items()}
            for name, (role, asker) in itertools.product(objects, askers.items()):
                foreign = _pages_at(asker, reverse(name, kwargs=kwargs))
                assert foreign == _pages_at(asker, reverse(name, kwargs=absent)), (
                    f"{role} tells {name} of others from what is absent"
                )
                assert {status for status, _ in foreign} <= {404, 405}
                assert 404 in {status for status, _ in foreign}
            transaction.set_rollback(True)


def _pages_at(asker: StrictClient, address: str) -> list[tuple[int, str]]:
    """What reading and what sending shows, leaving everything as it was."""
    client = copy.deepcopy(asker)
    with transaction.atomic():
        pages = [_page_of(client.get(address)), _page_of(client.post(address))]
        transaction.set_rollback(True)
    return pages


def _page_of(response: Any) -> tuple[int, str]:
    """Status and page, without the number that each request has of its own."""
    return response.status_code, re.sub(r"[0-9A-Z]{4}-[0-9A-Z]{4}", "", response.content.decode())
