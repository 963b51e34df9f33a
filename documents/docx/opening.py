"""Whether an uploaded file is a Word document that nothing hides in; told by its content alone."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from organizations.refusals import Obstacle, Refusal

MOST_BYTES = 2 * 1024 * 1024
TOO_LARGE = Obstacle(
    "too_large", "Tệp lớn hơn 2 MB. Mời bớt hình ảnh trong mẫu rồi tải lại.", "file"
)
MOST_UNPACKED = 10 * 1024 * 1024
MOST_PARTS = 200
MOST_OF_XML = 1024 * 1024
"""How large a part that may hold text may be, unpacked."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DOCUMENT = f"{_WORD}.document.main+xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EMBEDDED = ("oleobject", "package", "control", "activex", "afchunk", "subdocument", "frame")
_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})
"""What may be computed by Word itself; others read files, run commands or fetch pages."""


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of an uploaded .docx; ``Refusal`` where it is none, or one that could do harm."""
    if len(content) > MOST_BYTES:
        raise Refusal(TOO_LARGE)
    if content.startswith(_OLE):
        raise _refused(
            "encrypted",
            "Tệp có mật khẩu hoặc là tệp .doc đời cũ. Mời bỏ mật khẩu, lưu thành Word Document"
            " (.docx) rồi tải lại.",
        )
    parts = _unpacked(content)
    types = parts.get("[Content_Types].xml")
    if types is None or "word/document.xml" not in parts:
        raise _refused("not_word", "Tệp không phải là tài liệu Word (.docx). Mời chọn lại tệp.")
    _refuse_macros(types, parts)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            _refuse_unsafe(name, part)
    return parts


def is_xml(name: str) -> bool:
    """Whether a part is one that may hold text."""
    return name.endswith(".xml")


def text_of(name: str, part: bytes) -> str:
    """The text of a part, a line for each paragraph, as tags are read in it.

    ``Refusal`` where a tag stands outside of running text: in a drawing, an attribute, a property.
    """
    lines: list[str] = []
    for element in etree.fromstring(part).iter(etree.Element):
        if element.tag == f"{_W}p":
            lines.append("\n")
        elif element.tag == f"{_W}t":
            lines.append(element.text or "")
        else:
            if element.tag in (f"{_W}tab", f"{_W}br"):
                lines.append(" ")
            if any(sign in text for sign in ("{{", "{%") for text in _hidden(element)):
                raise _refused(
                    "tag_outside_text",
                    f"Có thẻ nằm ngoài phần chữ của văn bản (hình vẽ, thuộc tính) ở {name}. Mời"
                    " chuyển thẻ vào đoạn văn hoặc ô của bảng.",
                )
    return "".join(lines)


def _hidden(element: "etree._Element") -> Iterator[str]:
    yield element.text or ""
    yield from element.attrib.values()


def _refused(code: str, sentence: str) -> Refusal:
    return Refusal(Obstacle(code, sentence, "file"))


def _unpacked(content: bytes) -> dict[str, bytes]:
    broken = _refused(
        "broken", "Tệp bị hỏng hoặc không phải là tài liệu Word (.docx). Mời lưu lại từ Word."
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if any(info.flag_bits & 1 for info in infos):
                raise _refused("encrypted", "Tệp có mật khẩu. Mời bỏ mật khẩu rồi tải lại.")
            if (
                len(infos) > MOST_PARTS
                or sum(info.file_size for info in infos) > MOST_UNPACKED
                or any(i.file_size > MOST_OF_XML for i in infos if is_xml(i.filename))
            ):
                raise _refused(
                    "unpacks_too_large",
                    "Tệp bung ra quá lớn so với một mẫu văn bản. Mời bớt nội dung rồi tải lại.",
                )
            if len({info.filename for info in infos}) != len(infos):
                raise broken
            # reading stops at the declared size and compares the checksum
            return {info.filename: archive.read(info) for info in infos}
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise broken from error


def _refuse_macros(types: bytes, parts: dict[str, bytes]) -> None:
    declared = types.decode("utf-8", "replace").lower()
    if "macroenabled" in declared or "vbaproject" in declared:
        found = "nội dung kiểu macro (.docm)"
    else:
        names = (name for name in parts if re.search(r"vba(project|data)", name, re.IGNORECASE))
        found = next(names, "")
    if found:
        raise _refused(
            "macro", f"Tệp có macro: {found}. Mời lưu thành Word Document (.docx) không có macro."
        )
    if _DOCUMENT not in declared:
        raise _refused(
            "not_word",
            "Tệp là mẫu .dotx hoặc kiểu khác của Word. Mời lưu thành Word Document (.docx).",
        )


def _refuse_unsafe(name: str, part: bytes) -> None:
    if b"\x00" in part or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise _refused(
            "broken", f"Phần {name} của tệp không phải do Word ghi. Mời lưu lại từ Word."
        )
    try:
        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise _refused("broken", f"Phần {name} của tệp bị hỏng. Mời lưu lại từ Word.") from error
    if name.endswith(".rels"):
        for relation in root:
            _refuse_relation(relation.get("Type", ""), relation)
    _refuse_embedded(root)
    if name.startswith("word/"):
        _refuse_computed(root)


def _refuse_relation(kind: str, relation: "etree._Element") -> None:
    target = relation.get("Target", "")
    if relation.get("TargetMode") == "External":
        raise _refused(
            "external",
            f"Tệp có liên kết ra ngoài: {target[:100]}. Mời bỏ liên kết (trong Word: Remove"
            " Hyperlink, hoặc bỏ mẫu đính kèm) rồi tải lại.",
        )
    if kind.rsplit("/", 1)[-1].lower().startswith(_EMBEDDED):
        raise _refused(
            "embedded", f"Tệp có đối tượng nhúng: {target[:100]}. Mời bỏ đối tượng này rồi tải lại."
        )


def _refuse_embedded(root: "etree._Element") -> None:
    for tag in ("object", "control", "altChunk", "subDoc", "mailMerge"):
        if next(root.iter(f"{_W}{tag}"), None) is not None:
            raise _refused(
                "embedded", f"Tệp có đối tượng nhúng ({tag}). Mời bỏ đối tượng này rồi tải lại."
            )


def _refuse_computed(root: "etree._Element") -> None:
    for field in root.iter(f"{_W}fldSimple"):
        _refuse_field(field.get(f"{_W}instr") or "")
    code = ""
    for element in root.iter(f"{_W}fldChar", f"{_W}instrText"):
        if element.tag == f"{_W}instrText":
            code += element.text or ""
        elif code.strip():
            _refuse_field(code)
            code = ""
    if code.strip():
        _refuse_field(code)


def _refuse_field(code: str) -> None:
    name = (code.split() or [""])[0].upper()
    if name not in _FIELDS:
        raise _refused(
            "field_code",
            f"Tệp có trường tự động của Word: {name[:40]}. Chỉ dùng số trang (PAGE, NUMPAGES)."
            " Mời bỏ trường này rồi tải lại.",
        )
