"""The parts of a sheet: what the office marks, what opens again, what changed. Pure.

A part is named ``meeting``, ``votes``, ``rating``, ``criterion:2.1``, ``text:strengths`` …; its
name stands in return marks and obstacles, and leads to the fields of the form.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from organizations.formats import vn_date, vn_number

from .grades import GRADE_LABELS, Grade
from .values import PointEntry, SelfReviewValues, Values
from .workflow import BALLOT_LABELS, MEETING_QUALITY_LABELS, RATING_LABELS, Ballot, MeetingQuality

MEETING, VOTES, RATING, NO_MEETING = "meeting", "votes", "rating", "no_meeting"
ALL = "all"

CRITERION = "criterion:"

# Part → its fields with the words a reader knows them by.
_COMMON: dict[str, dict[str, str]] = {
    MEETING: {"meeting_on": "ngày họp", "note": "ghi chú"},
    VOTES: {
        "voters": "có quyền biểu quyết",
        "present": "có mặt",
        "probationary_present": "đảng viên dự bị có mặt",
        "absent_with_reason": "vắng có lý do",
        "absent_without_reason": "vắng không lý do",
        "votes_for": "tán thành",
        "votes_against": "không tán thành",
        "votes_other": "ý kiến khác",
        "ballot": "cách biểu quyết",
    },
    RATING: {"rating": "tự nhận mức"},
}
_MONTH: dict[str, dict[str, str]] = {
    NO_MEETING: {"no_meeting": "không tổ chức sinh hoạt", "no_meeting_reason": "lý do"},
    MEETING: {
        **_COMMON[MEETING],
        "thematic": "sinh hoạt chuyên đề",
        "meeting_quality": "chất lượng sinh hoạt",
    },
    VOTES: _COMMON[VOTES],
    RATING: _COMMON[RATING],
    "text:strengths": {"strengths": "ưu điểm"},
    "text:shortcomings": {"shortcomings": "hạn chế"},
    "text:good_practice": {"good_practice": "cách làm hay"},
}
_YEAR: dict[str, dict[str, str]] = {
    **_COMMON,
    "text:content_1": {"content_1": "nội dung 1"},
    "text:content_2": {"content_2": "nội dung 2"},
    "text:content_3": {"content_3": "nội dung 3"},
    "text:content_4": {"content_4": "nội dung 4"},
    "text:breakthrough_result": {"breakthrough_result": "công việc đột phá"},
    "text:strengths": {"strengths": "ưu điểm"},
    "text:shortcomings": {"shortcomings": "hạn chế"},
    "text:good_practice": {"good_practice": "cách làm hay"},
    "text:discipline": {"discipline": "kỷ luật trong năm"},
    "text:complaints": {"complaints": "đơn thư vượt cấp"},
    "text:disunity": {"disunity": "mất đoàn kết"},
    "self_grade": {"self_grade": "tự xếp loại chất lượng"},
    "commendation": {"wants_commendation": "đề nghị biểu dương"},
}
LABELS = {
    MEETING: "Hội nghị",
    VOTES: "Số có mặt và biểu quyết",
    RATING: "Mức tự nhận",
    NO_MEETING: "Không tổ chức sinh hoạt",
    "self_grade": "Tự xếp loại chất lượng",
    "commendation": "Đề nghị biểu dương, khen thưởng",
    "text:content_1": "Nội dung 1",
    "text:content_2": "Nội dung 2",
    "text:content_3": "Nội dung 3",
    "text:content_4": "Nội dung 4",
    "text:breakthrough_result": "Kết quả công việc đột phá",
    "text:strengths": "Ưu điểm",
    "text:shortcomings": "Hạn chế",
    "text:good_practice": "Cách làm hay",
    "text:discipline": "Kỷ luật trong năm",
    "text:complaints": "Đơn thư vượt cấp",
    "text:disunity": "Biểu hiện mất đoàn kết",
}

# What opens together with a marked part: a criterion changes the total, the total the level (D5).
_OPENS_WITH: dict[str, tuple[str, ...]] = {
    CRITERION: (VOTES, RATING),
    VOTES: (RATING,),
    RATING: (VOTES,),
}


def fields_of(values: Values) -> dict[str, dict[str, str]]:
    """Part → field → its words, for a month or a year; criteria are not among them."""
    return _YEAR if isinstance(values, SelfReviewValues) else _MONTH


def parts_of(values: Values, criteria: Iterable[str]) -> list[str]:
    """Every part that the office may mark, in the order of the sheet."""
    if values.no_meeting_held:
        return [NO_MEETING]
    fixed = [part for part in fields_of(values) if part != NO_MEETING]
    return [*(f"{CRITERION}{code}" for code in criteria), *fixed]


def label(part: str) -> str:
    """``Tiêu chí 2.1`` or the part's words."""
    if part.startswith(CRITERION):
        return f"Tiêu chí {part.removeprefix(CRITERION)}"
    return LABELS[part]


def opened_by(marked: Collection[str]) -> frozenset[str]:
    """The parts that may change while a sheet is returned with these marks.

    A mark on *không tổ chức sinh hoạt* opens all: a meeting may have to be keyed in.
    """
    if NO_MEETING in marked:
        return frozenset({ALL})
    found = set(marked)
    for part in marked:
        found.update(_OPENS_WITH.get(CRITERION if part.startswith(CRITERION) else part, ()))
    return frozenset(found)


def is_open(part: str, opened: Collection[str]) -> bool:
    """Whether ``part`` is among the opened ones."""
    return ALL in opened or part in opened


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that differs between two versions of a sheet."""

    part: str
    label: str
    before: str
    after: str


def differences(before: Values, after: Values) -> list[Difference]:
    """What changed from one version to the next, answer by answer."""
    found = [
        Difference(
            f"{CRITERION}{code}",
            f"Tiêu chí {code}",
            entry_in_words(before.points.get(code, PointEntry())),
            entry_in_words(after.points.get(code, PointEntry())),
        )
        for code in dict.fromkeys([*before.points, *after.points])
        if before.points.get(code, PointEntry()) != after.points.get(code, PointEntry())
    ]
    for part, names in fields_of(after).items():
        for name, words in names.items():
            old, new = getattr(before, name), getattr(after, name)
            if old != new:
                found.append(
                    Difference(part, _capital(words), in_words(name, old), in_words(name, new))
                )
    return found


def changed_parts(before: Values, after: Values) -> list[str]:
    """The parts in which two versions differ, each once."""
    return list(dict.fromkeys(difference.part for difference in differences(before, after)))


def entry_in_words(entry: PointEntry) -> str:
    """``4,5 điểm: lý do``; *không phát sinh*; empty while nothing was keyed in."""
    if entry.not_applicable:
        return "không phát sinh"
    if entry.points is None:
        return entry.reason
    text = f"{vn_number(entry.points)} điểm"
    return f"{text}: {entry.reason}" if entry.reason else text


def in_words(name: str, value: Any) -> str:
    """One answer as a reader sees it; empty while there is none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if name == "meeting_on":
        return vn_date(value)
    if name == "rating":
        return RATING_LABELS[value]
    if name == "ballot":
        return BALLOT_LABELS[Ballot(value)]
    if name == "meeting_quality":
        return MEETING_QUALITY_LABELS[MeetingQuality(value)]
    if name == "self_grade":
        return GRADE_LABELS[Grade(value)]
    return str(value)


def listed(names: Sequence[str]) -> str:
    """``a, b và c``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} và {names[-1]}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


COPIED_TEXTS = ("strengths", "shortcomings", "good_practice")
TEXTS = frozenset(
    name
    for names in (*_MONTH.values(), *_YEAR.values())
    for name in names
    if name in {"note", "no_meeting_reason"} or f"text:{name}" in _YEAR
)
