"""Terms of a committee, who sits in them and who signs (A9); kept by its own office."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Q

from .. import audit
from ..actors import Actor
from ..conflicts import taken_meanwhile
from ..folding import nfc
from ..formats import vn_date
from ..models import Body, Organization, Signer, Term, TermMember
from ..permissions import keeps_terms_of
from ..printable import unprintable
from ..refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if
from .lives import DAY, lock


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
        open_before.save(update_fields=["to_date"])
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
def edit_term(term: Term, values: TermValues, *, by: Actor, now: dt.datetime) -> None:
    """Edit a term; what was printed from it stays as it was."""
    refuse_if(
        [
            keeps_terms_of(by, term.organization),
            *_term_obstacles(term.organization, values, term),
            *_inside_obstacles(term, values),
        ]
    )
    before = {field: getattr(term, field) for field in asdict(values)}
    for field, value in asdict(values).items():
        setattr(term, field, value)
    term.save()
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


@transaction.atomic
def add_member(
    term: Term,
    *,
    body: Body,
    full_name: str,
    position: str = "",
    from_date: dt.date,
    to_date: dt.date | None = None,
    by: Actor,
    now: dt.datetime,
) -> TermMember:
    """Add a member of the committee or of its standing board."""
    full_name = nfc(full_name)
    same_name = term.members.filter(body=body, full_name=full_name).filter(
        Q(to_date__isnull=True) | Q(to_date__gte=from_date)
    )
    refuse_if(
        [
            keeps_terms_of(by, term.organization),
            _full_name_obstacle(full_name),
            *_days_obstacles(term, from_date, to_date),
            Obstacle(
                "already_member",
                f"{full_name} đã có trong danh sách {body.label}. Nếu là hai người trùng tên, mời"
                " ghi thêm để phân biệt.",
                "full_name",
            )
            if same_name.exists()
            else None,
        ]
    )
    member = TermMember.objects.create(
        term=term,
        body=body,
        full_name=full_name,
        position=position,
        from_date=from_date,
        to_date=to_date,
    )
    _record(
        "member_add",
        f"Thêm {full_name} vào {body.label} từ ngày {vn_date(from_date)}",
        term,
        by,
        now,
    )
    return member


@transaction.atomic
def add_members(
    term: Term,
    *,
    body: Body,
    people: Sequence[tuple[str, str]],
    from_date: dt.date,
    by: Actor,
    now: dt.datetime,
) -> list[TermMember]:
    """Add several members, each a name and a position; all or none."""
    if not people:
        raise Refusal(Obstacle("full_name_missing", "Mời nhập ít nhất một người.", "people"))
    return [
        add_member(
            term,
            body=body,
            full_name=full_name,
            position=position,
            from_date=from_date,
            by=by,
            now=now,
        )
        for full_name, position in people
    ]


@transaction.atomic
def end_member(member: TermMember, *, to_date: dt.date, by: Actor, now: dt.datetime) -> None:
    """Name the last day of a member."""
    term = member.term
    refuse_if(
        [
            keeps_terms_of(by, term.organization),
            *_days_obstacles(term, member.from_date, to_date),
        ]
    )
    member.to_date = to_date
    member.save(update_fields=["to_date"])
    _record(
        "member_end",
        f"{member.full_name} thôi tham gia {Body(member.body).label} sau ngày {vn_date(to_date)}",
        term,
        by,
        now,
    )


@transaction.atomic
def add_signer(
    term: Term,
    *,
    full_name: str,
    title: str,
    from_date: dt.date,
    to_date: dt.date | None = None,
    by: Actor,
    now: dt.datetime,
) -> Signer:
    """Add who may sign, with the title as printed (BÍ THƯ, PHÓ BÍ THƯ)."""
    full_name, title = nfc(full_name), nfc(title)
    refuse_if(
        [
            keeps_terms_of(by, term.organization),
            _full_name_obstacle(full_name),
            None
            if title
            else Obstacle("title_missing", "Mời nhập chức vụ in trên văn bản.", "title"),
            unprintable(title, "title"),
            *_days_obstacles(term, from_date, to_date),
        ]
    )
    signer = Signer.objects.create(
        term=term, full_name=full_name, title=title, from_date=from_date, to_date=to_date
    )
    _record(
        "signer_add",
        f"Thêm người ký {full_name}, {title}, từ ngày {vn_date(from_date)}",
        term,
        by,
        now,
    )
    return signer


@transaction.atomic
def end_signer(signer: Signer, *, to_date: dt.date, by: Actor, now: dt.datetime) -> None:
    """Name the last day on which somebody may sign."""
    term = signer.term
    refuse_if(
        [
            keeps_terms_of(by, term.organization),
            *_days_obstacles(term, signer.from_date, to_date),
        ]
    )
    signer.to_date = to_date
    signer.save(update_fields=["to_date"])
    _record("signer_end", f"{signer.full_name} thôi ký sau ngày {vn_date(to_date)}", term, by, now)


def _record(act: str, sentence: str, term: Term, by: Actor, now: dt.datetime) -> None:
    audit.record(
        f"term.{act}",
        f"{sentence} (nhiệm kỳ {term.name}).",
        by=by,
        now=now,
        subject=term,
        organization=term.organization,
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
            f" {vn_date(values.from_date)}.",
            "to_date",
        )
        if values.to_date is not None and values.to_date < values.from_date
        else None,
        Obstacle(
            "term_overlaps",
            f"Thời gian này chồng lên nhiệm kỳ {other.name} (từ {vn_date(other.from_date)}"
            f" {'đến ' + vn_date(other.to_date) if other.to_date else 'đến nay'}).",
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
                        " kỳ mới sửa.",
                        "from_date",
                    )
                ]
    return []


def _full_name_obstacle(full_name: str) -> Obstacle | None:
    if not full_name:
        return Obstacle("full_name_missing", "Mời nhập họ tên.", "full_name")
    return unprintable(full_name, "full_name")


def _days_obstacles(
    term: Term, from_date: dt.date, to_date: dt.date | None
) -> list[Obstacle | None]:
    return [
        Obstacle(
            "outside_term",
            f"Ngày {vn_date(from_date)} nằm ngoài nhiệm kỳ {term.name}.",
            "from_date",
        )
        if from_date < term.from_date or (term.to_date is not None and from_date > term.to_date)
        else None,
        Obstacle(
            "end_before_start",
            f"Ngày kết thúc {vn_date(to_date)} trước ngày bắt đầu {vn_date(from_date)}.",
            "to_date",
        )
        if to_date is not None and to_date < from_date
        else None,
        Obstacle(
            "outside_term",
            f"Ngày {vn_date(to_date)} nằm sau ngày cuối nhiệm kỳ {term.name}.",
            "to_date",
        )
        if to_date is not None and term.to_date is not None and to_date > term.to_date
        else None,
    ]
