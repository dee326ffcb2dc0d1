"""Codes as an authenticator app shows them, and the mails that wait in the outbox."""

import re
import time

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings

from chamber.links import tokens
from chamber.mail.models import OutgoingMail
from tests.conftest import PASSWORD, TOTP_SECRET


def code(secret=TOTP_SECRET):
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def fresh_code():
    """The clock stands at the beginning of 30 seconds, so that no code expires on its way."""
    with time_machine.travel(time.time() // 30 * 30):
        yield


@pytest.fixture
def give_password(client):
    """``give_password(email)``: the answer of the sign-in page."""

    def give(email, password=PASSWORD, **values):
        values |= {"login": email, "password": password}
        return client.post("/en/account/login/", values)

    return give


@pytest.fixture
def address_in():
    """``address_in(mail)``: the path of the one action of a mail, as it is when it goes out."""

    def address(mail):
        text = tokens.fill(mail.text, tokens.links_in(mail.text))
        return re.search(rf"{re.escape(settings.PORTAL_URL)}(/\S{{4,}})", text)[1]

    return address


@pytest.fixture
def mails(db):
    """``mails(to)``: what was written to an address, oldest first."""
    return lambda to: list(OutgoingMail.objects.filter(to=to).order_by("pk"))
