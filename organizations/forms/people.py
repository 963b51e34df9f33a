"""Forms of accounts, roles and assignments."""

from typing import Any

from django import forms

from ..actors import Actor
from ..formfields import VnCharField, VnDateField
from ..models import AssignmentKind, Kind, Organization, Role, User
from .base import OurForm
from .tree import OrganizationField

Holding = tuple[Role, Organization | None]


def holdings(actor: Actor) -> dict[str, tuple[str, Holding]]:
    """The roles that ``actor`` may give today, each under a key of its own: words and value."""
    today = actor.today
    if actor.role == Role.ADMINISTRATOR:
        committees = (
            Organization.objects.filter(kind=Kind.COMMITTEE).living_on(today).by_name(today)
        )
        offices: dict[str, tuple[str, Holding]] = {
            f"{Role.OFFICE}:{one.pk}": (f"Văn phòng: {one.name}", (Role.OFFICE, one))
            for one in committees
        }
        system: Holding = (Role.ADMINISTRATOR, None)
        return {str(Role.ADMINISTRATOR): ("Quản trị hệ thống", system)} | offices
    if actor.organization is None:
        return {}
    cells = (
        Organization.objects.children_of(actor.organization, today)
        .filter(kind=Kind.CELL)
        .by_name(today)
    )
    secretaries: dict[str, tuple[str, Holding]] = {
        f"{Role.SECRETARY}:{cell.pk}": (str(cell.name), (Role.SECRETARY, cell)) for cell in cells
    }
    watching: Holding = (Role.WATCHER, actor.organization)
    return {str(Role.WATCHER): ("Cấp ủy viên", watching)} | secretaries


class HoldingField(forms.ChoiceField):
    """A role together with the organisation it is held for."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.offered: dict[str, tuple[str, Holding]] = {}

    def offer(self, offered: dict[str, tuple[str, Holding]]) -> None:
        """Offer these."""
        self.offered = offered
        self.choices = [("", "Chọn"), *((key, words) for key, (words, _) in offered.items())]

    def clean(self, value: Any) -> Holding:
        """The role and its organisation."""
        return self.offered[super().clean(value)][1]


class RoleForm(OurForm):
    """A role from a day on."""

    holding = HoldingField(
        label="Vai trò",
        help_text="Chọn chi bộ để giao vai trò Chi bộ (bí thư, phó bí thư hoặc người nhập liệu).",
    )
    position = VnCharField(
        label="Chức vụ",
        help_text="Như hiện trên đầu trang, ví dụ: Bí thư, Phó Bí thư.",
        max_length=80,
        required=False,
    )
    from_date = VnDateField(label="Từ ngày")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holding = self.fields["holding"]
        assert isinstance(holding, HoldingField)  # noqa: S101
        holding.offer(holdings(actor))
        if actor.role == Role.ADMINISTRATOR:
            holding.help_text = ""


class GrantForm(RoleForm):
    """A further role, perhaps until a day."""

    to_date = VnDateField(label="Đến hết ngày", required=False)


class OpenAccountForm(RoleForm):
    """A new account with its first role."""

    full_name = VnCharField(label="Họ và tên", max_length=120)
    username = VnCharField(
        label="Tên đăng nhập",
        help_text="Chữ cái không dấu, chữ số, dấu chấm, gạch ngang; ví dụ: cb01.bithu.",
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    field_order = ("full_name", "username", "holding", "position", "from_date")


class NameForm(OurForm):
    """The name of a person, corrected."""

    full_name = VnCharField(label="Họ và tên", max_length=120)


class EndForm(OurForm):
    """The last day of something held."""

    to_date = VnDateField(label="Đến hết ngày")


class AccountFilterForm(OurForm):
    """What the list of accounts is filtered by."""

    tim = VnCharField(label="Tìm theo họ tên hoặc tên đăng nhập", required=False, max_length=100)
    tinh_trang = forms.ChoiceField(
        label="Tình trạng",
        required=False,
        choices=[("", "Đang dùng"), ("dong", "Đã đóng"), ("ca", "Tất cả")],
    )


class AssignForm(OurForm):
    """A member assigned to a cell."""

    user = forms.ChoiceField(label="Cấp ủy viên")
    organization = OrganizationField(label="Chi bộ")
    kind = forms.ChoiceField(
        label="Nhiệm vụ",
        choices=[
            (AssignmentKind.RESPONSIBLE, "Phụ trách"),
            (AssignmentKind.ATTENDS, "Dự sinh hoạt"),
        ],
        widget=forms.RadioSelect,
    )
    from_date = VnDateField(label="Từ ngày")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        committee = actor.organization
        assert committee is not None  # noqa: S101  an office works for one
        self.members = {
            str(user.pk): user
            for user in User.objects.holding(Role.WATCHER, committee, actor.today)
        }
        member, organization = self.fields["user"], self.fields["organization"]
        assert isinstance(member, forms.ChoiceField)  # noqa: S101
        assert isinstance(organization, OrganizationField)  # noqa: S101
        member.choices = [
            ("", "Chọn"),
            *((key, f"{user.full_name} ({user.username})") for key, user in self.members.items()),
        ]
        organization.queryset = Organization.objects.children_of(committee, actor.today).by_name(
            actor.today
        )
