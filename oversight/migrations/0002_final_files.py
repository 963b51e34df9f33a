"""Files made final: archived as documents."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0007_code_printing"),
        ("oversight", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="job", name="job_asked_once_while_open"),
        migrations.AddField(
            model_name="job",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.document",
            ),
        ),
        migrations.AddField(
            model_name="job", name="final", field=models.BooleanField(default=False)
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.UniqueConstraint(
                fields=["requester", "kind", "organization", "year", "period", "final"],
                condition=Q(state__in=["running", "waiting"]),
                name="job_asked_once_while_open",
                violation_error_message="Tệp này đang được tạo.",
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                name="job_final_done_with_document",
                condition=Q(state="done", final=True, document__isnull=False)
                | (~Q(state="done") | Q(final=False)) & Q(document__isnull=True),
            ),
        ),
    ]
