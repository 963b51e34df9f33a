"""What verification of the archive finds, each with its control: the same archive untouched."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.db.models import F

from documents import services, storage
from documents.archive import head_of, verify, verify_numbers
from documents.chain import Head, link_hash
from documents.models import (
    ChainHead,
    Document,
    DocumentReader,
    DocumentRevocation,
    NumberEntry,
    WordTemplate,
)
from tests.append_only import triggers_off
from tests.factories import a_committee, moment

from .factories import DAY, an_issued

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("drawn_at_once")]


@pytest.fixture
def issued(settings, tmp_path):
    settings.ARCHIVE_DIR = tmp_path
    made = a_committee(today=DAY)
    for _ in range(4):
        an_issued(made)
    assert list(verify()) == []
    return made


def only_finding(exported: dict[str, Head] | None = None):
    (finding,) = verify(exported)
    assert finding.organization == "DBSVHTTDL"
    assert finding.reason
    return finding


def at(position: int):
    return Document.objects.filter(position=position)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Quyết định khác"},
        {"issued_at": F("issued_at") + dt.timedelta(seconds=1)},
        {"context": "{}"},
        {"facts": "{}"},
        {"signer_name": "Người khác"},
        {"dated": dt.date(2025, 12, 24)},
        {"number": 77},
        {"engine": "khác"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_edit_is_found(issued, change):
    with triggers_off():
        at(2).update(**change)
    assert only_finding().position == 2


def test_a_deletion_is_found(issued):
    with triggers_off():
        document = at(2).get()
        document.readers.all()._raw_delete(document.readers.db)
        document.number_entry.__class__.objects.filter(document=document)._raw_delete("default")
        at(2)._raw_delete("default")
    assert only_finding().position == 2


def test_a_reordering_is_found(issued):
    with triggers_off():
        at(2).update(position=99)
        at(3).update(position=2)
        at(99).update(position=3)
    assert only_finding().position == 2


def test_an_insertion_is_found(issued):
    copy = at(2).get()
    copy.pk, copy.position, copy.previous_hash = None, 5, "f" * 64
    copy.code, copy.hash = "INSERTED00", "e" * 64
    copy.save(force_insert=True)
    assert only_finding().position == 5


def test_an_insertion_in_the_middle_is_found_even_where_its_own_hash_fits(issued):
    second, copy = at(2).get(), at(2).get()
    copy.pk, copy.position, copy.previous_hash, copy.code = None, 3, second.hash, "INSERTED00"
    copy.paper_code, copy.number, copy.facts = "", None, "{}"
    copy.hash = link_hash(3, copy.covered(), second.hash)
    with triggers_off():
        at(4).update(position=5)
        at(3).update(position=4, previous_hash=copy.hash)
        copy.save(force_insert=True)
    assert only_finding().position == 4


def test_a_reader_let_in_or_shut_out_afterwards_is_found(issued):
    rows = DocumentReader.objects.filter(document=at(2).get())
    added = rows.create(document=at(2).get(), organization=issued.cells[1])
    assert only_finding().position == 2
    assert only_finding().reason.endswith("thêm CB02")
    with triggers_off():
        rows.filter(pk=added.pk)._raw_delete("default")
    assert list(verify()) == []  # the control
    with triggers_off():
        rows._raw_delete("default")
    assert only_finding().reason.endswith("thiếu CB01")
    with triggers_off():
        rows.create(document=at(2).get(), organization=issued.authority)
    assert only_finding().reason.endswith("thêm DUKCCQ, thiếu CB01")


def test_a_number_missing_from_the_register_or_written_over_is_found(issued):
    entry = NumberEntry.objects.filter(document=at(2).get())
    number = entry.get().number
    with triggers_off():
        entry.update(number=77)
    assert only_finding().position == 2
    assert "sổ số" in only_finding().reason
    with triggers_off():
        entry.update(number=number)
    assert list(verify()) == []  # the control
    with triggers_off():
        entry._raw_delete("default")
    assert only_finding().position == 2


def test_a_number_struck_from_the_register_is_found(issued):
    """What is only kept back may still change; that it was kept back may not be forgotten."""
    term = issued.organization.terms.get()
    services.reserve_numbers(
        issued.organization, "QĐ", term, up_to=6, reason="Giấy", by=issued.office, now=moment(DAY)
    )
    an_issued(issued, number=6)
    assert list(verify_numbers()) == []  # the control
    NumberEntry.objects.filter(number=5).delete()
    assert list(verify()) == []
    (said,) = verify_numbers()
    assert said == "DBSVHTTDL, sổ số QĐ, nhiệm kỳ 2020–2025: không còn ghi chép về số 05."


@pytest.mark.parametrize("damage", ["swapped", "changed", "missing"])
def test_a_damaged_file_is_found(issued, damage):
    first, second = at(1).get(), at(2).get()
    path = storage.path_of(second.pdf_sha256)
    path.chmod(0o600)
    if damage == "swapped":
        path.write_bytes(storage.path_of(first.pdf_sha256).read_bytes())
    elif damage == "changed":
        content = bytearray(path.read_bytes())
        content[1000] ^= 1
        path.write_bytes(bytes(content))
    else:
        path.unlink()
    assert only_finding().position == 2
    with pytest.raises(storage.ArchiveDamaged):
        storage.read(second.pdf_sha256)


def test_a_cut_tail_is_found_against_the_stored_head_and_with_it_against_an_exported_one(issued):
    exported = {"DBSVHTTDL": head_of(issued.organization)}
    with triggers_off():
        last = at(4).get()
        last.readers.all()._raw_delete("default")
        last.number_entry.__class__.objects.filter(document=last)._raw_delete("default")
        at(4)._raw_delete("default")
    assert only_finding().position == 4
    third = at(3).get()
    ChainHead.objects.update(length=3, hash=third.hash)
    assert list(verify()) == []
    assert "ngắn hơn" in only_finding(exported).reason


def test_a_chain_written_anew_is_found_against_an_exported_head(issued):
    exported = {"DBSVHTTDL": head_of(issued.organization)}
    with triggers_off():
        at(2).update(title="Viết lại")
        previous = at(1).get().hash
        for position in range(2, 5):
            document = at(position).get()
            entry = link_hash(position, document.covered(), previous)
            at(position).update(previous_hash=previous, hash=entry)
            previous = entry
        ChainHead.objects.update(hash=previous)
    assert list(verify()) == []
    assert "khác" in only_finding(exported).reason


@pytest.mark.parametrize("facts", ["?", "[]", '{"readers": 7}'])
def test_a_chain_written_anew_over_facts_that_are_none_is_found(issued, facts):
    with triggers_off():
        at(4).update(facts=facts)
        last = at(4).get()
        entry = link_hash(4, last.covered(), last.previous_hash)
        at(4).update(hash=entry)
        ChainHead.objects.update(hash=entry)
    assert only_finding().position == 4
    assert "không đọc được căn cứ" in only_finding().reason


def test_an_organisation_missing_from_the_data_is_found(issued):
    (finding,) = verify({"DBMAT": Head(2, "a" * 64)})
    assert finding.organization == "DBMAT"


@pytest.mark.postgresql("SQLite knows no TRUNCATE")
@pytest.mark.parametrize(
    "model", [Document, DocumentReader, DocumentRevocation, NumberEntry, WordTemplate]
)
def test_the_database_refuses_to_truncate(issued, model):
    before = model.objects.count()
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")
    assert model.objects.count() == before


def test_the_archive_never_holds_half_a_file(tmp_path, settings, monkeypatch):
    settings.ARCHIVE_DIR = tmp_path
    assert storage.store(b"x") == storage.store(b"x")

    def fails(*_args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("documents.storage.os.fsync", fails)
    with pytest.raises(OSError, match="disk full"):
        storage.store(b"y")
    assert [path.suffix for path in Path(tmp_path).rglob("*") if path.is_file()] == [".pdf"]
