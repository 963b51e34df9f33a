"""The pages on which an office sets texts, values of form and the place of certificates."""

import pytest
from django.urls import reverse

from documents import services
from documents.certificates import test_print_context as a_test_print
from documents.house_style import guideline_of, wording_for
from documents.models import CertificateOffsets, DocumentWording
from documents.render import render_html, render_pdf
from documents.wording import SHIPPED, WORDING_LABELS, Wording
from documents.wording.samples import paper_kind, sample_paper
from tests.documents.reading import MM, filled_boxes, pages, text
from tests.factories import a_committee, moment, signed_in

from .factories import DAY
from .test_house_style import changed

pytestmark = pytest.mark.django_db


def typed(kind: str = "sheet", version: int = 0, **changes: str) -> dict[str, str]:
    """What the form of a kind sends."""
    lines = {part: said for part, said in SHIPPED[kind].as_lines().items() if said}
    return {**lines, "version": str(version), **changes}


def test_the_list_says_which_texts_are_the_offices_own(client, django_assert_num_queries):
    made = a_committee(today=DAY)
    signed_in(client, made.office)
    address = reverse("documents:wordings")
    client.get(address)
    with django_assert_num_queries(8) as asked:
        assert "Câu chữ riêng" not in client.get(address).content.decode()
    changed(made)
    changed(made, wording=SHIPPED["sheet"], version=1)
    changed(made, "ballot", Wording(name="PHIẾU", subject="s", opening="o"))
    with django_assert_num_queries(len(asked.captured_queries)):
        page = client.get(address).content.decode()
    assert page.count("Câu chữ riêng") == 2


def test_the_office_saves_a_text_and_goes_back_after_being_asked(client):
    made = a_committee()
    address = reverse("documents:wording", args=["sheet"])
    signed_in(client, made.office)
    answer = client.post(address, typed(subject="tự chấm {period}"), follow=True)
    assert "Đã lưu câu chữ “Phiếu tự đánh giá” (bản 1)" in answer.content.decode()
    assert wording_for(made.organization, "sheet").subject == "tự chấm {period}"
    back = reverse("documents:restore_wording", args=["sheet"])
    asked = client.get(back).content.decode()
    assert "tự chấm {period}" in asked
    assert SHIPPED["sheet"].subject in asked
    answer = client.post(back, {"version": "1"}, follow=True)
    assert "dùng câu chữ mẫu" in answer.content.decode()
    assert wording_for(made.organization, "sheet") is SHIPPED["sheet"]


@pytest.mark.parametrize("then", ["save", "sheet", "pdf"])
def test_a_wrong_text_is_refused_with_what_was_typed(client, then):
    made = a_committee()
    signed_in(client, made.office)
    answer = client.post(
        reverse("documents:wording", args=["sheet"]),
        typed(subject="năm {nam} <b>", then=then),
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "không có trường “{nam}”" in page
    assert "năm {nam} &lt;b&gt;" in page
    assert not DocumentWording.objects.exists()


def test_an_older_page_cannot_write_over_a_newer_text(client):
    made = a_committee()
    changed(made)
    answer = signed_in(client, made.office).post(
        reverse("documents:wording", args=["sheet"]), typed(version=0, name="KHÁC")
    )
    assert answer.status_code == 422
    assert "vừa được người khác cập nhật" in answer.content.decode()
    assert DocumentWording.objects.count() == 1


def test_what_is_typed_is_seen_on_paper_without_being_kept(client):
    made = a_committee()
    signed_in(client, made.office)
    address = reverse("documents:wording", args=["sheet"])
    sheet = client.post(address, typed(subject="tự chấm {period}", then="sheet"))
    assert "DỰ THẢO" in sheet.content.decode()
    assert "tự chấm " in sheet.content.decode()
    pdf = client.post(address, typed(subject="tự chấm {period}", then="pdf"))
    said = text(pdf.content)
    assert "tự chấm tháng 3 năm 2025" in said
    assert "DỰ THẢO" in said
    assert not DocumentWording.objects.exists()


@pytest.mark.once
def test_every_text_has_a_sample_paper(client):
    made = a_committee(today=DAY)
    for kind in WORDING_LABELS:
        paper = sample_paper(kind, SHIPPED[kind], made.organization, today=DAY)
        page = render_html(paper_kind(kind), paper)
        assert SHIPPED[kind].name in page
        assert "{" not in page.partition("<body")[2]


def test_an_unknown_kind_or_guideline_is_not_there(client):
    made = a_committee()
    signed_in(client, made.office)
    for name in ("wording", "restore_wording"):
        assert client.get(reverse(f"documents:{name}", args=["visit"])).status_code == 404
    assert client.get(reverse("documents:guideline", args=["hd-99"])).status_code == 404


def test_the_office_sets_values_of_form(client):
    made = a_committee(today=DAY)
    signed_in(client, made.office)
    address = reverse("documents:guideline", args=["hd-36"])
    assert "Kính gửi" in client.get(address).content.decode()
    values = {
        "salutation": "Kính gửi",
        "submission_salutation": "Kính trình",
        "recipient_separator": ";",
        "version": "0",
    }
    assert "36-HD/VPTW" in client.post(address, values, follow=True).content.decode()
    assert guideline_of(made.organization, DAY).submission_salutation == "Kính trình"
    wrong = client.post(address, {**values, "recipient_separator": ".", "version": "1"})
    assert wrong.status_code == 422


# Certificates on a pre-printed form


@pytest.mark.parametrize(("right", "said"), [("0,3", "bội số của 0,5"), ("31", "vượt quá 30")])
def test_offsets_are_checked_and_kept(client, right, said):
    made = a_committee()
    signed_in(client, made.office)
    address = reverse("documents:certificates")
    answer = client.post(address, {"right": right, "down": "0", "version": "0"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    answer = client.post(address, {"right": "-2,5", "down": "4", "version": "0"}, follow=True)
    assert "dời sang phải -2,5 mm, xuống dưới 4 mm" in answer.content.decode()
    assert CertificateOffsets.objects.get().right_steps == -5


@pytest.mark.once
def test_the_test_print_is_one_page_whose_crosses_and_text_move_with_the_offsets():
    made = a_committee(today=DAY)
    before = render_pdf("certificate", a_test_print(made.organization, today=DAY))
    services.set_certificate_offsets(
        made.organization, right=3, down=-2, version=0, by=made.office, now=moment(DAY)
    )
    after = render_pdf("certificate", a_test_print(made.organization, today=DAY))
    assert len(pages(before)) == len(pages(after)) == 1
    first, moved = filled_boxes(before), filled_boxes(after)
    flat = [box for box in first if abs(box[2] - 10 * MM) < 0.1]
    centres = sorted((box[0] + box[2] / 2, box[1] + box[3] / 2) for box in flat)
    wanted = [(20, 20), (20, 190), (277, 20), (277, 190)]
    for (x, y), (left, top) in zip(centres, wanted, strict=True):
        assert abs(x - left * MM) < 0.6
        assert abs(y - top * MM) < 0.6
    for one, other in zip(first, moved, strict=True):
        assert abs(other[0] - one[0] - 3 * MM) < 0.1
        assert abs(other[1] - one[1] + 2 * MM) < 0.1
    here, there = (pages(pdf)[0].line("CHI BỘ BẢO TÀNG TỈNH")[0] for pdf in (before, after))
    assert abs(there.left - here.left - 3 * MM) < 0.2
    assert abs(there.top - here.top + 2 * MM) < 0.2


def test_the_office_chooses_whether_numbered_papers_carry_a_code(client):
    made = a_committee(today=DAY)
    signed_in(client, made.office)
    address = reverse("documents:code_printing")
    assert "không in mã kiểm tra" in client.get(reverse("documents:wordings")).content.decode()
    answer = client.post(address, {"on": "on", "version": "0"}, follow=True)
    assert "Văn bản ban hành từ nay có in mã kiểm tra." in answer.content.decode()
    assert "Văn bản có số có in mã kiểm tra" in answer.content.decode()
    stale = client.post(address, {"version": "0"})
    assert stale.status_code == 422
