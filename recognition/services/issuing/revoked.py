"""What a revoking decision leaves of the documents of earlier ones, told to the archive."""

from documents import services as documents
from documents.models import Document

from ...models import Commendation, Decision, Recognition


def note_revoked(decision: Decision) -> None:
    """Note on each document from which ``decision`` took something how much is left in force.

    Called within the transaction that writes the decision, after what it takes away.
    """
    if decision.document is None:
        return
    left: dict[Document, int] = {}
    for model in (Recognition, Commendation):
        taken = model.objects.filter(
            revocation__decision=decision, decision__document__isnull=False
        ).select_related("decision__document")
        for given in taken:
            document = given.decision.document
            if document is not None and document not in left:
                still = model.objects.in_force().filter(decision=given.decision)
                left[document] = still.count()
    documents.record_revocation(decision.document, left)
