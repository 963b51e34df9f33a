"""What holds for every test.

Rows are the only thing in which SQLite and PostgreSQL could differ, so on PostgreSQL only tests
that touch rows run. Pure rules, layout, browser, what pages say and what is in a file run once, on
SQLite; ``sent_statements`` fails if the program then sends a kind of statement to SQLite alone.
"""

import gc
import os
from collections.abc import Iterator

import pytest
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.append_only import emptied_after_each
from tests.drawn_once import each_paper_drawn_once
from tests.sent_statements import statements_gathered
from tests.strictness import StrictClient, network_closed

# playwright's synchronous interface runs an event loop in the thread of the test
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

hypothesis_settings.register_profile(
    "project",
    deadline=None,  # two cores shared by several workers say nothing about speed
    database=None,
    derandomize=True,  # the same examples on every machine
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("project")

ROWS = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL leave out what touches no rows and what is marked `once`; on SQLite what it
    cannot do."""
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        if connection.vendor == "sqlite":
            (left_out if item.get_closest_marker("postgresql") else kept).append(item)
            continue
        fixtures = set(getattr(item, "fixturenames", ()))
        touches_rows = item.get_closest_marker("django_db") is not None or bool(fixtures & ROWS)
        (kept if touches_rows and not _runs_once(item) else left_out).append(item)
    # pytest-django puts the tests that commit last; they are the long ones, and a long one that
    # begins last leaves the other core idle
    items[:] = sorted(kept, key=lambda item: not _commits(item))
    config.hook.pytest_deselected(items=left_out)


def _runs_once(item: pytest.Item) -> bool:
    if item.get_closest_marker("both"):
        return False
    return bool(item.get_closest_marker("once") or item.get_closest_marker("browser"))


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


def pytest_collection_finish() -> None:
    """What is imported by now stays: the collector need not walk through it in every test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session", autouse=True)
def _closed_network() -> Iterator[None]:
    with network_closed():
        yield


@pytest.fixture(scope="session", autouse=True)
def _statements_gathered() -> Iterator[None]:
    with statements_gathered():
        yield


@pytest.fixture(scope="session", autouse=True)
def _emptied_past_the_triggers() -> Iterator[None]:
    with emptied_after_each():
        yield


@pytest.fixture(scope="session", autouse=True)
def _each_paper_drawn_once() -> Iterator[None]:
    with each_paper_drawn_once():
        yield


@pytest.fixture
def client() -> StrictClient:
    """The strict client in place of Django's."""
    return StrictClient()
