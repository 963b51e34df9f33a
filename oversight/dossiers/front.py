"""The page in front of a file that is about to be made."""

import datetime as dt
from collections.abc import Iterator

from documents.archive import head_of
from documents.contexts import ContentsContext, HeadLine
from documents.issuers import Issuer
from documents.letterhead import PREVIEW
from documents.parts import Heading, Signature
from evaluations import periods
from organizations.formats import local_date, vn_datetime
from organizations.models import Kind, Organization
from organizations.names import body_of
from organizations.tree import name_on

from ..workflow import JobKind
from .asked import Asked


def front_of(asked: Asked, issuer: Issuer, *, now: dt.datetime) -> ContentsContext:
    """Heading, heads of the chains of whoever issued what is inside, and when it was made.

    A preview until ``with_code`` gives it the code of a file made final.
    """
    today = local_date(now)
    return ContentsContext(
        letterhead=issuer.letterhead(on=today),
        heading=Heading(name="MỤC LỤC", subject=_subject(asked)),
        signature=Signature(),
        mark=PREVIEW,
        author=issuer.name,
        date=today.isoformat(),
        rows=(),
        heads=() if asked.kind is JobKind.BOOK else tuple(_heads(asked)),
        made=f"Lập lúc {vn_datetime(now)}.",
    )


def _subject(asked: Asked) -> str:
    name = _name(asked, asked.organization)
    match asked.kind:
        case JobKind.CELL_DOSSIER:
            return f"hồ sơ thực hiện mô hình “chi bộ bốn tốt” năm {asked.year} của {name}"
        case JobKind.COMMITTEE_DOSSIER:
            return f"hồ sơ đề nghị công nhận “đảng bộ bốn tốt” năm {asked.year} của {name}"
        case _:
            when = periods.label(asked.year, asked.period).replace("/", " năm ")
            return f"tập phiếu tự đánh giá {when} của {body_of(name)}"


def _heads(asked: Asked) -> Iterator[HeadLine]:
    for organization in dict.fromkeys([asked.organization, asked.committee]):
        head = head_of(organization)
        name = _name(asked, organization)
        yield HeadLine(
            organization=body_of(name) if organization.kind == Kind.COMMITTEE else name,
            length=str(head.length) if head.length else "",
            hash=head.hash if head.length else "",
        )


def _name(asked: Asked, organization: Organization) -> str:
    return name_on(organization, asked.ends_on)
