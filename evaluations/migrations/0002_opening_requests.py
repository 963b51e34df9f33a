"""Requests to open a sheet that is locked or confirmed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import organizations.modelfields

WAITS = Q(status="waiting")


def person(**how: object) -> models.ForeignKey:
    """Who asked or answered."""
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        **how,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("evaluations", "0001_initial"),
        ("organizations", "0003_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OpeningRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("period", models.PositiveSmallIntegerField()),
                ("read_on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Chờ văn phòng trả lời"),
                            ("opened", "Đã mở lại"),
                            ("declined", "Không mở lại"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", organizations.modelfields.NfcTextField()),
                ("asked_at", models.DateTimeField()),
                ("answer", organizations.modelfields.NfcTextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by", person(null=True)),
                ("asked_by", person()),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.organization",
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        name="opening_request_period_known",
                        condition=Q(period__gte=1, period__lte=13),
                    ),
                    models.CheckConstraint(
                        name="opening_request_has_reason",
                        condition=~Q(reason=""),
                        violation_error_message="Đề nghị mở lại phải có lý do.",
                    ),
                    models.CheckConstraint(
                        name="opening_request_answered_whole",
                        condition=(
                            WAITS & Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                        )
                        | (
                            ~WAITS
                            & (
                                Q(answered_at__isnull=False, answered_by__isnull=False)
                                & ~Q(answer="")
                            )
                        ),
                        violation_error_message=(
                            "Đề nghị đã trả lời phải có câu trả lời, ngày và người."
                        ),
                    ),
                    models.UniqueConstraint(
                        name="opening_request_waits_once",
                        fields=["organization", "year", "period"],
                        condition=WAITS,
                        violation_error_message=(
                            "Đã có một đề nghị mở lại đang chờ văn phòng trả lời."
                        ),
                    ),
                ],
            },
        ),
    ]
