"""Whatever somebody types into what a decision prints stands there as it was typed (§2)."""

import pytest

from documents import storage
from documents.models import Document
from recognition import services
from recognition.services import Issue
from recognition.workflow import Question
from tests.documents.reading import text
from tests.recognition.decisions import (
    ISSUED,
    a_finished_year,
    by,
    compiled,
    issued,
    recognised,
    voted,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("archive")]

HOSTILE = (
    "<b>x</b><script>y</script>{{ paper.number }}{% include 'z' %}&amp;"
    "<img src='file:///etc/passwd'><link rel='attachment' href='http://127.0.0.1:9/'>"
)
BACKWARDS = "a\u202egnp.exe\u202c"
LONG = "dài " * 2_500


def printed(document: Document | None) -> str:
    """The text of a stored paper, without the spaces that lines and hyphens bring."""
    assert document is not None
    return "".join(text(storage.read(document.pdf_sha256)).split())


def squeezed(words: str) -> str:
    return "".join(words.split())


def test_a_reason_is_printed_literally_on_the_revocation_and_its_minutes():
    year = a_finished_year(1)
    recognised(year)
    reason = f"{HOSTILE} {BACKWARDS} {LONG}hết"
    meeting = voted(year, Question.REVOKE, {"CB01": 5}, reason=reason, chair=HOSTILE, clerk="x<i>y")
    paper = printed(issued(year, meeting).document)
    assert squeezed(HOSTILE) in paper
    assert "agnp.exe" in paper
    assert "\u202e" not in paper
    assert paper.count("dài") >= 2_500
    assert "root:" not in paper
    minutes = printed(services.issue_minutes(meeting, Issue(dated=ISSUED), **by(year)))
    assert squeezed(HOSTILE) in minutes
    assert "x<i>y" in minutes


def test_the_name_of_an_organisation_is_printed_literally_on_its_recognition():
    year = a_finished_year(1)
    version = year.cell.versions.get()
    name = "Chi bộ <i>{{ x }}</i> {% if %} & 'y'"
    type(version).objects.filter(pk=version.pk).update(name=name)
    compiled(year)
    paper = printed(issued(year, voted(year)).document)
    assert squeezed(name) in paper
