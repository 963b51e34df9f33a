"""What is wrong with a text that an office wrote, each at its part."""

import re
from collections.abc import Iterator

from organizations.printable import unprintable
from organizations.refusals import Obstacle

from . import SHIPPED, places_of
from .places import PLACE, Wording

PART_LABELS = {
    "name": "Tên loại",
    "subject": "Trích yếu",
    "opening": "Câu mở đầu",
    "grounds": "Căn cứ",
    "articles": "Các điều",
    "paragraphs": "Các đoạn",
    "after": "Các đoạn dưới bảng",
    "appendix_name": "Tên danh sách kèm theo",
    "appendix_subject": "Nội dung danh sách kèm theo",
    "appendix_reference": "Dòng dẫn dưới tên danh sách",
}
MAX_CHARACTERS = {"name": 120, "subject": 500, "appendix_name": 120}
MAX_CHARACTERS_ELSE = 6000
MAX_ON_A_CERTIFICATE = 250
"""Of the one text of a certificate, which has one page and a place for everything."""
MAX_ITEMS = 30

MAY_BE_EMPTY = frozenset({"grounds", "after", "appendix_subject", "appendix_reference"})
"""Parts without which a paper still stands."""
_NUMBERED = re.compile(r"điều\s+\d+\s*[.:]", re.IGNORECASE)


def parts_of(kind: str) -> tuple[str, ...]:
    """The parts that papers of ``kind`` print: those with a shipped text."""
    return tuple(name for name in Wording.names() if getattr(SHIPPED[kind], name))


def places_for(kind: str, part: str) -> tuple[str, ...]:
    """The places that one part may name; legal references stand among the grounds only."""
    return tuple(
        place for place in places_of(kind) if part == "grounds" or place != "legal_reference"
    )


def obstacles(kind: str, wording: Wording) -> Iterator[Obstacle]:
    """What stands in the way of printing papers of ``kind`` with this text."""
    shown = parts_of(kind)
    for part, text in wording.as_lines().items():
        label = PART_LABELS[part]
        if part not in shown:
            if text:
                yield Obstacle(
                    "part_not_printed", f"Loại văn bản này không có phần “{label}”. Mời bỏ phần đó."
                )
            continue
        if not text and part not in MAY_BE_EMPTY:
            yield Obstacle(
                "text_missing",
                f"{label}: không được để trống. Muốn dùng lại câu chữ mẫu, mời xem trang “Dùng lại"
                " câu chữ mẫu”.",
                part,
            )
        yield from _lengths(kind, part, label, text)
        yield from _places(kind, part, label, text)
        if found := unprintable(text, part, label):
            yield found
        if part == "articles" and any(_NUMBERED.match(line) for line in text.splitlines()):
            yield Obstacle(
                "article_numbered",
                f"{label}: mời bỏ “Điều 1.”, “Điều 2.” ở đầu dòng; chương trình tự đánh số theo"
                " thứ tự các dòng.",
                part,
            )


def _lengths(kind: str, part: str, label: str, text: str) -> Iterator[Obstacle]:
    limit = MAX_CHARACTERS.get(part, MAX_CHARACTERS_ELSE)
    if (kind, part) == ("certificate", "opening"):
        limit = MAX_ON_A_CERTIFICATE
    if len(text) > limit:
        yield Obstacle(
            "text_too_long",
            f"{label}: dài {len(text)} ký tự, tối đa {limit}. Mời viết gọn lại.",
            part,
        )
    if part in Wording.lists() and len(text.splitlines()) > MAX_ITEMS:
        yield Obstacle("too_many_items", f"{label}: tối đa {MAX_ITEMS} dòng.", part)


def _places(kind: str, part: str, label: str, text: str) -> Iterator[Obstacle]:
    known = places_for(kind, part)
    for name in dict.fromkeys(PLACE.findall(text)):
        if name not in known:
            offered = ", ".join(f"{{{place}}}" for place in known)
            yield Obstacle(
                "unknown_place",
                f"{label}: không có trường “{{{name[:60]}}}”. Mời dùng một trong"
                f" các trường: {offered}.",
                part,
            )
    rest = PLACE.sub("", text)
    if "{" in rest or "}" in rest:
        yield Obstacle(
            "brace_alone",
            f"{label}: có dấu ngoặc nhọn không thành cặp. Mời viết trường theo dạng {{year}}: mở"
            " ngoặc, tên trường, đóng ngoặc.",
            part,
        )
