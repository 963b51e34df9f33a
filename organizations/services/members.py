"""Who sits in the bodies of a term and who signs for them (A9)."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from .. import audit
from ..actors import Actor
from ..folding import nfc
from ..formats import vn_date
from ..models import Body, Signer, Term, TermMember
from ..permissions import keeps_terms_of
from ..printable import unprintable
from ..refusals import Obstacle, Refusal, refuse_if


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
    # two who add the same person at once: the second sees the first
    term = Term.objects.select_for_update().get(pk=term.pk)
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
            f"Ngày {vn_date(from_date)} nằm ngoài nhiệm kỳ {term.name}. Mời chọn ngày trong nhiệm"
            " kỳ.",
            "from_date",
        )
        if from_date < term.from_date or (term.to_date is not None and from_date > term.to_date)
        else None,
        Obstacle(
            "end_before_start",
            f"Ngày kết thúc {vn_date(to_date)} trước ngày bắt đầu {vn_date(from_date)}. Mời xem lại"
            " hai ngày này.",
            "to_date",
        )
        if to_date is not None and to_date < from_date
        else None,
        Obstacle(
            "outside_term",
            f"Ngày {vn_date(to_date)} nằm sau ngày cuối nhiệm kỳ {term.name}. Mời chọn ngày trong"
            " nhiệm kỳ.",
            "to_date",
        )
        if to_date is not None and term.to_date is not None and to_date > term.to_date
        else None,
    ]
