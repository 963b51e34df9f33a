"""The file around a body: styles of the official layout, settings, header, and the zip itself."""

import io
import zipfile
from xml.sax.saxutils import escape

from .markup import NAMESPACES, Sheet, mm, paragraph, pt

FONT = "Times New Roman"
"""What offices have; its letters are as wide as those of the face in print."""
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def _style(
    name: str,
    *,
    based_on: str = "Normal",
    align: str = "",
    size: float = 0,
    line: float = 0,
    exact: bool = False,
    before: float = 0,
    after: float | None = None,
    indent: bool = False,
    beside: float = 0,
    keep: bool = False,
    bold: bool = False,
    mark: str = "",
    level: int | None = None,
    tabs: str = "",
    new_page: bool = False,
) -> str:
    """A paragraph style; sizes, lines and gaps in points."""
    spacing = f' w:before="{pt(before)}"' if before else ""
    if after is not None:
        spacing += f' w:after="{pt(after)}"'
    indents = (f' w:firstLine="{mm(10)}"' if indent else "") + (
        f' w:left="{pt(beside)}" w:right="{pt(beside)}"' if beside else ""
    )
    if line:
        spacing += f' w:line="{pt(line)}" w:lineRule="{"exact" if exact else "atLeast"}"'
    paragraph_properties = (
        ("<w:keepNext/>" if keep else "")
        + ("<w:pageBreakBefore/>" if new_page else "")
        + (f"<w:tabs>{tabs}</w:tabs>" if tabs else "")
        + (f"<w:spacing{spacing}/>" if spacing else "")
        + (f"<w:ind{indents}/>" if indents else "")
        + (f'<w:jc w:val="{align}"/>' if align else "")
        + (f'<w:outlineLvl w:val="{level}"/>' if level is not None else "")
    )
    half = round(size * 2)
    run_properties = (
        ("<w:b/>" if bold else "")
        + mark
        + (f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if size else "")
    )
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}">'
        f'<w:name w:val="{_NAMES[name]}"/><w:basedOn w:val="{based_on}"/><w:qFormat/>'
        f"<w:pPr>{paragraph_properties}</w:pPr><w:rPr>{run_properties}</w:rPr></w:style>"
    )


_NAMES = {
    "Body": "Văn bản",
    "Lead": "Văn bản, liền đoạn sau",
    "Fill": "Dòng để ghi",
    "Remark": "Chú thích",
    "HeadLine": "Đầu văn bản",
    "Party": "Tiêu đề Đảng",
    "PartyRule": "Đường kẻ dưới tiêu đề Đảng",
    "PaperName": "Tên loại",
    "ListName": "Tên phụ lục",
    "Subject": "Trích yếu",
    "Reference": "Kèm theo",
    "Hyphens": "Gạch dưới trích yếu",
    "Deciding": "Quyết định",
    "Addressee": "Kính gửi",
    "Cell": "Ô giữa",
    "CellText": "Ô chữ",
    "CellNote": "Ô ghi chú",
    "CellGroup": "Ô nhóm",
    "CellGroupText": "Ô nhóm, chữ",
    "CellTotal": "Ô tổng",
    "WideCell": "Ô giữa, bảng ngang",
    "WideText": "Ô chữ, bảng ngang",
    "WideMonth": "Ô tháng",
    "Signature": "Ký",
    "Name": "Họ tên người ký",
    "RecipientsLabel": "Nơi nhận",
    "Recipient": "Nơi nhận, dòng",
    "Gap": "Khoảng trống",
    "AwardParty": "Giấy khen, Đảng",
    "AwardBody": "Giấy khen, cấp khen",
    "AwardGives": "Giấy khen, tặng",
    "AwardName": "Giấy khen, tên",
    "AwardRecipient": "Giấy khen, tập thể",
    "AwardText": "Giấy khen, thành tích",
    "AwardDecision": "Giấy khen, quyết định",
}


def _styles(sheet: Sheet) -> str:
    rule = f'<w:tab w:val="right" w:leader="dot" w:pos="{mm(sheet.text_width)}"/>'
    return (
        f"{_DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts "
        f'w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/><w:sz w:val="28"/>'
        '<w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f'<w:qFormat/><w:pPr><w:widowControl/><w:spacing w:after="0" w:line="{pt(18)}" '
        'w:lineRule="atLeast"/></w:pPr></w:style>'
        + _style("Body", align="both", after=6, indent=True)
        + _style("Lead", based_on="Body", keep=True)
        + _style("Fill", based_on="Body", align="left", tabs=rule)
        + _style("Remark", based_on="Body", size=12, line=15, mark="<w:i/>")
        + _style("HeadLine", line=16, align="center")
        + _style("Party", based_on="HeadLine", size=15, bold=True)
        + _style("PartyRule", size=1, line=3, exact=True)
        + _style("PaperName", size=16, line=20, bold=True, keep=True, level=0, align="center")
        + _style("ListName", based_on="PaperName", level=1, new_page=True)
        + _style("Subject", bold=True, keep=True, align="center")
        + _style("Reference", mark="<w:i/>", keep=True, align="center")
        + _style("Hyphens", line=12, exact=True, keep=True, align="center", after=8)
        + _style("Deciding", bold=True, keep=True, align="center")
        + _style("Addressee", align="left")
        + _style("Cell", size=12, line=14.5, align="center")
        + _style("CellText", based_on="Cell", align="left")
        + _style("CellNote", based_on="CellText", size=11, line=13)
        + _style("CellGroup", based_on="Cell", bold=True, keep=True)
        + _style("CellGroupText", based_on="CellText", bold=True, keep=True)
        + _style("CellTotal", based_on="Cell", bold=True)
        + _style("WideCell", size=11, line=13, align="center")
        + _style("WideText", based_on="WideCell", align="left")
        + _style("WideMonth", based_on="WideCell", size=10, beside=-2)
        + _style("Signature", align="center")
        + _style("Name", based_on="Signature", before=60)
        + _style("RecipientsLabel", mark='<w:u w:val="single"/>')
        + _style("Recipient", size=12, line=14)
        + _style("Gap", size=1)
        + _style("AwardParty", size=18, line=24, bold=True, align="center")
        + _style("AwardBody", size=16, line=20, bold=True, align="center")
        + _style("AwardGives", size=16, mark="<w:i/>", align="center")
        + _style("AwardName", size=44, line=50, bold=True, level=0, align="center")
        + _style("AwardRecipient", size=24, line=30, bold=True, align="center")
        + _style("AwardText", size=17, line=23, align="center")
        + _style("AwardDecision", size=12, line=14, beside=14)
        + _table_style("Bare", "Bảng không kẻ", 0, 0)
        + _table_style("Letterhead", "Đầu văn bản, bảng", 0, 0)
        + _table_style("Closing", "Kết văn bản, bảng", 0, 0)
        + _table_style("Grid", "Bảng kẻ", 2.5, 3.5, ruled=True)
        + _table_style("WideGrid", "Bảng kẻ ngang", 2, 2, ruled=True)
        + "</w:styles>"
    )


def _table_style(style: str, name: str, above: float, beside: float, *, ruled: bool = False) -> str:
    """A table style with the room around the text of a cell, in points."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="auto"/>' for side in sides
    )
    margins = "".join(
        f'<w:{side} w:w="{pt(beside if side in ("left", "right") else above)}" w:type="dxa"/>'
        for side in sides[:4]
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style}"><w:name w:val="{name}"/>'
        f"<w:tblPr>{f'<w:tblBorders>{borders}</w:tblBorders>' if ruled else ''}"
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        + ('<w:tcPr><w:vAlign w:val="center"/></w:tcPr>' if ruled else "")
        + "</w:style>"
    )


_SETTINGS = (
    f"{_DECLARATION}<w:settings {NAMESPACES}>"
    # a line broken within a justified paragraph is not stretched
    "<w:compat><w:doNotExpandShiftReturn/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="vi-VN"/></w:settings>'
)


def _header(sheet: Sheet, content: bool) -> str:
    if not content:
        return f"{_DECLARATION}<w:hdr {NAMESPACES}>{paragraph('Normal')}</w:hdr>"
    tabs = "".join(
        f'<w:tab w:val="{side}" w:pos="{mm(position)}"/>'
        for side, position in (("center", sheet.text_width / 2), ("right", sheet.text_width))
    )
    number = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    mark = '<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t>{{ mark }}</w:t></w:r>'
    line = paragraph(
        "Normal",
        "<w:r><w:tab/></w:r>" + number + "<w:r><w:tab/></w:r>" + mark,
        properties=f'<w:tabs>{tabs}</w:tabs><w:spacing w:line="{pt(14)}" w:lineRule="atLeast"/>',
    )
    return f"{_DECLARATION}<w:hdr {NAMESPACES}>{line}</w:hdr>"


def package(title: str, body: str, sheet: Sheet, *, numbered: bool = True) -> bytes:
    """The .docx around ``body``; the same body gives the same bytes."""
    parts = {
        "[Content_Types].xml": _content_types(numbered),
        "_rels/.rels": _relations(
            ("rIdDocument", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("rIdCore", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": (
            f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape(title)}</dc:title><dc:language>vi-VN</dc:language>"
            "</cp:coreProperties>"
        ),
        "word/document.xml": (
            f"{_DECLARATION}<w:document {NAMESPACES}><w:body>{body}"
            f"{sheet.section(numbered=numbered)}</w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": _relations(
            ("rIdStyles", f"{_OFFICE}/styles", "styles.xml"),
            ("rIdSettings", f"{_OFFICE}/settings", "settings.xml"),
            *(
                (
                    ("rIdHeader", f"{_OFFICE}/header", "header1.xml"),
                    ("rIdFirst", f"{_OFFICE}/header", "header2.xml"),
                )
                if numbered
                else ()
            ),
        ),
        "word/styles.xml": _styles(sheet),
        "word/settings.xml": _SETTINGS,
    }
    if numbered:
        parts["word/header1.xml"] = _header(sheet, content=True)
        parts["word/header2.xml"] = _header(sheet, content=False)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _relations(*relations: tuple[str, str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for name, kind, target in relations
    )
    return (
        f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'
    )


def _content_types(numbered: bool) -> str:
    parts = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    if numbered:
        parts |= dict.fromkeys(("/word/header1.xml", "/word/header2.xml"), f"{_WORD}.header+xml")
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
