"""What falls due with time: each app registers its round, all are gone through once an hour."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from chamber.jobs import alerts
from chamber.slots import rounds

logger = logging.getLogger(__name__)


def go_round(*, at: datetime) -> None:
    """Run every round in a transaction of its own: one that fails is told and keeps none up."""
    for do in rounds:
        name = f"{do.__module__}.{do.__name__}"
        try:
            with transaction.atomic():
                do(at)
        except Exception:
            logger.exception("The round %s failed", name)
            title = gettext_noop("Something that falls due with time could not be done")
            alerts.raise_once(f"rounds.{name}", title, words=name)
        else:
            alerts.clear(f"rounds.{name}")
