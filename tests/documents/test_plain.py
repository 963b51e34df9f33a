"""Contexts to canonical JSON and back."""

import json
import unicodedata
from dataclasses import replace

import pytest

from documents.contexts import KINDS, context_from_json
from documents.parts import Heading, Letterhead

from . import papers


@pytest.mark.parametrize(
    "paper",
    [sample() for sample in papers.SAMPLES.values()],
    ids=list(papers.SAMPLES),
)
def test_a_context_comes_back_from_its_json_unchanged(paper):
    text = paper.to_canonical_json()
    assert context_from_json(paper.KIND, text) == paper
    assert context_from_json(paper.KIND, text).to_canonical_json() == text


def test_equal_contexts_have_equal_json_in_nfc_without_escapes():
    heading = Heading(name=unicodedata.normalize("NFD", "QUYẾT ĐỊNH"))
    assert heading.to_canonical_json() == '{"name":"QUYẾT ĐỊNH","subject":""}'


@pytest.mark.parametrize("value", [5, 2.5, b"x", {"a": "b"}, ["x", 1]])
def test_anything_but_text_in_a_context_is_an_error(value):
    with pytest.raises(TypeError, match=r"Heading\.name"):
        Heading(name=value)


def test_lists_are_frozen_as_tuples():
    head = Letterhead(body_above=["A"], issuing_body=["B"], place_and_date="")
    assert head.body_above == ("A",)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("sheet", {"unknown": "x"}),
        ("sheet", {"unit": 5}),
        ("sheet", {"groups": "x"}),
        ("sheet", {"vote": []}),
        ("no-such-kind", {}),
    ],
)
def test_json_of_another_form_is_refused(kind, change):
    data = {**json.loads(papers.sheet().to_canonical_json()), **change}
    with pytest.raises(ValueError, match=r"."):
        context_from_json(kind, json.dumps(data))


def test_json_with_a_missing_field_is_refused():
    data = json.loads(papers.sheet().to_canonical_json())
    del data["period"]
    with pytest.raises(ValueError, match="period"):
        context_from_json("sheet", json.dumps(data))


def test_the_title_joins_kind_and_subject():
    paper = papers.registration()
    assert paper.title == "BẢN ĐĂNG KÝ xây dựng “chi bộ bốn tốt” năm 2026"
    assert replace(paper, heading=Heading(name="TỜ TRÌNH")).title == "TỜ TRÌNH"


def test_every_kind_names_itself():
    assert all(kind == context.KIND for kind, context in KINDS.items())
