"""An uploaded Word template is tried in a process of its own: none holds who serves people."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.docx import __main__ as process
from documents.docx import apart
from documents.docx.apart import check_apart, draw_apart
from documents.docx.drawing import render_docx
from documents.docx.shipped import shipped_template
from documents.models import WordTemplate
from organizations.refusals import Refusal
from tests.factories import a_committee, signed_in

from . import papers, word
from .word_templates import saying

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
TIRING = saying(("{% if unit " + "or unit " * 30 + "%}x{% endif %}") * 900)
"""Says only what is allowed, in 8 KB; its check takes more than half a minute."""
UNENDING = {
    "comments that never close": saying("{#" * 200_000),
    "loops that never close": saying("{% for g in groups %}" * 1500),
    "a loop over a function": saying("{% for x in range(999999999) %}x{% endfor %}"),
}


def in_its_own_process(seconds: int, *, wait: int) -> subprocess.CompletedProcess[bytes]:
    code = (
        "import sys; from documents.docx import __main__ as it;"
        f" it.SECONDS = {seconds}; sys.exit(it.main())"
    )
    return subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-c", code, "check", "sheet"],
        input=TIRING,
        capture_output=True,
        cwd=ROOT,
        timeout=wait,
        check=False,
    )


def test_what_the_process_finds_is_what_the_check_finds():
    check_apart("sheet", shipped_template("sheet"))
    with pytest.raises(Refusal) as refusal:
        check_apart("sheet", saying("{{ mot }} {{ hai }}", "{{ unit|ba }}"))
    assert [one.code for one in refusal.value.obstacles] == [
        "unknown_field",
        "unknown_field",
        "filter_not_allowed",
    ]
    assert "“mot”" in refusal.value.obstacles[0].sentence
    assert {one.part for one in refusal.value.obstacles} == {"file"}


def test_the_process_does_without_the_rest_of_the_program():
    code = "import sys; import documents.docx.checking; sys.exit('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)  # noqa: S603
    assert done.returncode == 0


@pytest.mark.parametrize("what", UNENDING)
def test_a_template_without_end_is_refused_within_seconds(what):
    started = time.perf_counter()
    with pytest.raises(Refusal) as refusal:
        check_apart("sheet", UNENDING[what])
    assert time.perf_counter() - started < apart.WAIT_SECONDS + 2
    assert "too_much_work" not in refusal.value.codes  # what it says is wrong, not only how long
    assert "Mời" in refusal.value.obstacles[0].sentence


def test_the_process_draws_what_would_be_drawn_here():
    own, paper = saying("{{ unit }} của văn phòng"), papers.sheet()
    assert word.text(draw_apart("sheet", paper, own)) == word.text(render_docx("sheet", paper, own))


def test_a_template_that_draws_for_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(apart, "WAIT_SECONDS", 1)
    with pytest.raises(Refusal) as refusal:
        draw_apart("sheet", papers.sheet(), TIRING)
    assert "dùng lại mẫu chung" in refusal.value.obstacles[0].sentence


def test_a_template_that_can_no_longer_be_used_is_named():
    with pytest.raises(Refusal) as refusal:
        draw_apart("sheet", papers.sheet(), saying("{{ khong_con }}"))
    assert refusal.value.codes == {"unknown_field"}
    with pytest.raises(Refusal) as refusal:
        draw_apart("sheet", papers.sheet(), b"hong")
    assert refusal.value.codes == {"not_drawn"}


def test_the_process_is_ended_at_its_bound_of_processor_time():
    assert in_its_own_process(1, wait=30).returncode < 0
    assert process.SECONDS < apart.WAIT_SECONDS  # before anybody's patience ends


def test_control_without_that_bound_it_goes_on():
    with pytest.raises(subprocess.TimeoutExpired):
        in_its_own_process(60, wait=2)


def test_the_process_is_ended_by_the_clock_too(monkeypatch):
    monkeypatch.setattr(apart, "WAIT_SECONDS", 1)
    started = time.perf_counter()
    with pytest.raises(Refusal) as refusal:
        check_apart("sheet", TIRING)
    assert refusal.value.codes == {"too_much_work"}
    assert time.perf_counter() - started < 4


@pytest.mark.django_db
def test_the_page_says_so_and_keeps_nothing(client, monkeypatch):
    monkeypatch.setattr(apart, "WAIT_SECONDS", 1)
    made = a_committee()
    signed_in(client, made.office)
    file = SimpleUploadedFile("Phiếu mới.docx", TIRING)
    page = reverse("documents:word_template", args=["sheet"])
    started = time.perf_counter()
    response = client.post(page, {"version": "0", "file": file})
    assert time.perf_counter() - started < apart.WAIT_SECONDS + 2
    assert response.status_code == 422
    assert "xử lý quá lâu nên việc kiểm tra đã bị dừng" in response.content.decode()
    assert not WordTemplate.objects.exists()
