"""Writing a backup while others work."""

import datetime as dt
import gzip
import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from organizations.refusals import Obstacle, Refusal

from .contents import (
    BATCH,
    DIGEST_LENGTH,
    MAGIC,
    MANIFEST,
    Contents,
    data_dir,
    kept_models,
    migrations,
)


def back_up(path: Path, *, now: dt.datetime) -> Contents:
    """Write a backup to ``path`` while others work.

    The rows are those of one moment: a snapshot of the database. Files are copied after it; they
    are only ever added, so all that the rows refer to is there. ``Refusal`` where the file exists
    or cannot be written.
    """
    if path.exists():
        raise Refusal(
            Obstacle(
                "file_exists", f"Đã có tệp {path}. Mời chọn tên khác; không tệp nào bị ghi đè."
            )
        )
    try:
        with _half_written(path) as file:
            file.write(MAGIC + b"0" * DIGEST_LENGTH)
            hashing = _Hashing(file)
            with (
                gzip.GzipFile(fileobj=hashing, mode="wb", mtime=0) as packed,
                tarfile.open(fileobj=packed, mode="w|") as tar,
            ):
                contents = _write(tar, now)
            file.seek(len(MAGIC))
            file.write(hashing.digest.hexdigest().encode())
    except OSError as error:
        raise Refusal(
            Obstacle(
                "not_writable",
                f"Không ghi được tệp {path}. Mời kiểm tra thư mục và quyền ghi.",
            )
        ) from error
    return contents


@contextmanager
def _half_written(path: Path) -> Iterator[IO[bytes]]:
    """A file that bears its name only once it is whole, readable by its owner alone."""
    handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).rename(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


class _Hashing(io.RawIOBase):
    """Passes bytes on to a file and hashes them."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.digest.update(data)
        return self._file.write(data)


def _write(tar: tarfile.TarFile, now: dt.datetime) -> Contents:
    rows: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        with _snapshot():
            for model in kept_models():
                with (Path(folder) / model._meta.label_lower).open("w", encoding="utf-8") as lines:
                    rows[model._meta.label_lower] = _write_rows(model, lines)
        files = list(_files())
        manifest = {"taken_at": now.isoformat(), "migrations": migrations(), "rows": rows}
        _add(tar, MANIFEST, json.dumps(manifest, ensure_ascii=False).encode())
        for label in rows:
            tar.add(Path(folder) / label, arcname=f"database/{label}.jsonl")
    for file in files:
        tar.add(data_dir() / file, arcname=f"files/{file}")
    return Contents(taken_at=now, rows=rows, files=len(files))


@contextmanager
def _snapshot() -> Iterator[None]:
    """All reads see one moment, and nobody waits for them."""
    if connection.vendor == "sqlite":
        before = connection.transaction_mode  # type: ignore[attr-defined]
        # The project's own mode, IMMEDIATE, would keep writers out for the whole backup.
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                yield
        finally:
            connection.transaction_mode = before  # type: ignore[attr-defined]
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _write_rows(model: type[models.Model], lines: IO[str]) -> int:
    columns = _columns(model)
    count = 0
    rows = model._base_manager.order_by("pk").values_list(*columns)
    for row in rows.iterator(chunk_size=BATCH):
        lines.write(json.dumps(row, cls=_Exactly, ensure_ascii=False) + "\n")
        count += 1
    return count


class _Exactly(DjangoJSONEncoder):
    """Moments to the microsecond: Django's own encoder cuts them to milliseconds."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, dt.datetime) else super().default(o)


def _files() -> Iterator[PurePosixPath]:
    """The files of archive and uploads, relative to the data folder; none half-written."""
    for folder in (Path(settings.ARCHIVE_DIR), Path(settings.MEDIA_ROOT)):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.suffix != ".part":
                yield PurePosixPath(file.relative_to(data_dir()).as_posix())


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))
