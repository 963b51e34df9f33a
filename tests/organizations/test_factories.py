import pytest

from organizations.models import Body
from organizations.terms import members_on, signers_on
from tests.factories import a_committee, signed_in

pytestmark = pytest.mark.django_db


def test_a_committee_is_made_by_services(client):
    made = a_committee()
    assert [cell.code for cell in made.cells] == ["CB01", "CB02"]
    assert made.office.organization == made.organization
    assert made.watcher.watched_ids == {made.cells[0].pk}
    assert len(members_on(made.organization, Body.COMMITTEE, made.office.today)) == 5
    assert len(signers_on(made.organization, made.office.today)) == 1
    other = a_committee("DBKHAC", cells=1)
    assert other.authority == made.authority
    assert signed_in(client, made.office).session
