"""What the organisation itself does: save, send, take back, note its breakthrough work."""

import datetime as dt
from dataclasses import asdict

from django.db import transaction

from organizations.actors import Actor
from organizations.audit import record
from organizations.formats import local_date
from organizations.models import Organization
from organizations.permissions import keys_in_for
from organizations.refusals import CHANGED_MEANWHILE, Obstacle, Refusal, refuse_if

from ..models import BreakthroughNote, Registration
from ..permissions import in_the_way
from ..submission import sending, take_version_back, taking_back, write
from ..values import RegistrationValues, day_obstacles, obstacles, text_obstacles
from ..workflow import Act, Status
from .writing import begin, existing, governing_plan, keep, perform


@transaction.atomic
def save(
    organization: Organization,
    year: int,
    values: RegistrationValues,
    *,
    version: int,
    by: Actor,
    now: dt.datetime,
) -> Registration:
    """Save a draft, or what was returned; ``version`` is the one seen, 0 where there was none."""
    refuse_if([keys_in_for(by, organization)])
    refuse_if(day_obstacles(organization, year, by.today))
    refuse_if(text_obstacles(values))
    registration = existing(organization, year)
    if registration is None:
        if version:
            raise Refusal(CHANGED_MEANWHILE)
        registration = begin(organization, year, by=by, now=now)
        version = registration.version
    refuse_if(in_the_way(by, Act.SAVE, registration))
    write(
        registration,
        seen=version,
        changes={**asdict(values), "saved_at": now, "saved_by": by.user},
    )
    record(
        "registration.save",
        f"Lưu nháp {registration.in_words}."
        if registration.status == Status.DRAFT
        else f"Sửa {registration.in_words} đang trả lại để hoàn thiện.",
        by=by,
        now=now,
        subject=registration,
        organization=organization,
    )
    return registration


@transaction.atomic
def submit(
    registration: Registration, *, version: int, by: Actor, now: dt.datetime
) -> Registration:
    """Send what was saved to the authority; never refused for being late (C2)."""
    refuse_if(in_the_way(by, Act.SUBMIT, registration))
    organization, year, today = registration.organization, registration.year, local_date(now)
    refuse_if(day_obstacles(organization, year, today))
    refuse_if(
        obstacles(registration.values, year=year, founded_on=organization.founded_on, sent_on=today)
    )
    # Read on the day of the sending that counts: the office that had it in hand keeps it.
    counted = registration.first_sent_at
    read_on = local_date(counted) if counted is not None else today
    changes = sending(registration, read_on=read_on, by=by, now=now)
    perform(
        registration,
        Act.SUBMIT,
        {**changes, "plan": governing_plan(organization, year, by=by)},
        seen=version,
        sentence=f"Gửi {registration.in_words}.",
        by=by,
        now=now,
    )
    keep(registration)
    return registration


@transaction.atomic
def take_back(
    registration: Registration, *, version: int, by: Actor, now: dt.datetime
) -> Registration:
    """Take a sending back that the office did not open: to where it came from (C3)."""
    refuse_if(in_the_way(by, Act.TAKE_BACK, registration))
    earlier = take_version_back(registration)
    perform(
        registration,
        Act.TAKE_BACK,
        taking_back(registration, earlier),
        seen=version,
        sentence=f"Lấy lại {registration.in_words}.",
        by=by,
        now=now,
    )
    return registration


@transaction.atomic
def note_breakthrough(
    registration: Registration, text: str, *, by: Actor, now: dt.datetime
) -> BreakthroughNote:
    """Note how the breakthrough work stands, any time (C1)."""
    refuse_if([keys_in_for(by, registration.organization)])
    if not registration.breakthrough_task:
        raise Refusal(
            Obstacle(
                "no_breakthrough",
                "Bản đăng ký chưa có công việc đột phá để ghi tiến độ. Mời ghi công việc đột phá"
                " vào bản đăng ký trước.",
            )
        )
    if not text.strip():
        raise Refusal(
            Obstacle("text_missing", "Mời ghi công việc đột phá đang thực hiện đến đâu.", "text")
        )
    note = BreakthroughNote.objects.create(registration=registration, text=text, at=now, by=by.user)
    record(
        "registration.note_breakthrough",
        f"Ghi tiến độ công việc đột phá năm {registration.year}.",
        by=by,
        now=now,
        subject=registration,
        organization=registration.organization,
    )
    return note
