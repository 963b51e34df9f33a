"""Until when a sheet is open to its organisation, and who can open it again (D6)."""

import datetime as dt
from dataclasses import replace

from organizations.actors import Actor
from organizations.models import Organization, Role, User
from organizations.names import body_of
from organizations.permissions import settles_for, works_here
from organizations.refusals import Obstacle
from organizations.tree import authority_on, name_on

from .. import periods
from ..locks import EntryWindow, lock_obstacle
from ..models import Evaluation, Extension
from ..workflow import Status


def extension_of(evaluation: Evaluation) -> Extension | None:
    """The extension given last for the period of the sheet, whether it helps today or not."""
    return Extension.objects.latest_for([evaluation.organization], evaluation.year).get(
        (evaluation.organization.pk, evaluation.period)
    )


def window_of(evaluation: Evaluation) -> EntryWindow:
    """The days that govern the sheet, with the extension given last."""
    extension = extension_of(evaluation)
    window = _own_window_of(evaluation)
    return window if extension is None else replace(window, extended_until=extension.until)


def _own_window_of(evaluation: Evaluation) -> EntryWindow:
    """The days that govern the sheet by themselves."""
    return EntryWindow(
        due_on=evaluation.due_on, lock_on=evaluation.lock_on, open_until=evaluation.open_until
    )


def lock_of(evaluation: Evaluation, today: dt.date, *, reader: Actor) -> Obstacle | None:
    """The sentence of the lock, for ``reader``, when the organisation cannot key in today."""
    if not _own_window_of(evaluation).is_locked(today):
        return None  # no extension shortens it
    window = window_of(evaluation)
    if not window.is_locked(today):
        return None
    organization, day = evaluation.organization, evaluation.read_on
    opens_itself = settles_for(reader, organization, day) is None
    return lock_obstacle(
        window,
        today,
        sheet=periods.sheet_name(evaluation.year, evaluation.period),
        opener=None if opens_itself else office_over(organization, day, today),
    )


def is_closed(evaluation: Evaluation, lock: Obstacle | None) -> bool:
    """Whether only the office can open the sheet to its organisation; ``lock``: of today."""
    if evaluation.status == Status.CONFIRMED:
        return True
    return lock is not None and evaluation.status in (Status.DRAFT, Status.RETURNED)


def office_over(organization: Organization, day: dt.date, today: dt.date) -> str:
    """What the office that settles is called, and who works in it: ``Văn phòng Đảng ủy Sở …``.

    ``day``: on which the authority is read. Of a committee under an authority that does not work
    here it is its own office (D9).
    """
    over = authority_on(organization, day)
    if organization.is_committee and (over is None or not works_here(over, today)):
        over = organization
    if over is None:
        return "văn phòng cấp trên"
    committee = body_of(name_on(over, day))
    office = f"{over.office_label.removesuffix('Đảng ủy').strip()} {committee}"
    people = [person.full_name for person in User.objects.holding(Role.OFFICE, over, today)]
    return f"{office} (đồng chí {', '.join(people)})" if people else office
