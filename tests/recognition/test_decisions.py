"""Issued, commended, revoked, proposed: what each act gives, takes and refuses (E8, E10–E12)."""

import datetime as dt
import importlib
import json
from decimal import Decimal

import pytest
from django.apps import apps

from documents.archive import verify
from documents.checking import state_of
from documents.models import Document, DocumentRevocation, NumberEntry
from documents.parts import PaperContext
from documents.services import chaining
from organizations import services as organizations
from organizations.models import Body, Kind, Organization, Role, Signer, Term
from organizations.refusals import Refusal
from recognition import services
from recognition.board import decision_lines, decisions_on, versions_named
from recognition.cases import cases_of, decision_force
from recognition.frozen import Change, differences
from recognition.limits import limits_of
from recognition.live import live_years
from recognition.models import (
    Candidate,
    Commendation,
    Decision,
    Proposal,
    Recognition,
    Review,
)
from recognition.models.proposals import ProposalRequest
from recognition.services import Issue, OuterDecision
from recognition.workflow import CandidateState, DecisionKind, Force, Question
from recognition.year import as_json, year_report
from tests.append_only import triggers_off
from tests.evaluations.factories import YEAR, AYear, a_year, at
from tests.factories import a_person, an_organization, as_of, moment
from tests.recognition.decisions import (
    ISSUED,
    MEETING,
    NOW,
    a_compiled_year,
    a_finished_year,
    a_meeting,
    a_recognised_year,
    a_row,
    by,
    commended,
    compiled,
    issued,
    recognised,
    regrade,
    reopen_month,
    voted,
)
from tests.recognition.factories import a_year_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("drawn_at_once", "archive")]


def refused(year: AYear, meeting, **options) -> Refusal:
    before = (Decision.objects.count(), Document.objects.count(), NumberEntry.objects.count())
    with pytest.raises(Refusal) as refusal:
        issued(year, meeting, **options)
    after = (Decision.objects.count(), Document.objects.count(), NumberEntry.objects.count())
    assert after == before
    return refusal.value


# Recognition


def test_a_decision_recognises_all_that_were_carried_and_freezes_what_it_rests_on():
    year = a_compiled_year(3)
    meeting = voted(year, votes={"CB01": 5, "CB02": 3, "CB03": 2})
    decision = issued(year, meeting)
    assert decision.symbol == "01-QĐ/ĐU"
    assert [r.organization.code for r in decision.recognitions.all()] == ["CB01", "CB02"]
    first = decision.recognitions.get(organization__code="CB01").year_given
    assert first is not None
    assert (first.pass_months, first.points_shown, first.grade) == (12, "100,00", "good")
    assert decision.document is not None
    facts = json.loads(decision.document.facts)
    assert [row["votes_for"] for row in facts["rows"]] == [5, 3]
    assert facts["meeting"]["members"] == 5
    assert list(verify()) == []


def test_the_same_meeting_is_issued_once_also_from_two_tabs():
    year = a_compiled_year(1)
    meeting = voted(year)
    seen = Review.objects.get().version
    issued(year, meeting, version=seen)
    assert refused(year, meeting, version=seen).codes == {"nothing_waits"}
    assert refused(year, meeting).codes == {"nothing_waits"}


def test_an_issue_on_an_older_version_of_the_review_is_refused():
    year = a_compiled_year(2)
    meeting = voted(year, votes={"CB01": 5})
    seen = Review.objects.get().version
    voted(year, votes={"CB02": 5})
    assert refused(year, meeting, version=seen).codes == {"changed_meanwhile"}


def test_a_month_reopened_after_the_vote_refuses_the_issue():
    year = a_compiled_year(1)
    meeting = voted(year)
    reopen_month(year, "CB01", 4)
    assert refused(year, meeting).codes == {"facts_changed"}


def test_who_waited_comes_by_a_supplementary_decision_of_the_same_review():
    year = a_year(cells=2)
    first, second = year.committee.cells
    a_year_of(year, first)
    a_year_of(year, second, grade="")
    recognised(year, ["CB01"])
    regrade_first(year, second)
    compiled(year)
    decision = issued(year, voted(year, votes={"CB02": 4}))
    assert decision.symbol == "02-QĐ/ĐU"
    assert limits_of(year.committee.organization, YEAR)[Kind.CELL].pool == 2


def test_who_waits_for_december_follows_in_the_same_review_and_pool():
    christmas = moment(dt.date(2025, 12, 24))
    year = a_year(cells=2)
    first, second = year.committee.cells
    a_year_of(year, first, months=range(1, 12))
    a_year_of(year, second, months=range(1, 12), failed=[3, 7])
    review = compiled(year, christmas)
    held = {"meeting": a_meeting(held_on=christmas.date()), **by(year, christmas)}
    with pytest.raises(Refusal) as refusal:
        services.record_votes(
            review, Question.RECOGNISE, rows=[a_row("CB02")], version=review.version, **held
        )
    assert refusal.value.codes == {"not_eligible"}
    assert "tháng 12 chưa đến hạn" in str(refusal.value)
    review.refresh_from_db()
    meeting = services.record_votes(
        review, Question.RECOGNISE, rows=[a_row("CB01")], version=review.version, **held
    )
    services.issue_decision(
        meeting,
        Issue(dated=christmas.date()),
        version=meeting.review.version,
        **by(year, christmas),
    )
    a_year_of(year, second, months=[12], registered_on=None, reviewed=False, grade="")
    compiled(year)
    decision = issued(year, voted(year, votes={"CB02": 5}))
    assert decision.symbol == "02-QĐ/ĐU"
    assert Review.objects.count() == 1
    assert limits_of(year.committee.organization, YEAR)[Kind.CELL].pool == 2


def test_a_month_reopened_while_the_paper_is_drawn_refuses_the_issue(monkeypatch):
    year = a_compiled_year(1)
    meeting = voted(year)

    def drawn_meanwhile(kind: str, context: PaperContext) -> bytes:
        reopen_month(year, "CB01", 4)
        return context.to_canonical_json().encode()

    monkeypatch.setattr(chaining, "render_pdf", drawn_meanwhile)
    assert refused(year, meeting).codes == {"facts_changed"}


def regrade_first(year: AYear, cell: Organization) -> None:
    values = services.GradeValues(
        decided="good", decided_body="Đảng ủy Sở", decided_on=dt.date(2026, 1, 30)
    )
    services.grade_many(
        year.committee.organization,
        YEAR,
        [services.GradeEntry(cell.code, values)],
        **by(year),
    )


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda: Signer.objects.all().delete(), "signer_missing"),
        (lambda: Term.objects.update(place=""), "place_missing"),
        (lambda: Term.objects.update(to_date=dt.date(2026, 2, 3)), "term_missing"),
    ],
)
def test_a_decision_without_signer_place_or_term_is_refused_saying_what_is_missing(spoil, code):
    year = a_compiled_year(1)
    meeting = voted(year)
    spoil()
    assert code in refused(year, meeting).codes


def test_a_decision_dated_before_its_vote_or_in_the_future_is_refused():
    year = a_compiled_year(1)
    meeting = voted(year)
    early = Issue(dated=MEETING - dt.timedelta(days=1))
    assert refused(year, meeting, how=early).codes == {"dated_before_meeting"}
    late = Issue(dated=ISSUED + dt.timedelta(days=1))
    assert refused(year, meeting, how=late).codes == {"dated_in_future"}


def test_a_number_typed_by_the_clerk_is_taken_and_never_twice():
    year = a_compiled_year(2)
    first = voted(year, votes={"CB01": 5})
    how = Issue(dated=ISSUED, number=45, skipped_reason="số 01–44 cấp cho văn bản giấy")
    assert issued(year, first, how=how).symbol == "45-QĐ/ĐU"
    second = voted(year, votes={"CB02": 5})
    again = Issue(dated=ISSUED, number=45)
    assert "number_taken" in refused(year, second, how=again).codes


def test_only_the_authoritys_office_issues():
    year = a_compiled_year(1)
    meeting = voted(year)
    for actor in (year.secretary, year.committee.watcher):
        with pytest.raises(Refusal) as refusal:
            services.issue_decision(
                meeting, Issue(dated=ISSUED), version=3, by=at(actor, NOW), now=NOW
            )
        assert refusal.value.codes == {"not_office"}


def test_the_standing_board_issues_in_its_own_name_and_the_committees_series():
    year = a_compiled_year(1)
    for number in range(1, 6):
        organizations.add_member(
            Term.objects.get(),
            body=Body.STANDING_BOARD,
            full_name=f"Trần Thị {number}",
            from_date=dt.date(2025, 1, 1),
            **by(year),
        )
    decision = issued(year, voted(year, votes={"CB01": 3}, body=Body.STANDING_BOARD))
    assert decision.body.startswith("Ban Thường vụ Đảng ủy")
    assert decision.symbol == "01-QĐ/ĐU"


def test_cells_below_read_the_decision_where_the_recipients_name_them():
    year = a_finished_year(2)
    assert {"CB01", "CB02"} <= readers_of(recognised(year, ["CB01"]))


def test_a_decision_is_read_by_those_below_on_its_date_whatever_was_recorded_for_later():
    year = a_compiled_year(3)
    elsewhere = an_organization(
        "DBK", "Đảng bộ Khu", kind=Kind.COMMITTEE, parent=year.committee.authority
    )
    joining = an_organization("CBK", "Chi bộ Khu", parent=elsewhere)
    leaving = year.committee.cells[2]
    for cell, parent in ((joining, year.committee.organization), (leaving, elsewhere)):
        organizations.move(
            cell,
            parent=parent,
            effective_on=ISSUED,
            decision=organizations.DecisionRef("05-QĐ/ĐUK", dt.date(2026, 1, 20)),
            by=as_of(year.committee.administrator, MEETING),
            now=moment(MEETING),
        )
    before = issued(year, voted(year, votes={"CB01": 5}), how=Issue(dated=MEETING))
    after = issued(year, voted(year, votes={"CB02": 5}))
    assert readers_of(before) == {"CB01", "CB02", "CB03"}
    assert readers_of(after) == {"CB01", "CB02", "CBK"}


def readers_of(decision: Decision) -> set[str]:
    assert decision.document is not None
    return {reader.organization.code for reader in decision.document.readers.all()}


# Commendation


def test_no_commendation_before_the_recognition_is_issued():
    year = a_compiled_year(5, excellent=[0])
    recognition = voted(year)
    choice = voted(year, Question.CHOOSE, {"CB01": 5})
    assert refused(year, choice).codes == {"not_recognised_yet"}
    issued(year, recognition)
    assert issued(year, choice).commendations.get().organization.code == "CB01"


@pytest.mark.parametrize(("cells", "places"), [(4, 0), (5, 1), (9, 1)])
def test_the_limit_is_the_whole_part_of_twenty_per_cent(cells, places):
    year = a_recognised_year(cells, excellent=[0, 1])
    choice = voted(year, Question.CHOOSE, {"CB01": 5, "CB02": 5})
    assert refused(year, choice).codes == {"limit_reached"}
    if places:
        decision = issued(year, choice, chosen=["CB02"])
        assert [c.organization.code for c in decision.commendations.all()] == ["CB02"]
        assert refused(year, choice, chosen=["CB01"]).codes == {"limit_reached"}


def test_a_later_recognition_enlarges_the_pool():
    year = a_finished_year(5, excellent=[0])
    recognised(year, ["CB01", "CB02", "CB03", "CB04"])
    choice = voted(year, Question.CHOOSE, {"CB01": 5})
    assert refused(year, choice).codes == {"limit_reached"}
    issued(year, voted(year, votes={"CB05": 5}))
    assert issued(year, choice).commendations.count() == 1


def test_after_a_revocation_an_excess_is_reported_and_blocks_and_nothing_is_refilled():
    year = a_recognised_year(5, excellent=[0, 1])
    commended(year, "CB01")
    issued(year, voted(year, Question.REVOKE, {"CB05": 5}, reason="phát hiện sai"))
    limit = limits_of(year.committee.organization, YEAR)[Kind.CELL]
    assert (limit.cap, limit.commended, limit.excess) == (0, 1, 1)
    choice = voted(year, Question.CHOOSE, {"CB02": 5})
    assert refused(year, choice).codes == {"limit_exceeded"}


def test_a_choice_for_who_was_regraded_is_refused():
    year = a_recognised_year(5, excellent=[0])
    choice = voted(year, Question.CHOOSE, {"CB01": 5})
    regrade(year, "CB01", "good")
    assert "facts_changed" in refused(year, choice).codes


def test_a_commendation_is_not_dated_before_the_recognition_it_rests_on():
    year = a_recognised_year(5, excellent=[0])
    choice = voted(year, Question.CHOOSE, {"CB01": 5})
    refusal = refused(year, choice, how=Issue(dated=MEETING))
    assert refusal.codes == {"dated_before_recognition"}
    assert str(refusal) == (
        "Ngày quyết định 03/02/2026 trước ngày 04/02/2026 của Quyết định số 01-QĐ/ĐU công nhận Chi"
        " bộ số 1. Mời xem lại ngày."
    )


def test_nobody_is_chosen_before_the_vote_that_recognised():
    year = a_compiled_year(5, excellent=[0])
    voted(year)
    with pytest.raises(Refusal) as refusal:
        voted(year, Question.CHOOSE, {"CB01": 5}, held_on=MEETING - dt.timedelta(days=1))
    assert refusal.value.codes == {"held_before_recognition"}


# Revocation


@pytest.mark.parametrize("question", [Question.REVOKE, Question.WITHDRAW])
def test_nothing_is_taken_away_before_it_was_given(question):
    year = a_recognised_year(5, excellent=[0])
    second = commended(year, "CB01")
    with pytest.raises(Refusal) as refusal:
        voted(year, question, {"CB01": 5}, reason="sai", held_on=MEETING)
    (obstacle,) = refusal.value.obstacles
    assert (obstacle.code, obstacle.part) == ("held_before_decision", "held_on")
    symbol = second.symbol if question is Question.WITHDRAW else "01-QĐ/ĐU"
    assert f"Quyết định số {symbol} đối với Chi bộ số 1" in obstacle.sentence


def test_a_revoked_recognition_takes_its_commendation_and_the_old_decisions_stay():
    year = a_finished_year(5, excellent=[0])
    first = recognised(year)
    second = commended(year, "CB01")
    third = issued(year, voted(year, Question.REVOKE, {"CB01": 4}, reason="mất đoàn kết"))
    assert third.kind == DecisionKind.REVOCATION
    assert Recognition.objects.in_force().count() == 4
    assert not Commendation.objects.in_force().exists()
    assert decision_force(first) is Force.PARTLY_REVOKED
    assert decision_force(second) is Force.REVOKED
    assert decision_force(third) is Force.IN_FORCE
    assert Candidate.objects.get(organization__code="CB01").state == CandidateState.UNDECIDED


def test_the_documents_of_earlier_decisions_say_what_is_left_of_them():
    year = a_finished_year(5, excellent=[0])
    first = recognised(year)
    second = commended(year, "CB01")
    one = issued(year, voted(year, Question.REVOKE, {"CB01": 4}, reason="mất đoàn kết"))
    assert said_of(first) == f"Hủy bỏ một phần bởi Quyết định số {one.symbol}, ngày 04/02/2026"
    assert said_of(second) == f"Đã hủy bỏ bởi Quyết định số {one.symbol}, ngày 04/02/2026"
    others = {f"CB0{number}": 4 for number in range(2, 6)}
    two = issued(year, voted(year, Question.REVOKE, others, reason="mất đoàn kết"))
    assert said_of(first).startswith(f"Đã hủy bỏ bởi Quyết định số {one.symbol}")
    assert f"Quyết định số {two.symbol}" in said_of(first)
    assert {said_of(one), said_of(two)} == {"Còn hiệu lực"}

    # Documents revoked before the archive kept that read the same after the migration.
    rows = list(DocumentRevocation.objects.values_list("document", "by_document", "whole"))
    with triggers_off():
        DocumentRevocation.objects.all()._raw_delete("default")
    assert said_of(first) == "Còn hiệu lực"
    migration = importlib.import_module("recognition.migrations.0003_note_revoked_documents")
    migration.note_revoked(apps, None)
    found = DocumentRevocation.objects.values_list("document", "by_document", "whole")
    assert sorted(found) == sorted(rows)


def test_withdrawing_the_commendation_alone_leaves_the_document_of_the_recognition():
    year = a_finished_year(5, excellent=[0])
    first = recognised(year)
    second = commended(year, "CB01")
    issued(year, voted(year, Question.WITHDRAW, {"CB01": 4}, reason="xếp loại lại"))
    assert said_of(first) == "Còn hiệu lực"
    assert said_of(second).startswith("Đã hủy bỏ bởi")


def said_of(decision: Decision) -> str:
    """What everybody may read of its document."""
    return state_of(Document.objects.get(pk=decision.document_id)).text


def test_revoking_twice_is_refused_and_recognition_again_needs_a_new_vote_and_decision():
    year = a_recognised_year(1)
    revoking = voted(year, Question.REVOKE, {"CB01": 5}, reason="phát hiện sai")
    issued(year, revoking)
    assert refused(year, revoking).codes == {"nothing_waits"}
    compiled(year)
    again = issued(year, voted(year))
    assert again.recognitions.get().in_force
    assert Recognition.objects.count() == 2


def test_a_commendation_alone_is_withdrawn_and_the_recognition_stays():
    year = a_recognised_year(5, excellent=[0])
    commended(year, "CB01")
    regrade(year, "CB01", "good")
    decision = issued(
        year, voted(year, Question.WITHDRAW, {"CB01": 5}, reason="xếp loại lại: HTTNV")
    )
    assert Recognition.objects.in_force().count() == 5
    assert not Commendation.objects.in_force().exists()
    assert decision.document is not None
    assert "được giữ nguyên" in decision.document.context


def test_a_vote_that_does_not_carry_revokes_nothing():
    year = a_recognised_year(1)
    meeting = voted(year, Question.REVOKE, {"CB01": 2}, reason="phát hiện sai")
    assert refused(year, meeting).codes == {"nothing_waits"}
    assert Recognition.objects.in_force().count() == 1


def test_the_case_of_a_regrade_or_a_reopened_sheet_is_listed_and_nothing_revoked_by_itself():
    year = a_recognised_year(2, excellent=[0])
    committee = year.committee.organization
    assert cases_of(year_report(committee, YEAR, ISSUED)) == []
    regrade(year, "CB01", "completed")
    for month in (1, 2, 3):
        reopen_month(year, "CB02", month)
    cases = cases_of(year_report(committee, YEAR, ISSUED))
    assert [case.organization.code for case in cases] == ["CB01", "CB02"]
    assert cases[0].in_words() == "Chi bộ số 1: xếp loại HTNV."
    assert Recognition.objects.in_force().count() == 2


def test_a_commended_cell_no_longer_excellent_is_a_case_of_its_commendation():
    year = a_recognised_year(5, excellent=[0])
    commended(year, "CB01")
    regrade(year, "CB01", "good")
    (case,) = cases_of(year_report(year.committee.organization, YEAR, ISSUED))
    assert case.commendation_only


# What was frozen, and what reads otherwise today


def test_a_later_sheet_is_added_later_and_a_changed_one_is_a_difference():
    year = a_year()
    a_year_of(year, year.cell, months=range(1, 12))
    recognised(year)
    then = Recognition.objects.get().year_given
    assert then is not None
    a_year_of(year, year.cell, months=[12], registered_on=None, reviewed=False, grade="")
    reopen_month(year, "CB01", 2)
    now = live_years(year.committee.organization, YEAR, ISSUED).years[year.cell.pk]
    found = {d.change: d.sentence for d in differences(then, now)}
    assert "Tháng 12: bổ sung sau" in found[Change.ADDED_LATER]
    assert any("Tháng 2: đạt" in d.sentence for d in differences(then, now))
    assert Recognition.objects.get().year_given == then


def test_a_december_added_later_is_no_difference_and_neither_are_the_points_it_brings():
    year = a_year()
    a_year_of(year, year.cell, months=range(1, 12))
    recognised(year)
    then = Recognition.objects.get().year_given
    a_year_of(
        year,
        year.cell,
        months=[12],
        points=Decimal(94),
        registered_on=None,
        reviewed=False,
        grade="",
    )
    now = live_years(year.committee.organization, YEAR, ISSUED).years[year.cell.pk]
    found = differences(then, now)
    assert {d.change for d in found} == {Change.ADDED_LATER}
    assert found[-1].sentence == "Điểm năm tính cả phần bổ sung sau: 100,00 → 99,50."


def test_a_date_put_right_is_said_without_repeating_the_same_words():
    year = a_recognised_year(1)
    then = Recognition.objects.get().year_given
    regrade(year, "CB01", "good")
    now = live_years(year.committee.organization, YEAR, ISSUED).years[year.cell.pk]
    assert [d.sentence for d in differences(then, now)] == [
        "Xếp loại chất lượng: vẫn là “Hoàn thành tốt nhiệm vụ”, nhưng ngày ghi kèm đã thay đổi."
    ]


# Upward


def own_year(year: AYear, grade: str = "good") -> None:
    a_year_of(year, year.committee.organization, grade=grade)


def proposed(year: AYear, *keys: str, seen: int = 0) -> Proposal:
    return services.propose(
        year.committee.organization, YEAR, keys, Issue(dated=ISSUED), seen=seen, **by(year)
    )


def test_the_own_committee_is_proposed_on_a_proposed_grade_and_the_paper_says_so():
    year = a_finished_year(1)
    own_year(year, grade="")
    code = year.committee.organization.code
    values = services.GradeValues(proposed="good")
    services.grade_many(
        year.committee.organization, YEAR, [services.GradeEntry(code, values)], **by(year)
    )
    proposal = proposed(year, f"{code}:recognition")
    item = proposal.items.get()
    assert item.on_proposed_grade
    assert "Hoàn thành tốt nhiệm vụ (đề nghị)" in proposal.document.context
    assert proposal.document.symbol == "01-TTr/ĐU"
    assert '"lines":["- Như trên' in proposal.document.context


def test_exemplary_cells_are_proposed_once_recognised_and_more_than_the_limit_is_not_blocked():
    year = a_finished_year(2, excellent=[0, 1])
    with pytest.raises(Refusal) as refusal:
        proposed(year, "CB01:commendation")
    assert refusal.value.codes == {"not_proposable"}
    recognised(year)
    proposal = proposed(year, "CB01:commendation", "CB02:commendation")
    assert {item.request for item in proposal.items.all()} == {ProposalRequest.COMMENDATION}


def test_a_proposal_for_nobody_for_the_ineligible_or_sent_twice_is_refused():
    year = a_finished_year(1)
    code = year.committee.organization.code
    for keys, problem in (((), "nobody_proposed"), ((f"{code}:recognition",), "not_eligible")):
        with pytest.raises(Refusal) as refusal:
            proposed(year, *keys)
        assert refusal.value.codes == {problem}
    own_year(year)
    proposed(year, f"{code}:recognition")
    with pytest.raises(Refusal) as refusal:
        proposed(year, f"{code}:recognition", seen=0)
    assert refusal.value.codes == {"changed_meanwhile"}
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize(
    ("dated", "code"),
    [(dt.date(2025, 10, 31), "dated_too_early"), (MEETING, "dated_before_given")],
)
def test_a_proposal_is_not_dated_before_what_it_tells_of(dated, code):
    year = a_recognised_year(1, excellent=[0])
    committee = year.committee.organization
    with pytest.raises(Refusal) as refusal:
        services.propose(
            committee, YEAR, ["CB01:commendation"], Issue(dated=dated), seen=0, **by(year)
        )
    assert refusal.value.codes == {code}
    assert not Proposal.objects.exists()


def outer(year: AYear, question: Question, *codes: str, **values) -> Decision:
    plain = {
        "question": question,
        "symbol": "112-QĐ/ĐUK",
        "decided_on": ISSUED,
        "body": "Đảng ủy Khối các cơ quan tỉnh",
        "codes": codes,
    }
    return services.record_outer_decision(
        year.committee.organization, YEAR, OuterDecision(**plain | values), **by(year)
    )


def outer_refused(year: AYear, question: Question, *codes: str, **values) -> frozenset[str]:
    with pytest.raises(Refusal) as refusal:
        outer(year, question, *codes, **values)
    return refusal.value.codes


def test_the_outer_recognition_of_the_own_committee_is_recorded_and_revoked():
    year = a_finished_year(1)
    own_year(year)
    code = year.committee.organization.code
    outer(year, Question.RECOGNISE, code)
    given = Recognition.objects.get(organization=year.committee.organization)
    assert given.authority == year.committee.authority
    assert outer_refused(year, Question.RECOGNISE, code, symbol="113-QĐ/ĐUK") == {
        "already_recognised"
    }
    outer(
        year,
        Question.REVOKE,
        code,
        symbol="120-QĐ/ĐUK",
        reason="không bảo đảm tiêu chí",
    )
    assert not Recognition.objects.in_force().exists()


def kinds_listed(year: AYear) -> dict[Decision, str]:
    found = decisions_on(year.committee.organization, YEAR)
    return {line.decision: line.kind for line in decision_lines(found, versions_named(found, YEAR))}


def test_an_outer_withdrawal_of_the_commendation_leaves_the_recognition():
    year = a_finished_year(1)
    own_year(year)
    code = year.committee.organization.code
    outer(year, Question.RECOGNISE, code)
    taking = {"symbol": "120-QĐ/ĐUK", "reason": "xếp loại lại"}
    assert outer_refused(year, Question.WITHDRAW, code, **taking) == {"nothing_to_revoke"}
    outer(year, Question.CHOOSE, code, symbol="113-QĐ/ĐUK")
    withdrawn = outer(year, Question.WITHDRAW, code, **taking)
    assert not Commendation.objects.in_force().exists()
    assert Recognition.objects.get().in_force
    listed = kinds_listed(year)
    assert listed[withdrawn] == "hủy bỏ việc biểu dương, khen thưởng"
    revoked = outer(year, Question.REVOKE, code, symbol="130-QĐ/ĐUK", reason="mất đoàn kết")
    assert not Recognition.objects.in_force().exists()
    listed = kinds_listed(year)
    assert listed[revoked] == "hủy bỏ kết quả công nhận"
    assert listed[withdrawn] == "hủy bỏ việc biểu dương, khen thưởng"


def test_a_new_authority_takes_away_what_the_former_one_granted_and_nothing_else():
    year = a_finished_year(2, excellent=[0])
    own_year(year)
    recognised(year)
    committee = year.committee
    own = committee.organization.code
    outer(year, Question.RECOGNISE, own)
    outer(year, Question.CHOOSE, "CB01", symbol="113-QĐ/ĐUK")
    administrator = as_of(committee.administrator, ISSUED)
    new = an_organization("DBTINH", "Đảng bộ tỉnh", kind=Kind.COMMITTEE)
    organizations.move(
        committee.organization,
        parent=new,
        effective_on=ISSUED,
        decision=organizations.DecisionRef("05-QĐ/TU", ISSUED),
        by=administrator,
        now=moment(ISSUED),
    )
    taking = {"reason": "không bảo đảm tiêu chí"}
    outer(year, Question.REVOKE, own, "CB01", symbol="7-QĐ/TU", **taking)
    assert not Recognition.objects.in_force().filter(organization=committee.organization).exists()
    assert not Commendation.objects.in_force().exists()
    assert Recognition.objects.in_force().get(organization__code="CB01").authority == (
        committee.organization
    ), "what the committee itself decided stands"


def test_an_outer_decision_is_not_older_than_what_it_rests_on_or_takes_away():
    year = a_finished_year(1, excellent=[0])
    own_year(year)
    recognised(year)
    own = year.committee.organization.code
    outer(year, Question.RECOGNISE, own)
    older = {"symbol": "99-QĐ/ĐUK", "decided_on": MEETING}
    assert outer_refused(year, Question.CHOOSE, "CB01", **older) == {"decided_before_given"}
    assert outer_refused(year, Question.REVOKE, own, reason="sai", **older) == {
        "decided_before_given"
    }


def test_an_outer_commendation_rests_on_a_recognition():
    year = a_finished_year(1, excellent=[0])
    assert outer_refused(year, Question.CHOOSE, "CB01") == {"not_recognised_yet"}
    recognised(year)
    outer(year, Question.CHOOSE, "CB01")
    assert Commendation.objects.get().recognition == Recognition.objects.get()
    assert limits_of(year.committee.organization, YEAR)[Kind.CELL].commended == 0


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"symbol": " "}, "symbol_missing"),
        ({"body": ""}, "body_missing"),
        ({"decided_on": dt.date(2026, 2, 5)}, "decided_in_future"),
        ({"decided_on": dt.date(2024, 12, 31)}, "decided_too_early"),
    ],
)
def test_a_wrong_outer_decision_is_refused(values, code):
    year = a_finished_year(1)
    own_year(year)
    own = year.committee.organization.code
    assert code in outer_refused(year, Question.RECOGNISE, own, **values)


def test_an_outer_decision_names_somebody_known_and_is_recorded_once():
    year = a_finished_year(1)
    own = year.committee.organization.code
    assert "nobody" in outer_refused(year, Question.RECOGNISE)
    assert "organization_unknown" in outer_refused(year, Question.RECOGNISE, "XX")
    assert "not_for_cells" in outer_refused(year, Question.RECOGNISE, "CB01")
    outer(year, Question.RECOGNISE, own)
    outer(year, Question.REVOKE, own, symbol="1-QĐ/ĐUK", reason="sai")
    assert outer_refused(year, Question.RECOGNISE, own) == {"decision_twice"}
    assert "nothing_to_revoke" in outer_refused(
        year, Question.REVOKE, own, symbol="2-QĐ/ĐUK", reason="sai"
    )


def test_what_an_authority_at_work_here_decides_is_not_recorded_by_hand():
    year = a_finished_year(1)
    a_person(
        Role.OFFICE,
        year.committee.authority,
        by=as_of(year.committee.administrator, ISSUED),
        from_date=dt.date(2025, 1, 1),
    )
    own = year.committee.organization.code
    assert "authority_works_here" in outer_refused(year, Question.RECOGNISE, own)


def test_what_another_authority_granted_cannot_be_revoked_here():
    year = a_recognised_year(1, excellent=[0])
    outer(year, Question.CHOOSE, "CB01")
    with pytest.raises(Refusal) as refusal:
        voted(year, Question.WITHDRAW, {"CB01": 5}, reason="sai")
    assert refusal.value.codes == {"nothing_to_revoke"}


# Counts and texts


def test_the_report_counts_what_is_in_force():
    year = a_recognised_year(5, excellent=[0])
    commended(year, "CB01")
    found = as_json(year_report(year.committee.organization, YEAR, ISSUED))
    assert (found["recognised_count"], found["exemplary_count"], found["exemplary_cap"]) == (
        5,
        1,
        1,
    )


def test_minutes_are_issued_once():
    year = a_compiled_year(2)
    meeting = voted(year, votes={"CB01": 5, "CB02": 1})
    early = Issue(dated=MEETING - dt.timedelta(days=1))
    with pytest.raises(Refusal) as refusal:
        services.issue_minutes(meeting, early, **by(year))
    assert refusal.value.codes == {"dated_before_meeting"}
    document = services.issue_minutes(meeting, Issue(dated=ISSUED), **by(year))
    assert document.symbol == "01-BB/ĐU"
    assert "Không công nhận" in document.context
    assert '"lines":["- Lưu VPĐU."]' in document.context  # votes are sent to nobody
    rows = json.loads(document.facts)["rows"]
    assert [(row["code"], row["votes_for"]) for row in rows] == [("CB01", 5), ("CB02", 1)]
    with pytest.raises(Refusal) as refusal:
        services.issue_minutes(meeting, Issue(dated=ISSUED), **by(year))
    assert refusal.value.codes == {"changed_meanwhile"}
    assert Document.objects.count() == 1


def test_nothing_issued_can_be_edited_or_deleted():
    from django.db import IntegrityError, transaction

    year = a_finished_year(1)
    decision = recognised(year)
    for act in (
        lambda: Decision.objects.update(symbol="99-QĐ/ĐU"),
        lambda: Decision.objects.filter(pk=decision.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_a_hostile_reason_is_printed_literally():
    year = a_recognised_year(1)
    reason = "<script>{{ x }} {% load y %} file:///etc/passwd"
    decision = issued(year, voted(year, Question.REVOKE, {"CB01": 5}, reason=reason))
    assert decision.document is not None
    assert reason in json.loads(decision.document.context)["articles"][0]
