"""Texts of papers: named places, filled in literally."""

import pytest

from documents.wording import PLACES, SHIPPED, fill, refuse_unknown_places, write
from organizations.refusals import Refusal

from . import papers


def test_every_shipped_text_names_known_places_only():
    for wording in SHIPPED.values():
        for text in (
            wording.name,
            wording.subject,
            wording.opening,
            *wording.grounds,
            *wording.articles,
            wording.appendix_name,
            wording.appendix_subject,
            wording.appendix_reference,
        ):
            refuse_unknown_places(text)


def test_an_unknown_place_is_refused_by_name_with_the_known_ones():
    with pytest.raises(Refusal, match=r"“\{nam\}” không tồn tại.*\{year\}"):
        fill("năm {nam}", {"nam": "2025"})


@pytest.mark.parametrize("value", ["{year}", "{{ year }}", "%(year)s", "\\1", "{0.__class__}"])
def test_a_value_is_taken_literally(value):
    assert fill("của {organization} năm {year}", {"organization": value, "year": "2025"}) == (
        f"của {value} năm 2025"
    )


def test_an_empty_value_is_dots():
    assert fill("ngày {meeting_date}", {"meeting_date": ""}) == "ngày ………"


def test_grounds_repeat_for_each_legal_reference_and_end_with_a_comma():
    values = dict.fromkeys(PLACES, "x")
    grounds = write("recognition", values, legal_references=["Điều lệ Đảng;", "Quy chế"]).grounds
    assert grounds[:2] == ("Căn cứ Điều lệ Đảng;", "Căn cứ Quy chế;")
    assert [ground[-1] for ground in grounds] == [";", ";", ";", ","]


def test_names_of_bodies_and_references_are_never_in_the_shipped_text():
    shipped = repr(SHIPPED)
    for name in ("Sở", "Hải Dương", "39-KH", "06-HD", "Văn phòng", "Bí thư"):
        assert name not in shipped


def test_the_recognition_commends_nobody():
    articles = " ".join(papers.recognition().articles)
    assert "hủy bỏ" in articles
    assert "hiệu lực kể từ ngày ký" in articles
    assert "khen" not in articles
    assert "biểu dương" not in articles
