"""The forms of sheets; none has a status."""

from .base import SheetForm, field_of, slug
from .filters import QueueFilter
from .keying import KeyingForm, NoMeetingForm, Offer, Step
from .office import (
    AnswerForm,
    BasisForm,
    BasisNumberForm,
    ExtensionForm,
    ObjectionForm,
    ReasonForm,
    ReturnForm,
    SignedCopyForm,
    SubmitForm,
    part_slug,
)

__all__ = [
    "AnswerForm",
    "BasisForm",
    "BasisNumberForm",
    "ExtensionForm",
    "KeyingForm",
    "NoMeetingForm",
    "ObjectionForm",
    "Offer",
    "QueueFilter",
    "ReasonForm",
    "ReturnForm",
    "SheetForm",
    "SignedCopyForm",
    "Step",
    "SubmitForm",
    "field_of",
    "part_slug",
    "slug",
]
