"""What a registration says, as plain values, and what is missing or wrong when it is sent (C1)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields

from documents.fonts import unprintable
from organizations.formats import vn_date
from organizations.models import Organization
from organizations.refusals import Obstacle


@dataclass(frozen=True)
class RegistrationValues:
    """The answers of a registration, named as its columns; a draft may leave any of them out."""

    emulation_title: str = ""
    aim_1: str = ""
    aim_2: str = ""
    aim_3: str = ""
    aim_4: str = ""
    breakthrough_task: str = ""
    breakthrough_due: dt.date | None = None
    official_members: int | None = None
    probationary_members: int | None = None
    meeting_on: dt.date | None = None
    voters: int | None = None
    present: int | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    votes_other: int | None = None
    note: str = ""


NAMES = tuple(field.name for field in fields(RegistrationValues))
OPTIONAL = frozenset({"note"})

LABELS = {
    "official_members": "Đảng viên chính thức",
    "probationary_members": "Đảng viên dự bị",
    "emulation_title": "Danh hiệu thi đua đăng ký",
    "aim_1": "Mục tiêu nội dung 1: hoàn thành tốt nhiệm vụ chính trị",
    "aim_2": "Mục tiêu nội dung 2: chất lượng sinh hoạt tốt",
    "aim_3": "Mục tiêu nội dung 3: đoàn kết, kỷ luật tốt",
    "aim_4": "Mục tiêu nội dung 4: cán bộ, đảng viên tốt",
    "breakthrough_task": "Công việc đột phá",
    "breakthrough_due": "Thời hạn hoàn thành công việc đột phá",
    "meeting_on": "Ngày họp",
    "voters": "Số có quyền biểu quyết",
    "present": "Số có mặt (có quyền biểu quyết)",
    "votes_for": "Tán thành",
    "votes_against": "Không tán thành",
    "votes_other": "Ý kiến khác",
    "note": "Ghi chú",
}


def day_obstacles(organization: Organization, year: int, day: dt.date) -> Iterator[Obstacle]:
    """Why an organisation cannot register for a year on a day; never that it is late (C2)."""
    if day < organization.founded_on:
        yield Obstacle(
            "before_founding",
            f"Ngày {vn_date(day)} trước ngày thành lập tổ chức"
            f" ({vn_date(organization.founded_on)}) nên không có bản đăng ký. Mời xem lại ngày.",
        )
    if organization.ended_on is not None and (
        day > organization.ended_on or dt.date(year, 1, 1) > organization.ended_on
    ):
        yield Obstacle(
            "ended",
            f"Tổ chức đã kết thúc hoạt động ngày {vn_date(organization.ended_on)} nên không đăng ký"
            " được nữa. Mời xem lại năm hoặc ngày.",
        )
    if day < dt.date(year - 1, 12, 1):
        yield Obstacle(
            "not_yet",
            f"Chưa đến kỳ đăng ký năm {year}: đăng ký trong tháng 01/{year}, nhập trước được từ"
            f" ngày 01/12/{year - 1}. Mời xem lại năm hoặc ngày.",
        )


def text_obstacles(values: RegistrationValues) -> Iterator[Obstacle]:
    """Characters that paper cannot show; refused already in a draft."""
    for name, label in LABELS.items():
        text = getattr(values, name)
        if isinstance(text, str) and (found := unprintable(text, name, label)):
            yield found


def obstacles(
    values: RegistrationValues, *, year: int, founded_on: dt.date, sent_on: dt.date
) -> Iterator[Obstacle]:
    """What is missing or wrong when the registration of ``year`` is sent on a day."""
    for name, label in LABELS.items():
        if name not in OPTIONAL and getattr(values, name) in (None, ""):
            yield Obstacle("missing", f"Chưa nhập “{label}”. Mời nhập.", name)
    yield from _days(values, year, founded_on, sent_on)
    yield from _votes(values)


def _days(
    values: RegistrationValues, year: int, founded_on: dt.date, sent_on: dt.date
) -> Iterator[Obstacle]:
    meeting = values.meeting_on
    if meeting is not None and meeting < founded_on:
        yield Obstacle(
            "before_founding",
            f"Ngày họp ({vn_date(meeting)}) trước ngày thành lập tổ chức ({vn_date(founded_on)})."
            " Mời kiểm tra lại.",
            "meeting_on",
        )
    if meeting is not None and meeting > sent_on:
        yield Obstacle(
            "meeting_after_sending",
            f"Ngày họp ({vn_date(meeting)}) sau ngày gửi ({vn_date(sent_on)})."
            " Bản đăng ký gửi sau khi hội nghị đã biểu quyết: mời xem lại ngày họp.",
            "meeting_on",
        )
    due = values.breakthrough_due
    if due is not None and due < dt.date(year, 1, 1):
        yield Obstacle(
            "due_before_the_year",
            f"Thời hạn của công việc đột phá ({vn_date(due)}) trước năm {year}. Mời kiểm tra lại.",
            "breakthrough_due",
        )


def _votes(values: RegistrationValues) -> Iterator[Obstacle]:
    official, voters, present = values.official_members, values.voters, values.present
    if voters == 0:
        yield Obstacle(
            "voters_none",
            "Số có quyền biểu quyết đang là 0. Mời nhập từ 1 đồng chí trở lên.",
            "voters",
        )
    if official is not None and voters is not None and voters > official:
        yield Obstacle(
            "voters_above_members",
            f"Số có quyền biểu quyết ({voters}) nhiều hơn số đảng viên chính thức ({official})."
            " Mời kiểm tra lại.",
            "voters",
        )
    if present is not None and voters is not None and present > voters:
        yield Obstacle(
            "present_above_voters",
            f"Số có mặt ({present}) nhiều hơn số có quyền biểu quyết ({voters}). Mời kiểm tra lại.",
            "present",
        )
    votes = (values.votes_for, values.votes_against, values.votes_other)
    if present is not None and None not in votes:
        total = sum(vote for vote in votes if vote is not None)
        if total != present:
            yield Obstacle(
                "votes_do_not_add_up",
                f"Tán thành + không tán thành + ý kiến khác = {total}, phải bằng số có mặt"
                f" ({present}). Mời kiểm tra lại.",
                "votes_for",
            )
