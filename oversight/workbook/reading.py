"""Reads the year workbook into typed rows, or says everything that is wrong with it."""

from collections.abc import Iterator
from typing import Any

from openpyxl.workbook import Workbook as ExcelWorkbook

from organizations.folding import nfc

from . import cells, layout
from .opening import count_rows, opened, refuse_what_is_no_workbook
from .problems import Place, Problems
from .rows import Row, Workbook

# Row number in the file → the cells by heading.
Line = dict[str, Any]


def read_workbook(content: bytes) -> tuple[Workbook, Problems]:
    """The rows that can be read, and everything that is wrong with the others.

    A file that cannot be opened at all, or is larger than allowed, raises ``Refusal``.
    """
    refuse_what_is_no_workbook(content)
    problems = Problems()
    count_rows(content, problems)
    problems.refuse_if_any()
    book = opened(content, read_only=False)
    read = _Reader(problems)
    rows = {title: read.sheet(book, title) for title in layout.SHEETS}
    for name in book.sheetnames:
        if nfc(name) not in layout.SHEETS:
            problems.add(
                "extra_sheet",
                "không thuộc mẫu; xóa trang này, chỉ giữ: " + ", ".join(layout.SHEETS) + ".",
                Place(name),
            )
    return (
        Workbook(
            plans=tuple(rows[layout.PLANS.title]),
            organizations=tuple(rows[layout.ORGANIZATIONS.title]),
            registrations=tuple(rows[layout.REGISTRATIONS.title]),
            evaluations=tuple(rows[layout.EVALUATIONS.title]),
            grades=tuple(rows[layout.GRADES.title]),
            criterion_codes=tuple(read.criterion_codes),
        ),
        problems,
    )


class _Reader:
    """Reads the sheets of one file; keeps what is wrong and which criteria have a column."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.criterion_codes: list[str] = []

    def sheet(self, book: ExcelWorkbook, title: str) -> list[Any]:
        """The readable rows of one sheet."""
        names = [name for name in book.sheetnames if nfc(name) == title]
        if not names or not hasattr(book[names[0]], "iter_rows"):
            self.problems.add(
                "missing_sheet", f"Thiếu trang tính “{title}”; tên trang phải ghi đúng như vậy."
            )
            return []
        sheet = book[names[0]]
        form = layout.SHEETS[title]
        for merged in sheet.merged_cells.ranges:
            self.problems.add(
                "merged_cells",
                f"ô {merged.coord} bị trộn (merge); bỏ trộn, mỗi giá trị nằm trong ô của nó.",
                Place(title, merged.min_row),
            )
        columns = self._columns(sheet, form)
        rows: list[Row] = []
        seen: dict[tuple[Any, ...], int] = {}
        for line, values in self._lines(sheet, form, columns):
            row = self._row(form, columns, line, values)
            if row is None:
                continue
            key = form.key_of(row)
            if key in seen:
                self.problems.add(
                    "duplicate_row",
                    f"trùng với dòng {seen[key]} ({form.name_of(row)}); chỉ giữ một dòng.",
                    Place(title, line),
                )
                continue
            seen[key] = line
            rows.append(row)
        return rows

    def _columns(self, sheet: Any, form: layout.Sheet) -> dict[int, layout.Column]:
        """The columns by their place; says which are unknown, missing or there twice."""
        known = form.headings()
        found: dict[int, layout.Column] = {}
        place = Place(form.title, 1)
        for cell in next(sheet.iter_rows(min_row=1, max_row=1), ()):
            if cell.value is None or plain(cell.value) == "":
                continue
            heading = plain(cell.value)
            column = known.get(heading)
            if form is layout.EVALUATIONS and layout.CRITERION_CODE.fullmatch(heading):
                column = layout.criterion_column(heading)
            if cell.data_type == "f" or column is None:
                self.problems.add(
                    "unknown_heading",
                    f"tiêu đề cột “{heading}” (ô {cell.coordinate}) không thuộc mẫu; sửa hoặc xóa"
                    " cột này.",
                    place,
                )
            elif heading in {other.heading for other in found.values()}:
                self.problems.add(
                    "duplicate_heading",
                    f"tiêu đề cột “{heading}” có hai lần (ô {cell.coordinate}); xóa một cột.",
                    place,
                )
            else:
                found[cell.column] = column
                if isinstance(column, layout.CriterionColumn):
                    self.criterion_codes.append(heading)
        present = {column.heading for column in found.values()}
        for column in form.columns:
            if not column.optional and column.heading not in present:
                self.problems.add(
                    "missing_heading",
                    f"thiếu cột “{column.heading}”; thêm tiêu đề này vào dòng đầu.",
                    place,
                )
        return found

    def _lines(
        self, sheet: Any, form: layout.Sheet, columns: dict[int, layout.Column]
    ) -> Iterator[tuple[int, Line]]:
        """Each row that is not empty as heading → value, without formulas."""
        for cells_of_row in sheet.iter_rows(min_row=2):
            values: Line = {}
            for cell in cells_of_row:
                value = cell.value
                if value is None or (isinstance(value, str) and not value.strip()):
                    continue
                column = columns.get(cell.column)
                if column is None:
                    if sheet.cell(1, cell.column).value is None:
                        self.problems.add(
                            "cell_without_heading",
                            f"ô {cell.coordinate} có nội dung nhưng cột không có tiêu đề;"
                            " xóa ô này hoặc ghi tiêu đề.",
                            Place(form.title, cell.row),
                        )
                    continue
                if cell.data_type in ("f", "e"):
                    what = "công thức" if cell.data_type == "f" else f"lỗi {value}"
                    self.problems.add(
                        "formula" if cell.data_type == "f" else "error_value",
                        f"ô chứa {what}; dán lại giá trị (Paste Values).",
                        Place(form.title, cell.row, column.heading),
                    )
                    value = None
                values[column.heading] = value
            if values:
                yield cells_of_row[0].row, values

    def _row(
        self, form: layout.Sheet, columns: dict[int, layout.Column], line: int, values: Line
    ) -> Row | None:
        """The typed row; None when one of its cells cannot be read or a column is missing."""
        fields: dict[str, Any] = {}
        points: dict[str, Any] = {}
        present = {column.heading for column in columns.values()}
        wrong = any(c.heading not in present for c in form.columns if not c.optional)
        for column in columns.values():
            place = Place(form.title, line, column.heading)
            value = values.get(column.heading)
            if value is None:
                if column.heading in values:
                    wrong = True  # a formula, already reported
                elif column.filled:
                    self.problems.add("empty_cell", "không được để trống.", place)
                    wrong = True
                elif not isinstance(column, layout.CriterionColumn):
                    fields[column.field] = column.empty
                continue
            try:
                found = column.read(value)
            except ValueError as error:
                self.problems.add("wrong_value", str(error), place)
                wrong = True
                continue
            if isinstance(column, layout.CriterionColumn):
                points[column.heading] = found
            else:
                fields[column.field] = found
        if wrong:
            return None
        if form is layout.EVALUATIONS:
            fields["points"] = points
        return form.row(line=line, said=frozenset(fields), **fields)


def plain(value: Any) -> str:
    """A heading as text; a code such as 1.1 may have become a number."""
    return str(value) if isinstance(value, float) else cells.plain_text(value)
