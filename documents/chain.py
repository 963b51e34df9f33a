"""The hash chain over the issued documents of an organisation. Pure.

Each entry's hash covers what the document says, the hashes of its context, facts and file, and the
hash of the entry before. So an edit, deletion, insertion or reordering shows at the first place
where the chain no longer fits; a cut tail and a chain written anew show against a head that was
exported earlier.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

GENESIS = "0" * 64
"""What the first entry of an organisation holds as the hash before it."""


@dataclass(frozen=True)
class Link:
    """One entry as stored: its place, what it covers, both hashes."""

    position: int
    covered: Mapping[str, str | int]
    previous: str
    hash: str


@dataclass(frozen=True)
class Head:
    """End of a chain: how many entries, hash of the last."""

    length: int
    hash: str


@dataclass(frozen=True)
class Break:
    """The first place where a chain does not hold, and why in words."""

    position: int
    reason: str


def digest(content: str | bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def link_hash(position: int, covered: Mapping[str, str | int], previous: str) -> str:
    """The hash of an entry."""
    entry = {"position": position, "previous": previous, "covered": dict(covered)}
    return digest(json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def first_break(links: Iterable[Link], head: Head, exported: Head | None = None) -> Break | None:
    """The first break of a chain given from its beginning, or None.

    ``head`` is the end as stored beside the chain, ``exported`` one kept elsewhere earlier.
    """
    previous, position = GENESIS, 0
    at_exported = GENESIS if exported is not None and exported.length == 0 else None
    for link in links:
        position += 1
        if link.position != position:
            return Break(position, f"thiếu hoặc thừa mục ở vị trí {position}")
        if link.previous != previous:
            return Break(position, "không nối tiếp mục liền trước")
        if link_hash(link.position, link.covered, link.previous) != link.hash:
            return Break(position, "nội dung đã bị thay đổi sau khi ban hành")
        previous = link.hash
        if exported is not None and position == exported.length:
            at_exported = link.hash
    if position != head.length or previous != head.hash:
        return Break(position + 1, "phần cuối của chuỗi đã bị cắt hoặc thêm")
    if exported is not None and at_exported is None:
        return Break(position + 1, f"chuỗi ngắn hơn bản đã xuất ({exported.length} mục)")
    if exported is not None and at_exported != exported.hash:
        return Break(exported.length, "chuỗi khác với bản đã xuất")
    return None
