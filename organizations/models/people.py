"""Accounts, roles held over time, and assignments of committee members (A4–A8)."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from ..folding import fold, nfc, sort_key
from ..modelfields import NfcCharField
from ..querysets import UserQuerySet
from .tree import Organization


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Finds accounts by their user name, case folded."""

    def get_by_natural_key(self, username: str | None) -> "User":
        user: User = self.get(username=nfc(username or "").lower())
        return user


class User(AbstractBaseUser):
    """A person's account. It carries no right by itself: rights are those of roles held today."""

    username = NfcCharField(max_length=60, unique=True)
    full_name = NfcCharField(max_length=120)
    is_active = models.BooleanField(default=True)
    # Set while the password is the one printed by the office.
    must_change_password = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    name_folded = models.CharField(max_length=150, editable=False, db_index=True)
    name_sorted = models.TextField(editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                name="user_closed_or_active",
                condition=Q(is_active=True, closed_at__isnull=True)
                | Q(is_active=False, closed_at__isnull=False),
            ),
            models.CheckConstraint(name="user_named", condition=~Q(full_name="")),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.username = nfc(self.username).lower()
        self.name_folded = fold(self.full_name)[:150]
        self.name_sorted = sort_key(self.full_name)
        super().save(*args, **kwargs)


class Role(models.TextChoices):
    """What a person may work as."""

    SECRETARY = "secretary", "Chi bộ"
    OFFICE = "office", "Văn phòng"
    WATCHER = "watcher", "Cấp ủy viên"
    ADMINISTRATOR = "administrator", "Quản trị hệ thống"


class RoleGrant(models.Model):
    """A role held for an organisation from a day to a day, both inclusive."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=15, choices=Role.choices)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="grants"
    )
    # "Bí thư", "Phó Bí thư", … as the head bar shows it.
    position = NfcCharField(max_length=80, blank=True)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["role", "from_date", "pk"]
        indexes = [models.Index(fields=["organization", "role"], name="grant_organization_role")]
        constraints = [
            models.CheckConstraint(name="grant_role_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="grant_ends_after_start",
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                violation_error_message="Ngày cuối không được trước ngày đầu.",
            ),
            models.CheckConstraint(
                name="grant_organization_unless_administrator",
                condition=Q(role=Role.ADMINISTRATOR, organization__isnull=True)
                | (~Q(role=Role.ADMINISTRATOR) & Q(organization__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "organization"],
                condition=Q(to_date__isnull=True),
                name="grant_one_open",
            ),
        ]


class AssignmentKind(models.TextChoices):
    """How a committee member watches over an organisation (II.3.2.1/1, III.3)."""

    RESPONSIBLE = "responsible", "phụ trách"
    ATTENDS = "attends", "dự sinh hoạt"


class Assignment(models.Model):
    """A committee member assigned to an organisation from a day to a day, both inclusive."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="assignments"
    )
    kind = models.CharField(max_length=12, choices=AssignmentKind.choices)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["organization", "kind", "from_date"]
        constraints = [
            models.CheckConstraint(
                name="assignment_kind_known", condition=Q(kind__in=AssignmentKind.values)
            ),
            models.CheckConstraint(
                name="assignment_ends_after_start",
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                violation_error_message="Ngày cuối không được trước ngày đầu.",
            ),
            models.UniqueConstraint(
                fields=["user", "organization", "kind"],
                condition=Q(to_date__isnull=True),
                name="assignment_one_open",
            ),
        ]
