"""Terms of a committee, who sits in them and who signs (A9); kept by its own office."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Q

from .. import audit
from ..actors import Actor
from ..conflicts import taken_meanwhile
from ..folding import nfc
from ..formats import vn_date
from ..models import Organization, Term
from ..permissions import keeps_terms_of
from ..printable import unprintable
from ..refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if
from .versions import DAY, lock


@dataclass(frozen=True, kw_only=True)
class TermValues:
    """What is kept of a term; printed names keep their line breaks, lists have one item a line."""

    name: str
    from_date: dt.date
    to_date: dt.date | None = None
    committee_name: str
    standing_board_name: str = ""
    place: str = ""
    legal_references: str = ""
    recipients: str = ""


@transaction.atomic
def open_term(
    organization: Organization, values: TermValues, *, by: Actor, now: dt.datetime
) -> Term:
    """Open a term; an open one before it ends the day before."""
    organization = lock(organization)
    open_before = organization.terms.filter(
        to_date__isnull=True, from_date__lt=values.from_date
    ).first()
    refuse_if(
        [
            keeps_terms_of(by, organization),
            None
            if organization.is_committee
            else Obstacle("not_a_committee", "Chỉ đảng bộ có nhiệm kỳ cấp ủy."),
            *_term_obstacles(organization, values, open_before),
        ]
    )
    if open_before is not None:
        open_before.to_date = values.from_date - DAY
        open_before.version += 1
        open_before.save(update_fields=["to_date", "version"])
    with taken_meanwhile(CHANGED_MEANWHILE):
        term = Term.objects.create(organization=organization, **asdict(values))
    audit.record(
        "term.open",
        f"Mở nhiệm kỳ {term.name} từ ngày {vn_date(term.from_date)}.",
        by=by,
        now=now,
        subject=term,
        organization=organization,
    )
    return term


@transaction.atomic
def edit_term(term: Term, values: TermValues, *, version: int, by: Actor, now: dt.datetime) -> None:
    """Edit a term; what was printed from it stays as it was.

    ``version`` is the one that was seen; refused when somebody else edited the term since.
    """
    refuse_if(
        [
            keeps_terms_of(by, term.organization),
            *_term_obstacles(term.organization, values, term),
            *_inside_obstacles(term, values),
        ]
    )
    if not Term.objects.filter(pk=term.pk, version=version).update(version=version + 1):
        raise Refusal(CHANGED_MEANWHILE)
    before = {field: getattr(term, field) for field in asdict(values)}
    for field, value in asdict(values).items():
        setattr(term, field, value)
    term.save(update_fields=list(asdict(values)))
    changed = [field for field, value in asdict(values).items() if before[field] != value]
    audit.record(
        "term.edit",
        f"Cập nhật nhiệm kỳ {term.name}.",
        by=by,
        now=now,
        subject=term,
        organization=term.organization,
        data={"changed": changed},
    )


def _term_obstacles(
    organization: Organization, values: TermValues, ignored: Term | None
) -> list[Obstacle | None]:
    others = organization.terms.filter(Q(to_date__isnull=True) | Q(to_date__gte=values.from_date))
    if ignored is not None:
        others = others.exclude(pk=ignored.pk)
    if values.to_date is not None:
        others = others.filter(from_date__lte=values.to_date)
    other = others.first()
    return [
        *(
            unprintable(text, field)
            for field, text in asdict(values).items()
            if isinstance(text, str)
        ),
        None
        if nfc(values.name)
        else Obstacle("name_missing", "Mời nhập tên nhiệm kỳ, ví dụ 2025–2030.", "name"),
        None
        if nfc(values.committee_name)
        else Obstacle(
            "committee_name_missing",
            "Mời nhập tên cấp ủy như in trên văn bản, ví dụ ĐẢNG ỦY SỞ VĂN HÓA.",
            "committee_name",
        ),
        Obstacle(
            "end_before_start",
            f"Ngày cuối nhiệm kỳ {vn_date(values.to_date)} trước ngày đầu"
            f" {vn_date(values.from_date)}. Mời xem lại hai ngày này.",
            "to_date",
        )
        if values.to_date is not None and values.to_date < values.from_date
        else None,
        Obstacle(
            "term_overlaps",
            f"Thời gian này chồng lên nhiệm kỳ {other.name} (từ {vn_date(other.from_date)}"
            f" {'đến ' + vn_date(other.to_date) if other.to_date else 'đến nay'})."
            " Mời chọn ngày khác.",
            "from_date",
        )
        if other is not None
        else None,
    ]


def _inside_obstacles(term: Term, values: TermValues) -> list[Obstacle | None]:
    """Members and signers must not fall out of a term whose days change."""
    for rows in (term.members.all(), term.signers.all()):
        for row in rows:
            if row.from_date < values.from_date or (
                values.to_date is not None and (row.to_date or row.from_date) > values.to_date
            ):
                return [
                    Obstacle(
                        "outside_term",
                        f"{row.full_name} có thời gian từ {vn_date(row.from_date)} nằm ngoài nhiệm"
                        " kỳ mới sửa. Mời sửa ngày của nhiệm kỳ hoặc của người này.",
                        "from_date",
                    )
                ]
    return []
