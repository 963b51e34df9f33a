"""What the program asks SQLite it asks PostgreSQL too: controls of that wall."""

import datetime as dt
import json
from threading import Thread

import pytest
from django.db import connections

from organizations.models import Organization
from organizations.tree import version_on
from tests.sent_statements import kind_of, missing, statements_noted

QUEUE = 'SELECT "a"."id" FROM "a" INNER JOIN "b" ON ("a"."b_id" = "b"."id") WHERE "b"."code" IN {}'
NOBODY = Organization(pk=0)
TODAY = dt.date(2026, 12, 1)


def test_values_and_lengths_of_lists_make_no_other_kind():
    kind = kind_of(QUEUE.format("(%s)"))
    assert kind == "SELECT a b | code"
    assert kind_of(QUEUE.format("(%s, %s)")) == kind
    assert kind_of(QUEUE.format("(%s)") + ' ORDER BY "a"."id" ASC LIMIT 5') != kind
    assert kind_of(QUEUE.replace("code", "name")) != kind
    assert kind_of(QUEUE.replace('"b" ON', '"c" ON')) != kind


@pytest.mark.django_db
def test_what_the_program_asks_is_noted_and_what_a_test_asks_is_not():
    with statements_noted() as sent:
        assert not Organization.objects.filter(kind="cell").exists()
        assert not sent.kinds
        assert version_on(NOBODY, TODAY) is None
    (kind,) = sent.kinds
    assert kind.startswith("SELECT")
    assert "organizations_organizationversion | from_date" in kind
    assert "test_what_the_program_asks_is_noted" in sent.kinds[kind]


@pytest.mark.django_db(transaction=True)
def test_what_another_thread_asks_is_noted():
    def ask() -> None:
        version_on(NOBODY, TODAY)
        connections.close_all()

    with statements_noted() as sent:
        thread = Thread(target=ask)
        thread.start()
        thread.join()
    assert sent.kinds


def test_control_what_sqlite_alone_was_sent_is_found_with_its_test(tmp_path):
    for name, kinds in {
        "sqlite-1": {"SELECT a | x": "tests/a.py::one"},
        "sqlite-2": {"SELECT b | x": "tests/a.py::two"},
        "postgresql-3": {"SELECT a | x": "tests/b.py::three", "SELECT c | x": ""},
    }.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(kinds), encoding="utf-8")
    assert missing(tmp_path) == {"SELECT b | x": "tests/a.py::two"}
