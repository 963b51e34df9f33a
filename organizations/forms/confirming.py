"""Acts that cannot be undone ask for the password again."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from .. import lockout
from ..models import User
from .base import VersionedForm


class ConfirmedForm(VersionedForm):
    """A form whose last field is the password in use; wrong ones count towards the lockout."""

    password = forms.CharField(
        label="Nhập lại mật khẩu của đồng chí",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "password"])

    def clean_password(self) -> str:
        """Only whether it is the right one matters; nothing keeps it."""
        user = self.request.user
        assert isinstance(user, User)  # noqa: S101 - every page but signing in has one
        found = authenticate(
            self.request, username=user.username, password=self.cleaned_data["password"]
        )
        if found is None or found.pk != user.pk:
            sentence = lockout.sentence(
                self.request, user.username, timezone.now(), wrong="Mật khẩu"
            )
            raise ValidationError(sentence, code="wrong_password")
        return ""
