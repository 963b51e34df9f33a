"""The filters of the office's lists; they stand in the address."""

from django import forms

from organizations.formfields import VnCharField

from .. import periods


class QueueFilter(forms.Form):
    """Which sheets the queue shows; what is not understood filters nothing."""

    ky = forms.ChoiceField(
        label="Kỳ",
        required=False,
        choices=[
            ("", "Tất cả các kỳ"),
            *((periods.slug(month), f"Tháng {month}") for month in periods.MONTHS),
            (periods.slug(periods.YEAR), "Tự rà soát năm"),
        ],
    )
    tim = VnCharField(label="Tên hoặc mã tổ chức", required=False, max_length=80)

    def chosen(self) -> tuple[int | None, str]:
        """Period and text; None and empty where nothing is filtered."""
        self.is_valid()
        period = self.cleaned_data.get("ky") or None
        return (
            None if period is None else periods.from_slug(period),
            self.cleaned_data.get("tim", ""),
        )
