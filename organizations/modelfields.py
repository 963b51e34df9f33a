"""Text columns that only ever hold NFC text."""

from typing import Any

from django.db import models

from .folding import nfc


class NfcCharField(models.CharField):
    """A ``CharField`` that stores and looks up text in NFC without outer white space."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return nfc(value) if isinstance(value, str) else value


class NfcTextField(models.TextField):
    """A ``TextField`` that stores and looks up text in NFC without outer white space."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return nfc(value) if isinstance(value, str) else value
