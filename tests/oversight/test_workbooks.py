"""A year comes in from Excel, gives the answers it must, and goes out the same."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from documents.contexts import RecognitionContext
from evaluations.models import YEAR, Evaluation
from evaluations.workflow import Status
from organizations.models import AuditEvent, ImportRun, Organization, OrganizationVersion, User
from organizations.refusals import Refusal
from oversight.workbook.collecting import collect_workbook
from oversight.workbook.importing import import_workbook
from oversight.workbook.reasons import parse_reasons, write_reasons
from oversight.workbook.writing import workbook_bytes
from plans.models import Plan
from plans.workflow import PlanStatus
from recognition.printing import draft_context
from recognition.year import as_json, year_report
from registrations.models import Registration
from registrations.submission import Imported
from tests.factories import moment
from tests.oversight.workbooks import REAL, a_workbook, cells_of, evaluation, is_empty, saved

TODAY = dt.date(2026, 11, 24)
NOW = moment(TODAY)


def bring_in(book, folder, **options):
    return import_workbook(saved(book, folder), now=NOW, **options)


def exported(code: str = "DB", year: int = 2025) -> bytes:
    return workbook_bytes(collect_workbook(Organization.objects.get(code=code), year))


@pytest.mark.django_db
def test_the_real_year_gives_what_it_must_and_goes_out_the_same(tmp_path):
    import_workbook(REAL, now=NOW)
    committee = Organization.objects.get(code="DBSVHTTDL")

    answers = as_json(year_report(committee, 2025, TODAY))
    expected = json.loads(REAL.with_suffix(".expected.json").read_text(encoding="utf-8"))
    assert len(answers["units"]) == len(expected["units"])
    for unit, wanted in zip(
        [*answers["units"], answers["self"]], [*expected["units"], expected["self"]], strict=True
    ):
        unit["checks"] = {check["code"]: check["state"] for check in unit["checks"]}
        assert {key: unit[key] for key in wanted} == wanted
    for key in ("committee", "year", "eligible_count", "projected_exemplary_cap"):
        assert answers[key] == expected[key]

    decision = draft_context("recognition", committee, 2025, day=TODAY)
    assert isinstance(decision, RecognitionContext)
    assert [row.organization for row in decision.rows] == [
        "Chi bộ Văn phòng Sở",
        "Chi bộ Tổ chức – Kế hoạch tài chính",
        "Chi bộ Quản lý văn hóa – Di sản – Gia đình",
        "Chi bộ Nhà hát Chèo",
        "Chi bộ Trung tâm Xúc tiến du lịch",
    ]

    again = import_workbook(REAL, now=NOW)
    assert not again.changes
    first = exported("DBSVHTTDL")
    path = tmp_path / "lan-hai.xlsx"
    path.write_bytes(first)
    assert not import_workbook(path, now=NOW).changes


@pytest.mark.django_db
def test_what_was_exported_and_brought_into_an_empty_database_is_exported_the_same(tmp_path):
    def odd_texts(book):
        book["Đánh giá"]["AJ2"] = "  Tốt\nvà đều  "
        book["Đánh giá"]["AK2"].value = "=1+1"
        book["Đánh giá"]["AK2"].data_type = "s"
        book["Đánh giá"]["AI2"] = "1.3: gửi chậm; 2 ngày; 1.8: không phát sinh"

    with transaction.atomic():
        bring_in(a_workbook(odd_texts), tmp_path)
        first = exported()
        transaction.set_rollback(True)
    assert is_empty()
    path = tmp_path / "xuat.xlsx"
    path.write_bytes(first)
    import_workbook(path, now=NOW)
    assert cells_of(exported()) == cells_of(first)
    sheet = Evaluation.objects.get(organization__code="CB1")
    assert (sheet.strengths, sheet.shortcomings) == ("Tốt\nvà đều", "=1+1")
    points = {point.criterion.code: point for point in sheet.points.all()}
    assert (points["1.3"].points, points["1.3"].reason) == (Decimal("7.5"), "gửi chậm; 2 ngày")
    assert points["1.8"].not_applicable


@pytest.mark.django_db
def test_an_import_stands_in_place_of_persons_and_opens_no_account(tmp_path):
    bring_in(a_workbook(), tmp_path)
    run = ImportRun.objects.get()
    assert (run.file_name, len(run.sha256), run.by) == ("nam.xlsx", 64, None)
    sheet = Evaluation.objects.get(organization__code="CB1")
    assert (sheet.status, sheet.import_run, sheet.sent_by) == (Status.CONFIRMED, run, None)
    assert Evaluation.objects.get(organization__code="CB2").status == Status.SUBMITTED
    assert not User.objects.exists()
    assert not AuditEvent.objects.exclude(import_run=run).exists()


@pytest.mark.django_db
def test_a_dry_run_says_what_would_change_and_changes_nothing(tmp_path):
    result = bring_in(a_workbook(), tmp_path, dry_run=True)
    assert ("Đánh giá", Imported.ADDED, "CB1, 2025, kỳ 1") in result.changes
    assert is_empty()


@pytest.mark.django_db
@pytest.mark.parametrize("first", [1, "Năm"])
def test_a_self_review_keeps_the_months_of_the_file_in_whatever_order_they_stand(first, tmp_path):
    def with_a_self_review(book):
        year = evaluation("CB1", "Năm")
        year[3:12:8] = "20/12/2025", "24/12/2025"
        year[10] = "22/12/2025"
        year[12:35] = [None] * 23
        rows = {"Năm": year, 1: evaluation("CB1", 1)}
        sheet = book["Đánh giá"]
        sheet.delete_rows(2)
        for row in (rows.pop(first), *rows.values()):
            sheet.append(row)

    bring_in(a_workbook(with_a_self_review), tmp_path)
    months = Evaluation.objects.get(period=YEAR).months_when_sent
    assert [month["state"] for month in months] == ["passed", *["missing"] * 10, "not_due"]


@pytest.mark.django_db
def test_a_second_import_adds_only_what_is_new_and_settles_what_waited(tmp_path):
    bring_in(a_workbook(), tmp_path)

    def later(book):
        book["Đăng ký"]["D3"] = "13/01/2025"
        book["Đánh giá"]["L3"] = "07/02/2025"
        book["Đánh giá"].append(
            [*evaluation("CB1", 2)[:3], "03/03/2025", *evaluation("CB1", 2)[4:10],
             "04/03/2025", None, *evaluation("CB1", 2)[12:]]
        )  # fmt: skip

    result = bring_in(a_workbook(later), tmp_path)
    assert sorted(result.changes) == [
        ("Đánh giá", Imported.ADDED, "CB1, 2025, kỳ 2"),
        ("Đánh giá", Imported.SETTLED, "CB2, 2025, kỳ 1"),
        ("Đăng ký", Imported.SETTLED, "CB2, 2025"),
    ]
    assert Registration.objects.get(organization__code="CB2").settled_at is not None


@pytest.mark.django_db
def test_what_is_completed_of_a_row_that_is_there_is_named_as_a_change(tmp_path):
    bring_in(a_workbook(), tmp_path)
    Plan.objects.update(status=PlanStatus.DRAFT, put_in_force_at=None)

    def with_numbers(book):
        book["Tổ chức"]["G1"] = "Đảng viên chính thức"
        book["Tổ chức"]["G3"], book["Tổ chức"]["G5"] = None, 23

    result = bring_in(a_workbook(with_numbers), tmp_path, dry_run=True)
    changed = [
        ("Kế hoạch", Imported.COMPLETED, "DB, từ năm 2025"),
        ("Tổ chức", Imported.COMPLETED, "CB2, từ 01/01/2015"),
    ]
    assert sorted(result.changes) == changed
    assert not Plan.objects.get().in_force
    assert not OrganizationVersion.objects.filter(official_members=23).exists()
    assert sorted(bring_in(a_workbook(with_numbers), tmp_path).changes) == changed
    assert Plan.objects.get().in_force
    version = OrganizationVersion.objects.get(official_members=23)
    assert version.organization.code == "CB2"
    assert not bring_in(a_workbook(with_numbers), tmp_path).changes


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sheet", "cell", "value", "column", "both"),
    [
        ("Kế hoạch", "J2", 85, "Điểm tối thiểu của năm", ("90", "85")),
        ("Kế hoạch", "E2", "16/01", "Hạn chi bộ gửi đăng ký", ("“15/01”", "“16/01”")),
        ("Kế hoạch", "F2", "01/02", "Hạn gửi đăng ký cấp trên", ("“31/01”", "“01/02”")),
        ("Tổ chức", "B5", "Chi bộ Khác", "Tên", ("Chi bộ Bệnh viện", "Chi bộ Khác")),
        ("Đăng ký", "C2", "09/01/2025", "Ngày gửi", ("08/01/2025", "09/01/2025")),
        ("Đánh giá", "AJ2", "Khác", "Ưu điểm", ("Hoàn thành nhiệm vụ.", "Khác")),
        ("Đánh giá", "J3", "Không đạt", "Tự nhận mức", ("“Đạt”", "“Không đạt”")),
        ("Đánh giá", "M3", 3.5, "1.1", ("4", "3,5")),
        (
            "Xếp loại",
            "C2",
            "Hoàn thành nhiệm vụ",
            "Xếp loại chất lượng",
            ("Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ"),
        ),
    ],
)
def test_a_row_that_differs_is_refused_naming_both_values(
    sheet, cell, value, column, both, tmp_path
):
    bring_in(a_workbook(), tmp_path)
    before = cells_of(exported())

    def differs(book):
        book[sheet][cell] = value
        if cell == "M3":
            book[sheet]["AI3"] = "1.1: chậm; 1.3: báo cáo gửi chậm; 2 ngày"

    with pytest.raises(Refusal) as refusal:
        bring_in(a_workbook(differs), tmp_path)
    said = [o.sentence for o in refusal.value.obstacles if f"cột “{column}”" in o.part]
    assert len(said) == 1
    assert all(shown in said[0] for shown in both)
    assert cells_of(exported()) == before
    assert ImportRun.objects.count() == 1


def test_a_reason_may_hold_semicolons_and_colons():
    assert parse_reasons("2.1: muộn; 3 ngày; 4.4: vắng: hai đồng chí; 1.7: không phát sinh") == {
        "2.1": "muộn; 3 ngày",
        "4.4": "vắng: hai đồng chí",
        "1.7": "không phát sinh",
    }


@pytest.mark.parametrize("text", ["muộn", "2.1 muộn", "2.1:", "2.1: a; 2.1: b", "5.1: a"])
def test_reasons_without_their_form_are_refused(text):
    with pytest.raises(ValueError, match="tiêu chí"):
        parse_reasons(text)


@given(
    st.dictionaries(
        st.sampled_from(["1.1", "1.9", "1.10", "2.1", "4.4"]),
        st.text("ab ;:.2134\u00a0", min_size=1)
        .map(str.strip)
        .filter(lambda text: text.strip("; ")),
        min_size=1,
    )
)
def test_written_reasons_are_read_back_and_written_the_same(reasons):
    written = write_reasons(reasons)
    assert parse_reasons(written) == reasons
    assert list(parse_reasons(written)) == sorted(
        reasons, key=lambda code: [int(part) for part in code.split(".")]
    )


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u00a0\u00a0"])
def test_a_reason_that_reads_like_the_next_code_is_read_back_as_it_was(space):
    reasons = {"2.1": f"muộn;{space}4.4: vắng", "3.1": "chậm"}
    assert parse_reasons(write_reasons(reasons)) == reasons
