"""The texts of papers: plain templates with named places, filled in without any engine.

A template names its places as ``{year}``; only the names of ``PLACES`` are allowed, and whatever is
filled in is taken literally. Names of bodies, places, signers and legal references are always
filled in, never written here. An empty value prints as dots.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from organizations.refusals import Obstacle, Refusal

from .letterhead import DOTS

PLACES: dict[str, str] = {
    "year": "năm xét (2025)",
    "period": "kỳ (tháng 3 năm 2025)",
    "model": "mô hình của tổ chức (“chi bộ bốn tốt”)",
    "models": "các mô hình được công nhận (“chi bộ bốn tốt”)",
    "unit": "loại tổ chức (Chi bộ)",
    "units": "loại tổ chức được công nhận (chi bộ)",
    "organization": "tên tổ chức đảng",
    "organizations": "tên các tổ chức đảng có trong quyết định",
    "count": "số lượng và loại tổ chức (5 chi bộ)",
    "committee": "tên đảng ủy (Đảng ủy Sở …)",
    "deciding_body": "nơi quyết định (Đảng ủy Sở …, Ban Thường vụ Đảng ủy Sở …)",
    "authority": "tổ chức đảng cấp trên",
    "office": "văn phòng hoặc bộ phận giúp việc (Văn phòng Đảng ủy)",
    "plan": "số, ký hiệu kế hoạch (Kế hoạch số 39-KH/ĐU)",
    "legal_reference": "từng căn cứ pháp lý đã khai báo, mỗi căn cứ một dòng",
    "meeting_date": "ngày hội nghị biểu quyết",
    "emulation_title": "danh hiệu thi đua đăng ký",
    "decision": "quyết định được dẫn (Quyết định số 45-QĐ/ĐU, ngày 25/12/2025)",
    "reference": "văn bản mà danh sách kèm theo (Quyết định số 45-QĐ/ĐU, ngày 25/12/2025 của …)",
    "reason": "lý do",
    "request": "nội dung đề nghị hoặc biểu quyết (công nhận “chi bộ bốn tốt”)",
    "result": "kết quả xét trong năm, viết thành câu",
}
"""Every place that a template may name, with its meaning for the office."""

_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Wording:
    """The editable text of one kind of paper.

    A ground that names ``{legal_reference}`` is repeated for each of them.
    """

    name: str
    subject: str
    opening: str = ""
    grounds: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    appendix_name: str = ""
    appendix_subject: str = ""
    appendix_reference: str = ""


@dataclass(frozen=True)
class Text:
    """A wording filled in: sentences ready for a context."""

    name: str
    subject: str
    opening: str
    grounds: tuple[str, ...]
    articles: tuple[str, ...]
    paragraphs: tuple[str, ...]
    appendix_name: str
    appendix_subject: str
    appendix_reference: str


SHIPPED: dict[str, Wording] = {
    "sheet": Wording(
        name="PHIẾU TỰ ĐÁNH GIÁ",
        subject="kết quả thực hiện mô hình {model} {period}",
    ),
    "registration": Wording(
        name="BẢN ĐĂNG KÝ",
        subject="xây dựng {model} năm {year}",
        opening=(
            "Thực hiện {plan}, {organization} đăng ký xây dựng {model} năm {year} cùng với đăng ký "
            "thi đua xây dựng tổ chức đảng như sau:"
        ),
    ),
    "recognition": Wording(
        name="QUYẾT ĐỊNH",
        subject="về việc công nhận {models} năm {year}",
        grounds=(
            "Căn cứ {legal_reference}",
            "Căn cứ kết quả đánh giá, xếp loại chất lượng tổ chức đảng năm {year} và kết quả biểu "
            "quyết tại Hội nghị {deciding_body} ngày {meeting_date}",
            "Xét đề nghị của các {units} trực thuộc và {office}",
        ),
        articles=(
            "Công nhận {count} trực thuộc {committee} đạt tiêu chuẩn {models} năm {year} (có danh "
            "sách kèm theo).",
            "Các {units} có tên tại Điều 1 tiếp tục duy trì, phát huy kết quả, nhân rộng cách làm "
            "hiệu quả; nếu sau đó phát hiện không bảo đảm tiêu chí thì {deciding_body} hủy bỏ kết "
            "quả công nhận theo {plan}.",
            "{office}, các {units} trực thuộc chịu trách nhiệm thi hành Quyết định này.",
            "Quyết định này có hiệu lực kể từ ngày ký.",
        ),
        appendix_name="DANH SÁCH",
        appendix_subject="{units} được công nhận {models} năm {year}",
        appendix_reference="(kèm theo {reference})",
    ),
    "commendation": Wording(
        name="QUYẾT ĐỊNH",
        subject="về việc biểu dương, khen thưởng {models} tiêu biểu năm {year}",
        grounds=(
            "Căn cứ {legal_reference}",
            "Căn cứ {decision} về việc công nhận {models} năm {year}",
            "Căn cứ kết quả biểu quyết tại Hội nghị {deciding_body} ngày {meeting_date}",
            "Xét đề nghị của {office}",
        ),
        articles=(
            "Biểu dương và tặng Giấy khen {count} đạt tiêu chuẩn {models} tiêu biểu năm {year} (có "
            "danh sách kèm theo).",
            "{office}, các {units} trực thuộc và các {units} có tên tại Điều 1 chịu trách nhiệm "
            "thi hành Quyết định này.",
            "Quyết định này có hiệu lực kể từ ngày ký.",
        ),
        appendix_name="DANH SÁCH",
        appendix_subject="{units} được biểu dương, khen thưởng {models} tiêu biểu năm {year}",
        appendix_reference="(kèm theo {reference})",
    ),
    "revocation": Wording(
        name="QUYẾT ĐỊNH",
        subject="về việc hủy bỏ kết quả công nhận {models} năm {year}",
        grounds=(
            "Căn cứ {legal_reference}",
            "Căn cứ {decision} về việc công nhận {models} năm {year}",
            "Căn cứ kết quả biểu quyết tại Hội nghị {deciding_body} ngày {meeting_date}",
            "Xét đề nghị của {office}",
        ),
        articles=(
            "Hủy bỏ kết quả công nhận {models} năm {year} của {organizations} tại {decision}; lý "
            "do: {reason}.",
            "Hủy bỏ việc biểu dương, khen thưởng {models} tiêu biểu năm {year} (nếu có) đối với tổ "
            "chức đảng nêu tại Điều 1 và thu hồi Giấy khen đã tặng.",
            "{office} và các tổ chức đảng nêu tại Điều 1 chịu trách nhiệm thi hành Quyết định này.",
            "Quyết định này có hiệu lực kể từ ngày ký.",
        ),
        appendix_name="DANH SÁCH",
        appendix_subject="{units} bị hủy bỏ kết quả công nhận {models} năm {year}",
        appendix_reference="(kèm theo {reference})",
    ),
    "withdrawal": Wording(
        name="QUYẾT ĐỊNH",
        subject="về việc hủy bỏ việc biểu dương, khen thưởng {models} tiêu biểu năm {year}",
        grounds=(
            "Căn cứ {legal_reference}",
            "Căn cứ {decision} về việc biểu dương, khen thưởng {models} tiêu biểu năm {year}",
            "Căn cứ kết quả biểu quyết tại Hội nghị {deciding_body} ngày {meeting_date}",
            "Xét đề nghị của {office}",
        ),
        articles=(
            "Hủy bỏ việc biểu dương, khen thưởng {models} tiêu biểu năm {year} đối với "
            "{organizations} tại {decision}; lý do: {reason}. Thu hồi Giấy khen đã tặng.",
            "Kết quả công nhận {models} năm {year} của tổ chức đảng nêu tại Điều 1 được giữ "
            "nguyên.",
            "{office} và các tổ chức đảng nêu tại Điều 1 chịu trách nhiệm thi hành Quyết định này.",
            "Quyết định này có hiệu lực kể từ ngày ký.",
        ),
        appendix_name="DANH SÁCH",
        appendix_subject="{units} bị hủy bỏ việc biểu dương, khen thưởng {models} tiêu biểu năm "
        "{year}",
        appendix_reference="(kèm theo {reference})",
    ),
    "proposal": Wording(
        name="TỜ TRÌNH",
        subject="về việc đề nghị {request} năm {year}",
        paragraphs=(
            "Thực hiện {plan}, {committee} đã tổ chức đăng ký, tự đánh giá và xét, công nhận "
            "{models} năm {year}.",
            "{result}",
            "{committee} đề nghị {authority} {request} năm {year} (có danh sách kèm theo).",
            "Kính đề nghị {authority} xem xét, quyết định.",
        ),
        appendix_name="DANH SÁCH",
        appendix_subject="đề nghị {request} năm {year}",
        appendix_reference="(kèm theo {reference})",
    ),
    "minutes": Wording(
        name="BIÊN BẢN",
        subject="hội nghị {deciding_body} (phần biểu quyết) về việc {request} năm {year}",
        opening="Hội nghị biểu quyết việc {request} năm {year}, kết quả như sau:",
        paragraphs=("Biên bản được đọc lại và thông qua tại hội nghị.",),
    ),
    "ballot-minutes": Wording(
        name="BIÊN BẢN",
        subject="kiểm phiếu về việc {request} năm {year}",
        opening="Hội nghị bỏ phiếu kín việc {request} năm {year}, kết quả kiểm phiếu như sau:",
        paragraphs=("Biên bản được đọc lại và thông qua tại hội nghị.",),
    ),
    "year-table": Wording(
        name="BẢNG TỔNG HỢP",
        subject="kết quả tự đánh giá {models} năm {year}",
    ),
}
"""Shipped texts by kind; the office may put its own in their place."""


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with each ``{place}`` replaced by its value, taken literally.

    An empty value becomes dots. Raises ``Refusal`` for a place that is not in ``PLACES``, and
    ``KeyError`` when a place that the template names was not given.
    """
    refuse_unknown_places(template)
    return _PLACE.sub(lambda match: values[match[1]] or DOTS, template)


def refuse_unknown_places(template: str) -> None:
    """Raise ``Refusal`` naming the first place in ``template`` that does not exist."""
    for name in _PLACE.findall(template):
        if name not in PLACES:
            known = ", ".join(f"{{{place}}}" for place in PLACES)
            raise Refusal(
                Obstacle(
                    "unknown_place",
                    f"Mẫu câu có trường “{{{name}}}” không tồn tại. Các trường dùng được: {known}.",
                )
            )


def write(
    kind: str,
    values: Mapping[str, str],
    *,
    legal_references: Sequence[str] = (),
    wording: Wording | None = None,
) -> Text:
    """The text of a paper of ``kind``, from the shipped wording or the office's own.

    Grounds come as sentences without dash; each ends with a semicolon, the last with a comma.
    """
    chosen = wording or SHIPPED[kind]
    grounds = [
        fill(template, {**values, "legal_reference": reference})
        for template in chosen.grounds
        for reference in (legal_references if "{legal_reference}" in template else ("",))
    ]
    grounds = [ground.rstrip(" ;,.") for ground in grounds]
    return Text(
        name=fill(chosen.name, values),
        subject=fill(chosen.subject, values),
        opening=fill(chosen.opening, values),
        grounds=(*(f"{g};" for g in grounds[:-1]), *(f"{g}," for g in grounds[-1:])),
        articles=tuple(fill(article, values) for article in chosen.articles),
        paragraphs=tuple(fill(paragraph, values) for paragraph in chosen.paragraphs),
        appendix_name=fill(chosen.appendix_name, values),
        appendix_subject=fill(chosen.appendix_subject, values),
        appendix_reference=fill(chosen.appendix_reference, values),
    )
