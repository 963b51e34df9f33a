"""The forms of sheets; none has a status."""

from .base import SheetForm, field_of, slug
from .filters import QueueFilter
from .keying import KeyingForm, NoMeetingForm, Offer, Step
from .office import (
    AnswerForm,
    AskForm,
    BasisForm,
    BasisNumberForm,
    DeclineForm,
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
    "AskForm",
    "BasisForm",
    "BasisNumberForm",
    "DeclineForm",
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
