"""Papers as the apps above would build them, for the tests of layout and rendering."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from documents.contexts import (
    AssignedMember,
    AssignmentsContext,
    Award,
    BallotContext,
    CellMinutesContext,
    CellReportContext,
    CertificateContext,
    CommendationContext,
    HalfYearContext,
    MinutesContext,
    MonthlySummaryContext,
    MonthlyUnit,
    ProposalContext,
    ProposedUnit,
    RecognisedUnit,
    RecognitionContext,
    RegisteredUnit,
    RegistrationContext,
    RegistrationListContext,
    ReportContext,
    RevocationContext,
    RevokedUnit,
    Section,
    SelfReviewContext,
    SheetContext,
    SheetCriterion,
    SheetGroup,
    VotedUnit,
    YearRow,
    YearTableContext,
)
from documents.guidelines import guideline_for
from documents.letterhead import (
    DRAFT,
    letterhead,
    number_line,
    place_and_date,
    recipients,
    short_date,
    signature,
    vote,
)
from documents.parts import Appendix, Entry, Heading, Letterhead, PaperContext, Signature
from documents.wording import write

ABOVE = "Đảng bộ Khối\nCác cơ quan tỉnh"
COMMITTEE = "Đảng ủy Sở Văn hóa,\nThể thao và Du lịch"
COMMITTEE_NAME = "Đảng ủy Sở Văn hóa, Thể thao và Du lịch"
ISSUED_ON = dt.date(2025, 12, 25)
LEGAL_REFERENCES = (
    "Điều lệ Đảng Cộng sản Việt Nam",
    "Quy chế làm việc của Ban Chấp hành Đảng bộ Sở Văn hóa, Thể thao và Du lịch nhiệm kỳ "
    "2020 - 2025",
    "Hướng dẫn số 06-HD/TU, ngày 11/4/2024 của Ban Thường vụ Tỉnh ủy hướng dẫn một số nội dung về "
    "xây dựng mô hình “chi bộ bốn tốt”, “đảng bộ cơ sở bốn tốt”",
    "Kế hoạch số 39-KH/ĐU, ngày 28/8/2024 của Đảng ủy Sở triển khai thực hiện mô hình “chi bộ bốn "
    "tốt”, “đảng bộ bốn tốt”",
)
RECIPIENTS = (
    "Đảng ủy Khối các cơ quan tỉnh (để báo cáo)",
    "Các đồng chí Ủy viên BCH Đảng bộ Sở",
    "Như Điều 3",
)
TITLES = (
    "Hoàn thành tốt nhiệm vụ chính trị",
    "Chất lượng sinh hoạt tốt",
    "Đoàn kết, kỷ luật tốt",
    "Cán bộ, đảng viên tốt",
)
CRITERIA = (
    "Kịp thời cụ thể hóa chủ trương, chỉ thị, nghị quyết của cấp trên vào chương trình, kế hoạch",
    "Nghị quyết, kế hoạch sát thực tế; phân công rõ người, rõ việc, rõ thời gian hoàn thành",
    "Thực hiện sinh hoạt chi bộ định kỳ hằng tháng đúng nội dung, thời gian",
    "Đoàn kết, thống nhất; không có đảng viên bị xử lý kỷ luật",
    "100% đảng viên hoàn thành nhiệm vụ được giao",
)
GRADES = ("Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ")
UNITS = (
    "Chi bộ Văn phòng Sở",
    "Chi bộ Thanh tra Sở",
    "Chi bộ Phòng Kế hoạch - Tài chính",
    "Chi bộ Phòng Quản lý Văn hóa và Gia đình",
    "Chi bộ Bảo tàng tỉnh",
)


def recognition(*, rows: int = 5, draft: bool = False, **changes: Any) -> RecognitionContext:
    """A recognition decision; a draft has no number, place, date and signer."""
    on = None if draft else ISSUED_ON
    decision = f"Quyết định số 45-QĐ/ĐU, ngày {short_date(on)}" if on else "Quyết định số ………"
    text = write(
        "recognition",
        {
            "year": "2025",
            "models": "“chi bộ bốn tốt”",
            "units": "chi bộ",
            "count": f"{rows} chi bộ",
            "committee": COMMITTEE_NAME,
            "deciding_body": COMMITTEE_NAME,
            "office": "Văn phòng Đảng ủy",
            "plan": "Kế hoạch số 39-KH/ĐU",
            "meeting_date": "" if draft else "22/12/2025",
            "reference": f"{decision} của {COMMITTEE_NAME}",
        },
        legal_references=LEGAL_REFERENCES,
    )
    paper = RecognitionContext(
        letterhead=letterhead(
            body_above=ABOVE,
            issuing_body=COMMITTEE,
            number=number_line("QĐ", "ĐU", None if draft else 45),
            place="" if draft else "Hải Dương",
            on=on,
        ),
        heading=Heading(name=text.name, subject=text.subject),
        mark=DRAFT if draft else "",
        author=COMMITTEE_NAME,
        date="" if draft else ISSUED_ON.isoformat(),
        grounds=text.grounds,
        deciding_body=("ĐẢNG ỦY SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",),
        articles=text.articles,
        signature=signature(
            body="Đảng ủy",
            title="" if draft else "Bí thư",
            name="" if draft else "Nguyễn Văn A",
        ),
        recipients=recipients(RECIPIENTS, archive="VPĐU", guideline=guideline_for(ISSUED_ON)),
        appendix=Appendix(
            name=text.appendix_name,
            subject=text.appendix_subject,
            reference=text.appendix_reference,
        ),
        unit_heading="Tên chi bộ",
        points_heading="Điểm trung bình các tháng đạt",
        rows=tuple(
            RecognisedUnit(
                organization=UNITS[number % len(UNITS)],
                pass_months=f"{10 + number % 3}/12",
                points=f"9{number % 10},{number % 7}1",
                grade=GRADES[number % 2],
            )
            for number in range(rows)
        ),
        empty_note="Chưa có chi bộ đủ điều kiện.",
    )
    return replace(paper, **changes)


def criteria_groups(*, filled: bool = True) -> tuple[SheetGroup, ...]:
    """Four contents of five criteria with five points each."""
    return tuple(
        SheetGroup(
            numeral=("I", "II", "III", "IV")[number],
            title=title,
            max_points="25",
            points=("24,5" if number == 1 else "25") if filled else "",
            criteria=tuple(
                SheetCriterion(
                    code=f"{number + 1}.{order + 1}",
                    text=text,
                    max_points="5",
                    points=("4,5" if (number, order) == (1, 2) else "5") if filled else "",
                    note="Một đảng viên vắng không có lý do" if (number, order) == (1, 2) else "",
                    not_applicable="x" if filled and (number, order) == (3, 4) else "",
                )
                for order, text in enumerate(CRITERIA)
            ),
        )
        for number, title in enumerate(TITLES)
    )


def sheet(**changes: Any) -> SheetContext:
    """The sheet of a cell for March 2026."""
    on = dt.date(2026, 4, 3)
    text = write("sheet", {"model": "“chi bộ bốn tốt”", "period": "tháng 3 năm 2026"})
    paper = SheetContext(
        letterhead=letterhead(
            body_above="Đảng bộ Sở Văn hóa,\nThể thao và Du lịch",
            issuing_body="Chi bộ Bảo tàng tỉnh",
            place="Hải Dương",
            on=on,
        ),
        heading=Heading(name=text.name, subject=text.subject),
        author="Chi bộ Bảo tàng tỉnh",
        date=on.isoformat(),
        unit="Chi bộ",
        period="tháng 3 năm 2026",
        meeting_date=short_date(on),
        thematic="có",
        voters="17",
        present="16",
        probationary_present="1",
        absent_excused="1",
        absent_unexcused="0",
        framework_note="Khung tiêu chí mẫu – thay bằng khung ban hành kèm theo Kế hoạch của cấp ủy",
        groups=criteria_groups(),
        max_points="100",
        points="99,5",
        strengths="Chi bộ lãnh đạo hoàn thành nhiệm vụ chính trị của tháng.",
        shortcomings="Việc học tập chuyên đề còn chậm.",
        vote=vote(
            voters=17, present=16, votes_for=16, votes_against=0, votes_other=0, method="giơ tay"
        ),
        level="pass",
        signature=signature(body="Chi bộ", title="Bí thư", name="Trần Thị Bình"),
        recipients=recipients(
            ["Đảng ủy Sở (để báo cáo)"], archive="Chi bộ", guideline=guideline_for(on)
        ),
    )
    return replace(paper, **changes)


def blank_sheet(**changes: Any) -> SheetContext:
    """The sheet to write on in the meeting."""
    fields: dict[str, Any] = {
        "form": "blank",
        "letterhead": replace(
            sheet().letterhead, place_and_date=place_and_date("Hải Dương", None, year=2026)
        ),
        "meeting_date": "",
        "thematic": "",
        "voters": "",
        "present": "",
        "probationary_present": "",
        "absent_excused": "",
        "absent_unexcused": "",
        "groups": criteria_groups(filled=False),
        "points": "",
        "strengths": "",
        "shortcomings": "",
        "vote": vote(voters=None),
        "level": "",
        "signature": signature(body="Chi bộ"),
        "date": "",
    }
    return replace(sheet(), **{**fields, **changes})


def registration(**changes: Any) -> RegistrationContext:
    """The registration of a cell for 2026."""
    on = dt.date(2026, 1, 9)
    guideline = guideline_for(on)
    text = write(
        "registration",
        {
            "model": "“chi bộ bốn tốt”",
            "year": "2026",
            "plan": "Kế hoạch số 39-KH/ĐU, ngày 28/8/2024 của Đảng ủy Sở",
            "organization": "Chi bộ Bảo tàng tỉnh",
        },
    )
    paper = RegistrationContext(
        letterhead=letterhead(
            body_above="Đảng bộ Sở Văn hóa,\nThể thao và Du lịch",
            issuing_body="Chi bộ Bảo tàng tỉnh",
            place="Hải Dương",
            on=on,
        ),
        heading=Heading(name=text.name, subject=text.subject),
        author="Chi bộ Bảo tàng tỉnh",
        date=on.isoformat(),
        year="2026",
        unit="Chi bộ",
        model="“chi bộ bốn tốt”",
        salutation=guideline.salutation,
        addressees=(COMMITTEE_NAME,),
        opening=text.opening,
        members="19",
        official_members="17",
        probationary_members="2",
        emulation_title="Chi bộ trong sạch, vững mạnh",
        aims=tuple(
            Entry(label=title, text=f"Phấn đấu thực hiện đầy đủ các tiêu chí của nội dung {n}.")
            for n, title in enumerate(TITLES, start=1)
        ),
        breakthrough_task="Số hóa toàn bộ hồ sơ hiện vật của Bảo tàng tỉnh.",
        breakthrough_due="30/9/2026",
        meeting_date="08/01/2026",
        vote=vote(voters=17, present=16, votes_for=16, votes_against=0, votes_other=0),
        signature=signature(body="Chi bộ", title="Bí thư", name="Trần Thị Bình"),
        recipients=recipients(["Đảng ủy Sở (để báo cáo)"], archive="Chi bộ", guideline=guideline),
    )
    return replace(paper, **changes)


VALUES = {
    "year": "2025",
    "models": "“chi bộ bốn tốt”",
    "units": "chi bộ",
    "committee": COMMITTEE_NAME,
    "deciding_body": COMMITTEE_NAME,
    "office": "Văn phòng Đảng ủy",
    "plan": "Kế hoạch số 39-KH/ĐU",
    "meeting_date": "22/12/2025",
    "authority": "Đảng ủy Khối các cơ quan tỉnh",
    "decision": "Quyết định số 45-QĐ/ĐU, ngày 25/12/2025",
    "reference": f"Quyết định số 46-QĐ/ĐU, ngày 25/12/2025 của {COMMITTEE_NAME}",
    "request": "công nhận “chi bộ bốn tốt”",
}


def head(code: str = "", number: int | None = None, on: dt.date | None = ISSUED_ON) -> Letterhead:
    """The committee's letterhead."""
    return letterhead(
        body_above=ABOVE,
        issuing_body=COMMITTEE,
        number=number_line(code, "ĐU", number) if code else "",
        place="Hải Dương",
        on=on,
    )


def commendation(**changes: Any) -> CommendationContext:
    """A commendation of two cells."""
    text = write(
        "commendation",
        {**VALUES, "count": "2 chi bộ"},
        legal_references=LEGAL_REFERENCES,
    )
    base = recognition(rows=2)
    paper = CommendationContext(
        letterhead=head("QĐ", 46),
        heading=Heading(name=text.name, subject=text.subject),
        author=COMMITTEE_NAME,
        date=ISSUED_ON.isoformat(),
        grounds=text.grounds,
        deciding_body=("ĐẢNG ỦY SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",),
        articles=text.articles,
        signature=base.signature,
        recipients=base.recipients,
        appendix=Appendix(
            name=text.appendix_name,
            subject=text.appendix_subject,
            reference=text.appendix_reference,
        ),
        unit_heading="Tên chi bộ",
        points_heading=base.points_heading,
        rows=base.rows,
    )
    return replace(paper, **changes)


def revocation(*, rows: int = 1, alone: bool = False, **changes: Any) -> RevocationContext:
    """A revocation; ``alone`` withdraws only the commendation. Several rows are listed."""
    several = rows > 1
    reason = "để xảy ra mất đoàn kết nội bộ kéo dài, bị cấp có thẩm quyền kết luận"
    text = write(
        "withdrawal" if alone else "revocation",
        {
            **VALUES,
            "organizations": f"{rows} chi bộ (có danh sách kèm theo)"
            if several
            else "Chi bộ Thanh tra Sở",
            "reason": "nêu trong danh sách kèm theo" if several else reason,
            "reference": f"Quyết định số 07-QĐ/ĐU, ngày 10/3/2026 của {COMMITTEE_NAME}",
        },
        legal_references=LEGAL_REFERENCES[:2],
    )
    base = recognition()
    paper = RevocationContext(
        letterhead=head("QĐ", 7, dt.date(2026, 3, 10)),
        heading=Heading(name=text.name, subject=text.subject),
        author=COMMITTEE_NAME,
        date="2026-03-10",
        grounds=text.grounds,
        deciding_body=("ĐẢNG ỦY SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",),
        articles=text.articles,
        signature=base.signature,
        recipients=base.recipients,
        appendix=Appendix(
            name=text.appendix_name,
            subject=text.appendix_subject,
            reference=text.appendix_reference,
        )
        if several
        else None,
        rows=tuple(
            RevokedUnit(
                organization=UNITS[number % len(UNITS)], decision=VALUES["decision"], reason=reason
            )
            for number in range(rows if several else 0)
        ),
    )
    return replace(paper, **changes)


def proposal(
    *, rows: int = 3, on: dt.date = dt.date(2026, 1, 6), **changes: Any
) -> ProposalContext:
    """A tờ trình for the own đảng bộ and two exemplary cells."""
    text = write(
        "proposal",
        {
            **VALUES,
            "request": "xét, công nhận “đảng bộ bốn tốt” và biểu dương, khen thưởng tiêu biểu",
            "result": "Kết quả: 9/12 chi bộ trực thuộc được công nhận “chi bộ bốn tốt” tại Quyết "
            "định số 45-QĐ/ĐU, ngày 25/12/2025. Đảng bộ Sở có 12/12 tháng đạt, điểm trung bình các "
            "tháng đạt 96,50, được đề nghị xếp loại Hoàn thành tốt nhiệm vụ.",
            "reference": f"Tờ trình số 02-TTr/ĐU, ngày {short_date(on)} của {COMMITTEE_NAME}",
        },
    )
    guideline = guideline_for(on)
    paper = ProposalContext(
        letterhead=head("TTr", 2, on),
        heading=Heading(name=text.name, subject=text.subject),
        author=COMMITTEE_NAME,
        date=on.isoformat(),
        salutation=guideline.submission_salutation,
        addressees=(
            "Đảng ủy Khối các cơ quan tỉnh",
            "Ban Tổ chức Đảng ủy Khối các cơ quan tỉnh",
        ),
        paragraphs=text.paragraphs,
        signature=recognition().signature,
        recipients=recipients(["Như trên"], archive="VPĐU", guideline=guideline),
        appendix=Appendix(
            name=text.appendix_name,
            subject=text.appendix_subject,
            reference=text.appendix_reference,
        ),
        points_heading="Điểm trung bình các tháng đạt",
        rows=tuple(
            ProposedUnit(
                organization=UNITS[number % len(UNITS)] if number else "Đảng bộ Sở",
                pass_months="12/12",
                points="96,50",
                grade=GRADES[number % 2],
                request="Biểu dương, khen thưởng tiêu biểu"
                if number
                else "Công nhận “đảng bộ bốn tốt”",
            )
            for number in range(rows)
        ),
    )
    return replace(paper, **changes)


def minutes(*, rows: int = 5, secret: bool = True, **changes: Any) -> MinutesContext:
    """The minutes of a vote on candidates, secret or by hand."""
    text = write("ballot-minutes" if secret else "minutes", VALUES)
    ballots = ("Số phiếu phát ra", "thu về", "hợp lệ", "không hợp lệ")
    paper = MinutesContext(
        letterhead=head("BB", 12, dt.date(2025, 12, 22)),
        heading=Heading(name=text.name, subject=text.subject),
        author=COMMITTEE_NAME,
        date="2025-12-22",
        facts=(
            Entry(label="Thời gian", text="08 giờ 00, ngày 22/12/2025"),
            Entry(label="Địa điểm", text="Phòng họp Đảng ủy Sở"),
            Entry(label="Tổng số ủy viên Ban Chấp hành", text="15 đồng chí; có mặt 14, vắng 1"),
            Entry(label="Chủ trì", text="đồng chí Nguyễn Văn A, Bí thư Đảng ủy"),
            Entry(label="Người ghi biên bản", text="đồng chí Lê Thị Cúc, Chánh Văn phòng"),
        ),
        question=text.opening,
        ballots=tuple(
            Entry(label=label, text=count)
            for label, count in zip(ballots, ("14", "14", "14", "0"), strict=True)
        )
        if secret
        else (),
        unit_heading="Tên chi bộ",
        rows=tuple(
            VotedUnit(
                organization=UNITS[number % len(UNITS)],
                votes_for="13" if number != 3 else "7",
                votes_against="1" if number != 3 else "6",
                votes_other="0" if number != 3 else "1",
                percent_for="86,6" if number != 3 else "46,6",
                result="Công nhận" if number != 3 else "Không công nhận",
            )
            for number in range(rows)
        ),
        paragraphs=text.paragraphs,
        clerk=Signature(name="Lê Thị Cúc"),
        signature=Signature(name="Nguyễn Văn A"),
        recipients=recipients([], archive="VPĐU", guideline=guideline_for(ISSUED_ON)),
    )
    return replace(paper, **changes)


def year_table(*, rows: int = 12, graded: bool = True, **changes: Any) -> YearTableContext:
    """The table of the year, with or before the grades."""
    text = write("year-table", VALUES)
    letters = ("Đ", "K", "CG", "CX", "TL", "KSH", "–", "×")
    paper = YearTableContext(
        letterhead=head(),
        heading=Heading(name=text.name, subject=text.subject),
        author=COMMITTEE_NAME,
        date=ISSUED_ON.isoformat(),
        unit_heading="Tên chi bộ",
        points_heading="Điểm trung bình các tháng đạt",
        legend=(
            "Đ: đạt",
            "K: không đạt",
            "CG: chưa gửi",
            "CX: chờ xác nhận",
            "TL: trả lại",
            "KSH: không tổ chức sinh hoạt",
            "–: chưa đến hạn",
            "×: chưa thành lập hoặc đã kết thúc",
        ),
        rows=tuple(
            YearRow(
                organization=UNITS[number % len(UNITS)],
                months=tuple(
                    letters[number % 8] if month == number % 12 else "Đ" for month in range(12)
                ),
                pass_months="11",
                points="95,12",
                grade=GRADES[number % 2] if graded else "",
                conditions="Đủ điều kiện" if number % 4 else "Chưa đủ căn cứ: xếp loại",
                proposal="Công nhận" if graded and number % 4 else "",
            )
            for number in range(rows)
        ),
        totals=("Tổng số: 12 chi bộ; đủ điều kiện: 9; chưa đủ căn cứ: 3.",),
        signature=recognition().signature,
        recipients=recipients(
            ["Đảng ủy Khối các cơ quan tỉnh (để báo cáo)"],
            archive="VPĐU",
            guideline=guideline_for(ISSUED_ON),
        ),
        empty_note="Không có chi bộ trực thuộc.",
    )
    return replace(paper, **changes)


def registration_list(*, rows: int = 6, **changes: Any) -> RegistrationListContext:
    """The combined list of registrations."""
    text = write("registration-list", {**VALUES, "year": "2026"})
    return replace(
        RegistrationListContext(
            letterhead=head(on=dt.date(2026, 1, 20)),
            heading=Heading(name=text.name, subject=text.subject),
            author=COMMITTEE_NAME,
            date="2026-01-20",
            rows=tuple(
                RegisteredUnit(
                    organization=UNITS[number % len(UNITS)],
                    members="17",
                    sent_on="09/01/2026" if number % 3 else "",
                    content="“Chi bộ bốn tốt”; chi bộ trong sạch, vững mạnh",
                    breakthrough_task="Số hóa toàn bộ hồ sơ hiện vật của Bảo tàng tỉnh.",
                    timeliness="Đúng hạn" if number % 3 else "Chưa gửi",
                )
                for number in range(rows)
            ),
            totals=("Tổng số: 6; đã gửi: 4; đúng hạn: 4; chưa gửi: 2.",),
            signature=recognition().signature,
            recipients=recognition().recipients,
            empty_note="Không có tổ chức đảng trực thuộc.",
        ),
        **changes,
    )


def monthly_summary(*, rows: int = 6, **changes: Any) -> MonthlySummaryContext:
    """The summary of March 2026."""
    text = write("monthly-summary", {**VALUES, "period": "tháng 3 năm 2026"})
    marks = ("passed", "failed", "missing", "awaiting")
    return replace(
        MonthlySummaryContext(
            letterhead=head(on=dt.date(2026, 4, 14)),
            heading=Heading(name=text.name, subject=text.subject),
            author=COMMITTEE_NAME,
            date="2026-04-14",
            rows=tuple(
                MonthlyUnit(
                    organization=UNITS[number % len(UNITS)],
                    present="16/17",
                    meeting_date="03/4/2026",
                    points="97,5",
                    note="2.3: một đảng viên vắng không có lý do; 4.4: chậm báo cáo",
                    **{marks[number % 4]: "x"},
                )
                for number in range(rows)
            ),
            passed="2",
            failed="2",
            missing="1",
            awaiting="1",
            totals=("Tổng số: 6 chi bộ; đạt: 2; không đạt: 2; chưa gửi: 1; chờ xác nhận: 1.",),
            signature=recognition().signature,
            recipients=recognition().recipients,
        ),
        **changes,
    )


def half_year(*, rows: int = 6, **changes: Any) -> HalfYearContext:
    """The table of six months."""
    text = write("half-year", VALUES)
    whole = year_table(rows=rows)
    return replace(
        HalfYearContext(
            letterhead=head(on=dt.date(2025, 7, 14)),
            heading=Heading(name=text.name, subject=text.subject),
            author=COMMITTEE_NAME,
            date="2025-07-14",
            points_heading=whole.points_heading,
            legend=whole.legend,
            rows=tuple(
                YearRow(
                    organization=row.organization,
                    months=row.months[:6],
                    pass_months="6",
                    points="95,12",
                    conditions="Còn khả năng (được hụt 2 tháng)",
                )
                for row in whole.rows
            ),
            signature=whole.signature,
            recipients=whole.recipients,
        ),
        **changes,
    )


def self_review(*, scored: bool = False, **changes: Any) -> SelfReviewContext:
    """The self-review of a cell; ``scored`` with points by criterion."""
    text = write(
        "self-review",
        {**VALUES, "model": "“chi bộ bốn tốt”", "organization": "Chi bộ Bảo tàng tỉnh"},
    )
    base = sheet()
    return replace(
        SelfReviewContext(
            letterhead=base.letterhead,
            heading=Heading(name=text.name, subject=text.subject),
            author="Chi bộ Bảo tàng tỉnh",
            date="2025-12-12",
            year="2025",
            unit="Chi bộ",
            model="“chi bộ bốn tốt”",
            addressees=(COMMITTEE_NAME,),
            opening=text.opening,
            facts=(
                Entry(label="Tổng số đảng viên", text="19; trong đó chính thức 17, dự bị 2"),
                Entry(label="Ngày họp", text="12/12/2025; có mặt 16/17 đồng chí"),
            ),
            months=("Đ", "Đ", "K", "Đ", "Đ", "Đ", "Đ", "Đ", "KSH", "Đ", "Đ", "–"),
            legend=("Đ: đạt", "K: không đạt", "KSH: không tổ chức sinh hoạt", "–: chưa đến hạn"),
            pass_months="9/12",
            points_heading="Điểm trung bình các tháng đạt",
            points="96,77",
            contents=tuple(
                Entry(label=title, text="Đã thực hiện đầy đủ các tiêu chí của nội dung.")
                for title in TITLES
            ),
            groups=criteria_groups() if scored else (),
            max_points="100" if scored else "",
            breakthrough_task="Số hóa toàn bộ hồ sơ hiện vật của Bảo tàng tỉnh.",
            breakthrough_result="Đã hoàn thành trước hạn, ngày 20/9/2025.",
            good_practice="Sinh hoạt chuyên đề tại địa chỉ đỏ.",
            declared=(
                Entry(label="Tổ chức, cá nhân bị kỷ luật", text="không"),
                Entry(label="Đơn thư vượt cấp", text="không"),
                Entry(label="Biểu hiện mất đoàn kết nội bộ", text="không"),
            ),
            self_grade="Hoàn thành tốt nhiệm vụ",
            request="Công nhận “chi bộ bốn tốt” năm 2025.",
            vote=base.vote,
            level="pass",
            signature=base.signature,
            recipients=base.recipients,
        ),
        **changes,
    )


def cell_minutes(**changes: Any) -> CellMinutesContext:
    """The extract of a cell's minutes."""
    text = write(
        "cell-minutes",
        {"unit": "chi bộ", "model": "“chi bộ bốn tốt”", "period": "tháng 3 năm 2026"},
    )
    base = sheet()
    return replace(
        CellMinutesContext(
            letterhead=base.letterhead,
            heading=Heading(name=text.name, subject=text.subject),
            author="Chi bộ Bảo tàng tỉnh",
            date=base.date,
            unit="Chi bộ",
            period="tháng 3 năm 2026",
            facts=(
                Entry(label="Thời gian", text="15 giờ 00, ngày 03/4/2026"),
                Entry(label="Có mặt", text="16/17 đảng viên có quyền biểu quyết; vắng 1 có lý do"),
            ),
            groups=tuple(Entry(label=title, text="25/25") for title in TITLES),
            points="99,5",
            strengths=base.strengths,
            shortcomings=base.shortcomings,
            opinions="",
            vote=base.vote,
            level="pass",
            clerk=Signature(name="Lê Thị Cúc"),
            signature=Signature(name="Trần Thị Bình"),
            recipients=base.recipients,
        ),
        **changes,
    )


def ballot(*, rows: int = 5, **changes: Any) -> BallotContext:
    """The ballot of a secret vote."""
    text = write("ballot", VALUES)
    base = recognition(rows=rows)
    return replace(
        BallotContext(
            letterhead=head(on=dt.date(2025, 12, 22)),
            heading=Heading(name=text.name, subject=text.subject),
            author=COMMITTEE_NAME,
            date="2025-12-22",
            guidance=text.opening,
            points_heading=base.points_heading,
            rows=base.rows,
            signature=base.signature,
        ),
        **changes,
    )


def assignments(*, rows: int = 4, **changes: Any) -> AssignmentsContext:
    """The notice of assignments."""
    text = write("assignments", {**VALUES, "year": "2026"})
    return replace(
        AssignmentsContext(
            letterhead=head("TB", 3, dt.date(2026, 1, 5)),
            heading=Heading(name=text.name, subject=text.subject),
            author=COMMITTEE_NAME,
            date="2026-01-05",
            paragraphs=text.paragraphs,
            rows=tuple(
                AssignedMember(
                    member=f"Đồng chí Nguyễn Văn {number}",
                    position="Ủy viên Ban Chấp hành",
                    responsible="\n".join(UNITS[number % 3 : number % 3 + 2]),
                    attends=UNITS[number % len(UNITS)],
                )
                for number in range(rows)
            ),
            after=text.after,
            signature=recognition().signature,
            recipients=recognition().recipients,
        ),
        **changes,
    )


def report(**changes: Any) -> ReportContext:
    """The report of a committee on a year."""
    text = write("report", {**VALUES, "period": "năm 2025"})
    return replace(
        ReportContext(
            letterhead=head("BC", 21),
            heading=Heading(name=text.name, subject=text.subject),
            author=COMMITTEE_NAME,
            date=ISSUED_ON.isoformat(),
            addressees=(VALUES["authority"],),
            opening=text.opening,
            figures=(
                Entry(label="Số chi bộ đăng ký", text="12/12"),
                Entry(label="Số phiếu tháng đã gửi", text="140/144"),
                Entry(label="Số chi bộ được công nhận", text="9"),
            ),
            sections=(
                Section(title="I. Kết quả", paragraphs=("Các chi bộ đã đăng ký đúng hạn.",)),
                Section(title="II. Cách làm hay", paragraphs=("Sinh hoạt tại địa chỉ đỏ.",)),
                Section(title="III. Hạn chế", paragraphs=()),
                Section(title="IV. Kiến nghị, đề xuất", paragraphs=("Không.",)),
            ),
            signature=recognition().signature,
            recipients=recognition().recipients,
        ),
        **changes,
    )


def cell_report(**changes: Any) -> CellReportContext:
    """The report of a cell on a year."""
    text = write(
        "cell-report",
        {
            **VALUES,
            "model": "“chi bộ bốn tốt”",
            "organization": "Chi bộ Bảo tàng tỉnh",
            "authority": COMMITTEE_NAME,
            "period": "năm 2025",
        },
    )
    base, cell = report(), sheet()
    return replace(
        CellReportContext(
            letterhead=replace(cell.letterhead, number=number_line("BC", "CB", 2)),
            heading=Heading(name=text.name, subject=text.subject),
            author="Chi bộ Bảo tàng tỉnh",
            date=cell.date,
            addressees=(COMMITTEE_NAME,),
            opening=text.opening,
            figures=base.figures,
            sections=base.sections,
            signature=cell.signature,
            recipients=cell.recipients,
        ),
        **changes,
    )


def certificate(**changes: Any) -> CertificateContext:
    """Two certificates of one decision."""
    text = write("certificate", {**VALUES, "model": "“chi bộ bốn tốt”"})
    return replace(
        CertificateContext(
            letterhead=head(),
            heading=Heading(name=text.name),
            author=COMMITTEE_NAME,
            date=ISSUED_ON.isoformat(),
            awards=tuple(
                Award(recipient=name, achievement=text.opening)
                for name in ("Chi bộ Văn phòng Sở", "Chi bộ Phòng Quản lý Văn hóa\nvà Gia đình")
            ),
            body=("ĐẢNG ỦY SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",),
            decision="Quyết định số 46-QĐ/ĐU, ngày 25/12/2025",
            signature=recognition().signature,
        ),
        **changes,
    )


SAMPLES: dict[str, Callable[[], PaperContext]] = {
    "sheet": sheet,
    "sheet --blank": blank_sheet,
    "registration": registration,
    "recognition": recognition,
    "recognition, draft": lambda: recognition(draft=True),
    "commendation": commendation,
    "revocation": revocation,
    "revocation, several": lambda: revocation(rows=3),
    "revocation, commendation alone": lambda: revocation(alone=True),
    "proposal": proposal,
    "minutes": minutes,
    "minutes, by hand": lambda: minutes(secret=False),
    "year-table": year_table,
    "year-table, before grades": lambda: year_table(graded=False),
    "registration-list": registration_list,
    "monthly-summary": monthly_summary,
    "half-year": half_year,
    "self-review": self_review,
    "self-review, with points": lambda: self_review(scored=True),
    "cell-minutes": cell_minutes,
    "ballot": ballot,
    "assignments": assignments,
    "report": report,
    "cell-report": cell_report,
    "certificate": certificate,
    "certificate, pre-printed": lambda: certificate(form="pre-printed"),
}
"""One or more of every kind."""
