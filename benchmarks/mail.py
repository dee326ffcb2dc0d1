"""How fast the outbox delivers, beside smtplib on one reused connection to the same server.

2,000 queued rows of text, HTML and a calendar part, one worker process; both sides build each
message in their loop. The two take turns; the medians are compared.
"""

import smtplib
import statistics
import time

from benchmarks import sink
from benchmarks.ground import say, scratch, tell

MAILS, TURNS = 2000, 3
CALENDAR = "\r\n".join(
    [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        "UID:mission@portal.example.org",
        "DTSTAMP:20270401T080000Z",
        "DTSTART:20270510T070000Z",
        "DTEND:20270514T143000Z",
        "SUMMARY:Technology transfer mission to Flanders",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
)
TEXT = "Шановна пані Олено,\n\nЗапрошуємо Вас до складу делегації міста Одеси.\n" * 12
HTML = f"<html><body>{'<p>Запрошуємо Вас до складу делегації міста Одеси.</p>' * 12}</body></html>"


def write(count):
    """Queue ``count`` mails; in one transaction, as a round is."""
    from django.db import transaction

    from chamber.mail import outbox

    with transaction.atomic():
        return [
            outbox.enqueue(
                to=f"guest{number}@example.org",
                name="Олена Кравець",
                subject="Запрошення: місія до Фландрії",
                text=TEXT,
                html=HTML,
                calendar=CALENDAR,
                kind="benchmark",
                language="uk",
            )
            for number in range(count)
        ]


def with_smtplib(port, mails):
    from chamber.mail import message

    start = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as server:
        for mail in mails:
            built = message.build(mail, links={})
            server.sendmail("portal@example.org", [mail.to], built.wire)
    return len(mails) / (time.perf_counter() - start)


def with_outbox():
    from chamber.mail import delivery

    start = time.perf_counter()
    count = delivery.drain()
    return count / (time.perf_counter() - start)


def main():
    with sink.running() as server, scratch("mail", EMAIL_URL=server.url):
        from chamber.mail.models import OutgoingMail
        from chamber.mail.states import State

        plain, outbox = [], []
        for turn in range(TURNS):
            mails = write(MAILS)
            plain.append(with_smtplib(server.port, mails))
            outbox.append(with_outbox())
            tell(f"turn {turn + 1}: smtplib {plain[-1]:.0f}/s, outbox {outbox[-1]:.0f}/s")
        assert OutgoingMail.objects.filter(state=State.SENT).count() == MAILS * TURNS
        fast, ours = statistics.median(plain), statistics.median(outbox)
        say({"outbox_per_s": ours, "smtplib_per_s": fast, "ratio": ours / fast})


if __name__ == "__main__":
    main()
