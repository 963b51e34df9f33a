"""Writes every shipped template anew."""

from documents.docx.building import build
from documents.docx.building.kinds import BODIES
from documents.docx.shipped import FOLDER

for kind in BODIES:
    (FOLDER / f"{kind}.docx").write_bytes(build(kind))
