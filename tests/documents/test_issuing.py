"""Issuing: number, chain, frozen context and file together or not at all."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from documents import services, storage
from documents.contexts import context_from_json
from documents.issuers import issuer_on
from documents.models import ChainHead, Document, DocumentReader, NumberEntry
from documents.numbering import NumberState
from documents.render import ENGINE, html_to_pdf, render_html, render_pdf, template_version
from documents.services import chaining, issuing
from organizations import services as organization_services
from organizations.models import AuditEvent, Body
from organizations.refusals import Obstacle, Refusal
from tests.factories import a_committee, moment
from tests.refused import refused

from . import papers
from .factories import DAY, a_draft, a_frozen_sheet, a_sheet_draft, an_issued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("drawn_at_once")]


def test_an_issued_document_holds_everything_it_rests_on():
    made = a_committee(today=DAY)
    document = an_issued(made)
    assert document.symbol == "01-QĐ/ĐU"
    assert document.dated == DAY
    assert document.issued_at == moment(DAY)
    assert document.issued_by == made.office.user
    assert document.term == made.organization.terms.get()
    assert (document.signer_title, document.signer_name) == ("BÍ THƯ", "Trần Thị 1")
    assert json.loads(document.facts)["CB01"]["points"] == "95.00"
    assert (document.engine, document.template_version) == (ENGINE, template_version())
    assert "Số 01-QĐ/ĐU" in document.context
    event = AuditEvent.objects.get(act="document.issue")
    assert event.subject_id == document.pk
    assert "01-QĐ/ĐU" in event.sentence


def test_the_frozen_context_draws_the_stored_bytes_again(monkeypatch):
    monkeypatch.setattr(chaining, "render_pdf", render_pdf)
    document = an_issued(a_committee(today=DAY))
    context = context_from_json(document.kind, document.context)
    anew = html_to_pdf(render_html(document.kind, context))
    assert anew == storage.read(document.pdf_sha256)


def test_numbers_follow_one_another_and_decisions_share_their_series():
    made = a_committee(today=DAY)
    assert [an_issued(made).symbol for _ in range(3)] == ["01-QĐ/ĐU", "02-QĐ/ĐU", "03-QĐ/ĐU"]
    assert services.proposed_number(made.organization, "QĐ", made.organization.terms.get()) == 4
    assert services.proposed_number(made.organization, "BB", made.organization.terms.get()) == 1


def test_decisions_of_the_committee_and_its_standing_board_share_one_series():
    made = a_committee(today=DAY)
    board = issuer_on(made.organization, DAY, body=Body.STANDING_BOARD)
    an_issued(made)
    draft = replace(a_draft(made), issuer=board)
    second = services.issue(draft, by=made.office, now=moment(DAY))
    third = an_issued(made)
    assert [d.symbol for d in (second, third)] == ["02-QĐ/ĐU", "03-QĐ/ĐU"]
    assert NumberEntry.objects.values("organization", "paper_code", "term").distinct().count() == 1


def test_each_document_holds_the_hash_of_the_one_before():
    made = a_committee(today=DAY)
    first, second = an_issued(made), an_issued(made)
    assert second.previous_hash == first.hash
    head = ChainHead.objects.get(organization=made.organization)
    assert (head.length, head.hash) == (2, second.hash)


def test_numbers_run_on_over_the_turn_of_the_year_and_begin_again_with_a_term():
    made = a_committee(today=DAY)
    an_issued(made, day=dt.date(2025, 12, 31))
    assert an_issued(made, day=dt.date(2026, 1, 2)).number == 2
    term = organization_services.open_term(
        made.organization,
        organization_services.TermValues(
            name="2025–2030",
            from_date=dt.date(2026, 2, 1),
            committee_name="ĐẢNG ỦY SỞ",
            place="Hải Dương",
        ),
        by=made.office,
        now=moment(dt.date(2026, 2, 1)),
    )
    organization_services.add_signer(
        term,
        full_name="Trần Thị 2",
        title="BÍ THƯ",
        from_date=dt.date(2026, 2, 1),
        by=made.office,
        now=moment(dt.date(2026, 2, 1)),
    )
    document = an_issued(made, day=dt.date(2026, 2, 3))
    assert (document.number, document.signer_name) == (1, "Trần Thị 2")


def test_a_typed_number_is_taken_and_leaves_its_gap_explained():
    made = a_committee(today=DAY)
    with refused("number_gap"):
        an_issued(made, number=4)
    document = an_issued(made, number=4, skipped_reason="Số 01–03 đã cấp cho văn bản giấy")
    assert document.symbol == "04-QĐ/ĐU"
    entries = NumberEntry.objects.filter(organization=made.organization)
    assert [(e.number, e.state) for e in entries] == [
        (1, "reserved"),
        (2, "reserved"),
        (3, "reserved"),
        (4, "taken"),
    ]
    assert an_issued(made).number == 5


def test_the_same_number_is_never_given_twice():
    made = a_committee(today=DAY)
    an_issued(made)
    with refused("number_taken"):
        an_issued(made, number=1)
    with refused("number_range"):
        an_issued(made, number=0, skipped_reason="x")


def test_a_reserved_number_may_be_typed_and_a_void_one_never():
    made = a_committee(today=DAY)
    term = made.organization.terms.get()
    book = (made.organization, "QĐ", term)
    services.reserve_numbers(*book, up_to=2, reason="Giữ", by=made.office, now=moment(DAY))
    services.void_number(*book, 1, reason="Viết hỏng", by=made.office, now=moment(DAY))
    with refused("number_taken") as refusal:
        an_issued(made, number=1)
    assert "Viết hỏng" in refusal.obstacles[0].sentence
    assert an_issued(made, number=2).number == 2
    assert an_issued(made).number == 3


def test_reserving_and_voiding_need_a_reason_and_leave_no_gap():
    made = a_committee(today=DAY)
    book = (made.organization, "QĐ", made.organization.terms.get())
    with refused("reason_missing"):
        services.reserve_numbers(*book, up_to=1, reason=" ", by=made.office, now=moment(DAY))
    with refused("number_gap"):
        services.void_number(*book, 3, reason="Hỏng", by=made.office, now=moment(DAY))
    services.void_number(*book, 1, reason="Hỏng", by=made.office, now=moment(DAY))
    with refused("number_taken"):
        services.reserve_numbers(*book, up_to=1, reason="Giữ", by=made.office, now=moment(DAY))
    with refused("paper_code"):
        services.void_number(book[0], "XX", book[2], 1, reason="x", by=made.office, now=moment(DAY))
    assert AuditEvent.objects.filter(act="number.void").count() == 1


def test_a_slip_of_the_key_does_not_keep_back_a_whole_series():
    made = a_committee(today=DAY)
    book = (made.organization, "QĐ", made.organization.terms.get())
    with refused("too_many_numbers"):
        an_issued(made, number=99_999, skipped_reason="Đã cấp cho văn bản giấy")
    with refused("too_many_numbers") as refusal:
        services.reserve_numbers(
            *book, up_to=1001, reason="Sổ giấy", by=made.office, now=moment(DAY)
        )
    assert "1001 số (01–1001)" in refusal.obstacles[0].sentence
    assert not NumberEntry.objects.exists()
    services.reserve_numbers(*book, up_to=1000, reason="Sổ giấy", by=made.office, now=moment(DAY))
    assert an_issued(made).number == 1001  # the control


def test_only_the_own_office_issues():
    made = a_committee(today=DAY)
    other = a_committee("DBKHAC", cells=0, today=DAY)
    for actor in (other.office, made.watcher, made.administrator, made.secretaries["CB01"]):
        with refused("not_allowed"):
            services.issue(a_draft(made), by=actor, now=moment(DAY))
        with refused("not_allowed"):
            services.reserve_numbers(
                made.organization,
                "QĐ",
                made.organization.terms.get(),
                up_to=1,
                reason="x",
                by=actor,
                now=moment(DAY),
            )
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"term": None}, "term_missing"),
        ({"place": ""}, "place_missing"),
        ({"signer_name": ""}, "signer_missing"),
        ({"day": dt.date(2026, 1, 5)}, "dated_in_future"),
    ],
)
def test_what_is_missing_is_listed_and_nothing_is_issued(change, code):
    made = a_committee(today=DAY)
    draft = a_draft(made)
    with refused(code):
        services.issue(
            replace(draft, issuer=replace(draft.issuer, **change)), by=made.office, now=moment(DAY)
        )
    assert not Document.objects.exists()
    assert not NumberEntry.objects.exists()


def test_a_form_is_not_issued_and_a_decision_is_not_frozen():
    made = a_committee(today=DAY)
    with refused("numbered_kind"):
        services.freeze_print(a_draft(made), by=made.office, now=moment(DAY))
    sheet = a_sheet_draft(made)
    with refused("not_numbered"):
        services.issue(sheet, by=made.secretaries["CB01"], now=moment(DAY))


def test_a_print_made_final_has_its_code_and_no_number():
    made = a_committee(today=DAY)
    document = a_frozen_sheet(made)
    assert document.symbol == ""
    assert document.number is None
    assert len(document.code) == 10
    assert f'"code":"{document.code}"' in document.context
    assert not NumberEntry.objects.exists()
    assert document.filename == f"sheet-{document.code}.pdf"


def test_a_decision_carries_no_code_unless_the_office_wants_it():
    made = a_committee(today=DAY)
    assert '"code":""' in an_issued(made).context
    switched = {"by": made.office, "now": moment(DAY)}
    services.set_code_printing(made.organization, on=True, version=0, **switched)
    document = an_issued(made)
    assert f'"code":"{document.code}"' in document.context
    assert f'/kiem-tra/{document.code}/"' in document.context
    services.set_code_printing(made.organization, on=False, version=1, **switched)
    assert '"code":""' in an_issued(made).context


def test_whether_codes_are_printed_is_the_offices_to_say_and_is_told_in_the_trail():
    made, other = a_committee(today=DAY), a_committee("DBKHAC", today=DAY)
    for stranger in (other.office, made.watcher, made.secretaries["CB01"]):
        with refused("not_allowed"):
            services.set_code_printing(
                made.organization, on=True, version=0, by=stranger, now=moment(DAY)
            )
    services.set_code_printing(
        made.organization, on=True, version=0, by=made.office, now=moment(DAY)
    )
    with refused("changed_meanwhile"):
        services.set_code_printing(
            made.organization, on=False, version=0, by=made.office, now=moment(DAY)
        )
    assert AuditEvent.objects.filter(act="code.printing").count() == 1


def test_a_list_too_long_to_draw_while_somebody_waits_is_refused():
    made = a_committee(today=DAY)
    draft = a_draft(made)

    def listing(rows: int) -> services.Draft:
        return replace(draft, context=lambda number: papers.recognition(rows=rows))

    with refused("too_long"):
        services.issue(listing(201), by=made.office, now=moment(DAY))
    services.issue(listing(200), by=made.office, now=moment(DAY))


def test_a_refusal_of_the_app_above_leaves_nothing_behind():
    made = a_committee(today=DAY)

    def guard() -> None:
        raise Refusal(Obstacle("changed", "Số liệu đã thay đổi."))

    def finish(document: Document) -> None:
        raise Refusal(Obstacle("changed", "Số liệu đã thay đổi."))

    for hook in ({"guard": guard}, {"finish": finish}):
        with refused("changed"):
            an_issued(made, **hook)
    assert not Document.objects.exists()
    assert not NumberEntry.objects.exists()
    assert ChainHead.objects.get(organization=made.organization).length == 0
    assert not AuditEvent.objects.filter(act="document.issue").exists()


def test_a_number_taken_while_drawing_is_drawn_again_and_refused_after_three_times(monkeypatch):
    made = a_committee(today=DAY)
    drawn: list[int | None] = []
    draft = a_draft(made)

    def overtaken(number):
        drawn.append(number)
        if len(drawn) <= overtakes:
            an_issued(made)
        return draft.context(number)

    overtakes = 1
    document = services.issue(replace(draft, context=overtaken), by=made.office, now=moment(DAY))
    assert (drawn, document.number) == ([1, 2], 2)
    drawn, overtakes = [], 3
    with refused("issuing_busy"):
        services.issue(replace(draft, context=overtaken), by=made.office, now=moment(DAY))
    assert len(drawn) == issuing.ATTEMPTS
    assert Document.objects.count() == 5


@pytest.mark.parametrize("model", [Document, DocumentReader, NumberEntry])
def test_the_database_refuses_to_change_or_delete_what_was_issued(model):
    made = a_committee(today=DAY)
    an_issued(made)
    row = model.objects.get()
    field = {Document: "title", DocumentReader: "organization_id", NumberEntry: "reason"}[model]
    value = made.cells[1].pk if model is DocumentReader else "khác"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**{field: value})
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.filter(pk=row.pk)._raw_delete(model.objects.db)
    row.refresh_from_db()


def test_a_reserved_number_may_still_change():
    made = a_committee(today=DAY)
    term = made.organization.terms.get()
    services.reserve_numbers(
        made.organization, "QĐ", term, up_to=1, reason="Giữ", by=made.office, now=moment(DAY)
    )
    services.void_number(
        made.organization, "QĐ", term, 1, reason="Bỏ", by=made.office, now=moment(DAY)
    )
    entry = NumberEntry.objects.get()
    assert (entry.state, entry.reason) == (NumberState.VOID, "Bỏ")


def test_a_document_is_read_by_its_issuer_its_readers_and_its_committees_members():
    made = a_committee(today=DAY)
    other = a_committee("DBKHAC", cells=1, today=DAY)
    decision, sheet = an_issued(made), a_frozen_sheet(made)

    def seen(actor) -> set[int]:
        return set(Document.objects.visible_to(actor).values_list("pk", flat=True))

    assert seen(made.office) == {decision.pk, sheet.pk}
    assert seen(made.secretaries["CB01"]) == {decision.pk, sheet.pk}
    assert seen(made.secretaries["CB02"]) == set()
    assert seen(made.watcher) == {decision.pk, sheet.pk}
    assert seen(replace(made.watcher, watched_ids=frozenset())) == {decision.pk}
    assert seen(made.administrator) == set()
    for actor in (other.office, other.watcher, other.secretaries["DBKHAC.01"]):
        assert seen(actor) == set()
