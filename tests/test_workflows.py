"""What holds for both workflows: their picture in the docs, and who writes a status."""

import re
from pathlib import Path

import pytest

from tests import workflow_docs

ROOT = Path(__file__).resolve().parent.parent
WRITERS = re.compile(
    r"""
    \.status\s*=[^=]                      # an assignment
    | ["']status["']\s*:\s*(?:["']|\w*Status\.)   # a column in a dictionary of changes
    | \b(?:update|create|bulk_update|get_or_create|update_or_create)\([^)]*\bstatus\s*=
    """,
    re.VERBOSE,
)
# Where a status may be written: services, and the changes of acts that they share.
ALLOWED = re.compile(r"/services(/|\.py)|^registrations/submission/acts\.py$|/migrations/")
APPS = (
    "organizations",
    "documents",
    "plans",
    "registrations",
    "evaluations",
    "recognition",
    "oversight",
)


def writers() -> list[str]:
    """Every line outside of the services that writes a status."""
    found = []
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if ALLOWED.search(name):
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if WRITERS.search(line):
                    found.append(f"{name}:{number}: {line.strip()}")
    return found


def test_nothing_but_services_writes_a_status():
    assert writers() == []


@pytest.mark.parametrize(
    "line",
    [
        'sheet.status = "confirmed"',
        "Evaluation.objects.filter(pk=1).update(status=Status.CONFIRMED)",
        'changes = {"status": "submitted"}',
    ],
)
def test_a_line_that_writes_a_status_is_found(line):
    """The control."""
    assert WRITERS.search(line)


def test_the_picture_of_the_workflows_says_what_the_tables_say():
    assert workflow_docs.PATH.read_text(encoding="utf-8") == workflow_docs.document()
