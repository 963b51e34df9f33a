"""A PDF of one picture as PDF/A-2a: its colours described, its one figure tagged and named."""

from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

ALT = "Bản quét văn bản đã ký"
"""What a screen reader says of the picture."""


def as_figure(drawing: str) -> bytes:
    """The content of a page whose drawing is the figure that ``make_archival`` tags."""
    return f"/Figure <</MCID 0>> BDC q {drawing} Q EMC".encode("ascii")


def make_archival(pdf: Pdf) -> None:
    """Declare ``pdf``, one page of ``as_figure``, as PDF/A-2a."""
    (page,) = pdf.pages
    root = pdf.Root
    root.Lang = String("vi")
    root.MarkInfo = Dictionary(Marked=True)
    root.OutputIntents = Array([_colours(pdf)])
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree))
    figure = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Figure,
            P=document,
            Pg=page.obj,
            K=0,
            Alt=String(ALT),
            A=Dictionary(O=Name.Layout, Placement=Name.Block, BBox=page.obj.MediaBox),
        )
    )
    document.K = Array([figure])
    tree.K = Array([document])
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, Array([figure])])))
    tree.ParentTreeNextKey = 1
    root.StructTreeRoot = tree
    page.obj.StructParents = 0
    # not noted as an editor: that would write the time, and the same file would not be the same
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["pdfaid:part"] = "2"
        metadata["pdfaid:conformance"] = "A"


def _colours(pdf: Pdf) -> pikepdf.Object:
    return pdf.make_indirect(
        Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String("sRGB"),
            Info=String("sRGB"),
            DestOutputProfile=pdf.make_stream(_srgb(), N=3),
        )
    )


@cache
def _srgb() -> bytes:
    """The profile that drawn papers have too; the library itself is too large to be imported."""
    profile = distribution("weasyprint").locate_file("weasyprint/pdf/sRGB2014.icc")
    return Path(str(profile)).read_bytes()
