"""Checks at start-up that teach: an id, the fault, the remedy."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection
from django.db.utils import Error as DatabaseError


@register()
def times_fit(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Times of the background work that contradict each other lose or repeat work."""
    found: list[CheckMessage] = []
    visibility = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    if visibility < settings.CELERY_TASK_TIME_LIMIT * 2:
        found.append(
            Error(
                f"A task may run for {settings.CELERY_TASK_TIME_LIMIT} s; the broker delivers it "
                f"again after {visibility} s, while the first run may still wait or work.",
                hint="Set VISIBILITY_TIMEOUT to more than twice TASK_TIME_LIMIT.",
                id="chamber.E003",
            )
        )
    if settings.MAIL_CUT * 2 > settings.MAIL_LEASE:
        found.append(
            Error(
                f"A mail is held for {settings.MAIL_LEASE:g} s, but a silent mail server is cut "
                f"off only after {settings.MAIL_CUT:g} s: another worker could send it too.",
                hint="Set MAIL_LEASE to at least twice MAIL_CUT.",
                id="chamber.E004",
            )
        )
    if settings.MAIL_SWEEP > settings.MAIL_LEASE * 5:
        found.append(
            Error(
                f"Mail of a dead worker would wait {settings.MAIL_SWEEP:g} s to be found.",
                hint="Set MAIL_SWEEP to at most five times MAIL_LEASE; 30 is good.",
                id="chamber.E005",
            )
        )
    return found


@register()
def long_countdowns(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """A countdown beyond the visibility timeout is delivered, and run, several times."""
    from chamber.celery import app

    visibility = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    waits = {name: getattr(task, "default_retry_delay", 0) or 0 for name, task in app.tasks.items()}
    return [
        Error(
            f"Task {name} waits {seconds} s in the broker, which delivers it again after "
            f"{visibility} s.",
            hint="Keep the time in a row (not_before) and let the sweep find it.",
            id="chamber.E006",
        )
        for name, seconds in waits.items()
        if seconds > visibility
    ]


@register(Tags.database)
def database_speaks_our_languages(
    app_configs: object, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """With LC_CTYPE C the trigrams of Cyrillic words are empty and search finds nothing."""
    if not databases:
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
            trigrams = cursor.fetchone()  # from the first migration on
            cursor.execute(
                "SELECT similarity('Одеса', 'Одесса') > 0.5"
                if trigrams
                else "SELECT lower('ОДЕСА') = 'одеса'"
            )
            [knows] = cursor.fetchone()
    except DatabaseError as error:
        return [
            Error(
                f"The database does not answer: {str(error).strip()}",
                hint="Run make demo, or set DATABASE_URL to a PostgreSQL that runs.",
                id="chamber.E001",
            )
        ]
    if knows:
        return []
    return [
        Error(
            "The database does not know Cyrillic letters: similar words are not found.",
            hint="Create it with LC_CTYPE C.UTF-8 (or en_US.UTF-8) and load the data again.",
            id="chamber.E002",
        )
    ]


@register(Tags.security, deploy=True)
def no_demonstration_in_earnest(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    if not settings.DEMO:
        return []
    return [
        Warning(
            "PORTAL_DEMO is set: invented people can sign in with published passwords.",
            hint="Unset PORTAL_DEMO and use a database without demonstration data.",
            id="chamber.W001",
        )
    ]


@register(Tags.security, deploy=True)
def reachable_in_earnest(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """What works at home and fails in the world."""
    found: list[CheckMessage] = []
    if settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith("@example.org"):
        found.append(
            Warning(
                f"Mail is sent from {settings.DEFAULT_FROM_EMAIL}, which nobody can answer.",
                hint='Set MAIL_FROM to an address of yours: "Chamber <portal@your.domain>".',
                id="chamber.W002",
            )
        )
    if (settings.EMAIL_HOST, settings.EMAIL_PORT) == ("localhost", 1025):
        found.append(
            Warning(
                "No mail server is named; the default is the demonstration's own.",
                hint="Set EMAIL_URL, as in smtp+tls://user:password@mail.your.domain:587.",
                id="chamber.W003",
            )
        )
    if settings.HTTPS and not settings.TRUSTED_PROXIES:
        found.append(
            Warning(
                "PORTAL_URL is https, but no proxy is trusted to say that a request came by TLS: "
                "each page would lead to itself.",
                hint="Set TRUSTED_PROXIES to the number of proxies before the portal, mostly 1.",
                id="chamber.W004",
            )
        )
    return found
