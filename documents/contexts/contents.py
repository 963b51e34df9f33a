"""The page in front of a joined file: what is in it and on which page, and the heads of chains."""

from dataclasses import dataclass
from typing import ClassVar

from ..parts import PaperContext
from ..plain import Plain


@dataclass(frozen=True, kw_only=True)
class ContentsRow(Plain):
    """One part: its title and where it stands (``7``, ``7 - 9``, or ``chưa có``)."""

    title: str
    pages: str
    section: str = ""
    """A heading above it; empty where it continues the section."""
    sha256: str = ""
    """Of the part's own file before it was joined, in hexadecimal; kept, not printed."""


@dataclass(frozen=True, kw_only=True)
class HeadLine(Plain):
    """The end of an organisation's chain of issued documents."""

    organization: str
    length: str = ""
    """How many documents; empty where none was issued yet."""
    hash: str = ""
    """SHA-256 in hexadecimal of the last."""


@dataclass(frozen=True, kw_only=True)
class ContentsContext(PaperContext):
    """Mục lục of a dossier or book."""

    KIND: ClassVar[str] = "contents"
    OF_THE_PRINT: ClassVar[frozenset[str]] = PaperContext.OF_THE_PRINT | {"heads", "made"}

    rows: tuple[ContentsRow, ...]
    heads: tuple[HeadLine, ...] = ()
    made: str = ""
    """When the file was put together, in words."""

    @property
    def title(self) -> str:
        """What the whole file is, for its metadata and its place in the archive."""
        return self.heading.subject[:1].upper() + self.heading.subject[1:]
