"""Structured logs: one line an event, each with the number of its request.

A request number is short enough to read out over the telephone; every error page shows it.
"""

import secrets
from typing import Any

import structlog
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django_structlog import signals

from organizations.addresses import client_address

# without letters and digits that are mistaken for one another
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

PROCESSORS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def request_number() -> str:
    """The number of the request being answered, or an empty text outside of one."""
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))


@receiver(signals.bind_extra_request_metadata)
def _number_request(request: HttpRequest, **kwargs: object) -> None:
    number = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    structlog.contextvars.bind_contextvars(
        request_id=f"{number[:4]}-{number[4:]}", ip=client_address(request)
    )


@receiver(signals.bind_extra_request_finished_metadata)
@receiver(signals.update_failure_response)
def _name_request(request: HttpRequest, response: HttpResponse, **kwargs: object) -> None:
    response["X-Request-ID"] = request_number()
    # the person, but only where the answer needed to know: asking here would open the database
    user = getattr(request, "_cached_user", None)
    if user is not None and user.pk is not None:
        structlog.contextvars.bind_contextvars(user_id=user.pk)


def logging_config(*, as_json: bool) -> dict[str, Any]:
    """Django's LOGGING: JSON lines for an office, readable ones for a developer."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *PROCESSORS,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.processors.UnicodeDecoder(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer: list[Any] = (
        [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
        if as_json
        else [structlog.dev.ConsoleRenderer(colors=False)]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": "structlog.stdlib.ProcessorFormatter",
                "foreign_pre_chain": PROCESSORS,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *renderer,
                ],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {name: {"level": "INFO"} for name in ("django_structlog", *APPS_THAT_LOG)}
        # the same failure is told once, by django_structlog, with its request number
        | {"django.request": {"level": "CRITICAL"}, "axes": {"level": "WARNING"}},
    }


APPS_THAT_LOG = (
    "organizations",
    "documents",
    "plans",
    "registrations",
    "evaluations",
    "recognition",
    "oversight",
)
