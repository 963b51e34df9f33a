"""What must be there before a paper is issued (§4)."""

import datetime as dt

from organizations.actors import Actor
from organizations.formats import local_date, vn_date
from organizations.refusals import Obstacle

from ..issuers import Issuer
from ..permissions import issues_for


def missing(
    issuer: Issuer, paper_code: str, *, by: Actor, now: dt.datetime
) -> list[Obstacle | None]:
    """All that keeps ``by`` from issuing a paper of this code: right, term, place, signer, date."""
    if denied := issues_for(by, issuer.organization):
        return [denied]
    day = vn_date(issuer.day)
    keeper = "" if issuer.organization.is_committee else "văn phòng đảng bộ cấp trên "
    return [
        None
        if paper_code
        else Obstacle("not_numbered", "Biểu mẫu này không đánh số; mời chốt bản in."),
        None
        if issuer.term
        else Obstacle(
            "term_missing",
            f"Chưa khai báo nhiệm kỳ cấp ủy bao gồm ngày {day}. Mời {keeper}khai báo nhiệm kỳ"
            " trước khi ban hành.",
            "dated",
        ),
        None
        if issuer.place
        else Obstacle(
            "place_missing",
            f"Chưa có địa danh ban hành. Mời {keeper}khai báo trong nhiệm kỳ.",
            "place",
        ),
        None
        if issuer.signer_name and issuer.signer_title
        else Obstacle(
            "signer_missing",
            f"Chưa có người ký vào ngày {day}. "
            + (
                "Mời khai báo người ký trong nhiệm kỳ."
                if issuer.organization.is_committee
                else "Mời văn phòng đảng bộ mở tài khoản có chức vụ bí thư hoặc phó bí thư chi bộ."
            ),
            "signer",
        ),
        None
        if issuer.day <= local_date(now)
        else Obstacle(
            "dated_in_future", f"Ngày ban hành {day} chưa đến. Mời chọn lại ngày.", "dated"
        ),
    ]
