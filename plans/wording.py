"""What a plan says, in sentences for a screen."""

import datetime as dt

from organizations.actors import Actor
from organizations.formats import vn_number
from organizations.models import Kind, Role

from .models import Plan
from .values import months_may_lower_the_mean
from .workflow import BASIS_LABELS, Basis

Facts = list[tuple[str, str]]

_WITH_OWN_REFERENCES = {"commendation": "biểu dương, khen thưởng", "revocation": "hủy bỏ"}


def deadline_in_words(plan: Plan, kind: str, year: int | None = None) -> str:
    """``trước ngày 15/01/2026 (chậm nhất hết ngày 14/01/2026)``, without a year if none is given.

    Where the day itself is included: ``chậm nhất hết ngày 15/01``.
    """
    last = plan.registration_last_day(kind, year or plan.first_year)
    shown = f"{last:%d/%m/%Y}" if year else f"{last:%d/%m}"
    if plan.deadline_inclusive:
        return f"chậm nhất hết ngày {shown}"
    day = last + dt.timedelta(days=1)
    before = f"{day:%d/%m/%Y}" if year else f"{day:%d/%m}"
    return f"trước ngày {before} (chậm nhất hết ngày {shown})"


def way_to_a_plan(by: Actor) -> str:
    """What to do about a year without a plan; an office is not sent to itself."""
    if by.role == Role.OFFICE:
        return "Mời lập kế hoạch hoặc đưa kế hoạch vào hiệu lực tại mục Kế hoạch."
    return "Mời liên hệ văn phòng để đưa kế hoạch vào hiệu lực."


def facts_of(plan: Plan) -> list[tuple[str, Facts]]:
    """All that a plan says, in groups of label and text."""
    lock = (
        f"từ 00:00 ngày {plan.lock_day} của tháng sau"
        if plan.lock_day is not None
        else "không khóa"
    )
    month_points = (
        f"từ {vn_number(plan.month_min_points)} điểm"
        if plan.month_min_points is not None
        else "không quy định"
    )
    above = plan.addressee_above or "chưa ghi"
    if plan.addressee_via:
        above += f" (qua {plan.addressee_via})"
    references = plan.legal_references.get("recognition", [])
    return [
        (
            "Đăng ký đầu năm",
            [
                ("Chi bộ gửi đăng ký", deadline_in_words(plan, Kind.CELL)),
                ("Đảng bộ gửi cấp trên", deadline_in_words(plan, Kind.COMMITTEE)),
            ],
        ),
        (
            "Phiếu hằng tháng",
            [
                ("Hạn gửi", f"hết ngày {plan.due_day} của tháng sau"),
                ("Khóa nhập liệu", lock),
                ("Điểm của tháng đạt", month_points),
            ],
        ),
        (
            "Điều kiện xét công nhận",
            [
                ("Số tháng đạt", f"từ {plan.min_pass_months} trên 12 tháng"),
                ("Điểm năm", f"từ {vn_number(plan.year_min_points)} điểm"),
                ("Cách tính điểm năm", BASIS_LABELS[Basis(plan.basis)]),
                (
                    "Tiêu biểu",
                    f"không quá {vn_number(plan.exemplary_share)}% số được công nhận",
                ),
                (
                    "Tổ chức thành lập trong năm",
                    "tính theo số tháng hoạt động" if plan.pro_rata else "tính đủ như tổ chức khác",
                ),
            ],
        ),
        (
            "Văn bản",
            [
                ("Nơi gửi cấp trên", above),
                ("Căn cứ của quyết định công nhận", "; ".join(references) or "chưa ghi"),
                *(
                    (f"Căn cứ của quyết định {label}", "; ".join(own))
                    for kind, label in _WITH_OWN_REFERENCES.items()
                    if (own := plan.legal_references.get(kind))
                ),
                ("Nơi nhận", "; ".join(plan.recipients.splitlines()) or "chưa ghi"),
            ],
        ),
    ]


def warning_of(plan: Plan) -> str:
    """The warning of a plan whose months may pass with less than the year needs; else empty."""
    if not months_may_lower_the_mean(plan.basis, plan.month_min_points, plan.year_min_points):
        return ""
    month = (
        f"{vn_number(plan.month_min_points)} điểm"
        if plan.month_min_points is not None
        else "không quy định điểm"
    )
    return (
        f"Điểm tối thiểu của tháng đạt ({month}) thấp hơn điểm tối thiểu của năm"
        f" ({vn_number(plan.year_min_points)} điểm): thêm một tháng đạt có thể làm điểm trung bình"
        " của năm giảm xuống dưới mức cần. Kế hoạch vẫn lập được như vậy."
    )
