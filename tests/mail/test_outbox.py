"""Writing mail: a row in the transaction of the business."""

import pytest
from django.db import transaction

from chamber.jobs import alerts
from chamber.jobs.models import Alert
from chamber.links import making, tokens
from chamber.mail import message, outbox
from chamber.mail.models import OutgoingMail
from chamber.mail.states import State

pytestmark = pytest.mark.django_db
MAIL = {"to": "olena@example.org", "text": "Hello", "kind": "test", "language": "uk"}


def test_the_mail_is_part_of_the_transaction(transactional_db):
    class Undone(Exception):
        pass

    with pytest.raises(Undone), transaction.atomic():
        outbox.enqueue(subject="Never", **MAIL)
        raise Undone
    assert not OutgoingMail.objects.exists()


def test_the_envelope_carries_the_bare_address_in_ascii():
    plain = outbox.enqueue(subject="S", name="Олена Кравець", **MAIL)
    foreign = outbox.enqueue(subject="S", name="Олена", **MAIL | {"to": "olena@пошта.укр"})
    assert message.build(plain, links={}).recipient == MAIL["to"]
    assert message.build(foreign, links={}).recipient == "olena@xn--80a1acn3a.xn--j1amh"


def test_the_same_key_is_the_same_mail():
    first = outbox.enqueue(subject="One", dedupe="invitation:1", **MAIL)
    again = outbox.enqueue(subject="Two", dedupe="invitation:1", **MAIL)
    assert again == first
    assert OutgoingMail.objects.get().subject == "One"


def test_a_line_break_in_a_subject_or_name_adds_no_header():
    mail = outbox.enqueue(subject="Mission\r\nBcc: x@example.org", name="O\r\nBcc: y", **MAIL)
    built = message.build(mail, links={}).message()
    assert built["Subject"] == "Mission Bcc: x@example.org"
    assert built["Bcc"] is None


def test_a_link_stands_in_the_row_as_a_placeholder_and_in_the_mail_as_an_address():
    link = making.make("unsubscribe", person="olena@example.org")
    mail = outbox.enqueue(subject="Link", **MAIL | {"text": f"Open {tokens.placeholder(link)}"})
    assert tokens.token(link) not in mail.text
    built = message.build(mail, links=tokens.links_in(mail.text))
    assert tokens.url(link) in built.body


def test_a_mail_whose_link_is_gone_cannot_be_built():
    link = making.make("unsubscribe")
    mail = outbox.enqueue(subject="Link", **MAIL | {"text": tokens.placeholder(link)})
    link.delete()
    with pytest.raises(message.Unsendable, match="link"):
        message.build(mail, links={})


def test_unsubscribe_headers_are_one_click():
    link = making.make("unsubscribe")
    mail = outbox.enqueue(subject="News", unsubscribe=link, **MAIL)
    built = message.build(mail, links={str(link.pk): link}).message()
    assert built["List-Unsubscribe"] == f"<{tokens.one_click_url(link)}>"
    assert built["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_mail_can_be_taken_back_until_it_is_on_its_way():
    mail = outbox.enqueue(subject="Oops", **MAIL)
    assert outbox.cancel(mail)
    assert not outbox.cancel(mail)
    assert outbox.send_again(mail, to="right@example.org")
    mail.refresh_from_db()
    assert (mail.state, mail.to) == (State.QUEUED, "right@example.org")
    OutgoingMail.objects.update(state=State.IN_FLIGHT)
    assert not outbox.cancel(mail)


def test_a_calendar_part_carries_its_method():
    calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
    mail = outbox.enqueue(subject="Meeting", html="<p>Hello</p>", calendar=calendar, **MAIL)
    kinds = [part["Content-Type"] for part in message.build(mail, links={}).message().walk()]
    assert any('text/calendar; method="REQUEST"' in kind for kind in kinds), kinds


@pytest.mark.parametrize("seen_to", [outbox.cancel, outbox.send_again])
def test_the_alert_ends_with_the_last_mail_set_aside(seen_to):
    alerts.raise_once("mail:quarantine", "A mail stopped its worker three times.")
    mails = [outbox.enqueue(subject="S", **MAIL) for _ in range(2)]
    OutgoingMail.objects.update(state=State.QUARANTINED)
    seen_to(mails[0])
    assert Alert.objects.filter(cleared_at=None).exists()
    seen_to(mails[1])
    assert not Alert.objects.filter(cleared_at=None).exists()
