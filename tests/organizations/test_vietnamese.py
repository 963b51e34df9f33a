"""Text, dates and numbers as a Vietnamese office writes them, in both directions."""

import datetime as dt
import unicodedata
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from organizations.folding import fold, nfc, sort_key
from organizations.formats import (
    clause_in_words,
    cut_down,
    days_until,
    vn_date,
    vn_datetime,
    vn_number,
    vn_weekday,
)
from organizations.formfields import (
    VnDateField,
    VnDecimalField,
    VnIntegerField,
    VnTextField,
    parse_vn_date,
    parse_vn_number,
)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("dang uy", "Đảng ủy"),
        ("uỷ", "ủy"),
        ("uy", "uỷ"),
        ("DI SAN", "Di sản"),
        ("hoa", "Hóa"),
        ("hoà", "hòa"),
        ("van  hoa", "Văn hóa"),
        (unicodedata.normalize("NFD", "Thể thao"), "Thể thao"),
    ],
)
def test_what_is_typed_finds_what_is_stored(typed, stored):
    assert fold(typed) in fold(stored)


def in_order(words):
    """Whether each word sorts strictly before the next."""
    return all(sort_key(before) < sort_key(after) for before, after in pairwise(words))


def test_words_sort_like_a_vietnamese_dictionary():
    ordered = ["a", "ă", "â", "b", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư", "y"]
    assert in_order(ordered)
    tones = ["ma", "mà", "mả", "mã", "má", "mạ", "mai", "măng", "mâm", "mẹ"]
    assert in_order(tones)


def test_names_sort_by_their_numbers():
    ordered = ["Chi bộ 2", "Chi bộ 10", "Chi bộ 10A", "Chi bộ Du lịch", "Chi bộ Đào tạo"]
    assert in_order(ordered)


def test_the_space_between_words_sorts_before_letters():
    assert sort_key("Chi bộ A") < sort_key("Chi bộa")


@given(st.text())
def test_keys_hold_plain_digits_only_whatever_the_text(text):
    assert set(sort_key(text)) <= set("0123456789")


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_both_unicode_forms_fold_and_sort_alike(text):
    decomposed = unicodedata.normalize("NFD", text)
    composed = unicodedata.normalize("NFC", text)
    assert fold(decomposed) == fold(composed)
    assert sort_key(decomposed) == sort_key(composed)


def test_text_is_stored_in_nfc_without_outer_spaces():
    assert nfc("  Đảng ủy ") == "Đảng ủy"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05/03/2026", dt.date(2026, 3, 5)),
        ("5/3/2026", dt.date(2026, 3, 5)),
        (" 31/12/2026 ", dt.date(2026, 12, 31)),
        ("29/02/2028", dt.date(2028, 2, 29)),
        ("05-03-2026", dt.date(2026, 3, 5)),
        ("05.03.2026", dt.date(2026, 3, 5)),
        ("5 3 2026", dt.date(2026, 3, 5)),
        ("05032026", dt.date(2026, 3, 5)),
    ],
)
def test_a_date_is_read_day_first(text, day):
    assert parse_vn_date(text) == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("29/02/2026", "Không có ngày 29/02/2026"),
        ("31/04/2026", "Không có ngày"),
        ("12/13/2026", "Không có ngày"),
        ("00/01/2026", "Không có ngày"),
        ("2026-03-05", "không phải là ngày"),
        ("20260305", "từ 1900 đến 2100"),
        ("5032026", "không phải là ngày"),
        ("5/3/26", "không phải là ngày"),
        ("05/03/0226", "từ 1900 đến 2100"),
        ("05/03/1899", "từ 1900 đến 2100"),
        ("05/03/2026x", "không phải là ngày"),
        ("hôm qua", "không phải là ngày"),
        ("٠٥/٠٣/٢٠٢٦", "không phải là ngày"),
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        parse_vn_date(text)
    with pytest.raises(ValidationError, match=sentence):
        VnDateField(required=False).clean(text)


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 12, 31)))
def test_a_date_written_is_read_back(day):
    assert parse_vn_date(vn_date(day)) == day


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("92,5", Decimal("92.5")),
        ("92", Decimal(92)),
        (" 0,5 ", Decimal("0.5")),
        ("-1", Decimal(-1)),
    ],
)
def test_a_number_is_read_with_a_decimal_comma(text, number):
    assert parse_vn_number(text) == number


@pytest.mark.parametrize(
    "text", ["9.5", "1.000", "9,", ",5", "9,5,1", "1e3", "NaN", "chín", "٩", "½"]
)
def test_what_is_no_number_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match="không phải là số"):
        parse_vn_number(text)
    with pytest.raises(ValidationError):
        VnDecimalField(required=False).clean(text)


@given(st.decimals(min_value=-1000, max_value=1000, places=2))
def test_a_number_written_is_read_back(number):
    assert parse_vn_number(vn_number(number)) == number


def test_a_number_stays_between_its_bounds_and_on_its_step():
    field = VnDecimalField(min_value=0, max_value=Decimal("9.5"), step=Decimal("0.5"))
    assert field.clean("9,5") == Decimal("9.5")
    for text, sentence in [
        ("10", "không được vượt quá 9,5"),
        ("-0,5", "từ 0 trở lên"),
        ("9,25", "bội số của 0,5"),
        ("", "không được để trống"),
    ]:
        with pytest.raises(ValidationError, match=sentence):
            field.clean(text)


def test_a_whole_number_has_no_decimals():
    assert VnIntegerField().clean("12") == 12
    assert VnIntegerField().clean("12,0") == 12
    with pytest.raises(ValidationError, match="số nguyên"):
        VnIntegerField().clean("12,5")
    with pytest.raises(ValidationError) as refused:
        VnIntegerField().clean(" abc ")
    assert refused.value.messages == ["“abc” không phải là số. Mời nhập một số nguyên, ví dụ 17."]


def test_points_are_cut_down_and_never_rounded_up():
    assert vn_number(Decimal("89.996"), 2) == "89,99"
    assert vn_number(Fraction(2, 3), 2) == "0,66"
    assert vn_number(Decimal("89.996")) == "89,99"
    assert vn_number(Decimal("92.50")) == "92,5"
    assert vn_number(Decimal("90.00")) == "90"
    assert cut_down(Fraction(899_999, 10_000)) == Decimal("89.99")


def test_moments_are_written_in_vietnams_time():
    moment = dt.datetime(2026, 1, 14, 17, 30, tzinfo=dt.UTC)
    assert vn_datetime(moment) == "00:30 ngày 15/01/2026"
    assert vn_date(moment) == "15/01/2026"
    assert (vn_date(None), vn_datetime(None), vn_number(None)) == ("", "", "")


def test_clauses_and_distances_are_written_in_words():
    assert clause_in_words("II.4.2.2/2") == "mục II.4.2.2, gạch đầu dòng thứ hai"
    assert clause_in_words("I.2") == "mục I.2"
    day = dt.date(2026, 11, 24)
    assert vn_weekday(day) == "Thứ Ba, 24/11/2026"
    assert [days_until(day, day + dt.timedelta(days=n)) for n in (-3, 0, 2)] == [
        "còn 3 ngày",
        "hôm nay",
        "quá 2 ngày",
    ]


@pytest.mark.parametrize("text", ["Hoàn thành ✅", "会", "a\x07b"])
def test_a_form_refuses_what_paper_cannot_print_and_names_it(text):
    with pytest.raises(ValidationError, match=r"Không in được .*U\+"):
        VnTextField().clean(text)


def test_a_form_takes_whatever_an_office_writes():
    text = "Đảng ủy – “bốn tốt” ≥ 90 → đạt; dòng một\ndòng hai"
    assert VnTextField().clean(text.replace("\n", "\r\n")) == text
