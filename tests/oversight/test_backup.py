"""Backup and restore: one file, taken while others write, refused when a byte is off."""

import json
import os
import random
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from documents import storage
from documents.docx.drafts import draft_docx
from documents.models import ChainHead, Document, NumberEntry, Scan
from organizations.audit import record
from organizations.models import AuditEvent, Organization, User
from organizations.refusals import Refusal
from oversight.backup import back_up, kept_models, restore
from tests.append_only import empty_the_database, triggers_off
from tests.documents import papers, word
from tests.documents.conftest import drawn_at_once  # noqa: F401
from tests.documents.factories import DAY, a_kept_scan, an_issued
from tests.documents.word_templates import an_own_template
from tests.factories import a_committee, moment

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("drawn_at_once", "data_dir"),
]

NOW = moment(DAY)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.ARCHIVE_DIR = settings.DATA_DIR / "archive"
    settings.MEDIA_ROOT = settings.DATA_DIR / "uploads"
    settings.MEDIA_ROOT.mkdir(parents=True)
    return settings.DATA_DIR


def everything() -> dict[str, list[tuple[object, ...]]]:
    """All kept rows, as a test compares them."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in kept_models()
    }


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_what_was_backed_up_comes_back_row_by_row_and_file_by_file(data_dir, tmp_path):
    made = a_committee(today=DAY)
    an_issued(made)
    (data_dir / "uploads" / "ban-ky.pdf").write_bytes(b"%PDF scan")
    rows, files = everything(), files_below(data_dir)
    assert sum(map(len, rows.values())) > 20
    assert len(files) == 2

    taken = back_up(tmp_path / "a.backup", now=NOW)
    empty_the_database()
    for file in list(data_dir.rglob("*")):
        if file.is_file():
            file.unlink()
    assert not Organization.objects.exists()
    brought = restore(tmp_path / "a.backup")

    assert everything() == rows
    assert files_below(data_dir) == files
    assert brought == taken


def test_the_office_s_own_word_template_comes_back_and_is_drawn_with(data_dir, tmp_path):
    made = a_committee(today=DAY)
    row = an_own_template(made, on=DAY)
    back_up(tmp_path / "a.backup", now=NOW)
    empty_the_database()
    storage.word_template_path_of(row.sha256).unlink()
    restore(tmp_path / "a.backup")
    committee = Organization.objects.get(pk=made.organization.pk)
    drawn = word.text(draft_docx("sheet", papers.sheet(), committee))
    assert drawn.startswith("Mẫu của văn phòng")


def test_after_a_restore_new_rows_get_new_keys(tmp_path):
    made = a_committee(today=DAY)
    first = an_issued(made)
    back_up(tmp_path / "a.backup", now=NOW)
    empty_the_database()
    restore(tmp_path / "a.backup")
    second = an_issued(made)
    assert second.pk > first.pk
    assert second.previous_hash == first.hash


def test_a_restored_archive_still_verifies(tmp_path, capsys):
    an_issued(a_committee(today=DAY))
    back_up(tmp_path / "a.backup", now=NOW)
    empty_the_database()
    restore(tmp_path / "a.backup")
    call_command("verify_archive")
    assert "nguyên vẹn" in capsys.readouterr().out


@pytest.mark.postgresql("the way back goes over SQLite")
def test_a_backup_of_one_engine_comes_back_on_the_other(data_dir, tmp_path):
    made = a_committee(today=DAY)
    a_kept_scan(an_issued(made), made.organization, by=made.office, content=b"%PDF signed")
    an_own_template(made, on=DAY)
    rows = everything()
    there = {"DATA_DIR": str(tmp_path / "sqlite"), "DATABASE_URL": f"sqlite:///{tmp_path}/x.db"}

    def manage(*command: str) -> None:
        subprocess.run(  # noqa: S603 - our own commands
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env={**os.environ, **there, "DJANGO_SETTINGS_MODULE": "config.settings"},
            check=True,
        )

    back_up(tmp_path / "a.backup", now=NOW)
    manage("migrate", "-v0")
    manage("restore", str(tmp_path / "a.backup"))
    manage("verify_archive")
    manage("backup", str(tmp_path / "b.backup"))
    empty_the_database()
    shutil.rmtree(data_dir)
    restore(tmp_path / "b.backup")
    assert everything() == rows
    call_command("verify_archive")


def test_a_scan_survives_and_a_damaged_one_is_found(data_dir, tmp_path, capsys):
    made = a_committee(today=DAY)
    document = an_issued(made)
    scan = a_kept_scan(document, made.organization, by=made.office, content=b"%PDF signed")
    whole = tmp_path / "a.backup"
    back_up(whole, now=NOW)
    content = whole.read_bytes()
    (tmp_path / "b.backup").write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])
    empty_the_database()
    shutil.rmtree(data_dir / "uploads")
    with pytest.raises(Refusal):
        restore(tmp_path / "b.backup")

    restore(whole)
    brought = Scan.objects.of(Document.objects.get()).get()
    assert (brought.sha256, brought.number) == (scan.sha256, 1)
    assert storage.read_scan(brought.sha256) == b"%PDF signed"
    call_command("verify_archive")  # the control
    assert "nguyên vẹn" in capsys.readouterr().out

    path = storage.scan_path_of(brought.sha256)
    path.chmod(0o600)
    path.write_bytes(b"%PDF forged")
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_archive")
    assert stopped.value.code == 1
    assert "DBSVHTTDL, bản quét thứ 1 của bản ký: Tệp" in capsys.readouterr().err


def test_a_database_that_is_not_empty_is_left_as_it_is(tmp_path):
    a_committee(today=DAY)
    back_up(tmp_path / "a.backup", now=NOW)
    before = everything()
    with pytest.raises(Refusal) as refused:
        restore(tmp_path / "a.backup")
    assert refused.value.codes == {"not_empty"}
    assert everything() == before


def test_every_damage_of_a_single_byte_is_found_before_anything_is_written(tmp_path):
    a_committee(today=DAY)
    whole = tmp_path / "a.backup"
    back_up(whole, now=NOW)
    empty_the_database()
    content = whole.read_bytes()
    damaged = tmp_path / "b.backup"
    chosen = random.Random(1)  # noqa: S311 - places to damage, nothing secret
    places = [0, len(content) - 1, *(chosen.randrange(len(content)) for _ in range(48))]
    for place in places:
        byte = content[place] ^ chosen.randrange(1, 256)
        damaged.write_bytes(content[:place] + bytes([byte]) + content[place + 1 :])
        with pytest.raises(Refusal) as refused:
            restore(damaged)
        assert refused.value.codes & {"damaged", "not_a_backup"}, place
        assert not Organization.objects.exists()
    # The control: the same file without damage is taken.
    restore(whole)
    assert Organization.objects.exists()


@pytest.mark.parametrize("length", [0, 10, 50, 200])
def test_a_file_that_ends_early_is_refused(length, tmp_path):
    a_committee(today=DAY)
    whole = tmp_path / "a.backup"
    back_up(whole, now=NOW)
    empty_the_database()
    whole.write_bytes(whole.read_bytes()[:length])
    with pytest.raises(Refusal) as refused:
        restore(whole)
    assert refused.value.codes & {"damaged", "not_a_backup"}


def test_a_backup_of_another_version_is_refused(tmp_path, monkeypatch):
    a_committee(today=DAY)
    back_up(tmp_path / "a.backup", now=NOW)
    empty_the_database()
    monkeypatch.setattr("oversight.backup.reading.migrations", lambda: ["organizations.0099_later"])
    with pytest.raises(Refusal) as refused:
        restore(tmp_path / "a.backup")
    assert refused.value.codes == {"other_version"}


def test_no_file_is_ever_overwritten(tmp_path):
    (tmp_path / "a.backup").write_bytes(b"the only copy")
    with pytest.raises(Refusal) as refused:
        back_up(tmp_path / "a.backup", now=NOW)
    assert refused.value.codes == {"file_exists"}
    assert (tmp_path / "a.backup").read_bytes() == b"the only copy"


def test_a_backup_taken_while_others_write_is_of_one_moment(tmp_path):
    """A writer adds events in pairs, a pair a transaction: no backup ever holds half a pair."""
    made = a_committee(today=DAY)
    stop = threading.Event()
    begun = threading.Event()

    def keep_writing() -> None:
        try:
            while not stop.is_set():
                with transaction.atomic():
                    for half in ("pair.first", "pair.second"):
                        record(half, "Ghi.", by=made.office, now=NOW)
                begun.set()
        finally:
            connection.close()

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        assert begun.wait(20)
        taken = [back_up(tmp_path / f"{number}.backup", now=NOW) for number in range(3)]
    finally:
        stop.set()
        writer.join()
    empty_the_database()
    restore(tmp_path / "2.backup")
    halves = [AuditEvent.objects.filter(act=act).count() for act in ("pair.first", "pair.second")]
    assert halves[0] == halves[1] > 0
    table = "organizations.auditevent"
    assert taken[0].rows[table] < taken[2].rows[table], "the writer went on meanwhile"


def test_documents_issued_meanwhile_are_there_whole_or_not_at_all(data_dir, tmp_path):
    made = a_committee(today=DAY)
    an_issued(made)
    stop = threading.Event()

    def keep_issuing() -> None:
        try:
            while not stop.is_set():
                an_issued(made)
        finally:
            connection.close()

    writer = threading.Thread(target=keep_issuing)
    writer.start()
    try:
        taken = [back_up(tmp_path / f"{number}.backup", now=NOW) for number in range(4)]
    finally:
        stop.set()
        writer.join()
    assert taken[0].rows["documents.document"] < Document.objects.count()
    empty_the_database()
    shutil.rmtree(data_dir)
    restore(tmp_path / "3.backup")
    assert Document.objects.count() == taken[3].rows["documents.document"]
    call_command("verify_archive")


def test_a_damaged_file_that_lies_there_gives_way_to_the_whole_one(tmp_path):
    document = an_issued(a_committee(today=DAY))
    back_up(tmp_path / "a.backup", now=NOW)
    empty_the_database()
    path = storage.path_of(document.pdf_sha256)
    path.chmod(0o600)
    path.write_bytes(b"%PDF forged")
    restore(tmp_path / "a.backup")
    assert storage.read(document.pdf_sha256)
    call_command("verify_archive")


def test_a_disk_that_is_full_is_said_and_nothing_is_brought_in(tmp_path, monkeypatch):
    an_issued(a_committee(today=DAY))
    back_up(tmp_path / "a.backup", now=NOW)
    empty_the_database()

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("oversight.backup.reading.shutil.copyfileobj", full)
    with pytest.raises(Refusal) as refused:
        restore(tmp_path / "a.backup")
    assert refused.value.codes == {"not_writable"}
    assert not Organization.objects.exists()
    monkeypatch.undo()
    restore(tmp_path / "a.backup")  # the control
    assert Organization.objects.exists()


def test_a_database_without_tables_is_told_to_make_them(tmp_path, monkeypatch):
    a_committee(today=DAY)
    back_up(tmp_path / "a.backup", now=NOW)
    empty_the_database()
    monkeypatch.setattr("oversight.backup.reading.migrations", list)
    with pytest.raises(Refusal) as refused:
        restore(tmp_path / "a.backup")
    assert refused.value.codes == {"no_tables"}


def test_the_commands_say_what_they_did_and_exit_1_with_the_reason(tmp_path, capsys):
    a_committee(today=DAY)
    path = str(tmp_path / "a.backup")
    call_command("backup", path)
    assert "Đã sao lưu" in capsys.readouterr().out
    with pytest.raises(SystemExit) as stopped:
        call_command("restore", path)
    assert stopped.value.code == 1
    assert "đã có dữ liệu" in capsys.readouterr().err
    empty_the_database()
    call_command("restore", path)
    assert "Đã khôi phục" in capsys.readouterr().out
    assert User.objects.exists()


def test_a_head_kept_elsewhere_shows_a_cut_tail(tmp_path, capsys):
    made = a_committee(today=DAY)
    an_issued(made)
    an_issued(made)
    head = tmp_path / "head.json"
    call_command("verify_archive", export_head=head)
    assert [entry["length"] for entry in json.loads(head.read_text())] == [2]
    call_command("verify_archive", head=head)  # the control
    document = Document.objects.get(position=2)
    with triggers_off():
        document.readers.all()._raw_delete("default")
        NumberEntry.objects.filter(document=document)._raw_delete("default")
        Document.objects.filter(position=2)._raw_delete("default")
        ChainHead.objects.update(length=1, hash=document.previous_hash)
    call_command("verify_archive")  # by itself the shorter chain holds
    capsys.readouterr()
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_archive", head=head)
    assert stopped.value.code == 1
    assert "DBSVHTTDL, văn bản thứ 2" in capsys.readouterr().err


def test_a_head_file_that_is_none_is_refused(tmp_path, capsys):
    head = tmp_path / "head.json"
    head.write_text("không phải JSON", encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_archive", head=head)
    assert stopped.value.code == 1
    assert "đầu chuỗi" in capsys.readouterr().err
