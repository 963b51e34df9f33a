"""Exit codes and sentences of the commands: 0 done, 1 refused, 2 wrongly called."""

import datetime as dt
import json
from importlib import import_module

import pytest
from django.db import OperationalError

from documents.models import Document
from evaluations import services as sheets
from oversight.workbook.importing import import_workbook
from tests.documents.reading import pages
from tests.evaluations.factories import a_year, sheet_values
from tests.factories import as_of, moment
from tests.oversight.workbooks import a_workbook, is_empty, saved

pytestmark = pytest.mark.django_db

NOW = moment(dt.date(2026, 11, 24))
TODAY_OF_MARCH = dt.date(2025, 4, 4)


@pytest.fixture(autouse=True)
def _connections_stay_open(monkeypatch):
    """A command run as from a shell closes its connections; the test still needs them."""
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)


@pytest.fixture
def run(capsys):
    """Run a command as the shell does: exit code, what it printed, what it complained."""

    def run_(name: str, *arguments: object) -> tuple[int, str, str]:
        module = import_module(f"oversight.management.commands.{name}")
        code = 0
        try:
            # the checks look at the tests' own settings of templates
            words = [*map(str, arguments), "--skip-checks"]
            module.Command().run_from_argv(["manage.py", name, *words])
        except SystemExit as left:
            code = int(left.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_


@pytest.fixture
def a_small_year(tmp_path):
    import_workbook(saved(a_workbook(), tmp_path), now=NOW)


IN_2025 = ("--committee", "DB", "--year", 2025)


@pytest.mark.usefixtures("a_small_year")
def test_year_report_answers_as_json_and_as_a_table(run):
    code, out, err = run("year_report", *IN_2025, "--date", "2025-03-20", "--format", "json")
    answer = json.loads(out)
    assert (code, err, answer["date"]) == (0, "", "2025-03-20")
    assert [unit["code"] for unit in answer["units"]] == ["CB1", "CB2"]
    assert answer["units"][0]["missing_months"] == [2]
    code, out, _ = run("year_report", *IN_2025, "--format", "table")
    assert code == 0
    assert "Chi bộ Văn phòng Sở" in out
    assert "99,50" in out


@pytest.mark.usefixtures("a_small_year")
@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("--committee", "X", "--year", 2025, "--format", "json"), 1, "Không có đảng bộ mã X"),
        (("--committee", "CB1", "--year", 2025, "--format", "json"), 1, "Không có đảng bộ mã CB1"),
        (("--committee", "DB", "--year", 2020, "--format", "json"), 1, "Chưa có kế hoạch"),
        (("--committee", "DB", "--year", 25, "--format", "json"), 2, "không phải là năm"),
        ((*IN_2025, "--format", "xml"), 2, "chỉ nhận"),
        ((*IN_2025, "--format", "json", "--date", "31/12/2025"), 2, "không phải là ngày"),
        ((*IN_2025,), 2, "thiếu tham số: --format"),
        ((*IN_2025, "--format", "json", "--colour"), 2, "không có tham số: --colour"),
    ],
)
def test_year_report_refuses_with_a_sentence(run, arguments, code, sentence):
    left, out, err = run("year_report", *arguments)
    assert (left, out) == (code, "")
    assert sentence in err


def test_import_prints_what_it_did_or_would_do(run, tmp_path):
    path = saved(a_workbook(), tmp_path)
    code, out, _ = run("import_workbook", path, "--dry-run")
    assert code == 0
    assert "chưa ghi gì" in out
    assert "+ thêm Đánh giá: CB1, 2025, kỳ 1" in out
    assert is_empty()
    code, out, _ = run("import_workbook", path)
    assert code == 0
    assert "Đánh giá: thêm 2" in out
    code, out, _ = run("import_workbook", path)
    assert "Mọi dòng trong tệp đã có trong chương trình." in out

    def with_numbers(book):
        book["Tổ chức"]["G1"], book["Tổ chức"]["G5"] = "Đảng viên chính thức", 23

    path = saved(a_workbook(with_numbers), tmp_path)
    code, out, _ = run("import_workbook", path, "--dry-run")
    assert "+ bổ sung Tổ chức: CB2, từ 01/01/2015" in out
    assert "Tổ chức: thêm 0, bổ sung 1, đã có, bỏ qua 3" in out


def test_import_refuses_on_standard_error(run, tmp_path):
    def spoil(book):
        book["Đăng ký"]["C2"] = "31/02/2025"

    code, out, err = run("import_workbook", saved(a_workbook(spoil), tmp_path))
    assert (code, out) == (1, "")
    assert "Trang tính “Đăng ký”, dòng 2, cột “Ngày gửi”" in err
    assert run("import_workbook")[0] == 2


@pytest.mark.usefixtures("a_small_year")
def test_export_writes_the_file_or_says_why_not(run, tmp_path):
    path = tmp_path / "xuat.xlsx"
    code, out, _ = run("export_workbook", *IN_2025, path)
    assert code == 0
    assert "2 đăng ký, 2 phiếu" in out
    assert path.read_bytes().startswith(b"PK")
    code, _, err = run("export_workbook", *IN_2025, tmp_path / "khong-co" / "xuat.xlsx")
    assert code == 1
    assert "Không ghi được tệp" in err


@pytest.mark.once
@pytest.mark.usefixtures("a_small_year")
@pytest.mark.parametrize(
    "arguments",
    [
        ("sheet", "--organization", "CB1", "--period", 1),
        ("sheet", "--organization", "CB2", "--period", 7, "--blank"),
        ("registration", "--organization", "CB1"),
        ("recognition",),
    ],
    ids=lambda arguments: " ".join(map(str, arguments)),
)
def test_a_document_is_drawn_without_being_issued(run, arguments, tmp_path):
    for options, name, start in (((), "a.pdf", b"%PDF"), (("--format", "docx"), "a.docx", b"PK")):
        path = tmp_path / name
        code, _, err = run("render_document", *arguments, *IN_2025, *options, "--output", path)
        assert (code, err) == (0, "")
        assert path.read_bytes().startswith(start)


@pytest.mark.once
@pytest.mark.usefixtures("a_small_year")
@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (("dossier", "--organization", "CB1"), ["Bản đăng ký", "Phiếu tháng 1/2025"]),
        (("dossier",), ["Danh sách tổng hợp đăng ký", "Bảng tổng hợp năm"]),
        (("book", "--period", 1), ["Chi bộ Văn phòng"]),
    ],
    ids=lambda value: " ".join(map(str, value)),
)
def test_a_joined_file_is_drawn_as_a_preview_and_nothing_is_archived(
    run, arguments, parts, tmp_path
):
    path = tmp_path / "ra" / "tep.pdf"
    path.parent.mkdir()
    code, _, err = run("render_document", *arguments, *IN_2025, "--output", path)
    assert (code, err) == (0, "")
    first, *others = pages(path.read_bytes())
    for title in parts:
        assert first.line(title)
    assert first.line("BẢN XEM TRƯỚC")
    assert others
    assert not Document.objects.exists()
    assert [one.name for one in path.parent.iterdir()] == ["tep.pdf"]


@pytest.mark.usefixtures("a_small_year")
@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("dossier", "--format", "docx"), 1, "không có bản Word"),
        (("book", "--blank"), 1, "không có mẫu trống"),
        (("book", "--organization", "CB1"), 1, "CB1 là chi bộ"),
        (("book", "--period", 9), 1, "Chưa có nội dung nào để in"),
        (("dossier", "--period", 1), 1, "Hồ sơ là của cả năm"),
        (("sheet", "--organization", "CB1"), 2, "ghi --period từ 1 đến 12"),
        (("sheet", "--organization", "CB1", "--period", 5), 1, "chưa gửi phiếu tháng 5/2025"),
        (("sheet", "--organization", "CB9", "--period", 1), 1, "Không có tổ chức mã CB9"),
        (("revocation",), 1, "hủy bỏ"),
        (("sheet", "--period", 13), 2, "không phải là kỳ"),
        (("poem",), 2, "chỉ nhận"),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, tuple) else None,
)
def test_what_cannot_be_drawn_is_refused(run, arguments, code, sentence, tmp_path):
    path = tmp_path / "van-ban.pdf"
    left, _, err = run("render_document", *arguments, *IN_2025, "--output", path)
    assert left == code
    assert sentence in err
    assert not path.exists()


def test_a_draft_is_nobodys_to_print_or_to_export(run, tmp_path):
    year = a_year()
    cell, secretary = year.cell, as_of(year.secretary, TODAY_OF_MARCH)
    sheets.save(
        cell, 2025, 3, sheet_values(year, 3), version=0, by=secretary, now=moment(TODAY_OF_MARCH)
    )
    common = ("--committee", year.committee.organization.code, "--year", 2025)
    code, _, err = run(
        "render_document", "sheet", *common, "--organization", "CB01", "--period", 3,
        "--output", tmp_path / "phieu.pdf",
    )  # fmt: skip
    assert code == 1
    assert "chưa gửi phiếu tháng 3/2025" in err
    _, out, _ = run("export_workbook", *common, tmp_path / "xuat.xlsx")
    assert "0 phiếu" in out


def test_a_database_that_does_not_answer_is_said_so(run, monkeypatch):
    def silent() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("oversight.commands.connection.ensure_connection", silent)
    code, out, err = run("year_report", *IN_2025, "--format", "json")
    assert (code, out) == (1, "")
    assert err.startswith("Không mở được cơ sở dữ liệu: mời kiểm tra DATABASE_URL")
    assert "refused" not in err


@pytest.mark.usefixtures("a_small_year")
@pytest.mark.parametrize("kind", ["sheet", "cell-minutes", "monthly-summary"])
@pytest.mark.parametrize("period", [(), ("--period", "year")])
def test_a_paper_of_a_month_asked_for_without_one_is_bad_usage(run, tmp_path, kind, period):
    path = tmp_path / "phieu.pdf"
    code, out, err = run("render_document", kind, *IN_2025, *period, "--output", path)
    assert (code, out) == (2, "")
    assert f"{kind} là của một tháng; ghi --period từ 1 đến 12" in err
    assert not path.exists()


def test_a_database_that_was_not_prepared_is_said_so(run, monkeypatch):
    monkeypatch.setattr(
        "oversight.commands.MigrationExecutor.migration_plan", lambda *ignored: ["something"]
    )
    code, _, err = run("year_report", *IN_2025, "--format", "json")
    assert code == 1
    assert "manage.py migrate" in err


def test_the_demo_is_refused_where_people_work_and_beside_other_data(run, settings, tmp_path):
    settings.APP_ENV = "production"
    code, _, err = run("load_demo")
    assert code == 1
    assert "đang dùng thật" in err
    settings.APP_ENV = "test"
    import_workbook(saved(a_workbook(), tmp_path), now=NOW)
    code, _, err = run("load_demo")
    assert code == 1
    assert "đã có dữ liệu khác" in err


def test_the_help_of_a_command_is_in_vietnamese(run):
    code, out, _ = run("year_report", "--help")
    assert code == 0
    assert "Cách dùng:" in out
    assert not [word for word in ("usage", "options", "show this help") if word in out]


@pytest.mark.parametrize("written", ["20261124", "24/11/2026", "2026-11-31"])
def test_a_day_of_the_report_is_written_year_first(run, written):
    code, _, err = run(
        *("year_report", "--committee", "DB", "--year", "2026", "--format", "json"),
        *("--date", written),
    )
    assert code == 2
    assert f"“{written}” không phải là ngày" in err
