"""What every form here has in common: Vietnamese fields, one summary, refusals at their place."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from ..refusals import Refusal


class OurForm(forms.Form):
    """A form drawn by crispy without its own <form> tag, and without the browser's validation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.form_show_errors = True
        self.use_required_attribute = False

    def add_refusal(self, refusal: Refusal) -> None:
        """Show each obstacle at the field it names, the others above the form."""
        for obstacle in refusal.obstacles:
            field = obstacle.part if obstacle.part in self.fields else None
            self.add_error(field, obstacle.sentence)
