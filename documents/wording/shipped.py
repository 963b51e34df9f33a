"""The texts as shipped; the office may put its own in their place."""

from ..numbering import KIND_LABELS
from .places import Wording

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
    "half-year": Wording(
        name="BẢNG TỔNG HỢP",
        subject="kết quả tự đánh giá {models} 6 tháng đầu năm {year}",
    ),
    "monthly-summary": Wording(
        name="BẢNG TỔNG HỢP",
        subject="kết quả tự đánh giá {models} {period}",
    ),
    "registration-list": Wording(
        name="DANH SÁCH",
        subject="tổng hợp đăng ký xây dựng {models} năm {year}",
    ),
    "assignments": Wording(
        name="THÔNG BÁO",
        subject="phân công cấp ủy viên phụ trách, dự sinh hoạt chi bộ năm {year}",
        paragraphs=(
            "Thực hiện {plan}, {committee} phân công các đồng chí cấp ủy viên phụ trách, dự sinh "
            "hoạt ở các tổ chức đảng trực thuộc năm {year} như sau:",
        ),
        after=(
            "Các đồng chí được phân công theo dõi, hướng dẫn, dự sinh hoạt và báo cáo {committee} "
            "theo quy định.",
        ),
    ),
    "cell-minutes": Wording(
        name="TRÍCH BIÊN BẢN",
        subject="họp {unit} (phần tự đánh giá {model} {period})",
    ),
    "self-review": Wording(
        name="BÁO CÁO",
        subject="tự rà soát, đánh giá việc thực hiện mô hình {model} năm {year} và đề nghị",
        opening=(
            "Thực hiện {plan}, {organization} tự rà soát, đánh giá kết quả thực hiện mô hình "
            "{model} năm {year} như sau:"
        ),
    ),
    "report": Wording(
        name="BÁO CÁO",
        subject="kết quả thực hiện mô hình {models} {period}",
        opening=(
            "Thực hiện {plan}, {committee} báo cáo {authority} kết quả thực hiện mô hình {models} "
            "{period} như sau:"
        ),
    ),
    "cell-report": Wording(
        name="BÁO CÁO",
        subject="kết quả thực hiện mô hình {model} {period}",
        opening=(
            "Thực hiện {plan}, {organization} báo cáo {authority} kết quả thực hiện mô hình "
            "{model} {period} như sau:"
        ),
    ),
    "ballot": Wording(
        name="PHIẾU BIỂU QUYẾT",
        subject="về việc {request} năm {year}",
        opening=(
            "Đồng chí đánh dấu x vào một trong ba ô ở mỗi dòng. Phiếu không đánh dấu hoặc đánh dấu "
            "nhiều hơn một ô ở một dòng là không hợp lệ ở dòng đó. Người bỏ phiếu không ký tên."
        ),
    ),
    "certificate": Wording(
        name="GIẤY KHEN",
        subject="",
        opening="Đạt tiêu chuẩn {model} tiêu biểu năm {year}",
    ),
}
"""By kind; revocation and minutes have a second wording for their second form."""

WORDING_LABELS = {
    label: name
    for kind, kind_label in KIND_LABELS.items()
    for label, name in (
        (kind, kind_label),
        *{
            "minutes": [("ballot-minutes", "Biên bản kiểm phiếu")],
            "revocation": [("withdrawal", "Quyết định hủy bỏ việc biểu dương, khen thưởng")],
        }.get(kind, []),
    )
    if label in SHIPPED
}
"""What each text is called on screen, in the order of a year."""
