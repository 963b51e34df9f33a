"""What the bodies of an organisation are called in running text."""

from .models import Organization


def body_of(name: str) -> str:
    """The committee that leads an organisation: “Đảng bộ Sở …” is led by “Đảng ủy Sở …”."""
    return f"Đảng ủy{name[len('Đảng bộ') :]}" if name.startswith("Đảng bộ") else name


def office_of(committee: Organization) -> str:
    """“Văn phòng Đảng ủy”, or what the committee calls who does the work of its office (A5)."""
    label = committee.office_label
    return f"{label} Đảng ủy" if label == "Văn phòng" else label
