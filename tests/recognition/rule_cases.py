"""Reads the rule cases that an office can read (``cases/*.yaml``) into the rules' plain facts.

Strict: an unknown key or word is an error, so that a misspelt case never passes unnoticed.
What a case does not say is the shipped plan and a year without fault.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from evaluations.grades import GRADE_SHORT, Grade
from evaluations.months import Standing, month_state
from evaluations.scoring import month_passes
from evaluations.workflow import Rating
from plans.workflow import BASIS_LABELS, Basis
from recognition.rules import (
    CheckCode,
    CheckState,
    GradeFact,
    MonthFact,
    Outcome,
    RegistrationFact,
    SelfReviewFact,
    Thresholds,
    YearFacts,
)

FOLDER = Path(__file__).parent / "cases"
YEAR = 2025
ON_TIME_UNTIL = dt.date(YEAR, 1, 14)

CHECKS = {code.label.lower(): code for code in CheckCode}
STATES = {state.label: state for state in CheckState}
OUTCOMES = {outcome.label: outcome for outcome in Outcome}
GRADES: dict[str, Grade | None] = {short: grade for grade, short in GRADE_SHORT.items()}
GRADES["chưa có"] = None
YES_NO = {"Có": True, "Không": False}
BASES = {label: basis for basis, label in BASIS_LABELS.items()}

_MONTH = re.compile(r"(?:(chờ|trả lại) )?(Đ|K|KSH|CG|–|×)(?: (\d+(?:,\d+)?))?")


def number(value: object) -> Decimal:
    """A number as the office writes it: ``89,5`` or ``90``."""
    return Decimal(str(value).replace(",", "."))


class _Strict(yaml.SafeLoader):
    """Refuses a key that stands twice; plain YAML would keep the last one silently."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if len(keys) != len(set(keys)):
            raise ValueError(f"Khóa ghi hai lần:{node.start_mark}")
        return super().construct_mapping(node, deep)


def read(text: str) -> list[dict[str, Any]]:
    """The cases written in a text."""
    cases: list[dict[str, Any]] = yaml.load(text, _Strict)  # noqa: S506 - a SafeLoader
    return cases


def load(name: str) -> list[dict[str, Any]]:
    """The cases of one file."""
    return read((FOLDER / name).read_text("utf-8"))


def taken(mapping: dict[str, Any], readers: dict[str, Callable[[Any], Any]]) -> dict[str, Any]:
    """Every value by its reader; an unknown key is an error."""
    unknown = mapping.keys() - readers.keys()
    if unknown:
        raise ValueError(f"Không hiểu: {', '.join(sorted(map(str, unknown)))}")
    return {key: readers[key](value) for key, value in mapping.items()}


def thresholds(case: dict[str, Any]) -> Thresholds:
    """The shipped plan, changed by what the case says."""
    said = taken(
        case.get("kế hoạch", {}),
        {
            "số tháng": int,
            "điểm tháng": lambda value: None if value == "không đặt" else number(value),
            "điểm năm": number,
            "cách tính": BASES.__getitem__,
            "tính theo số tháng hoạt động": YES_NO.__getitem__,
        },
    )
    return Thresholds(
        required_months=said.get("số tháng", 10),
        month_min_points=said.get("điểm tháng", Decimal(90)),
        year_min_points=said.get("điểm năm", Decimal(90)),
        basis=said.get("cách tính", Basis.MEAN_PASSED),
        pro_rata=said.get("tính theo số tháng hoạt động", False),
    )


def facts(case: dict[str, Any]) -> YearFacts:
    """A year without fault, changed by what the case says."""
    plan = thresholds(case)
    said = taken(
        {key: value for key, value in case.items() if key not in NOT_FACTS},
        {
            "đăng ký": registration,
            "tự rà soát": self_review,
            "tháng": lambda value: months(value, plan),
            "xếp loại": lambda value: GradeFact(decided=GRADES[value]),
            "số tháng hoạt động trọn": int,
            "còn hoạt động ngày 31/12": YES_NO.__getitem__,
        },
    )
    return YearFacts(
        registration=said.get("đăng ký", registration("tiếp nhận")),
        self_review=said.get("tự rà soát", self_review("có đề nghị")),
        months=said.get("tháng", months({"1-12": "Đ 95"}, plan)),
        grade=said.get("xếp loại", GradeFact(decided=Grade.GOOD)),
        full_months=said.get("số tháng hoạt động trọn", 12),
        alive_at_year_end=said.get("còn hoạt động ngày 31/12", True),
    )


NOT_FACTS = {"tên", "kế hoạch", "kết quả", "dự báo"}


def registration(words: str) -> RegistrationFact:
    """``tiếp nhận``, ``tiếp nhận, gửi muộn``, ``chờ``, ``trả lại``, ``chưa, còn hạn`` …"""
    day = {"tiếp nhận, gửi ngày cuối": 14, "tiếp nhận, gửi muộn": 20}.get(words, 10)
    standing = {
        "tiếp nhận": Standing.SETTLED,
        "tiếp nhận, gửi ngày cuối": Standing.SETTLED,
        "tiếp nhận, gửi muộn": Standing.SETTLED,
        "chờ": Standing.WAITING,
        "trả lại": Standing.RETURNED,
        "chưa, còn hạn": Standing.NONE,
        "chưa, quá hạn": Standing.NONE,
    }[words]
    return RegistrationFact(
        standing=standing,
        on_time_until=ON_TIME_UNTIL,
        deadline_passed=words != "chưa, còn hạn",
        first_sent_on=None if standing is Standing.NONE else dt.date(YEAR, 1, day),
        accepted_on=dt.date(YEAR, 1, 21) if standing is Standing.SETTLED else None,
    )


def self_review(words: str) -> SelfReviewFact:
    """``có đề nghị``, ``không đề nghị``, ``chờ``, ``trả lại``, ``chưa, còn hạn`` …, with points."""
    match = re.fullmatch(r"(.*?)(?: (\d+(?:,\d+)?))?", words)
    assert match
    standing = {
        "có đề nghị": Standing.SETTLED,
        "không đề nghị": Standing.SETTLED,
        "chờ": Standing.WAITING,
        "trả lại": Standing.RETURNED,
        "chưa, còn hạn": Standing.NONE,
        "chưa, quá hạn": Standing.NONE,
    }[match[1]]
    return SelfReviewFact(
        standing=standing,
        due_on=dt.date(YEAR, 12, 31),
        due_passed=match[1] != "chưa, còn hạn",
        requests=match[1] == "có đề nghị",
        points=number(match[2]) if match[2] else None,
        sent_on=None if standing is Standing.NONE else dt.date(YEAR, 12, 20),
        confirmed_on=dt.date(YEAR, 12, 24) if standing is Standing.SETTLED else None,
    )


def months(said: dict[Any, str], plan: Thresholds) -> tuple[MonthFact, ...]:
    """``{1-9: Đ 95, "10, 11": chờ Đ 92, 12: KSH}``."""
    return tuple(
        month(number_, words, plan) for key, words in said.items() for number_ in numbers(str(key))
    )


def numbers(key: str) -> Iterator[int]:
    """``1-9`` or ``3, 7, 11``."""
    for piece in key.split(","):
        first, _, last = piece.strip().partition("-")
        yield from range(int(first), int(last or first) + 1)


def month(number_: int, words: str, plan: Thresholds) -> MonthFact:
    """``Đ 95``, ``K 88``, ``KSH``, ``CG``, ``–``, ``×``; before it ``chờ`` or ``trả lại``."""
    match = _MONTH.fullmatch(words)
    if match is None:
        raise ValueError(f"Tháng {number_}: không hiểu “{words}”")
    wait, letter, points = match[1], match[2], match[3]
    rating = {"Đ": Rating.PASS, "K": Rating.FAIL}.get(letter)
    if (points is None) != (rating is None):
        raise ValueError(f"Tháng {number_}: “{words}” thiếu hoặc thừa điểm")
    sent = letter in ("Đ", "K", "KSH")
    settled = Standing.SETTLED if sent else Standing.NONE
    due_on = dt.date(YEAR, 6, 10)
    return MonthFact(
        month=number_,
        state=month_state(
            alive=letter != "×",
            standing={"chờ": Standing.WAITING, "trả lại": Standing.RETURNED}.get(wait, settled),
            passes=month_passes(rating, number(points) if points else None, plan.month_min_points),
            no_meeting=letter == "KSH",
            due_on=due_on,
            today=due_on if letter == "–" else due_on + dt.timedelta(days=1),
        ),
        rating=rating,
        points=number(points) if points else None,
        source=number_ if sent else None,
    )
