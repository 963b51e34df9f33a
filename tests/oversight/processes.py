"""Processes of the program beside the test, on its database and its folder."""

import os

from django.conf import settings
from django.db import connection

PATIENCE = 300
"""Seconds; the cores are shared with other tests."""


def environment(**more: str) -> dict[str, str]:
    """What such a process reads."""
    there = connection.settings_dict
    url = f"sqlite:///{there['NAME']}"
    if connection.vendor == "postgresql":
        url = f"postgres://{there['USER']}@{there['HOST']}:{there['PORT']}/{there['NAME']}"
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": url,
        "DATA_DIR": str(settings.DATA_DIR),
        **more,
    }
