"""What the papers of a sheet say around its figures."""

import pytest

from evaluations.printing.pieces import framework_note
from plans.models import Framework

pytestmark = pytest.mark.once


def test_paper_says_that_the_framework_is_a_sample_whatever_became_of_its_note() -> None:
    assert framework_note(Framework(is_sample=True, note="Khung mẫu")) == "Khung mẫu"
    assert framework_note(Framework(is_sample=True)).startswith("Khung tiêu chí mẫu – thay bằng")


def test_paper_says_nothing_of_an_offices_own_framework() -> None:
    assert framework_note(Framework(note="Ban hành kèm theo Kế hoạch")) == ""
    assert framework_note(None) == ""
