"""What a backup holds and how its file begins."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

from organizations.formats import vn_datetime

MAGIC = b"BON-TOT SAO LUU 1\n"
DIGEST_LENGTH = 64
MANIFEST = "manifest.json"
# What the frameworks keep for themselves and make again: nobody's records.
_NOT_KEPT = {"axes", "contenttypes", "auth", "sessions"}
# Files in the making, and made to be fetched within days: they are made again. Who asked for papers
# by their code within the last minutes.
_PASSING = {"documents.checkcount", "oversight.job"}
BATCH = 500


@dataclass(frozen=True)
class Contents:
    """What a backup holds: when it was taken, rows per table, files."""

    taken_at: dt.datetime
    rows: dict[str, int]
    files: int

    @property
    def in_words(self) -> str:
        """``1.204 dòng, 37 tệp, lúc 21:04 ngày 15/01/2026``."""
        return f"{sum(self.rows.values())} dòng, {self.files} tệp, lúc {vn_datetime(self.taken_at)}"


def kept_models() -> list[type[models.Model]]:
    """The tables that a backup holds."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in _NOT_KEPT
        and model._meta.label_lower not in _PASSING
        and model._meta.managed
    ]


def migrations() -> list[str]:
    """The migrations applied here: a backup belongs to the version that they make."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app not in _NOT_KEPT)


def data_dir() -> Path:
    """The folder below which archive and uploads lie."""
    return Path(settings.DATA_DIR)
