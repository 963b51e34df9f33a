"""Decisions without the time it takes to draw them."""

import pytest

from tests.documents.conftest import drawn_at_once

__all__ = ["drawn_at_once"]


@pytest.fixture
def archive(settings: pytest.FixtureRequest, tmp_path: object) -> None:
    """An archive of the test's own."""
    settings.ARCHIVE_DIR = tmp_path  # type: ignore[attr-defined]
