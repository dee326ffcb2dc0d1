"""What became of one mail, committed while the next message is being built.

PostgreSQL writes the one while Python works at the other: the statement is sent first and its
answer awaited only before the next mail goes out. It marks that next mail as started in the same
commit, so no mail enters the server unannounced.
"""

import random
import select
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import OperationalError, connection
from django.utils import timezone
from psycopg import pq
from psycopg.pq.abc import PGresult

from chamber.mail.states import State

if TYPE_CHECKING:
    from chamber.mail.models import OutgoingMail

MAX_TRIES = 10
_NAME = b"mail_result"
_STATEMENT = b"""
WITH result AS (
    UPDATE mail_outgoingmail
    SET state = $1::text, error = $2::text, attempts = attempts + 1,
        maybe_twice = maybe_twice OR $3::boolean,
        sent_at = CASE WHEN $1::text = 'sent' THEN clock_timestamp() END,
        not_before = COALESCE($4::timestamptz, not_before),
        started_at = NULL, lease = NULL, lease_until = NULL
    WHERE id = $5::bigint AND lease = $6::uuid
    RETURNING 1
), next AS (
    UPDATE mail_outgoingmail SET started_at = clock_timestamp()
    WHERE id = $7::bigint AND lease = $6::uuid
)
SELECT count(*) FROM result
"""


@dataclass(frozen=True)
class Outcome:
    """The state a mail gets, why, when it is tried again, and whether a copy may be out already."""

    state: State
    error: str = ""
    not_before: datetime | None = None
    unsure: bool = False


SENT = Outcome(State.SENT)


def failed(reason: str) -> Outcome:
    return Outcome(State.FAILED, reason)


def retry(mail: "OutgoingMail", reason: str, *, unsure: bool = False) -> Outcome:
    """Again after 10 s to 30 min with jitter; the tenth try was the last."""
    if mail.attempts + 1 >= MAX_TRIES:
        return Outcome(State.FAILED, reason, unsure=unsure)
    wait = min(10 * 2**mail.attempts, 1800) * random.uniform(0.5, 1)
    not_before = timezone.now() + timedelta(seconds=max(wait, 10))
    return Outcome(State.RETRY, reason, not_before, unsure)


class Results:
    """Writes outcomes one at a time over the connection of this thread, in autocommit."""

    def __init__(self) -> None:
        connection.ensure_connection()
        self.pg = connection.connection.pgconn
        _checked(self.pg.prepare(_NAME, _STATEMENT), pq.ExecStatus.COMMAND_OK)

    def begin(
        self, mail: "OutgoingMail", outcome: Outcome, *, following: "OutgoingMail | None"
    ) -> None:
        """Send the outcome of ``mail``, and that ``following`` is next, without waiting."""
        when = outcome.not_before
        values = [
            outcome.state.value,
            outcome.error.replace("\x00", ""),
            "t" if outcome.unsure else "f",
            when and when.isoformat(),
            mail.pk,
            mail.lease,
            following and following.pk,
        ]
        self.pg.send_query_prepared(
            _NAME, [None if value is None else str(value).encode() for value in values]
        )
        self.pg.flush()

    def finish(self) -> bool:
        """Wait for the commit. False: the lease was lost and another worker has this mail."""
        while self.pg.is_busy():
            select.select([self.pg.socket], [], [])
            self.pg.consume_input()
        answer = _checked(self.pg.get_result(), pq.ExecStatus.TUPLES_OK)
        while self.pg.get_result():
            pass
        return answer.get_value(0, 0) == b"1"

    def close(self) -> None:
        if self.pg.status == pq.ConnStatus.OK:
            self.pg.exec_(b"DEALLOCATE " + _NAME)


def _checked(answer: PGresult | None, wanted: pq.ExecStatus) -> PGresult:
    if answer is None or answer.status != wanted:
        words = answer.error_message.decode(errors="replace") if answer else "no answer"
        raise OperationalError(words)
    return answer
