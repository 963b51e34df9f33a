"""What every form here has in common: Vietnamese fields, one summary, refusals at their place."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

from ..refusals import Refusal

# What a page sends beside its form: its token, where to go on, which button was pressed, which
# page of a list.
OF_THE_PAGE = frozenset({"csrfmiddlewaretoken", "next", "then", "trang"})


class OurForm(forms.Form):
    """A form drawn by crispy without its own <form> tag, and without the browser's validation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.form_show_errors = True
        self.use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        """Refuse what the page did not offer, so that nothing else is ever written by it."""
        cleaned = super().clean() or self.cleaned_data
        offered = {self.add_prefix(name) for name in self.fields} | OF_THE_PAGE
        foreign = sorted(set(self.data) - offered)
        if foreign:
            raise ValidationError(
                f"Biểu mẫu có trường không thuộc trang này ({', '.join(foreign)}) nên chưa ghi gì."
                " Mời tải lại trang rồi làm lại.",
                code="unknown_fields",
            )
        return cleaned

    def add_refusal(self, refusal: Refusal) -> None:
        """Show each obstacle at the field it names, the others above the form."""
        for obstacle in refusal.obstacles:
            field = obstacle.part if obstacle.part in self.fields else None
            self.add_error(field, ValidationError(obstacle.sentence, code=obstacle.code))


class VersionedForm(OurForm):
    """A form about a row as the person saw it; ``version`` 0: there was none yet.

    With no other field it is an act that needs nothing but that.
    """

    version = forms.IntegerField(
        min_value=0,
        widget=forms.HiddenInput,
        error_messages={
            "required": "Trang này thiếu số bản đã xem. Mời tải lại trang rồi làm lại.",
            "invalid": "Trang này thiếu số bản đã xem. Mời tải lại trang rồi làm lại.",
        },
    )
