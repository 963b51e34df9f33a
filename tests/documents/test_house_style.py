"""What an office sets for its committee's papers: texts of each kind and values of form."""

import ast
import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from documents import services
from documents.contexts import context_from_json
from documents.guidelines import GUIDELINES, guideline_for
from documents.house_style import guideline_of, wording_for
from documents.issuers import issuer_on
from documents.models import CertificateOffsets, DocumentWording
from documents.wording import SHIPPED, WORDING_LABELS, Wording, places_of
from documents.wording.checks import PART_LABELS, obstacles, parts_of
from documents.wording.samples import sample_paper
from organizations.models import AuditEvent
from organizations.refusals import Refusal
from tests.factories import ACommittee, a_committee, moment

from .factories import DAY, an_issued

NOW = moment(DAY)
SHEET = replace(SHIPPED["sheet"], subject="tự chấm điểm {model} {period}")


def changed(
    made: ACommittee, kind: str = "sheet", wording: Wording = SHEET, version: int = 0
) -> DocumentWording:
    """The office's own text of a kind."""
    return services.change_wording(
        made.organization, kind, wording, version=version, by=made.office, now=NOW
    )


@pytest.mark.django_db
def test_the_papers_of_a_committee_and_of_its_cells_take_its_own_text():
    made, other = a_committee(today=DAY), a_committee("DBKHAC", today=DAY)
    changed(made)
    values = dict.fromkeys(places_of("sheet"), "x") | {"model": "M", "period": "tháng 3"}
    for organization in (made.organization, *made.cells):
        text = issuer_on(organization, DAY).write("sheet", values)
        assert text.subject == "tự chấm điểm M tháng 3"
    for organization in (other.organization, *other.cells):
        text = issuer_on(organization, DAY).write("sheet", values)
        assert text.subject == "kết quả thực hiện mô hình M tháng 3"


@pytest.mark.django_db
def test_the_way_back_keeps_every_text_that_there_was():
    made = a_committee(today=DAY)
    changed(made)
    changed(made, wording=replace(SHEET, name="PHIẾU CHẤM ĐIỂM"), version=1)
    services.restore_shipped_wording(made.organization, "sheet", version=2, by=made.office, now=NOW)
    assert wording_for(made.organization, "sheet") is SHIPPED["sheet"]
    rows = DocumentWording.objects.filter(committee=made.organization).order_by("version")
    assert [row.name for row in rows] == ["PHIẾU TỰ ĐÁNH GIÁ", "PHIẾU CHẤM ĐIỂM", ""]
    with pytest.raises(Refusal) as refused:
        services.restore_shipped_wording(
            made.organization, "sheet", version=3, by=made.office, now=NOW
        )
    assert refused.value.codes == {"already_shipped"}
    said = AuditEvent.objects.filter(act__startswith="wording.").order_by("pk")
    assert [event.sentence for event in said] == [
        "Sửa câu chữ “Phiếu tự đánh giá”, bản 1: trích yếu.",
        "Sửa câu chữ “Phiếu tự đánh giá”, bản 2: tên loại.",
        "Dùng lại câu chữ mẫu “Phiếu tự đánh giá”, bản 3.",
    ]
    assert said[0].data["subject"] == [SHIPPED["sheet"].subject, SHEET.subject]


@pytest.mark.django_db
def test_two_people_cannot_write_over_each_other():
    made = a_committee(today=DAY)
    changed(made)
    for act in (
        lambda: changed(made, wording=replace(SHEET, name="KHÁC")),
        lambda: services.restore_shipped_wording(
            made.organization, "sheet", version=0, by=made.office, now=NOW
        ),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.codes == {"changed_meanwhile"}
    assert wording_for(made.organization, "sheet") == SHEET


@pytest.mark.django_db
def test_the_database_lets_nobody_change_or_delete_a_text():
    made = a_committee(today=DAY)
    row = changed(made)
    for act in (
        lambda: DocumentWording.objects.update(subject="khác"),
        lambda: DocumentWording.objects.filter(pk=row.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


@pytest.mark.django_db
def test_only_the_committees_own_office_sets_anything():
    made, other = a_committee(today=DAY), a_committee("DBKHAC", today=DAY)
    for person in (other.office, made.secretaries["CB01"], made.watcher, made.administrator):
        for act in (
            lambda who: services.change_wording(
                made.organization, "sheet", SHEET, version=0, by=who, now=NOW
            ),
            lambda who: services.change_guideline(
                made.organization, GUIDELINES[0], version=0, by=who, now=NOW
            ),
            lambda who: services.set_certificate_offsets(
                made.organization, right=Decimal(1), down=Decimal(1), version=0, by=who, now=NOW
            ),
        ):
            with pytest.raises(Refusal) as refused:
                act(person)
            assert refused.value.codes == {"not_allowed"}


@pytest.mark.django_db
def test_what_was_issued_keeps_its_text():
    made = a_committee(today=DAY)
    document = an_issued(made)
    changed(made, "recognition", replace(SHIPPED["recognition"], subject="về việc khác {year}"))
    document.refresh_from_db()
    kept = context_from_json(document.kind, document.context)
    assert kept.heading.subject == "về việc công nhận “chi bộ bốn tốt” năm 2025"


@pytest.mark.parametrize(
    ("kind", "changes", "code", "said"),
    [
        ("sheet", {"subject": "năm {nam}"}, "unknown_place", "“{nam}”"),
        ("sheet", {"subject": "lý do {reason}"}, "unknown_place", "{model}"),
        ("sheet", {"subject": "năm { year }"}, "unknown_place", "“{ year }”"),
        ("sheet", {"subject": "năm {year"}, "brace_alone", "không thành cặp"),
        ("sheet", {"subject": "năm {{year}}"}, "brace_alone", "không thành cặp"),
        ("sheet", {"subject": "năm {year.real}"}, "unknown_place", "“{year.real}”"),
        ("sheet", {"subject": "tốt 😀"}, "unprintable", "GRINNING FACE"),
        ("sheet", {"subject": "a" * 501}, "text_too_long", "501"),
        ("certificate", {"opening": "a" * 251}, "text_too_long", "tối đa 250"),
        ("sheet", {"name": ""}, "text_missing", "Tên loại"),
        ("sheet", {"articles": ("Một điều.",)}, "part_not_printed", "Các điều"),
        ("recognition", {"articles": ()}, "text_missing", "Các điều"),
        ("recognition", {"articles": ("Điều 1. Công nhận.",)}, "article_numbered", "tự đánh số"),
        ("recognition", {"articles": ("x",) * 31}, "too_many_items", "30"),
        ("recognition", {"subject": "{legal_reference}"}, "unknown_place", "legal_reference"),
    ],
)
def test_a_wrong_text_is_refused_by_name_at_its_part(kind, changes, code, said):
    found = list(obstacles(kind, replace(SHIPPED[kind], **changes)))
    assert [obstacle.code for obstacle in found] == [code]
    assert said in found[0].sentence


@pytest.mark.parametrize("kind", list(SHIPPED))
def test_every_shipped_text_passes_and_has_a_label(kind):
    assert list(obstacles(kind, SHIPPED[kind])) == []
    assert kind in WORDING_LABELS
    assert parts_of(kind)[0] == "name"
    assert set(PART_LABELS) == set(Wording.names())


def test_a_text_may_lose_what_a_paper_can_do_without():
    slim = replace(SHIPPED["recognition"], grounds=(), appendix_reference="")
    assert list(obstacles("recognition", slim)) == []


@pytest.mark.django_db
def test_a_text_may_name_every_place_that_is_offered_and_a_builder_must_give_them_all():
    made = a_committee(today=DAY)
    issuer = issuer_on(made.organization, DAY)
    with pytest.raises(KeyError, match="period"):
        issuer.write("sheet", {"model": "x"})


def test_no_app_writes_a_paper_past_the_committees_own_text():
    """Texts come from ``Issuer.write``; ``documents.wording.write`` knows of no committee."""
    root = Path(__file__).parents[2]
    apps = ("plans", "registrations", "evaluations", "recognition", "oversight")
    files = [path for app in apps for path in (root / app).rglob("*.py")]
    assert len(files) > 100
    assert [path.name for path in files if _imports_write(path.read_text(encoding="utf-8"))] == []
    assert _imports_write("from documents.wording import Text, write")


def _imports_write(source: str) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "documents.wording"
        and "write" in [name.name for name in node.names]
        for node in ast.walk(ast.parse(source))
    )


# Values of form


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "to_above", "others", "sign"),
    [
        (dt.date(2026, 5, 26), "Kính gửi", "Kính gửi", ","),
        (dt.date(2026, 5, 27), "Kính trình", "Kính gửi", ";"),
    ],
)
def test_every_kind_follows_the_guideline_of_its_day(day, to_above, others, sign):
    made = a_committee(today=DAY)
    made.organization.terms.update(recipients="Đảng ủy cấp trên\nCác chi bộ.")
    saluted, sent = set(), set()
    for kind in WORDING_LABELS:
        paper = sample_paper(kind, SHIPPED[kind], made.organization, today=day)
        if getattr(paper, "salutation", ""):
            assert vars(paper)["salutation"] == (to_above if paper.KIND == "proposal" else others)
            saluted.add(kind)
        if paper.recipients.lines:
            above, below, *_ = paper.recipients.lines
            assert (above, below) == (f"- Đảng ủy cấp trên{sign}", f"- Các chi bộ{sign}")
            assert paper.recipients.lines[-1].endswith(".")
            sent.add(kind)
    assert saluted == {"registration", "self-review", "report", "cell-report", "proposal"}
    assert sent >= {"recognition", "minutes", "sheet", "year-table", "assignments", *saluted}


@pytest.mark.django_db
def test_a_committee_sets_what_it_prints_under_each_guideline():
    made = a_committee(today=DAY)
    before, after = dt.date(2026, 5, 26), dt.date(2026, 5, 27)
    services.change_guideline(
        made.organization,
        replace(guideline_for(after), submission_salutation="Kính gửi:", recipient_separator=","),
        version=0,
        by=made.office,
        now=NOW,
    )
    assert guideline_of(made.organization, after).submission_salutation == "Kính gửi"
    assert guideline_of(made.organization, before) == guideline_for(before)
    cell = issuer_on(made.cells[0], after)
    assert cell.recipients("Đảng ủy", "Chi ủy").lines[0] == "- Đảng ủy,"
    assert guideline_of(None, after).recipient_separator == ";"
    services.change_guideline(
        made.organization, guideline_for(after), version=1, by=made.office, now=NOW
    )
    assert guideline_of(made.organization, after) == guideline_for(after)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "version", "code"),
    [
        ({"salutation": " "}, 0, "salutation_length"),
        ({"submission_salutation": "K" * 41}, 0, "salutation_length"),
        ({"recipient_separator": "."}, 0, "separator_unknown"),
        ({}, 0, "unchanged"),
        ({"salutation": "Kính trình"}, 1, "changed_meanwhile"),
    ],
)
def test_a_wrong_value_of_form_is_refused(changes, version, code):
    made = a_committee(today=DAY)
    with pytest.raises(Refusal) as refused:
        services.change_guideline(
            made.organization,
            replace(GUIDELINES[0], **changes),
            version=version,
            by=made.office,
            now=NOW,
        )
    assert refused.value.codes == {code}


@pytest.mark.django_db
def test_offsets_of_certificates_move_in_half_millimetres():
    made = a_committee(today=DAY)
    offsets = services.set_certificate_offsets(
        made.organization,
        right=Decimal("-2.5"),
        down=Decimal(30),
        version=0,
        by=made.office,
        now=NOW,
    )
    assert (offsets.right, offsets.down) == (Decimal("-2.5"), Decimal(30))
    for right, version, code in (
        (Decimal("0.3"), 1, "offset_out_of_range"),
        (Decimal("30.5"), 1, "offset_out_of_range"),
        (Decimal(1), 0, "changed_meanwhile"),
    ):
        with pytest.raises(Refusal) as refused:
            services.set_certificate_offsets(
                made.organization,
                right=right,
                down=Decimal(0),
                version=version,
                by=made.office,
                now=NOW,
            )
        assert refused.value.codes == {code}
    assert CertificateOffsets.objects.get().right == Decimal("-2.5")
