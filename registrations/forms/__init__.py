"""Forms of registrations; none of them holds a status."""

from .acts import AcceptForm, AnswerForm, NoteForm, NumberForm, ReasonForm, SignedCopyForm
from .registration import PaperForm, RegistrationForm

__all__ = [
    "AcceptForm",
    "AnswerForm",
    "NoteForm",
    "NumberForm",
    "PaperForm",
    "ReasonForm",
    "RegistrationForm",
    "SignedCopyForm",
]
