"""Reading the structure tree of a PDF: is it sound, and what does it read aloud."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, NumberTree, Object, Page, Pdf

Place = tuple[int, int]
"""A page by its index and a marked content of it by its number."""


class Structure:
    """The tree of a PDF from its root down, and from its pages up."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.Root.StructTreeRoot
        self.faults: list[str] = []
        self.elements: dict[int, Object] = {}
        self.names: set[bytes] = set()
        self.unread: list[Place] = []
        """What no way from the root leads to: the running numbers of pages."""
        self._pages = {page.obj.objgen[0]: index for index, page in enumerate(pdf.pages)}
        self._read: dict[Place, int] = {}
        self._parents: dict[int, Any] = dict(NumberTree(self.root.ParentTree))
        for kid in each(self.root.K):
            self._go(kid, self.root)
        self._ask_names()
        self._ask_pages()

    def _go(self, element: Object, parent: Object) -> None:
        number = element.objgen[0]
        if not number or number in self.elements:
            self._fault(f"{number} is direct or met twice")
            return
        self.elements[number] = element
        if element.P.objgen != parent.objgen:
            self._fault(f"{number} names another parent")
        if "/Pg" in element and element.Pg.objgen[0] not in self._pages:
            self._fault(f"{number} is on a page that is not there")
        if "/ID" in element:
            if bytes(element.ID) in self.names:
                self._fault(f"{number} has the name of another")
            self.names.add(bytes(element.ID))
        for kid in each(element.get("/K")):
            if isinstance(kid, int):
                self._read[self._pages.get(element.Pg.objgen[0], -1), kid] = number
            elif kid.get("/Type") == "/OBJR":
                self._ask_annotation(kid.Obj, element)
            else:
                self._go(kid, element)

    def _ask_names(self) -> None:
        headers = {
            bytes(name)
            for element in self.elements.values()
            if "/A" in element
            for name in element.A.get("/Headers", [])
        }
        if headers - self.names:
            self._fault("cells name heads that are not there")
        tree = self.root.get("/IDTree")
        if tree is not None and {bytes(name) for name in list(tree.Names)[::2]} != self.names:
            self._fault("names are not found")

    def _ask_annotation(self, annotation: Object, element: Object) -> None:
        found = [
            index
            for index, page in enumerate(self.pdf.pages)
            if annotation.objgen in [one.objgen for one in page.obj.get("/Annots", [])]
        ]
        if len(found) != 1 or int(annotation.StructParent) not in self._parents:
            self._fault("an annotation is on no page or has no parent")
        elif self._parents[int(annotation.StructParent)].objgen != element.objgen:
            self._fault("an annotation has another parent")

    def _ask_pages(self) -> None:
        keys: list[int] = []
        asked: set[Place] = set()
        for index, page in enumerate(self.pdf.pages):
            if "/StructParents" not in page.obj:
                continue
            keys.append(int(page.obj.StructParents))
            for number in marked_content(page):
                asked.add((index, number))
                self._ask((index, number), self._parents.get(keys[-1], []), page)
        if set(self._read) - asked:
            self._fault("what is read is not marked on a page with a key")
        annotations = (one for page in self.pdf.pages for one in page.obj.get("/Annots", []))
        keys += [int(one.StructParent) for one in annotations if "/StructParent" in one]
        if len(set(keys)) < len(keys):
            self._fault("a key is used twice")
        if max(keys, default=-1) >= self.root.get("/ParentTreeNextKey", 1 << 31):
            self._fault("the next key is taken")

    def _ask(self, place: Place, parents: Any, page: Page) -> None:
        number = place[1]
        if number >= len(parents) or not isinstance(parents[number], Dictionary):
            self._fault(f"{place} has no parent")
            return
        parent = parents[number]
        if parent.Pg.objgen != page.obj.objgen or number not in each(parent.K):
            self._fault(f"{place} is not in its parent")
        elif parent.objgen[0] not in self.elements:
            self.unread.append(place)
        elif self._read.get(place) != parent.objgen[0]:
            self._fault(f"{place} is read elsewhere")

    def _fault(self, what: str) -> None:
        self.faults.append(what)


def each(value: Any) -> list[Any]:
    """The value or values of an entry that may be one, several or missing."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def marked_content(page: Page) -> Iterator[int]:
    """The numbers of what is marked on a page."""
    for one in pikepdf.parse_content_stream(page):
        if str(one.operator) == "BDC" and isinstance(marks := one.operands[1], Dictionary):
            yield from (int(number) for number in each(marks.get("/MCID")))


def read_aloud(path: Path) -> list[str]:
    """The texts of a PDF in the order of its tree."""
    told = subprocess.run(  # noqa: S603
        ["pdfinfo", "-struct-text", str(path)],  # noqa: S607
        capture_output=True,
        check=True,
    ).stdout.decode(errors="replace")
    lines = (line.strip() for line in told.splitlines())
    return [line.strip('"') for line in lines if line.startswith('"')]
