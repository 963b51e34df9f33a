"""Files kept for good: each lies under its SHA-256, so that none can be swapped unnoticed.

Issued documents lie in the archive, scans of signed papers and Word templates of offices beside it
in the uploads.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from .chain import digest

_MISSING = "Tệp {} không có trong kho lưu trữ."
_CHANGED = "Tệp {} trong kho lưu trữ đã bị thay đổi."


class ArchiveDamaged(Exception):
    """A file of the archive is missing or is not what was stored."""


def path_of(sha256: str) -> Path:
    """Where the document with this hash lies."""
    return _place(settings.ARCHIVE_DIR, sha256)


def scan_path_of(sha256: str) -> Path:
    """Where the scan with this hash lies."""
    return _place(settings.MEDIA_ROOT, sha256)


def _place(folder: str | Path, sha256: str) -> Path:
    return Path(folder) / sha256[:2] / f"{sha256}.pdf"


def word_template_path_of(sha256: str) -> Path:
    """Where the Word template with this hash lies."""
    return Path(settings.MEDIA_ROOT) / "mau-word" / f"{sha256}.docx"


def store(content: bytes) -> str:
    """Store a document for good and return its SHA-256; see ``_put``."""
    return _store(content, path_of)


def store_file(source: Path) -> str:
    """Store a document that lies in a file, however long, and return its SHA-256; see ``_put``."""
    with source.open("rb") as file:
        sha256 = _digest_of(file)
        path = path_of(sha256)
        if not _is_there(path, sha256):
            _put(path, lambda target: shutil.copyfileobj(file, target))
    return sha256


def store_scan(content: bytes) -> str:
    """Store a scan for good and return its SHA-256; see ``_put``."""
    return _store(content, scan_path_of)


def store_word_template(content: bytes) -> str:
    """Store a Word template for good and return its SHA-256; see ``_put``."""
    return _store(content, word_template_path_of)


def _store(content: bytes, place: Callable[[str], Path]) -> str:
    sha256 = digest(content)
    path = place(sha256)
    if not _is_there(path, sha256):
        _put(path, lambda target: target.write(content))
    return sha256


def _is_there(path: Path, sha256: str) -> bool:
    if not path.exists():
        return False
    with path.open("rb") as file:
        return _digest_of(file) == sha256


def _put(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Written beside and renamed, so that there is never half a file; called before the transaction
    that refers to it, so that a document never lacks its file. A file that no document refers to
    does no harm.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
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


def opened(sha256: str) -> BufferedReader:
    """A document's file at its beginning, looked through before, however long it is.

    ``ArchiveDamaged`` when it is missing or is not what was stored.
    """
    try:
        file = path_of(sha256).open("rb")
    except OSError as error:
        raise ArchiveDamaged(_MISSING.format(sha256)) from error
    if _digest_of(file) != sha256:
        file.close()
        raise ArchiveDamaged(_CHANGED.format(sha256))
    return file


def _digest_of(file: BufferedReader) -> str:
    """Read through and back at its beginning."""
    found = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return found


def read(sha256: str) -> bytes:
    """A document's bytes; ``ArchiveDamaged`` when they are missing or are not those stored."""
    return _read(sha256, path_of)


def read_scan(sha256: str) -> bytes:
    """A scan's bytes; ``ArchiveDamaged`` when they are missing or are not those stored."""
    return _read(sha256, scan_path_of)


def read_word_template(sha256: str) -> bytes:
    """A template's bytes; ``ArchiveDamaged`` when they are missing or are not those stored."""
    return _read(sha256, word_template_path_of)


def _read(sha256: str, place: Callable[[str], Path]) -> bytes:
    try:
        content = place(sha256).read_bytes()
    except OSError as error:
        raise ArchiveDamaged(_MISSING.format(sha256)) from error
    if digest(content) != sha256:
        raise ArchiveDamaged(_CHANGED.format(sha256))
    return content
