"""Who may open which address: the whole matrix as data.

Every named route of the project stands here once, or a test fails. To add one:

    "evaluations:sheet": Route(SECRETARY | OFFICE, kwargs=lambda world: {"pk": a_sheet(world).pk}),
    "evaluations:submit": Route(SECRETARY, "post", kwargs=…),

`kwargs` gets a committee of tests/factories.py, whose first cell is the secretary's and the
watcher's own, and may write further rows through services. The test opens the address as nobody
and as each role: nobody is sent to sign in, who is not listed finds nothing there (404), who is
listed gets an answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from evaluations.workflow import Status
from organizations.models import Role
from tests.documents.factories import a_kept_scan, an_issued
from tests.documents.word_templates import an_own_template
from tests.evaluations.factories import YEAR, AYear, evaluation_at, year_of
from tests.factories import ACommittee
from tests.oversight.factories import a_finished, a_job
from tests.plans.factories import a_plan
from tests.recognition.decisions import compiled, recognised_above, voted
from tests.recognition.factories import a_year_of
from tests.registrations.factories import a_sent_one

SECRETARY = frozenset({Role.SECRETARY})
OFFICE = frozenset({Role.OFFICE})
WATCHER = frozenset({Role.WATCHER})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
EVERYBODY = frozenset(Role)  # whoever is signed in
PUBLIC: Literal["public"] = "public"  # also without signing in


MakeKwargs = Callable[[ACommittee], dict[str, Any]]
"""Writes what stands in an address, once for all routes that name the same."""


@dataclass(frozen=True)
class Route:
    """Who reaches an address, how it is asked, and what stands in it."""

    who: frozenset[Role] | Literal["public"]
    method: Literal["get", "post"] = "get"
    kwargs: MakeKwargs = lambda world: {}


def _plan(world: ACommittee) -> dict[str, Any]:
    return {"pk": a_plan(world.organization, world.office).pk}


def _framework(world: ACommittee) -> dict[str, Any]:
    plan = a_plan(world.organization, world.office)
    return {"pk": plan.frameworks.order_by("pk")[0].pk}


def _registration(world: ACommittee) -> dict[str, Any]:
    """What the first cell sent today; the office keys in and sends for its own organisation."""
    a_plan(world.organization, world.office)
    cell, today = world.cells[0], world.office.today
    a_sent_one(cell, world.secretaries[cell.code], on=today, year=today.year)
    return {"year": today.year, "code": cell.code}


def _document(world: ACommittee) -> dict[str, Any]:
    """A decision of the committee that names the first cell."""
    return {"pk": an_issued(world, day=world.office.today).pk}


def _job(world: ACommittee) -> dict[str, Any]:
    """The dossier of the first cell, asked for by its secretary."""
    return {"pk": a_job(world).pk}


def _file(world: ACommittee) -> dict[str, Any]:
    """The same, finished; its file is gone already."""
    return {"pk": a_finished(world).pk}


def _kind(world: ACommittee) -> dict[str, Any]:
    return {"kind": "sheet"}


def _word_template(world: ACommittee) -> dict[str, Any]:
    """The office's own Word template of the sheet."""
    row = an_own_template(world, on=world.office.today)
    return {"kind": row.kind, "version": row.version}


def _word_template_kind(world: ACommittee) -> dict[str, Any]:
    return {"kind": _word_template(world)["kind"]}


def _code(world: ACommittee) -> dict[str, Any]:
    return {"code": an_issued(world, day=world.office.today).code}


def _cell(world: ACommittee) -> dict[str, Any]:
    return {"code": world.cells[0].code}


def _account(world: ACommittee) -> dict[str, Any]:
    user = world.secretaries["CB01"].user
    assert user is not None
    return {"username": user.username}


def _term_of(world: ACommittee) -> Any:
    return world.organization.terms.get()


def _term(world: ACommittee) -> dict[str, Any]:
    return {"pk": _term_of(world).pk}


def _month(world: ACommittee) -> dict[str, Any]:
    """A month of the first cell of which nobody has begun a sheet."""
    year_of(world)
    return {"year": YEAR, "period": 3, "code": world.cells[0].code}


@cache
def _sheet(status: Status, **how: Any) -> Callable[[ACommittee], dict[str, Any]]:
    """A month of the first cell with a sheet at ``status``; one function for all that ask alike."""

    def kwargs(world: ACommittee) -> dict[str, Any]:
        evaluation_at(status, year_of(world), **how)
        return {"year": YEAR, "period": 3, "code": world.cells[0].code}

    return kwargs


def _scanned_document(world: ACommittee) -> dict[str, Any]:
    document = an_issued(world, day=world.office.today)
    a_kept_scan(document, world.organization, by=world.office)
    return {"pk": document.pk, "number": 1}


def _scanned_registration(world: ACommittee) -> dict[str, Any]:
    a_plan(world.organization, world.office)
    cell, today = world.cells[0], world.office.today
    sent = a_sent_one(cell, world.secretaries[cell.code], on=today, year=today.year)
    a_kept_scan(sent, cell, by=world.office)
    return {"year": today.year, "code": cell.code, "number": 1}


def _scanned_sheet(world: ACommittee) -> dict[str, Any]:
    sheet = evaluation_at(Status.SUBMITTED, year_of(world))
    a_kept_scan(sheet, world.cells[0], by=world.office)
    return {"year": YEAR, "period": 3, "code": world.cells[0].code, "number": 1}


_READERS = SECRETARY | OFFICE | WATCHER

_EVALUATIONS: dict[str, Route] = {
    "evaluations:index": Route(_READERS),
    "evaluations:year": Route(_READERS, kwargs=lambda world: {"year": YEAR}),
    "evaluations:choose": Route(SECRETARY | OFFICE, kwargs=lambda world: {"year": YEAR}),
    "evaluations:sheet": Route(_READERS, kwargs=_sheet(Status.SUBMITTED)),
    "evaluations:content": Route(SECRETARY, kwargs=_month),
    "evaluations:meeting": Route(SECRETARY, kwargs=_month),
    "evaluations:no_meeting": Route(SECRETARY, kwargs=_month),
    "evaluations:submit": Route(SECRETARY, "post", kwargs=_sheet(Status.SUBMITTED)),
    "evaluations:take_back": Route(SECRETARY, "post", kwargs=_sheet(Status.SUBMITTED)),
    "evaluations:object": Route(SECRETARY, kwargs=_sheet(Status.SUBMITTED, from_paper=True)),
    "evaluations:ask": Route(SECRETARY, kwargs=_month),
    "evaluations:decline": Route(OFFICE, kwargs=_month),
    "evaluations:begin_review": Route(OFFICE, "post", kwargs=_sheet(Status.SUBMITTED)),
    "evaluations:confirm": Route(OFFICE, "post", kwargs=_sheet(Status.SUBMITTED)),
    "evaluations:return": Route(OFFICE, kwargs=_sheet(Status.SUBMITTED)),
    "evaluations:withdraw_return": Route(OFFICE, "post", kwargs=_sheet(Status.RETURNED)),
    "evaluations:reopen": Route(OFFICE, kwargs=_sheet(Status.CONFIRMED)),
    "evaluations:extend": Route(OFFICE, kwargs=_month),
    "evaluations:complete_basis": Route(OFFICE, kwargs=_sheet(Status.CONFIRMED)),
    "evaluations:signed_copy": Route(OFFICE, "post", kwargs=_sheet(Status.SUBMITTED)),
    "evaluations:add_scan": Route(OFFICE, kwargs=_sheet(Status.SUBMITTED)),
    "evaluations:scan": Route(_READERS, kwargs=_scanned_sheet),
    "evaluations:paper": Route(OFFICE, kwargs=_month),
    "evaluations:correct_paper": Route(OFFICE, kwargs=_sheet(Status.SUBMITTED, from_paper=True)),
    "evaluations:answer": Route(OFFICE, kwargs=_sheet(Status.SUBMITTED, from_paper=True)),
    "evaluations:history": Route(_READERS, kwargs=_sheet(Status.SUBMITTED)),
}


def _the_year(world: ACommittee) -> dict[str, Any]:
    return {"year": YEAR}


def _compiled(world: ACommittee) -> AYear:
    """A review compiled with the first cell eligible."""
    year = year_of(world)
    a_year_of(year, world.cells[0])
    compiled(year)
    return year


def _review(world: ACommittee) -> dict[str, Any]:
    _compiled(world)
    return {"year": YEAR}


def _candidate(world: ACommittee) -> dict[str, Any]:
    return _review(world) | {"code": world.cells[0].code}


def _question(world: ACommittee) -> dict[str, Any]:
    return _review(world) | {"question": "cong-nhan"}


def _voted(world: ACommittee) -> dict[str, Any]:
    """A meeting that recognised the first cell."""
    return {"year": YEAR, "pk": voted(_compiled(world), votes={"CB01": 5}).pk}


def _decided(world: ACommittee) -> dict[str, Any]:
    """A decision of the authority above on the committee."""
    year = year_of(world)
    return {"year": YEAR, "pk": recognised_above(year).pk}


def _scanned_decision(world: ACommittee) -> dict[str, Any]:
    decision = recognised_above(year_of(world))
    a_kept_scan(decision, world.organization, by=world.office)
    return {"year": YEAR, "pk": decision.pk, "number": 1}


_RECOGNITION: dict[str, Route] = {
    "recognition:index": Route(SECRETARY | OFFICE | WATCHER),
    "recognition:year": Route(SECRETARY | OFFICE | WATCHER, kwargs=_the_year),
    "recognition:year_excel": Route(OFFICE | WATCHER, kwargs=_the_year),
    "recognition:review": Route(OFFICE, kwargs=_the_year),
    "recognition:compile": Route(OFFICE, "post", kwargs=_the_year),
    "recognition:close": Route(OFFICE, "post", kwargs=_review),
    "recognition:reopen": Route(OFFICE, kwargs=_review),
    "recognition:candidate": Route(OFFICE, kwargs=_candidate),
    "recognition:vote": Route(OFFICE, kwargs=_question),
    "recognition:meeting": Route(OFFICE, kwargs=_voted),
    "recognition:issue": Route(OFFICE, kwargs=_voted),
    "recognition:minutes": Route(OFFICE, kwargs=_voted),
    "recognition:decision": Route(OFFICE, kwargs=_decided),
    "recognition:add_scan": Route(OFFICE, kwargs=_decided),
    "recognition:scan": Route(OFFICE, kwargs=_scanned_decision),
    "recognition:certificates": Route(
        OFFICE, kwargs=lambda world: {**_decided(world), "form": "giay-trang"}
    ),
    "recognition:propose": Route(OFFICE, kwargs=_the_year),
    "recognition:outer": Route(OFFICE, kwargs=_the_year),
    "recognition:grades": Route(OFFICE, kwargs=_the_year),
    "recognition:why": Route(
        SECRETARY | OFFICE | WATCHER,
        kwargs=lambda world: {"year": 2025, "code": world.cells[0].code},
    ),
}


def _paper(world: ACommittee) -> dict[str, Any]:
    """The sheet of the first cell, sent for the last month that ended."""
    evaluation_at(Status.SUBMITTED, year_of(world), period=12)
    return {"year": YEAR, "code": world.cells[0].code, "kind": "sheet"}


def _report(world: ACommittee) -> dict[str, Any]:
    """The report of the first cell."""
    year_of(world)
    return {"year": YEAR, "code": world.cells[0].code, "kind": "cell-report"}


_PAPERS: dict[str, Route] = {
    "oversight:papers": Route(SECRETARY | OFFICE, kwargs=_the_year),
    "oversight:paper": Route(_READERS, kwargs=_paper),
    "oversight:paper_final": Route(SECRETARY | OFFICE, "post", kwargs=_paper),
    "oversight:paper_issue": Route(SECRETARY | OFFICE, kwargs=_report),
    "oversight:paper_sheet": Route(_READERS, kwargs=_paper),
    "oversight:paper_pdf": Route(_READERS, kwargs=_paper),
    "oversight:paper_word": Route(_READERS, kwargs=_paper),
}


MATRIX: dict[str, Route] = {
    **_EVALUATIONS,
    **_PAPERS,
    "healthz": Route(PUBLIC),
    "organizations:sign_in": Route(PUBLIC),
    "organizations:sign_out": Route(EVERYBODY, "post"),
    "organizations:change_password": Route(EVERYBODY),
    "organizations:choose_role": Route(EVERYBODY),
    "organizations:overview": Route(EVERYBODY),
    "organizations:found": Route(ADMINISTRATOR),
    "organizations:trail": Route(SECRETARY | OFFICE | ADMINISTRATOR),
    "organizations:accounts": Route(OFFICE | ADMINISTRATOR),
    "organizations:open_account": Route(OFFICE | ADMINISTRATOR),
    "organizations:account": Route(OFFICE | ADMINISTRATOR, kwargs=_account),
    "organizations:reset_password": Route(OFFICE | ADMINISTRATOR, "post", kwargs=_account),
    "organizations:unlock_account": Route(OFFICE | ADMINISTRATOR, "post", kwargs=_account),
    "organizations:close_account": Route(OFFICE | ADMINISTRATOR, kwargs=_account),
    "organizations:rename_account": Route(OFFICE | ADMINISTRATOR, kwargs=_account),
    "organizations:grant_role": Route(OFFICE | ADMINISTRATOR, kwargs=_account),
    "organizations:end_role": Route(
        OFFICE | ADMINISTRATOR,
        kwargs=lambda world: _account(world) | {"pk": world.secretaries["CB01"].grant_id},
    ),
    "organizations:assignments": Route(OFFICE),
    "organizations:assign": Route(OFFICE),
    "organizations:end_assignment": Route(
        OFFICE, kwargs=lambda world: {"pk": world.cells[0].assignments.get().pk}
    ),
    "organizations:terms": Route(OFFICE),
    "organizations:open_term": Route(OFFICE),
    "organizations:term": Route(OFFICE, kwargs=_term),
    "organizations:edit_term": Route(OFFICE, kwargs=_term),
    "organizations:add_members": Route(OFFICE, kwargs=_term),
    "organizations:end_member": Route(
        OFFICE,
        kwargs=lambda world: _term(world) | {"member_pk": _term_of(world).members.first().pk},
    ),
    "organizations:add_signer": Route(OFFICE, kwargs=_term),
    "organizations:end_signer": Route(
        OFFICE, kwargs=lambda world: _term(world) | {"signer_pk": _term_of(world).signers.get().pk}
    ),
    "organizations:organization": Route(EVERYBODY, kwargs=_cell),
    "organizations:describe": Route(OFFICE | ADMINISTRATOR, kwargs=_cell),
    "organizations:mend_name": Route(ADMINISTRATOR, kwargs=_cell),
    "organizations:rename": Route(ADMINISTRATOR, kwargs=_cell),
    "organizations:move": Route(ADMINISTRATOR, kwargs=_cell),
    "organizations:absorb": Route(ADMINISTRATOR, kwargs=_cell),
    "organizations:unite": Route(ADMINISTRATOR, kwargs=_cell),
    "organizations:split": Route(ADMINISTRATOR, kwargs=_cell),
    "organizations:dissolve": Route(ADMINISTRATOR, kwargs=_cell),
    "documents:index": Route(SECRETARY | OFFICE | WATCHER),
    "documents:detail": Route(SECRETARY | OFFICE | WATCHER, kwargs=_document),
    "documents:download": Route(SECRETARY | OFFICE | WATCHER, kwargs=_document),
    "documents:add_scan": Route(OFFICE, kwargs=_document),
    "documents:scan": Route(SECRETARY | OFFICE | WATCHER, kwargs=_scanned_document),
    "documents:ask": Route(PUBLIC),
    "documents:check": Route(PUBLIC, kwargs=_code),
    "documents:numbers": Route(SECRETARY | OFFICE),
    "documents:reserve": Route(SECRETARY | OFFICE),
    "documents:void": Route(SECRETARY | OFFICE),
    "documents:wordings": Route(OFFICE),
    "documents:wording": Route(OFFICE, kwargs=_kind),
    "documents:restore_wording": Route(OFFICE, kwargs=_kind),
    "documents:code_printing": Route(OFFICE),
    "documents:guideline": Route(OFFICE, kwargs=lambda world: {"code": "hd-05"}),
    "documents:certificates": Route(OFFICE),
    "documents:test_print": Route(OFFICE),
    "documents:word_templates": Route(OFFICE),
    "documents:word_template": Route(OFFICE, kwargs=_kind),
    "documents:word_template_file": Route(OFFICE, kwargs=_kind),
    "documents:word_template_version": Route(OFFICE, kwargs=_word_template),
    "documents:restore_word_template": Route(OFFICE, "post", kwargs=_word_template_kind),
    "oversight:help": Route(EVERYBODY),
    "oversight:jobs": Route(SECRETARY | OFFICE),
    "oversight:cancel_job": Route(SECRETARY | OFFICE, "post", kwargs=_job),
    "oversight:download_job": Route(SECRETARY | OFFICE, kwargs=_file),
    "oversight:home": Route(EVERYBODY),
    **_RECOGNITION,
    "plans:index": Route(SECRETARY | OFFICE | WATCHER),
    "plans:open_first": Route(OFFICE, "post"),
    "plans:detail": Route(SECRETARY | OFFICE | WATCHER, kwargs=_plan),
    "plans:edit": Route(OFFICE, kwargs=_plan),
    "plans:put_in_force": Route(OFFICE, kwargs=_plan),
    "plans:start_framework": Route(OFFICE, kwargs=_plan),
    "plans:framework": Route(SECRETARY | OFFICE | WATCHER, kwargs=_framework),
    "plans:edit_framework": Route(OFFICE, kwargs=_framework),
    "registrations:index": Route(SECRETARY | OFFICE | WATCHER),
    "registrations:year": Route(SECRETARY | OFFICE | WATCHER, kwargs=lambda world: {"year": 2026}),
    "registrations:combined": Route(OFFICE, kwargs=lambda world: {"year": 2026}),
    "registrations:detail": Route(SECRETARY | OFFICE | WATCHER, kwargs=_registration),
    "registrations:edit": Route(SECRETARY, kwargs=_registration),
    "registrations:check": Route(SECRETARY, kwargs=_registration),
    "registrations:sent": Route(SECRETARY, kwargs=_registration),
    "registrations:submit": Route(SECRETARY, "post", kwargs=_registration),
    "registrations:take_back": Route(SECRETARY | OFFICE, "post", kwargs=_registration),
    "registrations:object_to_paper": Route(SECRETARY | OFFICE, "post", kwargs=_registration),
    "registrations:note": Route(SECRETARY | OFFICE, "post", kwargs=_registration),
    **{
        f"registrations:{act}": Route(OFFICE, "post", kwargs=_registration)
        for act in (
            "begin_review",
            "accept",
            "return",
            "withdraw_return",
            "reopen",
            "answer_objection",
            "signed_copy",
            "basis_number",
        )
    },
    "registrations:add_scan": Route(OFFICE, kwargs=_registration),
    "registrations:scan": Route(SECRETARY | OFFICE | WATCHER, kwargs=_scanned_registration),
    "registrations:paper": Route(OFFICE, kwargs=_registration),
}
