"""Text columns that only ever hold NFC text."""

from typing import TYPE_CHECKING, Any

from django.db import models

from .folding import nfc

if TYPE_CHECKING:
    _CharField = models.CharField[str, str]
    _TextField = models.TextField[str, str]
else:
    _CharField, _TextField = models.CharField, models.TextField


class NfcCharField(_CharField):
    """A ``CharField`` that stores and looks up text in NFC without outer white space."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return nfc(value) if isinstance(value, str) else value


class NfcTextField(_TextField):
    """A ``TextField`` that stores and looks up text in NFC without outer white space."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return nfc(value) if isinstance(value, str) else value
