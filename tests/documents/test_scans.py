"""Scans of signed and stamped documents: kept for good, shown to who reads the document."""

import datetime as dt
import io
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from documents import scans, services, storage
from documents.apart import run_apart
from documents.archive import verify_scans
from documents.models import Document, Scan
from organizations.models import AuditEvent
from tests.append_only import triggers_off
from tests.factories import a_committee, moment, signed_in
from tests.refused import refused

from .factories import DAY, a_kept_scan, a_new_scan, an_issued
from .scanned import a_pdf, a_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("drawn_at_once")]

YESTERDAY = timezone.localdate() - dt.timedelta(days=1)
NOW = moment(DAY, 15)


@pytest.fixture
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def a_file(content: bytes, name: str = "ban-ky.pdf", kind: str = "application/pdf"):
    return SimpleUploadedFile(name, content, kind)


def kept(made, document, **how):
    return services.add_scan(
        document, a_new_scan(**how), seen=document_scans(document), by=made.office, now=NOW
    )


def document_scans(document) -> int:
    return Scan.objects.of(document).count()


# The service


def test_a_scan_is_kept_beside_the_original_with_its_own_hash(uploads):
    made = a_committee(today=DAY)
    document = an_issued(made)
    scan = kept(made, document, content=b"%PDF-1.7 signed", pages=2)
    assert storage.read_scan(scan.sha256) == b"%PDF-1.7 signed"
    assert storage.scan_path_of(scan.sha256).is_relative_to(uploads)
    assert storage.read(document.pdf_sha256).startswith(b"%PDF-1.7 recognition")
    assert (scan.number, scan.pages, scan.size) == (1, 2, 15)
    assert (scan.by, scan.role, scan.at) == (made.office.user, "office", NOW)
    assert scan.title == "văn bản số 01-QĐ/ĐU"
    assert list(verify_scans()) == []


def test_each_scan_is_told_in_the_trail(uploads):
    made = a_committee(today=DAY)
    scan = kept(made, an_issued(made))
    event = AuditEvent.objects.get(act="document.scan")
    assert (event.user, event.organization) == (made.office.user, made.organization)
    assert "Thêm bản quét bản ký của văn bản số 01-QĐ/ĐU: 1 trang." in event.sentence
    assert event.data["sha256"] == scan.sha256


def test_a_newer_scan_is_shown_in_place_of_the_older_which_stays(uploads):
    made = a_committee(today=DAY)
    document = an_issued(made)
    first, second = (kept(made, document, content=text) for text in (b"%PDF one", b"%PDF two"))
    assert list(Scan.objects.of(document)) == [second, first]
    assert [storage.read_scan(scan.sha256) for scan in (first, second)] == [
        b"%PDF one",
        b"%PDF two",
    ]


def test_the_file_that_is_shown_already_is_not_kept_again_but_an_older_one_is(uploads):
    made = a_committee(today=DAY)
    document = an_issued(made)
    kept(made, document, content=b"%PDF one")
    with refused("same_scan"):
        kept(made, document, content=b"%PDF one")
    kept(made, document, content=b"%PDF two")
    assert kept(made, document, content=b"%PDF one").number == 3


def test_of_two_people_the_second_sees_first_what_the_other_added(uploads):
    made = a_committee(today=DAY)
    document = an_issued(made)
    how = {"by": made.office, "now": NOW, "seen": 0}
    services.add_scan(document, a_new_scan(b"%PDF one"), **how)
    with refused("changed_meanwhile"):
        services.add_scan(document, a_new_scan(b"%PDF two"), **how)
    assert document_scans(document) == 1


def test_only_who_issues_for_it_adds_a_scan(uploads):
    made = a_committee(today=DAY)
    document = an_issued(made)
    for actor in (made.secretaries["CB01"], made.watcher, made.administrator):
        with refused("not_allowed"):
            services.add_scan(document, a_new_scan(), seen=0, by=actor, now=NOW)
    assert not Scan.objects.exists()


def test_a_scan_that_is_not_committed_leaves_no_row_and_harms_nothing(uploads):
    made = a_committee(today=DAY)
    document = an_issued(made)
    with transaction.atomic():
        kept(made, document)
        transaction.set_rollback(True)
    assert not Scan.objects.exists()
    assert kept(made, document).number == 1


# The database


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_to_change_or_delete_a_scan(uploads):
    made = a_committee(today=DAY)
    scan = kept(made, an_issued(made))
    for act in (
        lambda: Scan.objects.update(sha256="0" * 64),
        lambda: Scan.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()
    scan.refresh_from_db()
    with triggers_off():  # the control
        assert Scan.objects.update(sha256="0" * 64) == 1


@pytest.mark.postgresql("SQLite has no TRUNCATE")
@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_to_truncate_scans(uploads):
    made = a_committee(today=DAY)
    kept(made, an_issued(made))
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE documents_scan")


@pytest.mark.parametrize(
    "wrong",
    [{"number": 0}, {"size": 0}, {"pages": 0}, {"pages": 101}, {"title": ""}, {"subject_type": ""}],
    ids=str,
)
def test_the_database_refuses_an_impossible_scan(wrong, uploads):
    made = a_committee(today=DAY)
    scan = kept(made, an_issued(made))
    values = {"number": 2} | wrong
    for name, value in values.items():
        setattr(scan, name, value)
    scan.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        scan.save(force_insert=True)


def test_two_scans_never_have_the_same_number(uploads):
    made = a_committee(today=DAY)
    scan = kept(made, an_issued(made))
    scan.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        scan.save(force_insert=True)


# Verification


@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_a_damaged_scan_is_found_and_not_given_out(damage, uploads, client):
    made = a_committee()
    document = an_issued(made, day=YESTERDAY)
    kept(made, document, content=b"%PDF one")
    scan = kept(made, document, content=b"%PDF two")
    assert list(verify_scans()) == []  # the control
    path = storage.scan_path_of(scan.sha256)
    path.chmod(0o600)
    if damage == "changed":
        path.write_bytes(b"%PDF tvo")
    else:
        path.unlink()
    (finding,) = verify_scans()
    assert (finding.organization, finding.number) == ("DBSVHTTDL", 2)
    assert finding.title == "văn bản số 01-QĐ/ĐU"
    signed_in(client, made.office)
    page = client.get(reverse("documents:scan", args=[document.pk, 2]), follow=True)
    assert "bị thiếu hoặc đã bị thay đổi" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_scan_of_what_is_no_longer_there_is_found(uploads):
    made = a_committee(today=DAY)
    document = an_issued(made)
    a_kept_scan(document, made.organization, by=made.office)
    with triggers_off():
        Scan.objects.update(subject_id=document.pk + 1)
    (finding,) = verify_scans()
    assert "không còn" in finding.reason


# Receiving


def test_what_is_received_is_written_anew_by_a_process_of_its_own():
    sent = a_picture("PNG")
    new = scans.received(a_file(sent, "virus.exe", "text/html"))
    assert (new.pages, new.content[:5]) == (1, b"%PDF-")
    assert new.received_sha256 != scans.received(a_file(a_pdf())).received_sha256
    assert sent not in new.content


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"<html>", "not_a_scan"),
        (b"MZ\x90", "not_a_scan"),
        (a_pdf()[:300], "damaged"),
        (a_pdf(101), "too_many_pages"),
        (b"%PDF-1.7" + b"\0" * (11 * 1024 * 1024), "too_large"),
    ],
    ids=["empty", "html", "exe", "truncated", "pages", "11 MB"],
)
def test_what_is_not_taken_is_refused_with_a_sentence_that_says_how_to_mend_it(content, code):
    with refused(code) as found:
        scans.received(a_file(content))
    (obstacle,) = found.obstacles
    assert obstacle.part == "scan"
    assert "Mời" in obstacle.sentence


def test_a_process_that_ends_otherwise_or_never_is_a_refusal(monkeypatch):
    monkeypatch.setattr(scans, "run_apart", partial(run_apart, "tests.documents.no_such_module"))
    with refused("damaged"):
        scans.received(a_file(a_pdf()))
    monkeypatch.undo()
    monkeypatch.setattr(scans, "_WAIT_SECONDS", 0.01)
    with refused("damaged"):
        scans.received(a_file(a_pdf()))


def test_every_reason_has_its_sentence():
    from documents import rewriting

    codes = {
        word.strip("`")
        for word in rewriting.Unfit.__doc__.replace(".", " ").replace(",", " ").split()
        if word.startswith("``")
    } - {"code"}
    assert codes == set(scans.SENTENCES)


# The pages


@pytest.fixture
def desk(client, uploads):
    """The office before a document issued yesterday."""
    made = a_committee()
    document = an_issued(made, day=YESTERDAY)
    signed_in(client, made.office)
    return made, document, reverse("documents:add_scan", args=[document.pk])


def test_a_scan_is_added_from_the_page_of_its_document(client, desk):
    _, document, address = desk
    detail = client.get(reverse("documents:detail", args=[document.pk]))
    assert f'href="{address}"' in detail.content.decode()
    form = client.get(address).content.decode()
    assert 'enctype="multipart/form-data"' in form
    assert 'accept="application/pdf,image/jpeg,image/png"' in form
    assert "capture=" not in form
    assert form.count("Không nhập nội dung thuộc bí mật nhà nước") == 1
    answer = client.post(address, {"version": "0", "scan": a_file(a_pdf(3))}, follow=True)
    said = answer.content.decode()
    assert "Đã ghi bản quét, 3 trang." in said
    assert "Tải bản quét của bản ký" in said
    assert "Các bản quét trước" not in said
    answer = client.post(address, {"version": "1", "scan": a_file(a_picture())}, follow=True)
    assert "Các bản quét trước" in answer.content.decode()


def test_a_scan_is_given_out_as_a_pdf_of_ours_that_a_browser_only_stores(client, desk):
    _, document, address = desk
    client.post(address, {"version": "0", "scan": a_file(a_picture(), 'a";\r\n.html', "text/html")})
    answer = client.get(reverse("documents:scan", args=[document.pk, 1]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="ban-ky-01-Q-U-1.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert len(PdfReader(io.BytesIO(answer.content)).pages) == 1
    assert answer.content == storage.read_scan(Scan.objects.get().sha256)


@pytest.mark.once
@pytest.mark.parametrize(
    ("file", "said"),
    [
        (None, "Chưa chọn tệp"),
        (b"", "Tệp rỗng"),
        (b"<html><script>alert(1)</script>", "không phải là PDF, ảnh JPEG hay PNG"),
        (b"%PDF-1.7" + b"\0" * (11 * 1024 * 1024), "lớn hơn 10 MB"),
        (a_pdf()[:300], "chưa tải lên hết"),
        (a_pdf(0), "không có trang nào"),
    ],
    ids=["none", "empty", "html", "11 MB", "truncated", "no pages"],
)
def test_a_wrong_file_is_refused_at_its_field_and_nothing_is_kept(
    file, said, client, desk, uploads
):
    _, _, address = desk
    data = {"version": "0"} | ({} if file is None else {"scan": a_file(file)})
    answer = client.post(address, data)
    assert answer.status_code == 422
    content = answer.content.decode()
    assert said in content
    assert "Lỗi:" in content
    assert '<a href="#id_scan">' in content
    assert not Scan.objects.exists()
    assert not [path for path in uploads.rglob("*") if path.is_file()]


def test_a_request_sent_twice_is_kept_once(client, desk):
    _, _, address = desk
    for status in (303, 422):
        answer = client.post(address, {"version": "0", "scan": a_file(a_pdf())})
        assert answer.status_code == status
    assert "vừa được người khác cập nhật" in answer.content.decode()
    assert Scan.objects.count() == 1


def test_whoever_reads_the_document_reads_its_scan_and_nobody_else(client, desk):
    made, document, address = desk
    client.post(address, {"version": "0", "scan": a_file(a_pdf())})
    scan = reverse("documents:scan", args=[document.pk, 1])
    for actor in (made.secretaries["CB01"], made.watcher):
        signed_in(client, actor)
        assert client.get(scan).status_code == 200
        assert client.get(address).status_code == 404
        detail = client.get(reverse("documents:detail", args=[document.pk])).content.decode()
        assert "Tải bản quét của bản ký" in detail
        assert f'"{address}"' not in detail
    signed_in(client, made.secretaries["CB02"])
    foreign = client.get(scan)
    absent = client.get(reverse("documents:scan", args=[999_999, 1]))
    assert (foreign.status_code, absent.status_code) == (404, 404)
    signed_in(client, made.office)
    assert client.get(reverse("documents:scan", args=[document.pk, 2])).status_code == 404


def test_the_list_says_which_have_a_scan_and_asks_as_much_for_three_as_for_one(client, desk):
    made, document, _ = desk
    address = reverse("documents:index")
    a_kept_scan(document, made.organization, by=made.office)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        assert client.get(address).content.decode().count("có bản quét") == 1
    for _ in range(2):
        other = an_issued(made, day=YESTERDAY)
        a_kept_scan(other, made.organization, by=made.office)
    an_issued(made, day=YESTERDAY)
    with CaptureQueriesContext(connection) as three:
        assert client.get(address).content.decode().count("có bản quét") == 3
    assert len(three) == len(one)
    assert Document.objects.count() == 4


def test_the_page_asks_as_much_for_three_scans_as_for_one(client, desk):
    made, document, _ = desk
    address = reverse("documents:detail", args=[document.pk])
    asked = []
    for number in range(3):
        a_kept_scan(document, made.organization, by=made.office, content=f"%PDF {number}".encode())
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked.append(len(queries))
    assert asked[0] == asked[2]
