"""Form fields that read dates and numbers as a Vietnamese office writes them."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from .folding import nfc
from .formats import vn_date, vn_number
from .printable import unprintable

# The keypad of a telephone may have neither stroke nor point: also with spaces, or 05032026.
_DATE = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})|([0-9]{2})([0-9]{2})([0-9]{4})")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:,[0-9]+)?")
_WHOLE = "Mời nhập một số nguyên, ví dụ 17."


def parse_vn_date(text: str) -> dt.date:
    """Read ``05/03/2026``, or ``05032026``, as 5 March.

    Raises ``ValueError`` with a Vietnamese sentence.
    """
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"“{text}” không phải là ngày. Mời nhập theo mẫu 05/03/2026.")
    day, month, year = (int(part) for part in match.groups() if part is not None)
    if not 1900 <= year <= 2100:
        raise ValueError(f"Ngày {text} có năm {year}. Mời nhập năm từ 1900 đến 2100.")
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"Không có ngày {text}. Mời kiểm tra lại ngày và tháng.") from None


def parse_vn_number(text: str) -> Decimal:
    """Read ``92,5``; raises ``ValueError`` with a Vietnamese sentence.

    A point is refused rather than guessed: ``9.5`` and ``1.000`` mean different things to
    different people.
    """
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"“{text}” không phải là số. Mời nhập như 92 hoặc 92,5 (dùng dấu phẩy).")
    return Decimal(text.replace(",", "."))


class VnDateField(forms.Field):
    """A day as ``dd/mm/yyyy``."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "placeholder": "dd/mm/yyyy"}
    )

    def prepare_value(self, value: Any) -> Any:
        return vn_date(value) if isinstance(value, dt.date) else value

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, dt.date):
            return value
        try:
            return parse_vn_date(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class VnDecimalField(forms.Field):
    """An exact number with a decimal comma, between ``min_value`` and ``max_value``."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(
        self,
        *,
        min_value: Decimal | int | None = None,
        max_value: Decimal | int | None = None,
        step: Decimal | None = None,
        **kwargs: Any,
    ) -> None:
        self.min_value, self.max_value, self.step = min_value, max_value, step
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return vn_number(value) if isinstance(value, (Decimal, int)) else value

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal):
            return value
        try:
            return parse_vn_number(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.min_value is not None and value < self.min_value:
            raise ValidationError(
                f"Giá trị phải từ {vn_number(self.min_value)} trở lên.", code="min_value"
            )
        if self.max_value is not None and value > self.max_value:
            raise ValidationError(
                f"Giá trị không được vượt quá {vn_number(self.max_value)}.", code="max_value"
            )
        if self.step is not None and value % self.step:
            raise ValidationError(
                f"Giá trị phải là bội số của {vn_number(self.step)}.", code="step"
            )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class VnIntegerField(VnDecimalField):
    """A whole number."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]
        try:
            number = super().to_python(value)
        except ValidationError:
            # the number's own sentence proposes decimals, which are refused here
            raise ValidationError(
                f"“{str(value).strip()}” không phải là số. {_WHOLE}", code="invalid"
            ) from None
        if number is None:
            return None
        if number != number.to_integral_value():
            raise ValidationError(_WHOLE, code="invalid")
        return int(number)


class VnCharField(forms.CharField):
    """One line of text in NFC, of characters that paper can print."""

    def to_python(self, value: Any) -> str:
        return nfc(super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if obstacle := unprintable(value):
            raise ValidationError(obstacle.sentence, code=obstacle.code)


class VnTextField(VnCharField):
    """Several lines of text in NFC, of characters that paper can print."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> str:
        # browsers send line breaks as two characters
        return super().to_python(value).replace("\r\n", "\n")
