"""Bringing a backup into an empty database."""

import datetime as dt
import filecmp
import gzip
import hashlib
import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.core.management.color import no_style
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


def restore(path: Path) -> Contents:
    """Bring a backup into an empty database.

    Refused, before anything is written: a file that is damaged, is no backup or comes from another
    version of the program, and a database that holds rows.
    """
    with _opened(path) as file:
        _refuse_damaged(path, file)
        with _tar(file) as tar:
            manifest = _manifest(tar)
            _refuse_other_version(manifest)
            _refuse_not_empty()
            files = _bring_in(tar)
    return Contents(
        taken_at=dt.datetime.fromisoformat(manifest["taken_at"]),
        rows=manifest["rows"],
        files=len(files),
    )


def _bring_in(tar: tarfile.TarFile) -> list[str]:
    """All rows and files, or none of them; returns the names of the files."""
    try:
        data_dir().mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=data_dir()) as folder, transaction.atomic():
            files = _read(tar, Path(folder))
            _reset_sequences()
            connection.check_constraints()
            for kept in files:
                _put_in_place(Path(folder) / kept, data_dir() / kept)
    except OSError as error:
        raise Refusal(
            Obstacle(
                "not_writable",
                f"Không ghi được vào thư mục dữ liệu {data_dir()}. Mời kiểm tra"
                " quyền ghi và dung lượng đĩa; cơ sở dữ liệu chưa có gì thay đổi.",
            )
        ) from error
    return files


@contextmanager
def _opened(path: Path) -> Iterator[BufferedReader]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise Refusal(
            Obstacle(
                "not_readable",
                f"Không đọc được tệp {path}. Mời kiểm tra tên tệp và quyền đọc.",
            )
        ) from error
    with file:
        yield file


def _refuse_damaged(path: Path, file: BufferedReader) -> None:
    """Every byte after the first line is covered by the hash in it."""
    if file.read(len(MAGIC)) != MAGIC:
        raise Refusal(
            Obstacle(
                "not_a_backup",
                f"Tệp {path} không phải là bản sao lưu của chương trình hoặc phần đầu đã hỏng.",
            )
        )
    written = file.read(DIGEST_LENGTH)
    digest = hashlib.file_digest(file, "sha256").hexdigest().encode()
    if digest != written:
        raise Refusal(
            Obstacle(
                "damaged",
                f"Bản sao lưu {path} đã hỏng: nội dung không khớp mã kiểm tra ghi trong tệp. Mời "
                "dùng bản sao lưu khác.",
            )
        )


@contextmanager
def _tar(file: IO[bytes]) -> Iterator[tarfile.TarFile]:
    file.seek(len(MAGIC) + DIGEST_LENGTH)
    with gzip.GzipFile(fileobj=file) as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
        yield tar


def _manifest(tar: tarfile.TarFile) -> dict[str, Any]:
    first = tar.next()
    content = tar.extractfile(first) if first is not None and first.name == MANIFEST else None
    if content is None:
        raise Refusal(
            Obstacle("not_a_backup", "Bản sao lưu không có bảng kê ở đầu tệp. Mời dùng bản khác.")
        )
    manifest: dict[str, Any] = json.load(content)
    return manifest


def _refuse_other_version(manifest: dict[str, Any]) -> None:
    here = migrations()
    if not here:
        raise Refusal(
            Obstacle(
                "no_tables",
                "Cơ sở dữ liệu chưa có bảng nào. Mời chạy lệnh “manage.py migrate” rồi khôi phục.",
            )
        )
    if manifest["migrations"] != here:
        raise Refusal(
            Obstacle(
                "other_version",
                "Bản sao lưu được tạo từ phiên bản khác của chương trình. Mời cài đúng phiên bản "
                "đã sao lưu, khôi phục, rồi mới nâng cấp.",
            )
        )


def _refuse_not_empty() -> None:
    for model in kept_models():
        if model._base_manager.exists():
            raise Refusal(
                Obstacle(
                    "not_empty",
                    "Cơ sở dữ liệu đã có dữ liệu nên không khôi phục đè lên. Mời khôi phục vào một "
                    "cơ sở dữ liệu trống.",
                )
            )


def _read(tar: tarfile.TarFile, folder: Path) -> list[str]:
    """Load the tables and lay the files into ``folder``; returns their names."""
    by_label = {model._meta.label_lower: model for model in kept_models()}
    files: list[str] = []
    for member in tar:
        content = None if member.name == MANIFEST else tar.extractfile(member)
        if content is None:
            continue
        if member.name.startswith("database/"):
            label = member.name.removeprefix("database/").removesuffix(".jsonl")
            _load(by_label[label], content)
        else:
            name = member.name.removeprefix("files/")
            if ".." in PurePosixPath(name).parts or name.startswith("/"):
                raise Refusal(
                    Obstacle(
                        "not_a_backup",
                        f"Bản sao lưu có tên tệp không hợp lệ: {name}. Mời dùng bản khác.",
                    )
                )
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                shutil.copyfileobj(content, file)
            files.append(name)
    return files


def _load(model: type[models.Model], lines: IO[bytes]) -> None:
    fields = model._meta.concrete_fields
    batch: list[models.Model] = []
    for line in lines:
        values = json.loads(line)
        batch.append(
            model(
                **{
                    field.attname: _value(field, value)
                    for field, value in zip(fields, values, strict=True)
                }
            )
        )
        if len(batch) == BATCH:
            model._base_manager.bulk_create(batch)
            batch = []
    model._base_manager.bulk_create(batch)


def _value(field: "models.Field[Any, Any]", value: Any) -> Any:
    """The value as the column holds it; a JSON column's value is what it is."""
    if isinstance(field, (models.JSONField, models.ForeignKey)):
        return value
    return field.to_python(value)


def _reset_sequences() -> None:
    """PostgreSQL's counters go on behind the rows that were brought in."""
    statements = connection.ops.sequence_reset_sql(no_style(), kept_models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _put_in_place(source: Path, target: Path) -> None:
    """A file that lies there already and is whole stays; a damaged one gives way."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if not (target.exists() and filecmp.cmp(source, target, shallow=False)):
        source.replace(target)
