"""Reads the year workbook into typed rows, or says everything that is wrong with it."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from openpyxl.workbook import Workbook as ExcelWorkbook

from organizations.folding import nfc

from . import cells, layout
from .opening import Cell, Scan, opened, refuse_what_is_no_workbook
from .problems import Place, Problems
from .rows import Row, Workbook

# Heading → the cell's value.
Line = dict[str, Any]


def read_workbook(content: bytes) -> tuple[Workbook, Problems]:
    """The rows that can be read, and everything that is wrong with the others.

    A file that cannot be opened at all, or is larger than allowed, raises ``Refusal``.
    """
    refuse_what_is_no_workbook(content)
    book = opened(content)
    try:
        return _read(book)
    finally:
        book.close()


def _read(book: ExcelWorkbook) -> tuple[Workbook, Problems]:
    read = _Reader()
    rows = {title: read.sheet(book, title) for title in layout.SHEETS}
    for name in book.sheetnames:
        if nfc(name) not in layout.SHEETS:
            read.other_sheet(book[name])
    read.oversized.refuse_if_any()
    return (
        Workbook(
            plans=tuple(rows[layout.PLANS.title]),
            organizations=tuple(rows[layout.ORGANIZATIONS.title]),
            registrations=tuple(rows[layout.REGISTRATIONS.title]),
            evaluations=tuple(rows[layout.EVALUATIONS.title]),
            grades=tuple(rows[layout.GRADES.title]),
            criterion_codes=tuple(read.criterion_codes),
        ),
        read.problems,
    )


class _Reader:
    """Reads the sheets of one file; keeps what is wrong and which criteria have a column.

    ``oversized`` is said alone: of a sheet that is too long not everything wrong is known.
    """

    def __init__(self) -> None:
        self.problems = Problems()
        self.oversized = Problems()
        self.criterion_codes: list[str] = []

    def sheet(self, book: ExcelWorkbook, title: str) -> list[Any]:
        """The readable rows of one sheet."""
        names = [name for name in book.sheetnames if nfc(name) == title]
        if not names or not hasattr(book[names[0]], "iter_rows"):
            self.problems.add(
                "missing_sheet", f"Thiếu trang tính “{title}”; tên trang phải ghi đúng như vậy."
            )
            return []
        scan = Scan(book[names[0]])
        rows = list(self._rows(scan, layout.SHEETS[title]))
        for merged in scan.merged:
            self.problems.add(
                "merged_cells",
                f"ô {merged.coord} bị trộn (merge); bỏ trộn, mỗi giá trị nằm trong ô của nó.",
                Place(title, merged.min_row),
            )
        self._note_length(scan, title)
        return rows

    def other_sheet(self, sheet: Any) -> None:
        """A sheet that is no part of the form."""
        if hasattr(sheet, "iter_rows"):
            scan = Scan(sheet)
            for _ in scan.rows():
                pass
            self._note_length(scan, nfc(sheet.title))
        self.problems.add(
            "extra_sheet",
            "không thuộc mẫu; xóa trang này, chỉ giữ: " + ", ".join(layout.SHEETS) + ".",
            Place(sheet.title),
        )

    def _note_length(self, scan: Scan, title: str) -> None:
        if scan.too_long:
            self.oversized.add(
                "too_many_rows",
                "có hơn 5.000 dòng dữ liệu; chia thành nhiều tệp.",
                Place(title),
            )

    def _rows(self, scan: Scan, form: layout.Sheet) -> Iterator[Row]:
        rows = scan.rows()
        headings = next(rows, [])
        if headings and headings[0].line != 1:
            headings, rows = [], chain([headings], rows)
        columns = self._columns(headings, form)
        headed = {cell.column for cell in headings}
        seen: dict[tuple[Any, ...], int] = {}
        for cells_of_row in rows:
            values = self._values(cells_of_row, form, columns, headed)
            line = cells_of_row[0].line
            row = self._row(form, columns, line, values) if values else None
            if row is None:
                continue
            key = form.key_of(row)
            if key in seen:
                self.problems.add(
                    "duplicate_row",
                    f"trùng với dòng {seen[key]} ({form.name_of(row)}); chỉ giữ một dòng.",
                    Place(form.title, line, form.columns[0].heading),
                )
                continue
            seen[key] = line
            yield row

    def _columns(self, headings: list[Cell], form: layout.Sheet) -> dict[int, layout.Column]:
        """The columns by their place; says which are unknown, missing or there twice."""
        known = form.headings()
        found: dict[int, layout.Column] = {}
        place = Place(form.title, 1)
        for cell in headings:
            heading = plain(cell.value)
            if heading == "":
                continue
            column = known.get(heading)
            if form is layout.EVALUATIONS and layout.CRITERION_CODE.fullmatch(heading):
                column = layout.criterion_column(heading)
            if cell.kind == "f" or column is None:
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

    def _values(
        self,
        cells_of_row: list[Cell],
        form: layout.Sheet,
        columns: dict[int, layout.Column],
        headed: set[int],
    ) -> Line:
        """A row as heading → value, without formulas; empty where nothing is in it."""
        values: Line = {}
        for cell in cells_of_row:
            value = cell.value
            if isinstance(value, str) and not value.strip():
                continue
            column = columns.get(cell.column)
            if column is None:
                if cell.column not in headed:
                    self.problems.add(
                        "cell_without_heading",
                        f"ô {cell.coordinate} có nội dung nhưng cột không có tiêu đề;"
                        " xóa ô này hoặc ghi tiêu đề.",
                        Place(form.title, cell.line),
                    )
                continue
            if cell.kind in ("f", "e"):
                what = "công thức" if cell.kind == "f" else f"lỗi {value}"
                self.problems.add(
                    "formula" if cell.kind == "f" else "error_value",
                    f"ô chứa {what}; dán lại giá trị (Paste Values).",
                    Place(form.title, cell.line, column.heading),
                )
                value = None
            values[column.heading] = value
        return values

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
                    self.problems.add(
                        "empty_cell", "không được để trống; ghi giá trị vào ô này.", place
                    )
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
