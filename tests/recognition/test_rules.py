"""The rules of a year on cases that an office can read (``cases/*.yaml``)."""

import datetime as dt
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from evaluations.months import MonthState
from organizations.formats import vn_number
from recognition.rules import (
    Assessment,
    CheckCode,
    CheckState,
    MonthFact,
    assess,
    exemplary_cap,
    exemplary_cap_in_words,
    forecast,
    full_months,
    last_day_to_register,
)
from recognition.waiting import office_holds_up

from . import rule_cases

pytestmark = pytest.mark.once

CHECK_FILES = [
    "dang-ky.yaml",
    "tu-ra-soat.yaml",
    "so-thang-dat.yaml",
    "diem-nam.yaml",
    "xep-loai.yaml",
    "ket-luan.yaml",
]
CASES = [case for name in CHECK_FILES for case in rule_cases.load(name)]
FORECASTS = rule_cases.load("du-bao.yaml")


def name_of(case: dict[str, Any]) -> str:
    """The sentence by which a failing case is found."""
    return str(case["tên"])


def said(result: Assessment) -> dict[str, Any]:
    """Everything that a case may expect, in the office's words."""
    answers: dict[str, Any] = {
        "kết luận": result.outcome.label,
        "nói gọn": result.in_short,
        "được xét": "Có" if result.considered else "Không",
        "xét tiêu biểu": "Có" if result.exemplary_eligible else "Không",
        "tháng đạt": result.pass_months,
        "tháng không đạt": result.fail_months,
        "số tháng cần": result.required_months,
        "tháng chờ": list(result.awaiting_months),
        "tháng chưa gửi": list(result.missing_months),
        "điểm": "không có" if result.points is None else vn_number(result.points, 2),
    }
    for check in result.checks:
        name = check.code.label.lower()
        answers |= {
            name: check.state.label,
            f"cần ({name})": check.required,
            f"có ({name})": check.found,
        }
    return answers


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_case_of_the_office_gives_what_it_expects(case: dict[str, Any]) -> None:
    answers = said(assess(rule_cases.facts(case), rule_cases.thresholds(case)))
    expected = case["kết quả"]
    assert {key: answers[key] for key in expected} == expected


@pytest.mark.parametrize("case", FORECASTS, ids=name_of)
def test_a_forecast_of_the_office_says_what_is_still_possible(case: dict[str, Any]) -> None:
    result = forecast(rule_cases.facts(case), rule_cases.thresholds(case))
    answers = {"số tháng đạt": result.pass_months.label, "điểm năm": result.points.label}
    assert {key: answers[key] for key in case["dự báo"]} == case["dự báo"]


def test_the_cases_show_every_check_in_all_three_states() -> None:
    seen = {
        (key, value)
        for case in CASES
        for key, value in case["kết quả"].items()
        if key in rule_cases.CHECKS
    }
    assert seen == {(code.label.lower(), state.label) for code in CheckCode for state in CheckState}


@pytest.mark.parametrize("row", rule_cases.load("gioi-han-tieu-bieu.yaml"))
def test_the_limit_of_the_exemplary_is_the_whole_part(row: dict[str, Any]) -> None:
    share = rule_cases.number(row["tỷ lệ"])
    expected = {
        pool: cap for key, cap in row["tối đa"].items() for pool in rule_cases.numbers(str(key))
    }
    assert {pool: exemplary_cap(pool, share) for pool in expected} == expected


def test_the_limit_is_said_with_its_reckoning() -> None:
    assert exemplary_cap_in_words(6, Decimal(20), "chi bộ") == (
        "tối đa 1 chi bộ (20% của 6 là 1,2, lấy phần nguyên)"
    )
    assert exemplary_cap_in_words(5, Decimal(20), "chi bộ") == "tối đa 1 chi bộ (20% của 5 là 1)"
    assert exemplary_cap_in_words(3, Decimal("33.33"), "đảng bộ") == (
        "tối đa 0 đảng bộ (33,33% của 3 là 0,99, lấy phần nguyên)"
    )


def test_the_cases_are_written_in_composed_letters() -> None:
    for path in rule_cases.FOLDER.glob("*.yaml"):
        text = path.read_text("utf-8")
        assert unicodedata.is_normalized("NFC", text), path.name


def test_a_misspelt_case_is_an_error() -> None:
    with pytest.raises(ValueError, match="đăng kí"):
        rule_cases.facts({"đăng kí": "tiếp nhận"})
    with pytest.raises(ValueError, match="Tháng 1"):
        rule_cases.facts({"tháng": {"1-12": "Đạt 95"}})
    with pytest.raises(ValueError, match="hai lần"):
        rule_cases.read("- {tên: a, tên: b}")


def test_a_year_holds_each_month_once() -> None:
    with pytest.raises(ValueError, match="twelve months once"):
        rule_cases.facts({"tháng": {"1-11": "Đ 95"}})
    with pytest.raises(ValueError, match="twelve months once"):
        rule_cases.facts({"tháng": {"1-12": "Đ 95", "3": "K 80"}})


def test_a_confirmed_pass_below_the_months_points_does_not_pass_whatever_its_state_says() -> None:
    case = {"tháng": {"1-9": "Đ 95", "10-11": "K 80", "12": "Đ 95"}}
    facts = rule_cases.facts(case)
    low = MonthFact(
        month=12, state=MonthState.PASSED, rating=facts.months[0].rating, points=Decimal("89.5")
    )
    changed = type(facts)(
        registration=facts.registration,
        self_review=facts.self_review,
        grade=facts.grade,
        months=(*facts.months[:11], low),
    )
    plan = rule_cases.thresholds(case)
    assert assess(facts, plan).pass_months == 10
    assert assess(changed, plan).pass_months == 9
    assert assess(changed, plan).fail_months == 3


def test_a_check_names_the_sheets_behind_it() -> None:
    case = {"tháng": {"1-8": "Đ 95", "9": "K 80", "10": "chờ Đ 95", "11": "CG", "12": "–"}}
    result = assess(rule_cases.facts(case), rule_cases.thresholds(case))
    assert result.check(CheckCode.PASS_MONTHS).sources == (*range(1, 11),)
    assert result.check(CheckCode.POINTS).sources == (*range(1, 9),)
    over_12 = case | {"kế hoạch": {"cách tính": "Tổng 12 tháng chia 12"}}
    result = assess(rule_cases.facts(over_12), rule_cases.thresholds(over_12))
    assert result.check(CheckCode.POINTS).sources == (*range(1, 10),)


def test_points_stay_exact() -> None:
    case = {"tháng": {"1-2": "Đ 95,5", "3-12": "Đ 96"}}
    result = assess(rule_cases.facts(case), rule_cases.thresholds(case))
    assert result.points == Fraction(1151, 12)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (dt.date(2015, 1, 1), None, 12),
        (dt.date(2025, 1, 1), None, 12),
        (dt.date(2025, 1, 2), None, 11),
        (dt.date(2025, 5, 10), None, 7),
        (dt.date(2025, 7, 1), None, 6),
        (dt.date(2025, 7, 2), None, 5),
        (dt.date(2015, 1, 1), dt.date(2025, 12, 31), 12),
        (dt.date(2015, 1, 1), dt.date(2025, 12, 30), 11),
        (dt.date(2015, 1, 1), dt.date(2025, 2, 28), 2),
        (dt.date(2026, 1, 1), None, 0),
    ],
)
def test_a_month_counts_as_lived_in_full_when_it_was_lived_on_every_day(
    first: dt.date, last: dt.date | None, months: int
) -> None:
    assert full_months(2025, first, last) == months


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (dt.date(2015, 1, 1), dt.date(2025, 1, 14)),
        (dt.date(2025, 1, 14), dt.date(2025, 1, 14)),
        (dt.date(2025, 1, 15), dt.date(2025, 1, 31)),
        (dt.date(2025, 5, 10), dt.date(2025, 5, 31)),
        (dt.date(2025, 11, 10), dt.date(2025, 11, 30)),
        (dt.date(2025, 12, 10), dt.date(2025, 12, 31)),
    ],
)
def test_one_founded_later_registers_in_its_first_month(first: dt.date, expected: dt.date) -> None:
    assert last_day_to_register(dt.date(2025, 1, 14), first) == expected


@pytest.mark.parametrize(
    ("words", "summary"),
    [
        ("chưa, còn hạn", "none"),
        ("chưa, quá hạn", "none"),
        ("chờ", "pending"),
        ("trả lại", "pending"),
        ("tiếp nhận", "on_time"),
        ("tiếp nhận, gửi ngày cuối", "on_time"),
        ("tiếp nhận, gửi muộn", "late"),
    ],
)
def test_a_registration_is_summed_up_in_one_word(words: str, summary: str) -> None:
    assert rule_cases.registration(words).summary == summary


SUM = {"cách tính": "Tổng 12 tháng chia 12"}
BY_REVIEW = {"cách tính": "Điểm tự rà soát năm"}


@pytest.mark.parametrize(
    ("case", "held_up"),
    [
        ({"đăng ký": "chờ"}, True),
        ({"đăng ký": "trả lại"}, False),
        ({"đăng ký": "chưa, còn hạn"}, False),
        ({"tự rà soát": "chờ"}, True),
        ({"tự rà soát": "trả lại"}, False),
        ({"tự rà soát": "chưa, còn hạn"}, False),
        ({"xếp loại": "chưa có"}, False),
        # the months suffice and no passed month can pull the mean down: the twelfth changes nothing
        ({"xếp loại": "chưa có", "tháng": {"1-11": "Đ 95", 12: "chờ Đ 95"}}, False),
        ({"tháng": {"1-9": "Đ 95", 10: "chờ Đ 95", "11-12": "K 80"}}, True),
        ({"tháng": {"1-9": "Đ 95", 10: "trả lại Đ 95", "11-12": "K 80"}}, False),
        # open because December is to come; what waits was rated không đạt and cannot help
        ({"tháng": {"1-9": "Đ 95", 10: "chờ K 80", 11: "K 80", 12: "–"}}, False),
        # the months suffice, the mean may still fall
        (
            {
                "kế hoạch": {"điểm tháng": "không đặt"},
                "tháng": {"1-10": "Đ 95", 11: "chờ Đ 50", 12: "K 80"},
            },
            True,
        ),
        # in the sum a month counts that was rated không đạt
        ({"kế hoạch": SUM, "tháng": {"1-10": "Đ 95", 11: "chờ K 80", 12: "CG"}}, True),
        ({"kế hoạch": SUM, "xếp loại": "chưa có", "tháng": {"1-12": "Đ 95"}}, False),
        ({"kế hoạch": BY_REVIEW, "tự rà soát": "chờ 95"}, True),
    ],
)
def test_an_organisation_is_held_up_by_the_office_where_what_waits_keeps_a_check_open(
    case: dict[str, Any], held_up: bool
) -> None:
    facts, plan = rule_cases.facts(case), rule_cases.thresholds(case)
    assert office_holds_up(facts, plan, assess(facts, plan)) is held_up
