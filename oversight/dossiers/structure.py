"""The structure of a joined file: the trees of its papers as parts of one document.

A tree says what is a heading, a table, a cell, and in which order all is read; with it a file is
PDF/A-2a. The trees have more objects than all the rest of a file, so they are not copied in memory
as pages are, but written behind the file paper by paper.
"""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Object, Page, Pdf, String

from .appending import Update

# strings are passed over: what looks like a reference in them is text
_REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|(\d+) \d+ R", re.DOTALL)

_STREAM = pikepdf.AccessMode.stream  # a file that grows is not to be mapped


@dataclass(frozen=True, kw_only=True)
class Tagged:
    """A paper with a tree of its own, and the index in the joined file of its first page."""

    source: Path | io.BytesIO
    title: str
    first: int


def is_tagged(paper: Pdf) -> bool:
    """Whether the paper has a tree that can stand beside others: all its roles are standard."""
    root = paper.Root.get("/StructTreeRoot")
    return root is not None and "/RoleMap" not in root and "/ClassMap" not in root


def renumber(pages: Iterable[Page], key: int) -> int:
    """Give pages and annotations their keys in the common tree from ``key``; returns the next."""
    for page in pages:
        for holder, name in _holders(page):
            holder[name] = key
            key += 1
    return key


def untag(pages: Iterable[Page]) -> None:
    """Take away keys to a tree that is not carried over."""
    for page in pages:
        for holder, name in _holders(page):
            del holder[name]


def announce(whole: Pdf) -> None:
    """Say in a file not yet saved that its tree follows."""
    whole.Root.MarkInfo = Dictionary(Marked=True)
    whole.Root.StructTreeRoot = whole.make_indirect(Dictionary(Type=Name.StructTreeRoot))


def add_structure(target: Path, papers: Sequence[Tagged]) -> None:
    """Write the trees of ``papers`` into the joined file, of which the tree was announced."""
    with target.open("r+b") as file, pikepdf.open(target, access_mode=_STREAM) as whole:
        update = Update(file, whole)
        tree = _Tree(update, whole.Root.StructTreeRoot.objgen[0])
        pages = list(whole.pages)
        for number, paper in enumerate(papers):
            if isinstance(paper.source, io.BytesIO):
                paper.source.seek(0)
            with pikepdf.open(paper.source) as pdf:
                copies = pages[paper.first : paper.first + len(pdf.pages)]
                tree.add(pdf, copies, title=paper.title, prefix=f"{number}.")
        tree.close()
        update.close()


def _holders(page: Page) -> list[tuple[Object, str]]:
    """What on a page has a key into the tree, with the name of that key."""
    found = [(page.obj, "/StructParents")] if "/StructParents" in page.obj else []
    annotations = _each(page.obj.get("/Annots"))
    return found + [(one, "/StructParent") for one in annotations if "/StructParent" in one]


def _each(value: Any) -> list[Any]:
    """The value or values of an entry that may be one, several or missing."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


class _Tree:
    """The common tree: a document with one part for each paper."""

    def __init__(self, update: Update, root: int) -> None:
        self._update = update
        self._root = root
        self._document = update.number()
        self._parts: list[int] = []
        self._parents: list[tuple[int, int]] = []
        self._ids: list[tuple[bytes, int]] = []

    def add(self, paper: Pdf, copies: Sequence[Page], *, title: str, prefix: str) -> None:
        """Write a paper's tree as a part; ``copies`` are its pages in the joined file.

        Names of cells get the ``prefix``: they are to be the only ones in the whole tree.
        """
        root = paper.Root.StructTreeRoot
        copying = _Copying(paper, self._update, prefix)
        copying.known(root, self._document)
        for page, copy in zip(paper.pages, copies, strict=True):
            copying.known(page.obj, copy.obj.objgen[0])
            annotations = _each(page.obj.get("/Annots")), _each(copy.obj.get("/Annots"))
            for one, copied in zip(*annotations, strict=True):
                copying.known(one, copied.objgen[0])
        for part in _each(root.K):
            part.S, part.T = Name.Part, String(title)
            self._parts.append(copying.number_of(part))
        parents = NumberTree(root.ParentTree)
        for page, copy in zip(paper.pages, copies, strict=True):
            for (holder, name), (copied, _) in zip(_holders(page), _holders(copy), strict=True):
                found = copying.number_of(parents[int(holder[name])])
                self._parents.append((int(copied[name]), found))
        self._ids.extend(copying.write())

    def close(self) -> None:
        """Write what stands above the parts, and the ways into the tree."""
        parents = b" ".join(b"%d %d 0 R" % one for one in self._parents)
        entries = b"/ParentTree %d 0 R/ParentTreeNextKey %d" % (
            self._put(b"<</Nums[%s]>>" % parents),
            max((key for key, _ in self._parents), default=-1) + 1,
        )
        if self._ids:
            named = sorted(self._ids)
            names = b" ".join(b"<%s> %d 0 R" % (one.hex().encode(), at) for one, at in named)
            entries += b"/IDTree %d 0 R" % self._put(b"<</Names[%s]>>" % names)
        parts = b" ".join(b"%d 0 R" % one for one in self._parts)
        self._update.put(
            self._document,
            b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>" % (self._root, parts),
        )
        top = b"<</Type/StructTreeRoot/K[%d 0 R]%s>>" % (self._document, entries)
        self._update.put(self._root, top)

    def _put(self, body: bytes) -> int:
        number = self._update.number()
        self._update.put(number, body)
        return number


class _Copying:
    """Objects of one paper on their way into the joined file, under other numbers."""

    def __init__(self, paper: Pdf, update: Update, prefix: str) -> None:
        self._paper = paper
        self._update = update
        self._prefix = prefix.encode()
        self._numbers: dict[int, int] = {}
        self._waiting: list[int] = []

    def known(self, thing: Object, number: int) -> None:
        """An object of the paper that the joined file has already."""
        self._numbers[thing.objgen[0]] = number

    def number_of(self, thing: Object) -> int:
        """The number in the joined file of an object that is to be there too."""
        return self._number(self._paper.make_indirect(thing).objgen[0])

    def write(self) -> list[tuple[bytes, int]]:
        """Write all that is wanted, and what that refers to; returns the named elements."""
        named = []
        while self._waiting:
            own = self._waiting.pop()
            thing, number = self._paper.get_object(own, 0), self._numbers[own]
            if isinstance(thing, Dictionary):
                self._rename(thing)
                if "/ID" in thing:
                    named.append((bytes(thing.ID), number))
            body = _REFERENCE.sub(self._referring, thing.unparse(resolved=True))
            self._update.put(number, body)
        return named

    def _number(self, own: int) -> int:
        if own not in self._numbers:
            self._numbers[own] = self._update.number()
            self._waiting.append(own)
        return self._numbers[own]

    def _referring(self, found: re.Match[bytes]) -> bytes:
        return b"%d 0 R" % self._number(int(found[1])) if found[1] else found[0]

    def _rename(self, element: Object) -> None:
        if "/ID" in element:
            element.ID = String(self._prefix + bytes(element.ID))
        for attributes in _each(element.get("/A")):
            if headers := attributes.get("/Headers"):
                attributes.Headers = Array([String(self._prefix + bytes(one)) for one in headers])
