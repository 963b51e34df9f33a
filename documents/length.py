"""How long a paper may be that is drawn while somebody waits for the page."""

from organizations.refusals import Obstacle

from .parts import PaperContext

MAX_ROWS_IN_REQUEST = 200
"""A row costs 4–14 ms to draw (documents.md §5); a request has a few seconds."""


def rows_of(context: PaperContext) -> int:
    """How many rows the paper's tables have, and certificates pages."""
    groups = getattr(context, "groups", ())
    tables = [getattr(context, "rows", ()), getattr(context, "awards", ()), groups]
    tables += [getattr(group, "criteria", ()) for group in groups]
    return sum(len(table) for table in tables)


def too_long(context: PaperContext) -> Obstacle | None:
    """Why a paper is not drawn within a request; None where it is short enough."""
    rows = rows_of(context)
    if rows <= MAX_ROWS_IN_REQUEST:
        return None
    return Obstacle(
        "too_long",
        f"Bảng có {rows} dòng, nhiều hơn {MAX_ROWS_IN_REQUEST} dòng nên không dựng ngay được. Mời"
        " tạo tệp ở trang Hồ sơ và tập phiếu (mục Văn bản): chương trình tạo ở nền, cho biết"
        " tiến độ.",
    )
