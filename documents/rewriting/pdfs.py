"""PDFs: their pages and what is drawn on them, in a new file that has nothing else."""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from . import MAX_BYTES, MAX_PAGES, MAX_PIXELS, Rewritten, Unfit

# What is drawn and how large; not annotations, actions, threads, metadata, thumbnails.
_OF_A_PAGE = {
    "/Type",
    "/Parent",
    "/MediaBox",
    "/CropBox",
    "/Rotate",
    "/UserUnit",
    "/Resources",
    "/Contents",
    "/Group",
}
_OF_RESOURCES = {
    "/ColorSpace",
    "/ExtGState",
    "/Font",
    "/Pattern",
    "/ProcSet",
    "/Properties",
    "/Shading",
    "/XObject",
}
# Streams whose content lies in another file, other files that belong to them, what is run.
_NOT_OF_STREAMS = (
    "/F",
    "/FFilter",
    "/FDecodeParms",
    "/AF",
    "/Alternates",
    "/Metadata",
    "/Measure",
    "/OPI",
    "/PieceInfo",
    "/PS",
    "/PtData",
    "/Ref",
    "/StructParent",
    "/StructParents",
)
_ACTIONS = {
    "/GoTo",
    "/GoToDp",
    "/GoToE",
    "/GoToR",
    "/GoTo3DView",
    "/Hide",
    "/ImportData",
    "/JavaScript",
    "/Launch",
    "/Movie",
    "/Named",
    "/Rendition",
    "/ResetForm",
    "/RichMediaExecute",
    "/SetOCGState",
    "/Sound",
    "/SubmitForm",
    "/Thread",
    "/Trans",
    "/URI",
}
# Annotations that show something, which a reader makes up where the file does not draw it.
_SHOWING = {
    "/Circle",
    "/FreeText",
    "/Highlight",
    "/Ink",
    "/Line",
    "/Polygon",
    "/PolyLine",
    "/Square",
    "/Squiggly",
    "/Stamp",
    "/StrikeOut",
    "/Underline",
}
_NEVER = {"/Action", "/Annot", "/Catalog", "/EmbeddedFile", "/Filespec"}
# Of a stream that is no picture: text, drawing, a font; a scanned page has a few kilobytes.
_MAX_UNPACKED = 16 * 1024 * 1024
_MAX_UNPACKED_TOGETHER = 64 * 1024 * 1024
_MAX_OBJECTS = 100_000
_A4 = Array([0, 0, 595.276, 841.89])


def rewritten_pdf(content: bytes) -> Rewritten:
    """The pages of a PDF in a new one; ``Unfit`` when it is damaged, locked, empty or a bomb.

    What annotations and form fields show is drawn into the page before they go. A damaged file is
    refused rather than mended: mending loses pages without a word.
    """
    try:
        with pikepdf.open(
            io.BytesIO(content), attempt_recovery=False, suppress_warnings=True
        ) as source:
            return _copied(source)
    except pikepdf.PasswordError:
        raise Unfit("encrypted") from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, OverflowError):
        raise Unfit("damaged") from None
    except (MemoryError, RecursionError):
        raise Unfit("unpacks_too_large") from None


def _copied(source: Pdf) -> Rewritten:
    if source.is_encrypted:
        raise Unfit("encrypted")
    pages = len(source.pages)
    if not pages:
        raise Unfit("no_pages")
    if pages > MAX_PAGES:
        raise Unfit("too_many_pages")
    if not _is_drawn(source):
        raise Unfit("not_drawn")
    source.flatten_annotations("all")
    for page in source.pages:
        _only(page.obj, _OF_A_PAGE)
    with pikepdf.new() as pdf:
        pdf.pages.extend(source.pages)
        for page in pdf.pages:
            if "/MediaBox" not in page.obj:
                page.obj.MediaBox = _A4
        _Cleaner().clean([page.obj for page in pdf.pages])
        into = io.BytesIO()
        pdf.save(
            into,
            min_version="1.7",
            deterministic_id=True,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    if into.tell() > 2 * MAX_BYTES:
        raise Unfit("unpacks_too_large")
    return Rewritten(into.getvalue(), pages)


def _is_drawn(source: Pdf) -> bool:
    """Whether all that forms and annotations show is drawn in the file: only that can be kept."""
    form = source.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and form.get("/NeedAppearances", False):
        return False
    for page in source.pages:
        for note in page.obj.get("/Annots", Array()):
            shows = isinstance(note, Dictionary) and str(note.get("/Subtype")) in _SHOWING
            if shows and "/AP" not in note:
                return False
    return True


class _Cleaner:
    """Goes once through everything that pages lead to."""

    def __init__(self) -> None:
        self._seen: set[tuple[int, int]] = set()
        self._unpacked = 0
        self._objects = 0

    def clean(self, roots: list[Object]) -> None:
        """Take away what does not belong to what is drawn; ``Unfit`` for what unpacks too large."""
        waiting: list[Object] = list(roots)
        while waiting:
            thing = waiting.pop()
            if thing.is_indirect:
                if thing.objgen in self._seen:
                    continue
                self._seen.add(thing.objgen)
            self._objects += 1
            if self._objects > _MAX_OBJECTS:
                raise Unfit("unpacks_too_large")
            if isinstance(thing, Stream):
                self._clean_stream(thing)
            if isinstance(thing, (Stream, Dictionary)):
                _clean_dictionary(thing)
            waiting.extend(_children(thing))

    def _clean_stream(self, stream: Stream) -> None:
        for key in _NOT_OF_STREAMS:
            if key in stream:
                del stream[key]
        if stream.get("/Subtype") == Name.Image:
            if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > MAX_PIXELS:
                raise Unfit("too_many_pixels")
            return
        unpacked = len(stream.read_bytes())
        self._unpacked += unpacked
        if unpacked > _MAX_UNPACKED or self._unpacked > _MAX_UNPACKED_TOGETHER:
            raise Unfit("unpacks_too_large")


def _clean_dictionary(thing: Object) -> None:
    if "/Resources" in thing and isinstance(thing["/Resources"], Dictionary):
        _only(thing["/Resources"], _OF_RESOURCES)
    acts = isinstance(thing.get("/S"), Name) and str(thing["/S"]) in _ACTIONS
    never = isinstance(thing.get("/Type"), Name) and str(thing["/Type"]) in _NEVER
    if acts or never:
        _only(thing, set())


def _only(thing: Object, kept: set[str]) -> None:
    for key in list(thing.keys()):
        if key not in kept:
            del thing[key]


def _children(thing: Object) -> Iterator[Object]:
    if isinstance(thing, Array):
        inside = list(thing)
    elif isinstance(thing, (Stream, Dictionary)):
        inside = [value for key, value in thing.items() if key != "/Parent"]
    else:
        return
    for one in inside:
        if isinstance(one, (Array, Dictionary, Stream)):
            yield one
