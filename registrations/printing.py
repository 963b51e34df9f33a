"""The registration as a paper (documents.md §1: ``registration``)."""

import datetime as dt

from documents import letterhead as blocks
from documents.contexts import RegistrationContext
from documents.guidelines import guideline_for
from documents.letterhead import PREVIEW
from documents.parts import Entry, Heading, Signature
from documents.wording import write
from organizations.formats import local_date, vn_date
from organizations.models import Organization, Role, RoleGrant
from organizations.querysets import covering
from organizations.terms import signers_on, term_on
from organizations.tree import name_on, version_on
from plans.models import Plan
from plans.querysets import plan_for

from .models import Registration
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
    own = version_on(organization, day)
    authority = own.parent if own is not None else None
    name = name_on(organization, day)
    unit = organization.get_kind_display().capitalize()
    addressee = addressee_of(organization, plan, year)
    text = write(
        "registration",
        {
            "year": str(year),
            "plan": _plan_in_words(plan),
            "organization": name,
            "model": model_of(organization),
        },
    )
    if organization.is_committee:
        term = term_on(organization, day)
        body = term.committee_name if term is not None else name.replace("Đảng bộ", "Đảng ủy", 1)
    else:
        term = term_on(authority, day) if authority is not None else None
        body = (own.printed_name or own.name) if own is not None else name
    members = [said.official_members, said.probationary_members]
    return RegistrationContext(
        letterhead=blocks.letterhead(
            body_above=name_on(authority, day) if authority is not None else "",
            issuing_body=body,
            place=term.place if term is not None else "",
            on=sent_on,
            year=year,
        ),
        heading=Heading(name=text.name, subject=text.subject),
        signature=_signature(organization, registration, day),
        recipients=blocks.recipients(
            [addressee],
            archive="VPĐU" if organization.is_committee else "Chi bộ",
            guideline=guideline_for(sent_on or today),
        ),
        mark=PREVIEW if registration is not None and registration.status == Status.DRAFT else "",
        author=name,
        date=sent_on.isoformat() if sent_on is not None else "",
        year=str(year),
        unit=unit,
        model=model_of(organization),
        salutation=guideline_for(sent_on or today).salutation,
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


def _plan_in_words(plan: Plan | None) -> str:
    if plan is None:
        return ""
    return f"Kế hoạch số {plan.number}, ngày {blocks.short_date(plan.issued_on)}"


def _signature(
    organization: Organization, registration: Registration | None, day: dt.date
) -> Signature:
    """Who signs: of a committee its first signer, of a cell who holds it as Bí thư that day."""
    if organization.is_committee:
        signer = next(iter(signers_on(organization, day)), None)
        return blocks.signature(
            body="Đảng ủy",
            title=signer.title if signer is not None else "",
            name=signer.full_name if signer is not None else "",
        )
    if registration is not None and registration.from_paper:
        return blocks.signature(body="Chi bộ", name=registration.paper_signer)
    holder = (
        RoleGrant.objects.filter(
            covering(day), organization=organization, role=Role.SECRETARY, position="Bí thư"
        )
        .select_related("user")
        .first()
    )
    return blocks.signature(
        body="Chi bộ",
        title=holder.position if holder is not None else "",
        name=holder.user.full_name if holder is not None else "",
    )


def _count(number: int | None) -> str:
    return "" if number is None else str(number)
