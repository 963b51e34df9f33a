"""Objects added behind a finished PDF: an incremental update (ISO 32000-1, 7.5.6).

Written straight into the file, so that the memory needed does not grow with how many they are.
"""

import hashlib
import re
import zlib
from typing import BinaryIO

import pikepdf

_ON_ONE_STREAM = 200
_TAIL = 64
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_ROW = 7  # bytes: one of kind, four of place, two of index
_PLAIN, _INSIDE = 1, 2  # kinds of a row: at an offset of the file, within a stream of objects


class Update:
    """New objects of a PDF, and new versions of old ones; there once ``close`` was called.

    ``file`` is open for reading and writing, ``base`` is what it holds so far.
    """

    def __init__(self, file: BinaryIO, base: pikepdf.Pdf) -> None:
        self._file = file
        self._first = int(base.trailer.Size)
        self._root, self._info = base.Root.objgen[0], base.docinfo.objgen[0]
        self._identifier = bytes(base.trailer.ID[0])
        file.seek(-_TAIL, 2)
        found = _START.search(file.read())
        if found is None:
            raise ValueError("Not the end of a PDF.")
        self._previous = int(found[1])
        self._rows = bytearray()
        self._replaced: dict[int, bytes] = {}
        self._batch: list[tuple[int, bytes]] = []
        self._digest = hashlib.sha256(self._identifier)

    def number(self) -> int:
        """The number of a new object, to be ``put`` later."""
        self._rows.extend(bytes(_ROW))
        return self._first + len(self._rows) // _ROW - 1

    def put(self, number: int, body: bytes) -> None:
        """Write an object that is no stream; ``number`` is a new one, or an old one's."""
        self._batch.append((number, body))
        if len(self._batch) == _ON_ONE_STREAM:
            self._flush()

    def close(self) -> None:
        """Write the table by which all of them are found."""
        self._flush()
        own = self.number()
        place = self._file.tell()
        self._note(own, _PLAIN, place, 0)
        index = [*((number, 1) for number in self._replaced), (self._first, own - self._first + 1)]
        self._write(
            own,
            b"/Type/XRef/W[1 4 2]/Index[%s]/Size %d/Prev %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]"
            % (
                b" ".join(b"%d %d" % one for one in index),
                own + 1,
                self._previous,
                self._root,
                self._info,
                self._identifier.hex().encode(),
                self._digest.digest()[: len(self._identifier)].hex().encode(),
            ),
            b"".join([*self._replaced.values(), self._rows]),
        )
        self._file.write(b"startxref\n%d\n%%%%EOF\n" % place)

    def _flush(self) -> None:
        if not self._batch:
            return
        holder, heads, place = self.number(), [], 0
        for index, (number, body) in enumerate(self._batch):
            heads.append(b"%d %d" % (number, place))
            place += len(body) + 1
            self._note(number, _INSIDE, holder, index)
        head = b" ".join(heads) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(heads), len(head))
        self._note(holder, _PLAIN, self._file.tell(), 0)
        self._write(holder, entries, head + b"\n".join(body for _, body in self._batch))
        self._batch.clear()

    def _note(self, number: int, kind: int, place: int, index: int) -> None:
        row = kind.to_bytes(1, "big") + place.to_bytes(4, "big") + index.to_bytes(2, "big")
        if number < self._first:
            self._replaced[number] = row
        else:
            at = (number - self._first) * _ROW
            self._rows[at : at + _ROW] = row

    def _write(self, number: int, entries: bytes, content: bytes) -> None:
        packed = zlib.compress(content)
        self._digest.update(packed)
        self._file.write(
            b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n"
            % (number, entries, len(packed), packed)
        )
