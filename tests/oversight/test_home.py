"""My work: each role's home says what is to do, by date."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organizations.actors import Actor
from tests.factories import ACommittee, a_committee, moment, signed_in

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 24)


def page_of(actor: Actor) -> str:
    with time_machine.travel(moment(TODAY), tick=False):
        response = signed_in(Client(), actor).get("/")
    assert response.status_code == 200
    return response.content.decode()


def actors(made: ACommittee) -> dict[str, Actor]:
    return {
        "secretary": next(iter(made.secretaries.values())),
        "office": made.office,
        "watcher": made.watcher,
        "administrator": made.administrator,
    }


@pytest.mark.parametrize("role", ["secretary", "office", "watcher", "administrator"])
def test_each_role_finds_its_own_home(role):
    page = page_of(actors(a_committee(today=TODAY))[role])
    assert "<h1" in page
    assert "Việc của tôi" in page
    assert "Thứ Ba, 24/11/2026" in page


@pytest.mark.parametrize("role", ["office", "watcher", "administrator"])
def test_a_home_asks_as_many_queries_for_three_cells_as_for_one(role):
    counts = []
    for number, cells in enumerate((1, 3)):
        made = a_committee(code=f"DB{number}", cells=cells, today=TODAY)
        client = signed_in(Client(), actors(made)[role])
        with time_machine.travel(moment(TODAY), tick=False):
            client.get("/")
            with CaptureQueriesContext(
                connection,
            ) as asked:
                client.get("/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
