"""Pictures: decoded, turned upright, written anew as the only content of an A4 page."""

import io
import struct
import warnings
import zlib

import pikepdf
from PIL import Image, ImageFile, ImageOps

from . import MAX_PIXELS, Rewritten, Unfit
from .archival import as_figure, make_archival

# A4 at 400 dpi; more is not needed to read a seal and would not fit into 10 MB.
_LONG_SIDE = 4677
_QUALITY = 88
_A4 = (595.276, 841.89)  # points
# What decoders raise when a file is not what it promises.
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    IndexError,
    KeyError,
    EOFError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
)


def rewritten_picture(content: bytes) -> Rewritten:
    """A JPEG or PNG as one page; ``Unfit`` when it is damaged or has too many pixels.

    Its orientation is applied; what else it carried (place, device, comments, other pictures) is
    dropped. The size is read from the head of the file, before anything is decoded.
    """
    try:
        jpeg, size, colour_space = _drawn(content)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unfit("too_many_pixels") from None
    except _BROKEN:
        raise Unfit("damaged") from None
    return Rewritten(_page_of(jpeg, size, colour_space), pages=1)


def _drawn(content: bytes) -> tuple[bytes, tuple[int, int], str]:
    # WeasyPrint, where it shares the process, switches this on for everybody.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        image = Image.open(io.BytesIO(content), formats=["JPEG", "PNG"])
    with image:
        if image.width * image.height > MAX_PIXELS:
            raise Unfit("too_many_pixels")
        upright = ImageOps.exif_transpose(_small(image))
        plain = _on_white(upright)
        plain.info.clear()  # else a comment goes along
        into = io.BytesIO()
        plain.save(into, "JPEG", quality=_QUALITY, optimize=True)
        return into.getvalue(), plain.size, "/DeviceGray" if plain.mode == "L" else "/DeviceRGB"


def _small(image: Image.Image) -> Image.Image:
    """Decoded, and not larger than is of use; a JPEG is decoded smaller from the outset."""
    if image.mode.startswith("I;16"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    elif image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    elif image.mode == "1":
        image = image.convert("L")
    image.thumbnail((_LONG_SIDE, _LONG_SIDE))
    image.load()
    return image


def _on_white(image: Image.Image) -> Image.Image:
    """In grey or in colours, without transparency."""
    if image.mode in ("L", "RGB"):
        return image
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return image.convert("RGB")


def _page_of(jpeg: bytes, size: tuple[int, int], colour_space: str) -> bytes:
    """The picture in the middle of an A4 page, upright or across as the picture is."""
    width, height = size
    page = _A4 if height >= width else _A4[::-1]
    scale = min(page[0] / width, page[1] / height)
    drawn = (width * scale, height * scale)
    corner = ((page[0] - drawn[0]) / 2, (page[1] - drawn[1]) / 2)
    with pikepdf.new() as pdf:
        picture = pdf.make_stream(
            jpeg,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=width,
            Height=height,
            ColorSpace=pikepdf.Name(colour_space),
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        matrix = f"{drawn[0]:.3f} 0 0 {drawn[1]:.3f} {corner[0]:.3f} {corner[1]:.3f}"
        leaf = pdf.add_blank_page(page_size=page)
        leaf.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=picture))
        leaf.obj.Contents = pdf.make_stream(as_figure(f"{matrix} cm /Scan Do"))
        make_archival(pdf)
        into = io.BytesIO()
        pdf.save(into, min_version="1.7", deterministic_id=True)
        return into.getvalue()
