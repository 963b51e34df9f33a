"""Who may ask for a file of several papers or cancel it: answers with an obstacle, or with None."""

from organizations.actors import Actor
from organizations.models import Organization, Role
from organizations.refusals import Obstacle
from recognition.querysets import whose_year_is_read_by

from .models import Job
from .workflow import JobKind


def asks_for(actor: Actor, kind: JobKind, organization: Organization, year: int) -> Obstacle | None:
    """Who asks for a file: the office for its committee and those below it in that year, a cell's
    secretary for the dossier of its own cell.
    """
    if kind is JobKind.CELL_DOSSIER:
        readable = whose_year_is_read_by(actor, year).filter(pk=organization.pk)
        if actor.role in (Role.OFFICE, Role.SECRETARY) and readable.exists():
            return None
        return Obstacle(
            "not_allowed",
            f"Chỉ chi bộ {organization.code} và văn phòng đảng ủy cấp trên năm {year} tạo được"
            " hồ sơ này.",
            "organization",
        )
    if actor.works_for(organization, Role.OFFICE):
        return None
    return Obstacle("not_allowed", "Chỉ văn phòng của chính đảng bộ này tạo được tệp này.")


def cancels(actor: Actor, job: Job) -> Obstacle | None:
    """Who cancels a file: whoever asked for it, and the office of the committee."""
    if Job.objects.visible_to(actor).filter(pk=job.pk).exists():
        return None
    return Obstacle(
        "not_allowed", "Chỉ người yêu cầu và văn phòng đảng ủy hủy được việc tạo tệp này."
    )
