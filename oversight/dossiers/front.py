"""The page in front of a file that is about to be made."""

import datetime as dt
from collections.abc import Iterator

from documents.archive import head_of
from documents.issuers import Issuer
from documents.letterhead import PREVIEW
from documents.parts import Heading, Signature
from evaluations import periods
from organizations.formats import local_date, vn_datetime
from organizations.models import Kind, Organization
from organizations.names import body_of
from organizations.tree import name_on

from ..models import Job
from ..workflow import JobKind
from .contents import ContentsContext, HeadLine


def front_of(job: Job, issuer: Issuer, *, now: dt.datetime) -> ContentsContext:
    """Heading, heads of the chains of whoever issued what is inside, and when it was made."""
    today = local_date(now)
    of_a_book = job.kind == JobKind.BOOK
    return ContentsContext(
        letterhead=issuer.letterhead(on=today),
        heading=Heading(name="MỤC LỤC", subject=_subject(job)),
        signature=Signature(),
        mark="" if of_a_book else PREVIEW,
        author=issuer.name,
        date=today.isoformat(),
        rows=(),
        heads=() if of_a_book else tuple(_heads(job)),
        made=f"Lập lúc {vn_datetime(now)}.",
    )


def _subject(job: Job) -> str:
    name = _name(job, job.organization)
    match JobKind(job.kind):
        case JobKind.CELL_DOSSIER:
            return f"hồ sơ thực hiện mô hình “chi bộ bốn tốt” năm {job.year} của {name}"
        case JobKind.COMMITTEE_DOSSIER:
            return f"hồ sơ đề nghị công nhận “đảng bộ bốn tốt” năm {job.year} của {name}"
        case _:
            when = periods.label(job.year, job.period).replace("/", " năm ")
            return f"tập phiếu tự đánh giá {when} của {body_of(name)}"


def _heads(job: Job) -> Iterator[HeadLine]:
    for organization in dict.fromkeys([job.organization, job.committee]):
        head = head_of(organization)
        name = _name(job, organization)
        yield HeadLine(
            organization=body_of(name) if organization.kind == Kind.COMMITTEE else name,
            length=str(head.length) if head.length else "",
            hash=head.hash if head.length else "",
        )


def _name(job: Job, organization: Organization) -> str:
    return name_on(organization, periods.last_day(job.year, job.period))
