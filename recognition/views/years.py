"""Pages of the year by the rules and of its grades; they read, decide nothing."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from documents.spreadsheets import CONTENT_TYPE
from organizations.models import Role
from organizations.permissions import ActingRequest, only_for

from ..forms import YearFilter
from ..models import QualityGrade
from ..querysets import whose_year_is_read_by
from ..reasons import (
    checks_in_words,
    forecast_in_words,
    given_to,
    grade_facts,
    grounds_of,
    legend_of,
    months_of,
)
from ..tables import GRADE_LEGEND, Line, limit_in_words, line_of, shown, totals_in_words, year_file
from ..waiting import waiting
from ..year import YearReport, report_for, year_of
from .finding import known, says_where_no_plan

PER_PAGE = 50


@require_safe
@only_for(Role.SECRETARY, Role.OFFICE, Role.WATCHER)
def index(request: ActingRequest) -> HttpResponse:
    """To the current year."""
    return redirect("recognition:year", year=request.actor.today.year)


@require_safe
@only_for(Role.SECRETARY, Role.OFFICE, Role.WATCHER)
@says_where_no_plan
def year(request: ActingRequest, year: int) -> HttpResponse:
    """Every organisation of the committee, its five checks and what follows; a cell: its own."""
    known(year)
    actor = request.actor
    if actor.role == Role.SECRETARY and actor.organization is not None:
        return redirect("recognition:why", year=year, code=actor.organization.code)
    report = report_for(actor, year)
    return _year_page(request, report)


def _year_page(request: ActingRequest, report: YearReport) -> HttpResponse:
    filters = YearFilter(request.GET)
    lines = _lines(filters, report)
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("trang"))
    waits = waiting(row.facts for row in report.rows)
    context = {
        "report": report,
        "filters": filters,
        "filtered": filters.is_filtered,
        "page": page,
        "own": None if request.actor.role == Role.WATCHER else line_of(report.own),
        "totals": totals_in_words(report),
        "limit": limit_in_words(report) if request.actor.role == Role.OFFICE else "",
        "waits": waits,
        "held_up": len(report.held_up),
        "is_office": request.actor.role == Role.OFFICE,
        "years": _years_around(report.year, request),
        "legend": GRADE_LEGEND,
    }
    return render(request, "recognition/year.html", context)


def _lines(filters: YearFilter, report: YearReport) -> list[Line]:
    text, outcome = filters.wanted()
    return shown(report, text=text, outcome=outcome)


def _years_around(year: int, request: ActingRequest) -> list[int]:
    return [other for other in (year - 1, year + 1) if other <= request.actor.today.year]


@require_safe
@only_for(Role.OFFICE, Role.WATCHER)
@says_where_no_plan
def year_excel(request: ActingRequest, year: int) -> HttpResponse:
    """The table as it is filtered, all its pages, as an Excel file."""
    known(year)
    report = report_for(request.actor, year)
    filters = YearFilter(request.GET)
    lines = _lines(filters, report)
    if request.actor.role == Role.OFFICE and not filters.is_filtered:
        lines.append(line_of(report.own))
    content = year_file(report, lines, [totals_in_words(report)])
    return HttpResponse(
        content,
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="ket-qua-nam-{year}.xlsx"'},
    )


@require_safe
@only_for(Role.SECRETARY, Role.OFFICE, Role.WATCHER)
@says_where_no_plan
def why(request: ActingRequest, year: int, code: str) -> HttpResponse:
    """Vì sao? One organisation's five conditions with clause, required, found and the sheets."""
    known(year)
    organization = get_object_or_404(whose_year_is_read_by(request.actor, year), code=code)
    row = year_of(organization, year, request.actor.today)
    months = months_of(row, year)
    return render(
        request,
        "recognition/why.html",
        {
            "row": row,
            "the_year": year,
            "line": line_of(row),
            "parent_label": f"Năm {year}",
            "summary": checks_in_words(row),
            "forecast": forecast_in_words(row),
            "months_label": f"Mười hai tháng năm {year}",
            "grounds": grounds_of(row, year),
            "months": months,
            "legend": legend_of(row),
            "grade_facts": grade_facts(
                QualityGrade.objects.of_year([organization], year)[organization.pk]
            ),
            "given": given_to(organization, year, request.actor),
            "own_page": request.actor.role == Role.SECRETARY,
            "years": _years_around(year, request),
            "date": request.actor.today,
        },
    )
