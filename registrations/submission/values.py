"""Paper and basis as plain values, and what is wrong with them (D9, D11)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from organizations.actors import Actor
from organizations.formats import local_date, vn_date
from organizations.models import Organization
from organizations.refusals import Obstacle

from .columns import Submission


@dataclass(frozen=True)
class Paper:
    """A signed paper: when it came and who signed it."""

    received_on: dt.date
    signer: str


def paper_obstacles(
    paper: Paper, organization: Organization, *, now: dt.datetime
) -> Iterator[Obstacle]:
    """What is wrong with the receipt of a paper."""
    if paper.received_on > local_date(now):
        yield Obstacle(
            "paper_in_the_future",
            f"Ngày nhận bản giấy ({vn_date(paper.received_on)}) chưa đến. Mời kiểm tra lại.",
            "paper_received_on",
        )
    if paper.received_on < organization.founded_on:
        yield Obstacle(
            "before_founding",
            f"Ngày nhận bản giấy ({vn_date(paper.received_on)}) trước ngày thành lập tổ chức"
            f" ({vn_date(organization.founded_on)}). Mời kiểm tra lại.",
            "paper_received_on",
        )
    if not paper.signer:
        yield Obstacle("signer_missing", "Cần ghi người ký bản giấy.", "paper_signer")


def own_paper_obstacle(organization: Organization, by: Actor) -> Obstacle | None:
    """Who settles for its own organisation keys in directly, under the locks of all others (D9)."""
    if by.organization != organization:
        return None
    return Obstacle(
        "own_paper",
        "Bản của chính đảng bộ không nhập thay theo bản giấy. Mời nhập trực tiếp rồi gửi.",
    )


@dataclass(frozen=True)
class Basis:
    """Conclusion of the meeting, or receipt from above; the number may follow."""

    text: str
    on: dt.date | None
    number: str = ""


def settles_its_own(row: Submission, by: Actor) -> bool:
    """Whether the actor settles for the very organisation that it works for."""
    return by.organization is not None and by.organization.pk == row.organization_id


def basis_obstacles(
    row: Submission, basis: Basis | None, *, by: Actor, now: dt.datetime
) -> Iterator[Obstacle]:
    """What is missing or wrong in the basis; only one's own organisation needs one."""
    if not settles_its_own(row, by):
        return
    if basis is None or not basis.text:
        yield Obstacle(
            "basis_missing",
            "Cấp trên chưa dùng chương trình nên cần ghi căn cứ: kết luận của hội nghị hoặc việc"
            " tiếp nhận của cấp trên.",
            "basis",
        )
    if basis is None or basis.on is None:
        yield Obstacle("basis_undated", "Căn cứ cần có ngày.", "basis_on")
    elif basis.on > local_date(now):
        yield Obstacle(
            "basis_in_the_future",
            f"Ngày của căn cứ ({vn_date(basis.on)}) chưa đến. Mời kiểm tra lại.",
            "basis_on",
        )
