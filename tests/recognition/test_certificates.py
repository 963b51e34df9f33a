"""Giấy khen of a commendation: on plain paper, and positioned on the pre-printed form."""

from decimal import Decimal

import pytest
from django.urls import reverse

from documents.codes import shown
from documents.services import set_certificate_offsets, set_code_printing
from recognition.certificates import certificates_by
from tests.documents.reading import MM, pages, text
from tests.evaluations.factories import YEAR
from tests.factories import signed_in
from tests.recognition.decisions import a_finished_year, by, commended, recognised

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def test_the_office_prints_certificates_both_ways_from_the_page_of_the_decision(client):
    year = a_finished_year(excellent={0})
    recognition = recognised(year)
    decision = commended(year, "CB01")
    assert [award.recipient for award in certificates_by(decision).awards] == ["Chi bộ số 1"]
    set_certificate_offsets(
        year.committee.organization,
        right=Decimal(4),
        down=Decimal("-1.5"),
        version=0,
        **by(year),
    )
    signed_in(client, year.office)
    page = client.get(reverse("recognition:decision", args=[YEAR, decision.pk])).content.decode()
    printed = {}
    for form in ("giay-trang", "phoi-in-san"):
        address = reverse("recognition:certificates", args=[YEAR, decision.pk, form])
        assert address in page
        printed[form] = client.get(address).content
        assert len(pages(printed[form])) == 1
        for said in ("Chi bộ số 1", "tiêu biểu năm", decision.symbol, "Trần Thị 1"):
            assert said in text(printed[form])
    assert "GIẤY KHEN" in text(printed["giay-trang"])
    assert "GIẤY KHEN" not in text(printed["phoi-in-san"])
    plain, moved = (
        pages(pdf)[0].line("Chi bộ số 1")[0]
        for pdf in (printed["giay-trang"], printed["phoi-in-san"])
    )
    assert abs(moved.left - plain.left - 4 * MM) < 0.2
    assert abs(moved.top - plain.top + 1.5 * MM) < 0.2

    nobody = reverse("recognition:certificates", args=[YEAR, recognition.pk, "giay-trang"])
    assert "không có Giấy khen để in" in client.get(nobody, follow=True).content.decode()
    wrong = reverse("recognition:certificates", args=[YEAR, decision.pk, "khac"])
    assert client.get(wrong).status_code == 404
    signed_in(client, year.committee.secretaries["CB01"])
    assert client.get(nobody).status_code == 404


def test_a_certificate_carries_the_code_of_its_decision_only_where_the_office_wants_it(client):
    year = a_finished_year(excellent={0, 1, 2, 3, 4})
    recognised(year)
    decision = commended(year, "CB01")
    code = shown(decision.document.code)
    signed_in(client, year.office)

    def printed(form: str) -> bytes:
        address = reverse("recognition:certificates", args=[YEAR, decision.pk, form])
        content: bytes = client.get(address).content
        return content

    assert "Mã kiểm tra" not in text(printed("giay-trang"))
    set_code_printing(year.committee.organization, on=True, version=0, **by(year))
    set_certificate_offsets(
        year.committee.organization, right=Decimal(4), down=Decimal(-2), version=0, **by(year)
    )
    (plain,), (moved,) = pages(printed("giay-trang")), pages(printed("phoi-in-san"))
    for page in (plain, moved):
        (label, *_), (word,) = page.line("Mã kiểm tra:"), page.line(code)
        cited, signer = page.line("Quyết định số"), page.line("Trần Thị 1")
        assert label.top > cited[0].bottom  # below the decision, left of who signs
        assert word.right < signer[0].left
        (address,) = [one for one in page.words if one.text.startswith("http")]
        assert address.text.endswith(f"/kiem-tra/{decision.document.code}/")
        assert address.bottom < page.height - 20 * MM
    assert abs(moved.line(code)[0].left - plain.line(code)[0].left - 4 * MM) < 0.2
    assert abs(moved.line(code)[0].top - plain.line(code)[0].top + 2 * MM) < 0.2
    trial = client.get(reverse("documents:test_print")).content
    assert code not in text(trial)
    assert "Mã kiểm tra" in text(trial)

    said = client.get(reverse("documents:check", args=[decision.document.code])).content.decode()
    assert decision.symbol in said
