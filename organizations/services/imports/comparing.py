"""An organisation that is there already: equal, or refused with both values."""

from collections.abc import Iterable

from ...folding import nfc
from ...formats import vn_date
from ...models import Kind, Organization, OrganizationVersion
from ...refusals import Obstacle, refuse_if
from .periods import ImportedPeriods


def told_apart(
    organization: Organization, versions: Iterable[OrganizationVersion], rows: ImportedPeriods
) -> list[OrganizationVersion]:
    """Refuse whatever the rows say otherwise than the database.

    Returns the versions to which the rows add numbers of members; these are not written yet.
    """
    stored = {version.from_date: version for version in versions}
    found: list[Obstacle] = []
    numbered: list[OrganizationVersion] = []
    for index, period in enumerate(rows.periods):

        def differs(field: str, there: str, here: str, index: int = index) -> None:
            found.append(_differs(index, field, there, here))

        if organization.kind != rows.kind:
            differs("kind", Kind(organization.kind).label, rows.kind.label)
        version = stored.get(period.from_date)
        if version is None:
            known = ", ".join(vn_date(day) for day in sorted(stored))
            differs("from_date", known, vn_date(period.from_date))
            continue
        if version.name != nfc(period.name):
            differs("name", version.name, period.name)
        if version.parent_id != (period.parent.pk if period.parent else None):
            differs("parent", _code(version.parent), _code(period.parent))
        if version.to_date != period.to_date:
            differs(
                "to_date", vn_date(version.to_date) or "trống", vn_date(period.to_date) or "trống"
            )
        for field in ("official_members", "probationary_members"):
            said, known_number = getattr(period, field), getattr(version, field)
            if said is None or said == known_number:
                continue
            if known_number is None:
                setattr(version, field, said)
                numbered.append(version)
            else:
                differs(field, str(known_number), str(said))
    refuse_if(found)
    return list(dict.fromkeys(numbered))


def _code(organization: Organization | None) -> str:
    return organization.code if organization is not None else "trống"


def _differs(index: int, field: str, stored: str, said: str) -> Obstacle:
    return Obstacle(
        "differs",
        f"Trong chương trình là “{stored}”, trong tệp là “{said}”. Nhập từ tệp không thay đổi dữ"
        " liệu đã có: mời sửa tệp cho khớp.",
        f"{index}:{field}",
    )
