"""What the database refuses because somebody else was quicker, as a refusal."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from .refusals import Obstacle, Refusal


@contextmanager
def taken_meanwhile(obstacle: Obstacle) -> Iterator[None]:
    """Refuse with ``obstacle`` where a single write meets a unique constraint.

    The uniqueness was checked before; two people may pass that check at the same moment.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Refusal(obstacle) from None
