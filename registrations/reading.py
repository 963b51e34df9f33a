"""What somebody may read of a registration: its own side all, others as it was last sent (A5)."""

from collections.abc import Iterable

from organizations.actors import Actor
from organizations.formats import vn_date
from organizations.history import Entry, entry_of
from organizations.models import AuditEvent

from .changes import SENDINGS, changes_by_sending
from .models import Registration, RegistrationVersion
from .submission import restored
from .values import LABELS, NAMES, RegistrationValues
from .wording import CONTENTS, model_of, reads_as_own
from .workflow import Status

Facts = list[tuple[str, str]]


def values_for(actor: Actor, registration: Registration) -> RegistrationValues:
    """Its text as the actor may read it: what is being completed is the organisation's alone."""
    if registration.status == Status.RETURNED and not reads_as_own(
        actor, registration.organization
    ):
        return values_as_sent(registration)
    return registration.values


def values_as_sent(registration: Registration) -> RegistrationValues:
    """Its text as last sent."""
    return as_sent([registration])[registration.pk]


def as_sent(registrations: Iterable[Registration]) -> dict[int, RegistrationValues]:
    """The texts as last sent, by key, in one query; what is not being completed reads as it is."""
    rows = list(registrations)
    said = {row.pk: row.values for row in rows}
    versions = RegistrationVersion.objects.filter(
        registration__in=[row for row in rows if row.status == Status.RETURNED],
        kind="sent",
        taken_back=False,
    ).order_by("number")
    for version in versions:
        content = {name: version.content[name] for name in NAMES}
        said[version.registration_id] = RegistrationValues(**restored(Registration, content))
    return said


def facts_of(registration: Registration, values: RegistrationValues) -> list[tuple[str, Facts]]:
    """All answers, in groups of label and text."""
    aims = [values.aim_1, values.aim_2, values.aim_3, values.aim_4]
    return [
        (
            "Đảng viên và danh hiệu",
            [
                (LABELS["official_members"], _count(values.official_members)),
                (LABELS["probationary_members"], _count(values.probationary_members)),
                ("Mô hình đăng ký", model_of(registration.organization)),
                (LABELS["emulation_title"], values.emulation_title),
            ],
        ),
        ("Mục tiêu theo bốn nội dung", list(zip(CONTENTS, aims, strict=True))),
        (
            "Công việc đột phá",
            [
                ("Nội dung", values.breakthrough_task),
                ("Thời hạn hoàn thành", vn_date(values.breakthrough_due)),
            ],
        ),
        (
            "Hội nghị và biểu quyết",
            [
                (name, text)
                for name, text in (
                    (LABELS["meeting_on"], vn_date(values.meeting_on)),
                    (LABELS["voters"], _count(values.voters)),
                    (LABELS["present"], _count(values.present)),
                    (LABELS["votes_for"], _count(values.votes_for)),
                    (LABELS["votes_against"], _count(values.votes_against)),
                    (LABELS["votes_other"], _count(values.votes_other)),
                )
            ],
        ),
        *([("Ghi chú", [("Ghi chú", values.note)])] if values.note else []),
    ]


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def history_for(actor: Actor, registration: Registration) -> list[Entry]:
    """Who, when, what changed, the newest first; what was saved in between is the organisation's
    own."""
    own = reads_as_own(actor, registration.organization)
    changes = changes_by_sending(registration, own=own)
    events = AuditEvent.objects.filter(
        subject_type=registration._meta.label_lower, subject_id=registration.pk
    ).select_related("user", "import_run")
    if not own:
        events = events.exclude(act="registration.save")
    found = []
    for event in events:
        sending = event.act.removeprefix("registration.") in SENDINGS
        changed, compared = changes.get(event.at, ([], "")) if sending else ([], "")
        found.append(entry_of(event, changes=changed, compared=compared))
    return found
