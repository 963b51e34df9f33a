"""The archive's files: each lies under its SHA-256, so that none can be swapped unnoticed."""

import os
import tempfile
from pathlib import Path

from django.conf import settings

from .chain import digest


class ArchiveDamaged(Exception):
    """A file of the archive is missing or is not what was stored."""


def path_of(sha256: str) -> Path:
    """Where the file with this hash lies."""
    return Path(settings.ARCHIVE_DIR) / sha256[:2] / f"{sha256}.pdf"


def store(content: bytes) -> str:
    """Store a file for good and return its SHA-256.

    Written beside and renamed, so that there is never half a file; called before the transaction
    that refers to it, so that a document never lacks its file. A file that no document refers to
    does no harm.
    """
    sha256 = digest(content)
    path = path_of(sha256)
    if path.exists() and digest(path.read_bytes()) == sha256:
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o440)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return sha256


def read(sha256: str) -> bytes:
    """The stored bytes; ``ArchiveDamaged`` when they are missing or are not those stored."""
    try:
        content = path_of(sha256).read_bytes()
    except OSError as error:
        raise ArchiveDamaged(f"Tệp {sha256} không có trong kho lưu trữ.") from error
    if digest(content) != sha256:
        raise ArchiveDamaged(f"Tệp {sha256} trong kho lưu trữ đã bị thay đổi.")
    return content
