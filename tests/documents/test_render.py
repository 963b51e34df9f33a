"""Contexts drawn as PDF: one face, nothing fetched, the same bytes each time, texts literal."""

import hashlib
import io
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, cast

import pypdf
import pytest
import weasyprint

from documents.contexts import KINDS
from documents.render import html_to_pdf, render_html, render_pdf, template_version

from . import papers
from .reading import text

pytestmark = pytest.mark.once


def drawn(name: str) -> bytes:
    context = papers.SAMPLES[name]()
    return html_to_pdf(render_html(context.KIND, context))


def test_every_kind_has_a_sample():
    assert {paper().KIND for paper in papers.SAMPLES.values()} == set(KINDS)


def test_another_process_gives_the_same_bytes():
    program = (
        "import hashlib, django; django.setup();"
        "from tests.documents import papers; from documents.render import render_pdf;"
        "print(hashlib.sha256(render_pdf('recognition', papers.recognition())).hexdigest())"
    )
    there = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        capture_output=True,
        check=True,
        text=True,
    ).stdout.strip()
    assert there == hashlib.sha256(drawn("recognition")).hexdigest()


def test_threads_wait_for_the_one_renderer_and_get_whole_papers():
    found: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: found.append(drawn("registration"))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1


def test_the_file_is_archival_with_language_title_author_and_bookmarks():
    pdf = drawn("recognition")
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root = cast(Any, reader.trailer["/Root"])
    metadata = root["/Metadata"].get_data().decode()
    assert 'pdfaid:part="2"' in metadata or "<pdfaid:part>2<" in metadata
    assert 'conformance="A"' in metadata or "conformance>A<" in metadata
    assert root["/Lang"] == "vi"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata
    assert reader.metadata.title == "QUYẾT ĐỊNH về việc công nhận “chi bộ bốn tốt” năm 2025"
    assert reader.metadata.author == papers.COMMITTEE_NAME
    first, (nested,) = cast(Any, reader.outline)
    assert first.title.startswith("QUYẾT ĐỊNH")
    assert nested.title == "DANH SÁCH chi bộ được công nhận “chi bộ bốn tốt” năm 2025"


def test_ten_thousand_characters_without_a_space_stay_on_the_page():
    pdf = render_pdf("registration", papers.registration(breakthrough_task="x" * 10_000))
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) > 3
    assert text(pdf).replace(" ", "").count("x") >= 10_000


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/x.png",
        "data:text/plain,x",
        "bundled:../render.py",
        "bundled:",
        "bundled:OFL-tinos.txt",
    ],
)
def test_an_address_in_the_markup_is_not_fetched_and_the_pdf_is_still_made(address, caplog):
    html = f'<body><p>Trước</p><img src="{address}" alt="ảnh"><object data="{address}"></object>Sau'
    pdf = html_to_pdf(f"<title>x</title>{html}")
    assert "Trước" in text(pdf)
    assert "Sau" in text(pdf)
    assert not pypdf.PdfReader(io.BytesIO(pdf)).pages[0].images


def test_control_an_unlimited_fetcher_would_read_a_file_of_the_machine(tmp_path):
    """Without our fetcher the same markup takes a file into the PDF."""
    secret = tmp_path / "secret.css"
    secret.write_text("body::after { content: 'BÍ MẬT' }")
    html = f'<link rel="stylesheet" href="file://{secret}"><body><p>Trước</p>'
    assert "BÍ MẬT" in text(weasyprint.HTML(string=html).write_pdf())
    assert "BÍ MẬT" not in text(html_to_pdf(html))


def test_a_context_of_another_kind_is_an_error():
    with pytest.raises(ValueError, match="is not the context"):
        render_pdf("sheet", papers.registration())


def test_the_version_of_templates_is_a_short_fingerprint():
    assert len(template_version()) == 16
