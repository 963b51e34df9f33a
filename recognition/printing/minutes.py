"""Minutes of a vote: biên bản hội nghị (phần biểu quyết), or biên bản kiểm phiếu (E9)."""

from collections.abc import Sequence

from documents.contexts import MinutesContext, VotedUnit
from documents.letterhead import percentage, short_date
from documents.parts import Entry, Heading, Signature

from ..models import Meeting, Vote
from ..voting import VoteMethod
from ..words import kinds_among, models_of, units_of
from ..workflow import Question
from .paper import Paper

_RESULTS = {
    Question.RECOGNISE: ("Công nhận", "Không công nhận"),
    Question.CHOOSE: ("Chọn", "Không chọn"),
    Question.REVOKE: ("Hủy bỏ", "Không hủy bỏ"),
    Question.WITHDRAW: ("Hủy bỏ", "Không hủy bỏ"),
}


def minutes_context(
    paper: Paper,
    question: Question,
    names: Sequence[tuple[str, str]],
    *,
    meeting: Meeting | None = None,
    votes: Sequence[Vote] = (),
) -> MinutesContext:
    """The minutes of ``meeting``; without one the form to be filled in, with dots.

    ``names``: name and kind of each candidate, in the order of ``votes``.
    """
    kinds = kinds_among(kind for _, kind in names)
    secret = meeting is not None and meeting.method == VoteMethod.SECRET
    text = paper.issuer.write(
        "ballot-minutes" if secret else "minutes",
        paper.values(
            (kind for _, kind in names), request=request_in_words(question, models_of(kinds))
        ),
    )
    members = meeting.members if meeting else None
    return MinutesContext(
        **paper.common()
        | {
            "signature": Signature(name=meeting.chair if meeting else ""),
            # votes stay with those who may see them
            "recipients": paper.issuer.archive_alone(),
        },
        letterhead=paper.issuer.letterhead(on=paper.on, paper="BB", number=paper.number),
        heading=Heading(name=text.name, subject=text.subject),
        clerk=Signature(name=meeting.clerk if meeting else ""),
        facts=_facts(paper, meeting),
        ballots=_ballots(meeting) if meeting and secret else (),
        question=text.opening,
        unit_heading=f"Tên {units_of(kinds)}",
        rows=tuple(
            _row(name, votes[number] if votes else None, members, question)
            for number, (name, _) in enumerate(names)
        ),
        paragraphs=text.paragraphs,
    )


def request_in_words(question: Question, models: str) -> str:
    """What is voted on, as it goes on after "về việc"."""
    return {
        Question.RECOGNISE: f"công nhận {models}",
        Question.CHOOSE: f"chọn {models} tiêu biểu để biểu dương, khen thưởng",
        Question.REVOKE: f"hủy bỏ kết quả công nhận {models}",
        Question.WITHDRAW: f"hủy bỏ việc biểu dương, khen thưởng {models} tiêu biểu",
    }[question]


def _facts(paper: Paper, meeting: Meeting | None) -> tuple[Entry, ...]:
    if meeting is None:
        return tuple(
            Entry(label=label)
            for label in (
                "Ngày họp",
                "Tổng số đồng chí có quyền biểu quyết; có mặt; vắng",
                "Chủ trì",
                "Người ghi biên bản",
            )
        )
    absent = meeting.members - meeting.present
    return (
        Entry(label="Ngày họp", text=short_date(meeting.held_on)),
        Entry(
            label=f"Tổng số ủy viên {meeting.get_body_display()}",
            text=f"{meeting.members} đồng chí; có mặt {meeting.present}, vắng {absent}",
        ),
        Entry(label="Chủ trì", text=f"đồng chí {meeting.chair}"),
        Entry(label="Người ghi biên bản", text=f"đồng chí {meeting.clerk}"),
    )


def _ballots(meeting: Meeting) -> tuple[Entry, ...]:
    returned, valid = meeting.returned or 0, meeting.valid or 0
    return (
        Entry(label="Số phiếu phát ra", text=str(meeting.issued)),
        Entry(label="thu về", text=str(returned)),
        Entry(label="hợp lệ", text=str(valid)),
        Entry(label="không hợp lệ", text=str(returned - valid)),
    )


def _row(name: str, vote: Vote | None, members: int | None, question: Question) -> VotedUnit:
    if vote is None:
        return VotedUnit(organization=name)
    carried, not_carried = _RESULTS[question]
    result = carried if vote.carried else not_carried
    return VotedUnit(
        organization=name,
        votes_for=str(vote.votes_for),
        votes_against=str(vote.votes_against),
        votes_other=str(vote.votes_other),
        percent_for=percentage(vote.votes_for, members),
        result=f"{result}; lý do: {vote.reason}" if vote.reason else result,
    )
