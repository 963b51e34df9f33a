"""How long papers take, against bare WeasyPrint in the same run; exits 1 where a limit is broken.

script/bench documents [--sheets 500]

Ours and bare draw the same HTML in turns in one process, bare twice (A/A): what the second bare run
differs from the first is what this machine cannot tell apart. Time is that of the processor.
The book is one year of the demo's sheets, as often as needed, made by the code that the worker
runs; its memory is measured in a process that makes nothing else. Word files are laid out by
LibreOffice.
"""

import argparse
import io
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pypdf

from tests.bench.measuring import Line, highest_memory, say, seconds, told

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 40
MEMORY = "--only-the-book"


def bare(html: str) -> bytes:
    """WeasyPrint and nothing else, with fonts and stylesheet shared."""
    import weasyprint

    from documents import engine

    fetcher, font_config, stylesheet = engine.setting()
    pdf: bytes = weasyprint.HTML(
        string=html, base_url=engine.BUNDLED, url_fetcher=fetcher
    ).write_pdf(stylesheets=[stylesheet], font_config=font_config, pdf_variant="pdf/a-2a")
    return pdf


def decision() -> Iterator[Line]:
    """A decision of one page, as PDF and in Word."""
    from documents.docx import render_docx
    from documents.render import render_html, render_pdf
    from tests.documents import papers

    paper = papers.revocation()
    html = render_html(paper.KIND, paper)
    if len(pypdf.PdfReader(io.BytesIO(bare(html))).pages) != 1:
        raise AssertionError("The decision is to have one page.")
    acts: dict[str, Callable[[], Any]] = {
        "bare": partial(bare, html),
        "bare again": partial(bare, html),
        "ours": lambda: render_pdf(paper.KIND, paper),
    }
    for act in acts.values():
        act()
    took: dict[str, list[float]] = {name: [] for name in acts}
    for order in itertools.islice(itertools.cycle(itertools.permutations(acts)), ROUNDS):
        for name in order:
            took[name].append(seconds(acts[name]))
    middle = {name: statistics.median(found) for name, found in took.items()}
    yield Line(
        "decision of one page, ours : bare",
        middle["ours"] / middle["bare"],
        1.5,
        "×",
        f"bare {middle['bare'] * 1000:.0f} ms, A/A {middle['bare again'] / middle['bare']:.2f}",
    )
    decided = papers.recognition()
    render_docx(decided.KIND, decided)
    word = [seconds(lambda: render_docx(decided.KIND, decided)) for _ in range(ROUNDS)]
    yield Line("decision in Word", statistics.median(word) * 1000, 100, "ms")


def a_book(sheets: int) -> Any:
    """A year of the demo's sheets, as often as needed, as the worker finds them."""
    from dataclasses import replace

    from django.utils import timezone

    from organizations.models import Organization, Role, User
    from oversight.dossiers import whole_of
    from oversight.models import Job
    from oversight.workflow import JobKind

    now = timezone.now()
    committee = Organization.objects.get(code="DBSVHTTDL")
    job = Job(
        kind=JobKind.BOOK,
        requester=User.objects.get(username="vanphong"),
        requested_as=Role.OFFICE,
        committee=committee,
        organization=committee,
        year=now.year - 1,
        title="Tập phiếu",
    )
    whole = whole_of(job, now=now)
    there = [part for part in whole.parts if _drawable(part)]
    return replace(whole, parts=tuple(itertools.islice(itertools.cycle(there), sheets)))


def _drawable(part: Any) -> bool:
    from organizations.refusals import Refusal

    try:
        part.draw()
    except Refusal:
        return False
    return True


def _html_of(part: Any) -> str:
    """What the part draws, caught on its way to WeasyPrint."""
    from documents import render

    caught: list[str] = []
    drawn = render.html_to_pdf

    def catch(html: str) -> bytes:
        caught.append(html)
        return b""

    render.html_to_pdf = catch
    try:
        part.draw()
    finally:
        render.html_to_pdf = drawn
    return caught[0]


def book(sheets: int) -> Iterator[Line]:
    """The book against the sum of bare renders of its sheets, made in turns."""
    from oversight.dossiers import build

    whole = a_book(sheets)
    htmls = {part.title + part.section: _html_of(part) for part in whole.parts}
    took = {"bare": 0.0, "bare again": 0.0}
    aside = 0.0

    def between(done: int, total: int) -> None:
        nonlocal aside
        if done < total:
            part = whole.parts[done]
            html = htmls[part.title + part.section]
            for name in sorted(took, reverse=bool(done % 2)):
                found = seconds(partial(bare, html))
                took[name] += found
                aside += found

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "parts").mkdir()
        spent = seconds(lambda: build(whole, folder / "book.pdf", folder / "parts", between))
    yield Line(
        f"book of {sheets} sheets, ours : sum of bare",
        (spent - aside) / took["bare"],
        1.3,
        "×",
        f"ours {spent - aside:.1f} s, bare {took['bare']:.1f} s,"
        f" A/A {took['bare again'] / took['bare']:.2f}",
    )


def only_the_book(sheets: int) -> None:
    """Make the book and print the highest memory of this process, in MB."""
    from oversight.dossiers import build

    whole = a_book(sheets)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "parts").mkdir()
        build(whole, folder / "book.pdf", folder / "parts", lambda done, total: None)
    say(str(highest_memory()))


def memory(sheets: int) -> Iterator[Line]:
    """The same book in a process of its own."""
    said = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "tests.bench.documents", MEMORY, "--sheets", str(sheets)],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
    ).stdout
    yield Line(f"memory of a book of {sheets} sheets", float(said.split()[-1]), 300, "MB")


def word_pages() -> Iterator[Line]:
    """Samples of which LibreOffice makes another number of pages than the PDF has."""
    from documents.docx import render_docx
    from documents.render import render_pdf
    from oversight.dossiers.joining import pages_of
    from tests.documents.papers import SAMPLES
    from tests.documents.word import page_counts

    contexts = {name: sample() for name, sample in SAMPLES.items()}
    counts = page_counts(render_docx(one.KIND, one) for one in contexts.values())
    others = [
        f"{name} ({found} for {expected})"
        for (name, one), found in zip(contexts.items(), counts, strict=True)
        if found != (expected := pages_of(render_pdf(one.KIND, one)))
    ]
    yield Line(
        f"of {len(contexts)} samples, pages in Word unlike PDF",
        len(others),
        0,
        "",
        ", ".join(others),
    )


def main() -> int:
    """Measure everything; 1 where a limit is broken."""
    parser = argparse.ArgumentParser(prog="script/bench documents")
    parser.add_argument("--sheets", type=int, default=500, help="sheets of the book")
    parser.add_argument(MEMORY, action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()

    import django

    if options.only_the_book:
        django.setup()
        only_the_book(options.sheets)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"APP_ENV": "development", "DATA_DIR": folder}
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        from django.core.management import call_command

        say("Loading the demo …")
        call_command("migrate", verbosity=0)
        call_command("load_demo", stdout=io.StringIO())
        return told(
            itertools.chain(decision(), word_pages(), memory(options.sheets), book(options.sheets))
        )


if __name__ == "__main__":
    sys.exit(main())
