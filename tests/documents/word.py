"""Reading a Word file back, and letting LibreOffice lay it out."""

import io
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import docx
import pypdf
from docx.oxml.ns import qn

from documents import fonts

_FONTCONFIG = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{fonts.FOLDER}</dir>
  <match target="pattern">
    <test name="family"><string>Times New Roman</string></test>
    <edit name="family" mode="assign" binding="strong"><string>{fonts.FAMILY}</string></edit>
  </match>
</fontconfig>
"""


def converted(papers: Iterable[bytes]) -> Iterator[bytes]:
    """Each .docx as LibreOffice prints it, with our face in place of "Times New Roman".

    A machine without Microsoft's fonts takes some of its own, whose Vietnamese letters are missing
    or wider; ours is as wide as the original.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "fonts.conf").write_text(_FONTCONFIG, encoding="utf-8")
        paths = []
        for number, paper in enumerate(papers):
            paths.append(folder / f"{number}.docx")
            paths[-1].write_bytes(paper)
        subprocess.run(  # noqa: S603
            [  # noqa: S607
                "soffice",
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                name,
                *map(str, paths),
            ],
            env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
            check=True,
            capture_output=True,
        )
        for path in paths:
            yield path.with_suffix(".pdf").read_bytes()


def page_counts(papers: Iterable[bytes]) -> list[int]:
    """How many pages LibreOffice makes of each .docx."""
    return [len(pypdf.PdfReader(io.BytesIO(pdf)).pages) for pdf in converted(papers)]


def text(paper: bytes) -> str:
    """The whole text of the body but for ticks, every run of white space as one space."""
    document = docx.Document(io.BytesIO(paper))
    words: list[str] = []
    for paragraph in document.element.body.iter(qn("w:p")):
        for run in paragraph.iter(qn("w:r")):
            found = "".join(_words(run))
            if run.find(f".//{qn('w:bdr')}") is None or found.strip() not in ("", "x"):
                words.append(found)
        words.append(" ")
    return " ".join("".join(words).split())


def _words(run: Any) -> Iterator[str]:
    for element in run:
        if element.tag == qn("w:t"):
            yield element.text or ""
        elif element.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif element.tag in (qn("w:br"), qn("w:tab")):
            yield " "
