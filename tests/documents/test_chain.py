"""The hash chain, without a database."""

from dataclasses import replace

import pytest

from documents.chain import GENESIS, Head, Link, first_break, link_hash


def chain(length: int, *, title: str = "Quyết định") -> list[Link]:
    links: list[Link] = []
    previous = GENESIS
    for position in range(1, length + 1):
        covered: dict[str, str | int] = {"number": position, "title": title}
        entry = link_hash(position, covered, previous)
        links.append(Link(position, covered, previous, entry))
        previous = entry
    return links


def head(links: list[Link]) -> Head:
    return Head(len(links), links[-1].hash if links else GENESIS)


@pytest.mark.parametrize("length", [0, 1, 5])
def test_a_whole_chain_has_no_break(length):
    links = chain(length)
    assert first_break(links, head(links)) is None
    assert first_break(links, head(links), head(links)) is None
    assert first_break(links, head(links), head(links[: length // 2])) is None


def edited(links: list[Link]) -> list[Link]:
    return [
        replace(link, covered={**link.covered, "title": "Khác"}) if link.position == 3 else link
        for link in links
    ]


def rehashed(links: list[Link]) -> list[Link]:
    """An edit whose own hash was made to fit."""
    changed = edited(links)
    third = changed[2]
    changed[2] = replace(third, hash=link_hash(3, third.covered, third.previous))
    return changed


@pytest.mark.parametrize(
    ("tampered", "position"),
    [
        (edited, 3),
        (rehashed, 4),
        (lambda links: links[:2] + links[3:], 3),
        (lambda links: [*links[:3], *links[2:]], 4),
        (lambda links: [links[1], links[0], *links[2:]], 1),
        (
            lambda links: [
                *links[:2],
                replace(links[3], position=3),
                replace(links[2], position=4),
                links[4],
            ],
            3,
        ),
        (lambda links: links[:-1], 5),
        (lambda links: [], 1),
    ],
    ids=["edit", "edit with its hash", "deletion", "insertion", "reordering", "swap", "cut", "all"],
)
def test_what_was_done_to_a_chain_is_found_at_its_first_place(tampered, position):
    links = chain(5)
    broken = first_break(tampered(links), head(links))
    assert broken is not None
    assert broken.position == position
    assert broken.reason


def test_a_cut_tail_with_its_head_shows_only_against_an_exported_head():
    links = chain(5)
    cut = links[:4]
    assert first_break(cut, head(cut)) is None
    broken = first_break(cut, head(cut), head(links))
    assert broken is not None
    assert "ngắn hơn" in broken.reason


def test_a_chain_written_anew_shows_only_against_an_exported_head():
    anew = chain(5, title="Viết lại")
    assert first_break(anew, head(anew)) is None
    broken = first_break(anew, head(anew), head(chain(4)))
    assert broken is not None
    assert broken.position == 4
    assert "khác" in broken.reason


def test_nothing_that_is_covered_can_be_changed_without_changing_the_hash():
    covered: dict[str, str | int] = {"a": "1", "b": 2}
    first = link_hash(1, covered, GENESIS)
    assert link_hash(1, {"b": 2, "a": "1"}, GENESIS) == first
    assert link_hash(2, covered, GENESIS) != first
    assert link_hash(1, {**covered, "b": 3}, GENESIS) != first
    assert link_hash(1, covered, "1" * 64) != first
