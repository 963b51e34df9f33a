"""What is left of a decision follows from the chain; rows that say otherwise are found."""

import pytest
from django.core.management import call_command

from documents.models import Document, DocumentRevocation
from recognition.models import Decision, Recognition, Revocation
from recognition.sealed import false_effects
from recognition.workflow import Question
from tests.append_only import triggers_off

from .decisions import a_finished_year, commended, compiled, issued, recognised, voted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("drawn_at_once")]


@pytest.fixture
def decisions() -> list[Decision]:
    """Five recognised, one commended and then revoked, one revoked, one recognised again."""
    year = a_finished_year(5, excellent=[0])
    made = [recognised(year), commended(year, "CB01")]
    made.append(issued(year, voted(year, Question.REVOKE, {"CB01": 4}, reason="mất đoàn kết")))
    compiled(year)
    made.append(issued(year, voted(year, votes={"CB01": 5})))
    others = {f"CB0{number}": 4 for number in range(1, 6)}
    made.append(issued(year, voted(year, Question.REVOKE, others, reason="mất đoàn kết")))
    assert DocumentRevocation.objects.count() == 4
    assert list(false_effects()) == []
    return made


def rows_of(earlier: Decision, later: Decision):
    return DocumentRevocation.objects.filter(document=earlier.document, by_document=later.document)


def the_finding():
    (finding,) = false_effects()
    assert finding.organization == "DBSVHTTDL"
    return finding


def test_a_commendation_withdrawn_alone_follows_from_the_chain_too():
    year = a_finished_year(5, excellent=[0])
    recognised(year)
    commended(year, "CB01")
    issued(year, voted(year, Question.WITHDRAW, {"CB01": 4}, reason="xếp loại lại"))
    assert DocumentRevocation.objects.count() == 1
    assert list(false_effects()) == []


def test_a_revocation_that_no_decision_made_is_found(decisions):
    *_, again, last = decisions
    DocumentRevocation.objects.create(
        document=last.document, by_document=again.document, whole=True
    )
    finding = the_finding()
    assert finding.position == last.document.position
    assert f"bị ghi là hủy bỏ bởi văn bản thứ {again.document.position}" in finding.reason


def test_a_revocation_that_was_struck_out_is_found(decisions, capsys):
    _, commendation, revoking, *_ = decisions
    with triggers_off():
        rows_of(commendation, revoking)._raw_delete("default")
    finding = the_finding()
    assert finding.position == commendation.document.position
    assert "dữ liệu không còn ghi việc này" in finding.reason
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_archive")
    assert stopped.value.code == 1
    assert f"DBSVHTTDL, văn bản thứ {finding.position}: đã bị hủy bỏ" in capsys.readouterr().err


def test_control_the_command_takes_what_the_decisions_wrote(decisions, capsys):
    call_command("verify_archive")
    assert "nguyên vẹn" in capsys.readouterr().out


@pytest.mark.parametrize(("was", "said"), [(True, "một phần"), (False, "toàn bộ")])
def test_a_revocation_made_smaller_or_larger_is_found(decisions, was, said):
    first, _, one, _, all_others = decisions
    rows = rows_of(first, all_others if was else one)
    assert rows.get().whole is was
    with triggers_off():
        rows_of(first, all_others).update(whole=False)
        rows.update(whole=not was)
    assert f"hủy bỏ {said} bởi" in the_finding().reason


def test_whoever_is_recognised_without_a_decision_is_found(decisions):
    *_, again, _ = decisions
    lost = again.recognitions.get()
    revocation = lost.revocation
    Recognition.objects.filter(pk=lost.pk).update(revocation=None)
    assert the_finding().position == again.document.position
    assert the_finding().reason.startswith("CB01 được ghi là còn hiệu lực")
    Recognition.objects.filter(pk=lost.pk).update(revocation=revocation)
    assert list(false_effects()) == []  # the control


def test_whoever_lost_a_recognition_without_a_decision_is_found():
    year = a_finished_year(2)
    first = recognised(year)
    issued(year, voted(year, Question.REVOKE, {"CB01": 4}, reason="mất đoàn kết"))
    assert list(false_effects()) == []  # the control
    Recognition.objects.filter(organization__code="CB02").update(
        revocation=Revocation.objects.get()
    )
    assert the_finding().position == first.document.position
    assert the_finding().reason.startswith("CB02 còn hiệu lực")


def test_where_the_chain_itself_is_broken_nothing_more_is_read_from_it(decisions, capsys):
    with triggers_off():
        Document.objects.filter(pk=decisions[0].document_id).update(facts="?")
    with pytest.raises(SystemExit):
        call_command("verify_archive")
    assert "nội dung đã bị thay đổi" in capsys.readouterr().err
