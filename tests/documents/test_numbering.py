"""Numbers and symbols, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.contexts import KINDS
from documents.numbering import CODE_OF_KIND, CODES, next_number, skipped, symbol


@pytest.mark.parametrize(
    ("number", "written"), [(5, "05-QĐ/ĐU"), (45, "45-QĐ/ĐU"), (99_999, "99999-QĐ/ĐU")]
)
def test_a_number_below_ten_is_written_with_a_leading_zero(number, written):
    assert symbol("QĐ", "ĐU", number) == written


@given(st.sets(st.integers(1, 60)), st.integers(1, 80))
def test_taking_a_number_with_those_skipped_leaves_no_gap_above_the_highest(used, number):
    highest = max(used, default=None)
    left = set(skipped(highest, number))
    assert not left & used
    if number >= next_number(highest):
        assert used | left | {number} >= set(range(next_number(highest), number + 1))


def test_a_series_begins_with_one():
    assert next_number(None) == 1
    assert next_number(7) == 8
    assert list(skipped(2, 5)) == [3, 4]
    assert list(skipped(2, 3)) == []


def test_each_numbered_kind_has_a_known_code_and_decisions_share_one():
    assert set(CODE_OF_KIND.values()) <= set(CODES)
    assert {CODE_OF_KIND[kind] for kind in ("recognition", "commendation", "revocation")} == {"QĐ"}
    assert not {"sheet", "registration", "year-table"} & set(CODE_OF_KIND)
    assert "sheet" in KINDS
