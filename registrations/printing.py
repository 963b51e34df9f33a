"""The registration as a paper (documents.md §1: ``registration``)."""

import datetime as dt

from documents import letterhead as blocks
from documents.contexts import RegisteredUnit, RegistrationContext, RegistrationListContext
from documents.issuers import Issuer, issuer_on
from documents.letterhead import PREVIEW
from documents.parts import Entry, Heading, Signature
from organizations.actors import Actor
from organizations.formats import local_date, vn_date
from organizations.models import Organization, Role
from plans.models import Plan
from plans.querysets import plan_for

from .board import Filter, Row, board_of
from .models import Registration
from .reading import as_sent
from .values import RegistrationValues
from .wording import CONTENTS, addressee_of, model_of, paper_note
from .workflow import Status


def registration_context(
    organization: Organization,
    year: int,
    registration: Registration | None = None,
    *,
    values: RegistrationValues | None = None,
    today: dt.date,
) -> RegistrationContext:
    """The registration of an organisation for a year; without one, a form to fill in.

    ``values``: the text where it is not what the row says now (what was last sent). Name, parent
    and signer are those of the day sent, before that of ``today``.
    """
    plan = registration.plan if registration is not None else plan_for(organization, year)
    said = values or (registration.values if registration is not None else RegistrationValues())
    sent_on = (
        local_date(registration.sent_at)
        if registration is not None and registration.sent_at is not None
        else None
    )
    day = organization.read_on(sent_on or max(today, organization.founded_on))
    issuer = issuer_on(organization, day)
    unit = organization.get_kind_display().capitalize()
    addressee = addressee_of(organization, plan, year)
    text = issuer.write(
        "registration",
        {
            "year": str(year),
            "plan": _plan_in_words(plan),
            "organization": issuer.full_name,
            "authority": issuer.authority,
            "model": model_of(organization),
        },
    )
    members = [said.official_members, said.probationary_members]
    return RegistrationContext(
        letterhead=issuer.letterhead(on=sent_on, year=year),
        heading=Heading(name=text.name, subject=text.subject),
        signature=_signature(issuer, registration),
        recipients=issuer.recipients(addressee),
        mark=PREVIEW if registration is not None and registration.status == Status.DRAFT else "",
        author=issuer.full_name,
        date=sent_on.isoformat() if sent_on is not None else "",
        year=str(year),
        unit=unit,
        model=model_of(organization),
        salutation=issuer.guideline.salutation,
        addressees=(addressee,),
        opening=text.opening,
        members=str(sum(n for n in members if n)) if None not in members else "",
        official_members=_count(said.official_members),
        probationary_members=_count(said.probationary_members),
        emulation_title=said.emulation_title,
        aims=tuple(
            Entry(label=label, text=aim)
            for label, aim in zip(
                CONTENTS, (said.aim_1, said.aim_2, said.aim_3, said.aim_4), strict=True
            )
        ),
        breakthrough_task=said.breakthrough_task,
        breakthrough_due=vn_date(said.breakthrough_due),
        meeting_date=vn_date(said.meeting_on),
        vote=blocks.vote(
            voters=said.voters,
            present=said.present,
            votes_for=said.votes_for,
            votes_against=said.votes_against,
            votes_other=said.votes_other,
        ),
        paper_note=paper_note(registration) if registration is not None else "",
    )


def registration_list_context(
    committee: Organization, year: int, *, today: dt.date
) -> RegistrationListContext:
    """The combined list as the committee's office reads it, as last sent (C4), by code as all that
    is printed.

    A preview, until its print is made final.
    """
    board = board_of(Actor(today=today, role=Role.OFFICE, organization=committee), year)
    rows = sorted(board.rows, key=lambda row: row.organization.code)
    said = as_sent(row.registration for row in rows if row.registration is not None)
    issuer = issuer_on(committee, today)
    organizations = [row.organization for row in rows]
    kinds = sorted({one.get_kind_display() for one in organizations} or {"chi bộ"})
    text = issuer.write(
        "registration-list",
        {"models": ", ".join(f"“{kind} bốn tốt”" for kind in kinds), "year": str(year)},
    )
    return RegistrationListContext(
        letterhead=issuer.letterhead(on=today, across=True),
        heading=Heading(name=text.name, subject=text.subject),
        mark=PREVIEW,
        author=issuer.name,
        date=today.isoformat(),
        signature=issuer.signature(),
        recipients=issuer.recipients(),
        unit_heading=f"Tên {', '.join(kinds)}",
        rows=tuple(
            _registered(row, said[row.registration.pk] if row.registration else None)
            for row in rows
        ),
        totals=(
            f"Tổng số: {len(board.rows)}; đã gửi: {board.count(Filter.SENT)} (đúng hạn "
            f"{board.count(Filter.ON_TIME)}, muộn {board.count(Filter.LATE)}); chưa gửi: "
            f"{board.count(Filter.MISSING)}.",
        ),
        empty_note="Không có tổ chức đảng trực thuộc.",
    )


def _registered(row: Row, said: RegistrationValues | None) -> RegisteredUnit:
    if row.registration is None or said is None:
        return RegisteredUnit(organization=row.name, timeliness="Chưa gửi")
    members = [said.official_members, said.probationary_members]
    task = said.breakthrough_task
    if said.breakthrough_due is not None:
        task = f"{task} (đến {vn_date(said.breakthrough_due)})"
    late = row.plan is not None and row.registration.is_late(row.plan)
    return RegisteredUnit(
        organization=row.name,
        members=str(sum(n for n in members if n)) if members[0] is not None else "",
        sent_on=vn_date(row.registration.sent_on),
        content="; ".join(filter(None, [model_of(row.organization), said.emulation_title])),
        breakthrough_task=task,
        timeliness="" if row.plan is None else "Muộn" if late else "Đúng hạn",
    )


def _plan_in_words(plan: Plan | None) -> str:
    if plan is None:
        return ""
    return f"Kế hoạch số {plan.number}, ngày {blocks.short_date(plan.issued_on)}"


def _signature(issuer: Issuer, registration: Registration | None) -> Signature:
    """Who signs that day; of what came on paper, who signed the paper."""
    if (
        registration is not None
        and registration.from_paper
        and not issuer.organization.is_committee
    ):
        return blocks.signature(body=issuer.signs_for, name=registration.paper_signer)
    return issuer.signature()


def _count(number: int | None) -> str:
    return "" if number is None else str(number)
