"""Keying in from signed paper (D11)."""

import datetime as dt
from dataclasses import asdict

from django.db import transaction

from documents.scans import NewScan
from organizations.actors import Actor
from organizations.formats import vn_date
from organizations.models import Organization
from organizations.permissions import settles_for
from organizations.refusals import CHANGED_MEANWHILE, Refusal, refuse_if

from ..models import Registration
from ..permissions import in_the_way
from ..submission import (
    Paper,
    entering_from_paper,
    keep_scan_of,
    own_paper_obstacle,
    paper_obstacles,
)
from ..values import RegistrationValues, day_obstacles, obstacles, text_obstacles
from ..workflow import Act, Status
from ..workflow import obstacles as state_obstacles
from .writing import (
    begin,
    existing,
    governing_plan,
    keep,
    keep_unsent_changes,
    perform,
)


@transaction.atomic
def enter_from_paper(
    organization: Organization,
    year: int,
    values: RegistrationValues,
    paper: Paper,
    *,
    scan: NewScan | None = None,
    version: int,
    by: Actor,
    now: dt.datetime,
) -> Registration:
    """Key in a signed paper, or correct what was keyed in; its receipt is the date sent.

    A draft of the organisation is kept as a version and replaced; where the organisation sent its
    own it is refused. ``version`` is the one seen, 0 where there was none. ``scan``: of the paper.
    """
    # A receipt from before the first day is refused for that, not for who keys it in.
    refuse_if([settles_for(by, organization, max(paper.received_on, organization.founded_on))])
    refuse_if([own_paper_obstacle(organization, by)])
    refuse_if(paper_obstacles(paper, organization, now=now))
    refuse_if(day_obstacles(organization, year, paper.received_on))
    refuse_if(text_obstacles(values))
    refuse_if(
        obstacles(values, year=year, founded_on=organization.founded_on, sent_on=paper.received_on)
    )
    registration = existing(organization, year)
    if registration is None:
        if version:
            raise Refusal(CHANGED_MEANWHILE)
        registration = begin(organization, year, by=by, now=now)
        version = registration.version
    elif registration.status == Status.DRAFT and registration.version == version:
        keep(registration, kind="draft")
    entered = registration.status == Status.DRAFT
    act = Act.ENTER_FROM_PAPER if entered else Act.CORRECT_PAPER
    if entered:
        refuse_if(state_obstacles(act, registration.standing))
    else:
        refuse_if(in_the_way(by, act, registration))
    keep_unsent_changes(registration)
    changes = entering_from_paper(registration, paper, read_on=paper.received_on, by=by, now=now)
    perform(
        registration,
        act,
        {**changes, **asdict(values), "plan": governing_plan(organization, year, by=by)},
        seen=version,
        sentence=(
            f"{'Nhập thay' if entered else 'Sửa'} {registration.in_words} theo bản giấy nhận ngày"
            f" {vn_date(paper.received_on)}, người ký: {paper.signer}."
        ),
        by=by,
        now=now,
    )
    keep(registration)
    if scan is not None:
        keep_scan_of(registration, scan, by=by, now=now)
    return registration
