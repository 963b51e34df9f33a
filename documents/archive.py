"""Verifying the archive: chains, hashes, files; and the heads kept by a second custodian."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.apps import apps
from django.db.models import Q

from organizations.models import Organization
from organizations.refusals import Obstacle, Refusal

from . import storage
from .chain import GENESIS, Head, Link, first_break
from .models import ChainHead, Document, DocumentReader, NumberEntry, Scan, WordTemplate
from .numbering import KIND_LABELS


@dataclass(frozen=True)
class ScanFinding:
    """A scan whose file or subject is not as it was, in words."""

    organization: str
    number: int
    title: str
    reason: str


@dataclass(frozen=True)
class Finding:
    """The first thing wrong with an organisation's archive, in words."""

    organization: str
    position: int
    reason: str


def head_of(organization: Organization) -> Head:
    """The stored end of the organisation's chain; an empty one where nothing was issued."""
    head = ChainHead.objects.filter(organization=organization).first()
    return Head(head.length, head.hash) if head else Head(0, GENESIS)


def export_heads(*, now: dt.datetime) -> list[dict[str, str | int]]:
    """The end of every organisation's chain as plain values: code, length, hash, time."""
    return [
        {
            "code": head.organization.code,
            "length": head.length,
            "hash": head.hash,
            "time": now.isoformat(),
        }
        for head in ChainHead.objects.select_related("organization").order_by("organization__code")
    ]


def read_heads(text: str) -> dict[str, Head]:
    """Heads exported earlier, by code of the organisation; ``Refusal`` for any other text."""
    try:
        return {
            str(entry["code"]): Head(int(entry["length"]), str(entry["hash"]))
            for entry in json.loads(text)
        }
    except (ValueError, TypeError, KeyError) as error:
        raise Refusal(
            Obstacle(
                "not_heads",
                "Tệp đầu chuỗi không đúng định dạng đã xuất từ chương trình. Mời dùng tệp mà"
                " lệnh verify_archive --export-head đã ghi.",
            )
        ) from error


def verify(exported: Mapping[str, Head] | None = None) -> Iterator[Finding]:
    """The first break of every organisation's archive, organisations by code.

    ``exported`` maps codes of organisations to heads kept elsewhere: against them a cut tail and a
    chain written anew show. An organisation that is in it and no longer here is a break too.
    """
    exported = exported or {}
    known = Organization.objects.filter(
        Q(documents__isnull=False) | Q(chain_head__isnull=False) | Q(code__in=exported)
    ).distinct()
    organizations = {organization.code: organization for organization in known}
    for code in sorted({*organizations, *exported}):
        if code not in organizations:
            yield Finding(code, 1, "không còn tổ chức này trong dữ liệu")
        elif finding := _first_finding(organizations[code], exported.get(code)):
            yield finding


def _first_finding(organization: Organization, exported: Head | None) -> Finding | None:
    documents = list(Document.objects.chain_of(organization).select_related("organization"))
    links = [
        Link(document.position, document.covered(), document.previous_hash, document.hash)
        for document in documents
    ]
    broken = first_break(links, head_of(organization), exported)
    readers, numbers = _readers_of(organization), _numbers_of(organization)
    for document in documents:
        if broken is not None and document.position >= broken.position:
            break
        reason = (
            _file_damage(document)
            or _false_readers(document, readers[document.pk])
            or _false_number(document, numbers.get(document.pk))
        )
        if reason:
            return Finding(organization.code, document.position, reason)
    return Finding(organization.code, broken.position, broken.reason) if broken else None


def _file_damage(document: Document) -> str:
    try:
        storage.opened(document.pdf_sha256).close()
    except storage.ArchiveDamaged as damage:
        return str(damage).removesuffix(".")
    return ""


def _readers_of(organization: Organization) -> defaultdict[int, set[str]]:
    """Codes of the readers of every document of the organisation, as the rows say."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    rows = DocumentReader.objects.filter(document__organization=organization)
    for document, code in rows.values_list("document", "organization__code"):
        found[document].add(code)
    return found


def _false_readers(document: Document, readers: set[str]) -> str:
    """Who reads it otherwise than it was issued for; the rows themselves are in no chain."""
    try:
        sealed = document.sealed_readers
    except (ValueError, AttributeError, TypeError):  # a chain written anew may hold anything
        return "không đọc được căn cứ lưu kèm văn bản"
    if sealed is None or sealed == readers:
        return ""
    wrong = [f"thêm {code}" for code in sorted(readers - sealed)]
    wrong += [f"thiếu {code}" for code in sorted(sealed - readers)]
    return f"danh sách nơi được đọc đã bị thay đổi: {', '.join(wrong)}"


def _numbers_of(organization: Organization) -> dict[int, tuple[int, str, int, int]]:
    """What the register of numbers says of every numbered document of the organisation."""
    rows = NumberEntry.objects.filter(document__organization=organization).values_list(
        "document", "organization", "paper_code", "term", "number"
    )
    return {document: (owner, code, term, number) for document, owner, code, term, number in rows}


def _false_number(document: Document, entry: tuple[int, str, int, int] | None) -> str:
    """Whether the register of numbers has it otherwise than it was issued."""
    wanted = (document.organization_id, document.paper_code, document.term_id, document.number)
    if document.number is None and entry is None:
        return ""
    return "" if entry == wanted else "sổ số văn bản không ghi đúng số này"


def verify_numbers() -> Iterator[str]:
    """A sentence for every series in which a number has no record: taken, kept back or void."""
    rows = (
        NumberEntry.objects.order_by("organization__code", "paper_code", "term", "number")
        .values_list("organization__code", "paper_code", "term", "term__name", "number")
        .iterator()
    )
    for (code, paper_code, _, term), entries in groupby(rows, key=lambda row: row[:4]):
        for expected, (*_, number) in enumerate(entries, start=1):
            if number != expected:
                yield (
                    f"{code}, sổ số {paper_code}, nhiệm kỳ {term}: không còn ghi chép về số"
                    f" {expected:02d}."
                )
                break


def verify_word_templates() -> Iterator[str]:
    """A sentence for every Word template of an office whose file is missing or changed."""
    for row in WordTemplate.objects.exclude(sha256="").select_related("committee"):
        try:
            storage.read_word_template(row.sha256)
        except storage.ArchiveDamaged as damage:
            reason = str(damage).removesuffix(".")
            label = KIND_LABELS[row.kind]
            yield f"{row.committee.code}, mẫu Word “{label}”, bản {row.version}: {reason}."


def verify_scans() -> Iterator[ScanFinding]:
    """Every scan whose file is missing or changed, or whose subject is no longer there."""
    scans = Scan.objects.select_related("organization").order_by("organization__code", "pk")
    there = {
        label: set(apps.get_model(label)._default_manager.values_list("pk", flat=True))
        for label in scans.order_by().values_list("subject_type", flat=True).distinct()
    }
    for scan in scans.iterator():
        reason = ""
        try:
            storage.read_scan(scan.sha256)
        except storage.ArchiveDamaged as damage:
            reason = str(damage).removesuffix(".")
        if scan.subject_id not in there[scan.subject_type]:
            reason = "không còn nội dung mà bản quét này thuộc về"
        if reason:
            yield ScanFinding(scan.organization.code, scan.number, scan.title, reason)
