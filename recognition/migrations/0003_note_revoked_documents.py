"""Tell the archive which documents were revoked before it kept that."""

from typing import Any

from django.db import migrations


def note_revoked(apps: Any, schema_editor: Any) -> None:
    """One row for each document and the decision that took something of it, in their order."""
    DocumentRevocation = apps.get_model("documents", "DocumentRevocation")
    Decision = apps.get_model("recognition", "Decision")
    given = [apps.get_model("recognition", name) for name in ("Recognition", "Commendation")]
    for decision in Decision.objects.filter(document__isnull=False).order_by("pk"):
        for model in given:
            items = list(
                model.objects.filter(decision=decision).values_list(
                    "revocation__decision_id", "revocation__decision__document_id"
                )
            )
            revoking = sorted({key for key in items if key[1] is not None})
            all_taken = all(key[1] is not None for key in items)
            for key in revoking:
                DocumentRevocation.objects.create(
                    document_id=decision.document_id,
                    by_document_id=key[1],
                    whole=all_taken and key == revoking[-1],
                )


class Migration(migrations.Migration):
    dependencies = [
        ("recognition", "0002_append_only"),
        ("documents", "0006_checking"),
    ]

    operations = [migrations.RunPython(note_revoked, migrations.RunPython.noop)]
