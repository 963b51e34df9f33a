"""Forms of organisations: finding them, setting them up, changing and ending them by decision."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from ..formfields import VnCharField, VnDateField, VnIntegerField, VnTextField
from ..models import Kind, Organization
from ..querysets import OrganizationQuerySet
from ..services import DecisionRef, NewOrganization
from .base import OurForm, VersionedForm

KINDS = [(Kind.CELL.value, "Chi bộ"), (Kind.COMMITTEE.value, "Đảng bộ")]
MAX_PARTS = 4


def _label(organization: Organization) -> str:
    """Name of the day and code; the queryset comes from ``by_name``."""
    return f"{organization.name} ({organization.code})"


class OrganizationField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One organisation, offered by its name of a day."""

    def __init__(self, queryset: OrganizationQuerySet | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", "Chọn" if kwargs.get("required", True) else "Không có")
        super().__init__(Organization.objects.none() if queryset is None else queryset, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return _label(obj)


class OrganizationsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several organisations, ticked by their names of a day."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Organization.objects.none(), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return _label(obj)


class FilterForm(OurForm):
    """What the tree is filtered by; stays in the address."""

    tim = VnCharField(label="Tìm theo tên hoặc mã", required=False, max_length=100)
    ngay = VnDateField(label="Tại ngày", required=False)
    loai = forms.ChoiceField(
        label="Loại", required=False, choices=[("", "Chi bộ và đảng bộ"), *KINDS]
    )
    ket_thuc = forms.ChoiceField(
        label="Tình trạng",
        required=False,
        choices=[("", "Đang hoạt động"), ("ca", "Cả tổ chức đã kết thúc")],
    )


class DecidedForm(OurForm):
    """What every change by decision asks."""

    effective_on = VnDateField(
        label="Có hiệu lực từ ngày", help_text="Ngày đầu tiên của tình trạng mới."
    )
    decision_number = VnCharField(
        label="Số quyết định", help_text="Ví dụ: 12-QĐ/ĐU.", max_length=60
    )
    decision_date = VnDateField(label="Ngày quyết định")

    LAST = ("effective_on", "decision_number", "decision_date")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in self.LAST])

    @property
    def decision(self) -> DecisionRef:
        """The decision that was keyed in."""
        return DecisionRef(self.cleaned_data["decision_number"], self.cleaned_data["decision_date"])


class FoundForm(DecidedForm):
    """Setting up (thành lập)."""

    kind = forms.ChoiceField(label="Loại", choices=KINDS)
    code = VnCharField(
        label="Mã tổ chức",
        help_text="Ví dụ: CB13 hoặc 38.168.053.000.001. Mã không đổi về sau.",
        max_length=40,
    )
    name = VnCharField(label="Tên", help_text="Ví dụ: Chi bộ Thư viện tỉnh.", max_length=255)
    parent = OrganizationField(
        label="Cấp trên trực tiếp",
        help_text="Chi bộ phải có cấp trên; đảng bộ có thể không.",
        required=False,
    )
    official_members = VnIntegerField(label="Đảng viên chính thức", min_value=0, required=False)
    probationary_members = VnIntegerField(label="Đảng viên dự bị", min_value=0, required=False)

    def __init__(self, *args: Any, parents: OrganizationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = cast(OrganizationField, self.fields["parent"])
        parent.queryset = parents
        # The help says for whom it is optional; a cell without one is refused by the service.
        parent.quiet = True  # type: ignore[attr-defined]
        self.fields["effective_on"].label = "Ngày thành lập"
        self.fields["effective_on"].help_text = "Ngày đầu tiên hoạt động."

    @property
    def new(self) -> NewOrganization:
        """What was keyed in of the new organisation."""
        said = self.cleaned_data
        return NewOrganization(
            code=said["code"],
            kind=Kind(said["kind"]),
            name=said["name"],
            parent=said["parent"],
            official_members=said["official_members"],
            probationary_members=said["probationary_members"],
        )


class ChangeForm(DecidedForm):
    """A change of one organisation; ``others`` are those it may be joined with or put under."""

    def __init__(
        self,
        *args: Any,
        organization: Organization,
        others: OrganizationQuerySet,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organization = organization
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = others


class RenameForm(ChangeForm):
    """Another name (đổi tên)."""

    name = VnCharField(label="Tên mới", max_length=255)
    printed_name = VnTextField(
        label="Tên mới in trên văn bản",
        help_text="Chữ in hoa, ngắt dòng đúng chỗ muốn ngắt. Để trống: in trên một dòng.",
        required=False,
    )


class MoveForm(ChangeForm):
    """Another authority (chuyển cấp trên trực tiếp)."""

    parent = OrganizationField(label="Cấp trên mới", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.organization.is_committee:  # a cell without one is refused by the service
            parent = cast(OrganizationField, self.fields["parent"])
            parent.quiet = True  # type: ignore[attr-defined]
            parent.empty_label = "Chọn"


class AbsorbForm(ChangeForm):
    """Ending in another that goes on (sáp nhập)."""

    into = OrganizationField(label="Sáp nhập vào")


class UniteForm(ChangeForm):
    """Ending with others in a new one (hợp nhất)."""

    organizations = OrganizationsField(label="Hợp nhất với")
    code = VnCharField(label="Mã của tổ chức mới", max_length=40)
    name = VnCharField(label="Tên của tổ chức mới", max_length=255)

    def new(self, parent: Organization | None) -> NewOrganization:
        """The organisation that comes out of it."""
        return NewOrganization(
            code=self.cleaned_data["code"],
            kind=Kind(self.organization.kind),
            name=self.cleaned_data["name"],
            parent=parent,
        )


class SplitForm(ChangeForm):
    """Ending in two or more new ones (chia tách)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MAX_PARTS + 1):
            needed = number <= 2
            self.fields[f"code_{number}"] = VnCharField(
                label=f"Mã của tổ chức mới thứ {number}", max_length=40, required=needed
            )
            self.fields[f"name_{number}"] = VnCharField(
                label=f"Tên của tổ chức mới thứ {number}", max_length=255, required=needed
            )
        self.order_fields([name for name in self.fields if name not in self.LAST])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for number in range(3, MAX_PARTS + 1):
            code, name = cleaned.get(f"code_{number}"), cleaned.get(f"name_{number}")
            if bool(code) != bool(name):
                self.add_error(
                    f"name_{number}" if code else f"code_{number}",
                    ValidationError("Mời nhập cả mã và tên, hoặc để trống cả hai."),
                )
        return cleaned

    def new(self, parent: Organization | None) -> list[NewOrganization]:
        """The organisations that come out of it."""
        return [
            NewOrganization(
                code=self.cleaned_data[f"code_{number}"],
                kind=Kind(self.organization.kind),
                name=self.cleaned_data[f"name_{number}"],
                parent=parent,
            )
            for number in range(1, MAX_PARTS + 1)
            if self.cleaned_data[f"code_{number}"]
        ]


class DissolveForm(ChangeForm):
    """Ending (giải thể)."""

    successors = OrganizationsField(
        label="Tổ chức tiếp nhận đảng viên và hồ sơ",
        required=False,
    )


class MendNameForm(VersionedForm):
    """The same name, spelt right."""

    name = VnCharField(label="Tên", max_length=255)


class DescribeForm(VersionedForm):
    """What needs no decision."""

    printed_name = VnTextField(
        label="Tên in trên văn bản",
        help_text="Chữ in hoa, ngắt dòng đúng chỗ muốn ngắt. Để trống: in trên một dòng.",
        required=False,
    )
    office_label = VnCharField(
        label="Cách gọi văn phòng",
        help_text="Ví dụ: Văn phòng Đảng ủy, Cán bộ phụ trách công tác Đảng.",
        max_length=80,
    )
    official_members = VnIntegerField(label="Đảng viên chính thức", min_value=0, required=False)
    probationary_members = VnIntegerField(label="Đảng viên dự bị", min_value=0, required=False)

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not organization.is_committee:
            del self.fields["office_label"]
