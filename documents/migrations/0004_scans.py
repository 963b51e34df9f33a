import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import organizations.modelfields
from organizations.append_only import ForbidChanges


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_style"),
        ("organizations", "0002_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Scan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.BigIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("title", organizations.modelfields.NfcTextField()),
                ("received_sha256", models.CharField(max_length=64)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("pages", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("secretary", "Chi bộ"),
                            ("office", "Văn phòng"),
                            ("watcher", "Cấp ủy viên"),
                            ("administrator", "Quản trị hệ thống"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                "ordering": ["subject_type", "subject_id", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_type", "subject_id", "number"),
                        name="scan_once_per_number",
                    ),
                    models.CheckConstraint(
                        condition=~Q(subject_type="")
                        & ~Q(title="")
                        & Q(number__gte=1, size__gte=1, pages__gte=1, pages__lte=100),
                        name="scan_whole",
                    ),
                ],
            },
        ),
        ForbidChanges("documents_scan"),
    ]
