"""Vietnamese in and out: no English of the framework reaches a screen."""

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import django
import pytest
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core import validators
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import override_settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from organizations.models import User

DJANGO = Path(django.__file__).parent

# what only a developer, or nobody here, can meet
NOT_FOR_THE_SCREEN = re.compile(
    r"Django|DEBUG|The install worked|Tutorial|Topics, references|release notes|Connect, get help"
)
LANGUAGE_NAMES = re.compile(r"\([A-Z][a-z]+\)$")
SAME_IN_BOTH = {"IPv4", "IPv6", "…", "URL", "Email", "Big (8 byte) integer", "Slug", "or"}


def _catalog(folder: str) -> list[tuple[str, str | None]]:
    """The English messages of a part of Django, singular and plural."""
    text = (DJANGO / folder / "locale/en/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    found = []
    for block in text.split("\n\n"):
        lines = {"msgid": "", "msgid_plural": ""}
        key = ""
        for line in block.splitlines():
            match = re.fullmatch(r'(msgid|msgid_plural|msgstr\S*|msgctxt) (".*")', line)
            if match:
                key, line = match[1], match[2]
                if key in lines:
                    lines[key] = ""
            if key in lines and line.startswith('"'):
                lines[key] += line[1:-1].replace('\\"', '"').replace("\\n", "\n")
        if lines["msgid"] and "msgctxt" not in block:
            found.append((lines["msgid"], lines["msgid_plural"] or None))
    return found


def _is_a_language(message: str) -> bool:
    from django.conf.global_settings import LANGUAGES

    return message in {name for _, name in LANGUAGES} or bool(LANGUAGE_NAMES.search(message))


@pytest.mark.parametrize("folder", ["conf", "contrib/auth", "contrib/sessions"])
def test_every_message_of_the_framework_that_a_person_may_read_is_vietnamese(folder):
    left = []
    for message, plural in _catalog(folder):
        if NOT_FOR_THE_SCREEN.search(message) or message in SAME_IN_BOTH or _is_a_language(message):
            continue
        said = ngettext(message, plural, 2) if plural else gettext(message)
        if said in (message, plural) and re.search(r"[a-z]{3} [a-z]", message):
            left.append(message)
    assert not left


def test_the_catalog_was_read():
    """The control: with English as the language the test above would find every message."""
    messages = [message for message, _ in _catalog("conf")]
    assert len(messages) > 300
    assert "This field is required." in messages
    with translation.override("en"):
        assert gettext("This field is required.") == "This field is required."


FIELDS: list[tuple[forms.Field, Any]] = [
    (forms.CharField(), ""),
    (forms.CharField(max_length=3), "dài quá"),
    (forms.CharField(min_length=9), "ngắn"),
    (forms.CharField(), "rỗng\0"),
    (forms.IntegerField(), "mười"),
    (forms.IntegerField(min_value=1), "0"),
    (forms.IntegerField(max_value=1), "2"),
    (forms.IntegerField(step_size=5), "3"),
    (forms.DecimalField(), "nhiều"),
    (forms.DecimalField(max_digits=3), "12345"),
    (forms.DecimalField(decimal_places=1), "1,234"),
    (forms.DecimalField(max_digits=3, decimal_places=1), "1234"),
    (forms.FloatField(), "nhiều"),
    (forms.DateField(), "31/02/2026"),
    (forms.TimeField(), "25:00"),
    (forms.DateTimeField(), "hôm nay"),
    (forms.DurationField(), "lâu"),
    (forms.EmailField(), "a"),
    (forms.URLField(assume_scheme="https"), "a b"),
    (forms.UUIDField(), "a"),
    (forms.SlugField(), "đ b"),
    (forms.SlugField(allow_unicode=True), "đ b"),
    (forms.JSONField(), "{"),
    (forms.GenericIPAddressField(), "a"),
    (forms.GenericIPAddressField(protocol="IPv6"), "a"),
    (forms.RegexField(r"\d+"), "a"),
    (forms.ChoiceField(choices=[("1", "một")]), "2"),
    (forms.TypedChoiceField(choices=[("1", "một")], coerce=int), "2"),
    (forms.MultipleChoiceField(choices=[("1", "một")]), ["2"]),
    (forms.MultipleChoiceField(choices=[("1", "một")]), "2"),
    (forms.BooleanField(), False),
    (forms.FileField(), None),
    (forms.FileField(), SimpleUploadedFile("a.txt", b"")),
    (forms.FileField(max_length=3), SimpleUploadedFile("dài.txt", b"x")),
    (
        forms.FileField(validators=[validators.FileExtensionValidator(["pdf"])]),
        SimpleUploadedFile("a.txt", b"x"),
    ),
    (forms.ImageField(), SimpleUploadedFile("a.png", b"x")),
    (forms.CharField(validators=[validators.validate_comma_separated_integer_list]), "a"),
    (forms.CharField(validators=[validators.DomainNameValidator()]), "a b"),
]
ENGLISH = re.compile(r"\b(the|this|is|not|enter|valid|ensure|value|field|file|select|must)\b", re.I)


@pytest.mark.parametrize(("field", "value"), FIELDS, ids=lambda part: str(type(part).__name__))
def test_what_a_field_refuses_it_refuses_in_vietnamese(field, value):
    with pytest.raises(ValidationError) as refusal:
        field.clean(value)
    sentence = " ".join(refusal.value.messages)
    assert sentence
    assert not ENGLISH.search(sentence)


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("ngan", "Mật khẩu quá ngắn: cần ít nhất 10 ký tự."),
        ("password123", "Mật khẩu này quá phổ biến, dễ đoán; mời chọn mật khẩu khác."),
        ("9081726354", "Mật khẩu chỉ có chữ số; mời thêm chữ cái."),
        (
            "chibo-baotang1",
            "Mật khẩu quá giống tên đăng nhập hoặc họ tên; mời chọn mật khẩu khác.",
        ),
    ],
)
def test_the_password_policy_speaks_vietnamese(password, sentence):
    user = User(username="chibo-baotang", full_name="Nguyễn Văn An")
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, user)
    assert sentence in refusal.value.messages


def test_a_date_is_read_with_the_day_first():
    assert forms.DateField().clean("05/03/2026") == dt.date(2026, 3, 5)
    assert forms.DateField().clean("31/12/2026") == dt.date(2026, 12, 31)


@pytest.mark.parametrize("text", ["12/31/2026", "31/02/2026", "5/3/26", "March 5, 2026"])
def test_other_ways_to_write_a_date_are_refused(text):
    with pytest.raises(ValidationError):
        forms.DateField().clean(text)


def test_dates_and_numbers_are_written_as_an_office_writes_them():
    assert date_format(dt.date(2026, 1, 5)) == "05/01/2026"
    page = Template("{{ day }} {{ moment }} {{ points }} {{ count }}")
    moment = dt.datetime(2026, 1, 4, 17, 30, tzinfo=dt.UTC)
    shown = page.render(
        Context(
            {
                "day": dt.date(2026, 1, 5),
                "moment": moment,
                "points": Decimal("92.50"),
                "count": 1234,
            }
        )
    )
    assert shown == "05/01/2026 00:30 05/01/2026 92,50 1234"


def test_a_number_is_read_with_a_decimal_comma():
    assert forms.DecimalField(localize=True).clean("92,5") == Decimal("92.5")


def test_the_language_of_the_browser_changes_nothing(client, db):
    with override_settings(DEBUG=False):
        response = client.get("/khong-co/", headers={"accept-language": "en"})
    assert "Không tìm thấy trang" in response.content.decode()
