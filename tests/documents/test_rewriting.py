"""Uploaded files written anew: what is kept of them, what is dropped, what is not taken."""

import io
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from documents.rewriting import MAX_BYTES, MAX_PAGES, Rewritten, Unfit, rewritten

from .scanned import (
    a_bomb,
    a_pdf,
    a_pdf_to_fill_in,
    a_pdf_with_a_note_that_is_not_drawn,
    a_pdf_with_picture_of,
    a_picture,
    a_png_that_says,
    a_turned_picture,
    an_acting_pdf,
)

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]


def unfit(content: bytes) -> str:
    with pytest.raises(Unfit) as refused:
        rewritten(content)
    return refused.value.code


def picture_in(done: Rewritten) -> Any:
    """The only picture of the only page."""
    with pikepdf.open(io.BytesIO(done.content)) as pdf:
        (page,) = pdf.pages
        (picture,) = page.get_images().values()
        return pikepdf.PdfImage(picture).as_pil_image()


# Pictures


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_becomes_the_only_content_of_an_a4_page(form):
    done = rewritten(a_picture(form))
    assert done.pages == 1
    (page,) = PdfReader(io.BytesIO(done.content)).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    picture = picture_in(done)
    assert picture.size == (300, 400)
    red, green, _ = picture.getpixel((5, 5))
    assert red > 200 > 60 > green


def test_the_page_of_a_picture_is_pdf_a_2a_with_its_figure_named():
    with pikepdf.open(io.BytesIO(rewritten(a_picture()).content)) as pdf:
        assert pdf.open_metadata().pdfa_status == "2A"
        (intent,) = pdf.Root.OutputIntents
        assert b"mntrRGB XYZ" in intent.DestOutputProfile.read_bytes()
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("vi", True)
        (document,) = pdf.Root.StructTreeRoot.K
        (figure,) = document.K
        assert (figure.S, str(figure.Alt)) == ("/Figure", "Bản quét văn bản đã ký")
        (page,) = pdf.pages
        assert figure.Pg.objgen == page.obj.objgen
        key, (tagged,) = pdf.Root.StructTreeRoot.ParentTree.Nums
        assert (key, tagged.objgen) == (page.obj.StructParents, figure.objgen)
        assert page.obj.Contents.read_bytes().startswith(b"/Figure <</MCID 0>> BDC q ")


def test_a_picture_that_is_wider_than_high_lies_across():
    (page,) = PdfReader(io.BytesIO(rewritten(a_picture(size=(400, 300))).content)).pages
    assert page.mediabox.width > page.mediabox.height


def test_orientation_is_applied_and_place_device_and_comments_are_dropped():
    sent = a_turned_picture()
    assert b"Hang dien thoai" in sent
    done = rewritten(sent)
    picture = picture_in(done)
    assert picture.size == (300, 400)
    red, green, _ = picture.getpixel((295, 5))  # the top left corner turned to the top right
    assert red > 200 > 60 > green
    assert not picture.getexif()
    for dropped in (b"Hang dien thoai", b"<script", b"Exif"):
        assert dropped not in done.content


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_stays_as_light_as_it_was(mode):
    picture = picture_in(rewritten(a_picture("PNG", mode=mode))).convert("L")
    assert picture.getpixel((299, 399)) > 240


def test_what_is_transparent_is_white_as_the_paper_behind_it():
    image = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    into = io.BytesIO()
    image.save(into, "PNG")
    assert picture_in(rewritten(into.getvalue())).getpixel((10, 10)) == (255, 255, 255)


def test_a_cmyk_jpeg_is_taken():
    assert picture_in(rewritten(a_picture(mode="CMYK"))).mode == "RGB"


def test_a_large_picture_is_kept_at_400_dpi():
    assert picture_in(rewritten(a_picture(size=(4000, 6000), mode="L"))).size == (3118, 4677)


def test_20_000_by_20_000_pixels_are_refused_before_they_are_decoded(monkeypatch):
    sent = a_png_that_says(20_000, 20_000)

    def decodes(*_args: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(Image.Image, "load", decodes)
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decodes)
    assert unfit(sent) == "too_many_pixels"


@pytest.mark.parametrize("size", [(20_000, 2_501), (8_000, 8_000), (14_000, 14_000)])
def test_more_than_50_million_pixels_are_refused(size):
    assert unfit(a_picture("PNG", size, mode="1")) == "too_many_pixels"


# PDFs


def things_in(content: bytes) -> Iterator[pikepdf.Object]:
    """Every dictionary and stream of a file, also those inside of others."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        waiting = [*pdf.objects, pdf.trailer]
        while waiting:
            thing = waiting.pop()
            if isinstance(thing, pikepdf.Array):
                waiting.extend(one for one in thing if not getattr(one, "is_indirect", False))
            elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
                yield thing
                inside = [value for _, value in thing.items()]
                waiting.extend(one for one in inside if not getattr(one, "is_indirect", False))


ACTING = {
    "/A", "/AA", "/AcroForm", "/Annots", "/Author", "/EmbeddedFiles", "/Info", "/JS",
    "/JavaScript", "/Metadata", "/Names", "/OpenAction", "/PieceInfo", "/Ref", "/Thumb", "/URI",
    "/XFA", "/Evil",
}  # fmt: skip


def test_nothing_of_a_pdf_acts_by_itself_or_tells_of_its_maker():
    sent = an_acting_pdf()
    found = {key for thing in things_in(sent) for key in thing.keys()}  # noqa: SIM118
    assert found >= ACTING - {"/Author", "/Ref"}  # the control: they were there

    done = rewritten(sent)
    for thing in things_in(done.content):
        keys = set(thing.keys())
        assert not keys & (ACTING - {"/Evil"}), thing
        assert "/F" not in keys
        assert str(thing.get("/S")) not in ("/JavaScript", "/Launch", "/SubmitForm", "/URI")
        assert not thing.get("/Evil")
    with pikepdf.open(io.BytesIO(done.content)) as pdf:
        assert set(pdf.Root.keys()) == {"/Pages", "/Type"}
        assert not pdf.attachments
        drawn = b"".join(part.read_bytes() for part in pdf.pages[0].Contents)
        (stamp,) = [
            one for name, one in pdf.pages[0].Resources.XObject.items() if name != "/Elsewhere"
        ]
        assert b" Do" in drawn
        assert b"1 0 0 rg" in stamp.read_bytes(), "what a stamp shows stays to be seen"
    for gone in (b"alert", b"cmd.exe", b"virus", b"evil", b"Bi Mat", b"other"):
        assert gone not in done.content


def test_a_pdf_whose_form_or_note_is_not_drawn_is_refused_rather_than_kept_without_it():
    assert unfit(a_pdf_to_fill_in()) == "not_drawn"
    assert unfit(a_pdf_with_a_note_that_is_not_drawn()) == "not_drawn"


def test_pages_keep_their_order_size_and_turn():
    with pikepdf.new() as pdf:
        for number in range(3):
            page = pdf.add_blank_page(page_size=(100 + number, 200))
            page.obj.Rotate = 90 * number
        into = io.BytesIO()
        pdf.save(into)
    pages = PdfReader(io.BytesIO(rewritten(into.getvalue()).content)).pages
    assert [(round(page.mediabox.width), page.rotation) for page in pages] == [
        (100, 0),
        (101, 90),
        (102, 180),
    ]


def test_the_same_file_gives_the_same_bytes_and_what_was_written_anew_is_taken_again():
    for sent in (a_pdf(3), a_turned_picture(), an_acting_pdf()):
        done = rewritten(sent)
        assert rewritten(sent) == done
        assert rewritten(done.content).pages == done.pages


@pytest.mark.parametrize("user", ["mat khau", ""])
def test_a_pdf_with_a_password_or_limited_rights_is_refused(user):
    assert unfit(a_pdf(encryption=pikepdf.Encryption(owner="chu", user=user))) == "encrypted"


@pytest.mark.parametrize(
    ("pages", "code"), [(0, "no_pages"), (MAX_PAGES + 1, "too_many_pages"), (500, "too_many_pages")]
)
def test_a_pdf_without_pages_or_with_too_many_is_refused(pages, code):
    assert unfit(a_pdf(pages)) == code


def test_a_pdf_of_100_pages_is_taken():
    assert rewritten(a_pdf(MAX_PAGES)).pages == MAX_PAGES


def test_a_pdf_that_unpacks_to_40_megabytes_is_refused():
    sent = a_bomb()
    assert len(sent) < 100_000
    assert unfit(sent) == "unpacks_too_large"


def test_a_pdf_with_a_picture_of_20_000_by_20_000_pixels_is_refused():
    assert unfit(a_pdf_with_picture_of(20_000, 20_000)) == "too_many_pixels"
    assert rewritten(a_pdf_with_picture_of(4_960, 7_016)).pages == 1  # A4 at 600 dpi


# What a file is not


@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html><script>alert(1)</script>",
        b"MZ\x90\x00\x03\x00\x00\x00",
        b"PK\x03\x04 a Word document",
        b"GIF89a",
        b"II*\x00 a TIFF",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe-3.0",
        b"\x00",
        b"<html>" + a_pdf(),  # readers would find the PDF behind it
        b"MZ" + a_pdf(),
        b"\n" + a_pdf(),
    ],
    ids=[
        "html",
        "exe",
        "zip",
        "gif",
        "tiff",
        "svg",
        "ps",
        "nul",
        "html+pdf",
        "exe+pdf",
        "line+pdf",
    ],
)
def test_what_is_no_pdf_jpeg_or_png_is_refused_whatever_it_is_called(content):
    assert unfit(content) == "not_a_scan"


def test_a_picture_in_the_form_of_a_phone_is_refused_by_its_own_name():
    assert unfit(b"\x00\x00\x00\x24ftypheic\x00\x00\x00\x00mif1heic") == "heif"


def _zipped() -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("virus.exe", b"MZ")
    return into.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        a_picture(comment=a_pdf()),
        a_picture() + _zipped(),
        a_picture("PNG") + _zipped(),
        a_pdf() + _zipped(),
    ],
    ids=["jpeg+pdf", "jpeg+zip", "png+zip", "pdf+zip"],
)
def test_a_file_that_is_two_things_at_once_is_refused(content):
    assert unfit(content) == "two_types"


def test_an_empty_file_is_refused():
    assert unfit(b"") == "empty"


def test_a_file_one_byte_over_10_megabytes_is_refused_and_one_below_is_read():
    assert unfit(a_pdf() + b"\0" * MAX_BYTES) == "too_large"
    assert unfit(b"\0" * MAX_BYTES) == "not_a_scan"


@pytest.mark.parametrize(
    "whole", [a_pdf(5), a_picture(), a_picture("PNG")], ids=["pdf", "jpeg", "png"]
)
@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_a_file_that_ends_early_is_refused(whole, part):
    assert unfit(whole[: int(len(whole) * part)]) == "damaged"


SAMPLES = [a_pdf(2), a_picture(size=(40, 60)), a_picture("PNG", (40, 60)), an_acting_pdf()]


@settings(max_examples=150)
@given(
    st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=8)
)
def test_whatever_bytes_are_changed_a_file_is_taken_or_refused_and_nothing_else(sample, changes):
    content = bytearray(sample)
    for place, byte in changes:
        content[place % len(content)] = byte
    try:
        done = rewritten(bytes(content))
    except Unfit:
        return
    assert PdfReader(io.BytesIO(done.content)).pages


# The process of its own


def in_its_own_process(content: bytes, before: str = "pass") -> subprocess.CompletedProcess[bytes]:
    code = (
        f"import sys; from documents.rewriting import __main__ as it; {before}; sys.exit(it.main())"
    )
    return subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-c", code], input=content, capture_output=True, cwd=ROOT, check=False
    )


def test_the_process_answers_with_pages_and_pdf_or_with_why_not():
    done = in_its_own_process(a_pdf(2))
    assert (done.returncode, done.stdout[:7]) == (0, b"2\n%PDF-")
    refused = in_its_own_process(b"MZ")
    assert (refused.returncode, refused.stdout, refused.stderr) == (3, b"", b"not_a_scan")


def test_the_process_does_without_the_rest_of_the_program():
    checks = (
        "import documents.rewriting.pdfs, documents.rewriting.pictures;"
        " assert 'django' not in sys.modules"
    )
    assert in_its_own_process(a_pdf(), checks).returncode == 0


def packed_spaces(times: int) -> bytes:
    """``times`` 50 million spaces as zlib packs them: packed once, and that block repeated."""
    spaces = b" " * 50_000_000
    packed = zlib.compressobj(1, wbits=-zlib.MAX_WBITS)
    block = packed.compress(spaces) + packed.flush(zlib.Z_FULL_FLUSH)
    checksum = 1
    for _ in range(times):
        checksum = zlib.adler32(spaces, checksum)
    return b"\x78\x01" + block * times + packed.flush() + checksum.to_bytes(4, "big")


def test_memory_is_bounded_whatever_a_file_unpacks_to():
    """An object stream is unpacked by whoever opens a file: here to one gigabyte."""
    stream = packed_spaces(20)
    body = b"%PDF-1.5\n"
    at = len(body)
    body += (
        b"1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n"
        % len(stream)
    )
    body += stream + b"\nendstream\nendobj\n"
    table = len(body)
    rows = b"\x00\x00\x00\x00\x00" + b"\x01" + at.to_bytes(3, "big") + b"\x00"
    rows += b"\x02\x00\x00\x01\x00"
    body += b"3 0 obj\n<< /Type /XRef /Size 3 /W [1 3 1] /Root 2 0 R /Length %d >>\nstream\n" % len(
        rows
    )
    body += rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % table
    assert len(body) < MAX_BYTES
    measured = (
        "import atexit, resource; atexit.register(lambda: sys.stderr.write("
        "' %d' % (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)))"
    )
    done = in_its_own_process(body, measured)
    code, megabytes = done.stderr.split()
    assert (done.returncode, code) in [(3, b"damaged"), (3, b"unpacks_too_large")]
    assert 150 < int(megabytes) < 768
