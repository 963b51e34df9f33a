"""Every refusal says how to mend it: read from the source, as nobody provokes them all."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = (
    "organizations",
    "documents",
    "plans",
    "registrations",
    "evaluations",
    "recognition",
    "oversight",
)
# Where a refusal is made, and which of its arguments is the sentence.
MAKERS = {"Obstacle": 1, "_denied": 0}
FOUND = {"broken", "broken_scan"}
# What a sentence says when it names a way out, or ends with all that is still missing.
MENDS = re.compile(r"[Mm]ời |Muốn |[Cc]ần |phải |[Cc]hỉ |tối đa|để (công nhận|đề nghị): \.$")


def said(node: ast.expr) -> str | None:
    """The words of a sentence; None where it comes from elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return None


def reports(node: ast.Call) -> bool:
    """Whether the call tells what verify_archive found, which is not a refusal."""
    return isinstance(node.args[0], ast.Constant) and node.args[0].value in FOUND


def refusals(source: str) -> Iterator[tuple[int, str]]:
    """Line and sentence of every refusal in a module."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        place = MAKERS.get(node.func.id)
        if place is not None and len(node.args) > place:
            sentence = said(node.args[place])
            # without words of its own it only passes on what another said; verify_archive reports
            if sentence and re.search(r"\w", sentence) and not reports(node):
                yield node.lineno, sentence


@pytest.mark.parametrize("app", APPS)
def test_every_refusal_says_how_to_mend_it(app: str) -> None:
    found = [
        (path, line, sentence)
        for path in sorted((ROOT / app).rglob("*.py"))
        for line, sentence in refusals(path.read_text(encoding="utf-8"))
    ]
    assert len(found) > 20
    assert [
        f"{path.relative_to(ROOT)}:{line}: {sentence}"
        for path, line, sentence in found
        if not MENDS.search(sentence)
    ] == []


def test_a_refusal_without_a_way_out_is_found() -> None:
    source = 'Obstacle("odd", f"Ngày {day} không sau " "ngày đầu.", "day")'
    [(line, sentence)] = refusals(source)
    assert (line, sentence) == (1, "Ngày  không sau ngày đầu.")
    assert not MENDS.search(sentence)
