"""Expects a block to leave the database exactly as it was."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.shared_rows import rows_of_ours


@contextmanager
def unchanged() -> Iterator[None]:
    """Fails when a row of ours came, went or changed in the block; sessions are not ours."""
    before = rows_of_ours()
    yield
    after = rows_of_ours()
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    assert not changed, f"changed: {', '.join(changed)}"
