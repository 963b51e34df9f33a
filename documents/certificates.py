"""Certificates on a committee's pre-printed form: how far moved, and a print to try."""

import datetime as dt
from dataclasses import replace

from organizations.models import Organization

from .checking import with_code
from .contexts import Award, CertificateContext
from .house_style import prints_code, wording_for
from .models import CertificateOffsets
from .wording.samples import sample_paper

_NO_PAPERS_CODE = "MAUTHU2345"


def on_form(context: CertificateContext, committee: Organization) -> CertificateContext:
    """The same certificates positioned on the committee's form, moved as its office set."""
    kept = CertificateOffsets.objects.filter(committee=committee).first()
    return replace(
        context,
        form="pre-printed",
        offset_right=str(kept.right) if kept else "0",
        offset_down=str(kept.down) if kept else "0",
    )


def test_print_context(committee: Organization, *, today: dt.date) -> CertificateContext:
    """One certificate with sample text, for the form laid over it against the light.

    Where codes are printed it has one that is no paper's, to show where it stands.
    """
    sample = sample_paper(
        "certificate", wording_for(committee, "certificate"), committee, today=today
    )
    if not isinstance(sample, CertificateContext):
        raise TypeError("A sample of a certificate is a certificate.")
    award = Award(recipient="CHI BỘ BẢO TÀNG TỈNH", achievement=sample.awards[0].achievement)
    trial = replace(on_form(sample, committee), form="test", awards=(award,), mark="")
    return with_code(trial, _NO_PAPERS_CODE) if prints_code(committee) else trial
