"""The factories bring a sheet to every status, and what is in memory is what is stored."""

import pytest

from evaluations.models import Evaluation
from evaluations.periods import YEAR
from evaluations.workflow import Status

from .factories import evaluation_at


@pytest.mark.django_db
@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("period", [3, 12, YEAR])
def test_a_sheet_walks_to_every_status_and_memory_equals_the_row(status: Status, period: int):
    evaluation = evaluation_at(status, period=period)

    stored = Evaluation.objects.get(pk=evaluation.pk)
    assert stored.status == status
    for field in Evaluation._meta.fields:
        assert getattr(stored, field.attname) == getattr(evaluation, field.attname), field.name
