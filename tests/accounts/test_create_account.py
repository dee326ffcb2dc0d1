"""The command that makes accounts."""

import io

import pytest
from django.core.management import CommandError, call_command

from chamber.accounts.models import User
from tests.accounts.conftest import code
from tests.conftest import PASSWORD, TOTP_SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_code")]


def create(monkeypatch, *args, password=PASSWORD):
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    call_command("create_account", *args, "--password-stdin", stdout=io.StringIO())


def test_the_account_signs_in_with_its_factor(client, give_password, monkeypatch):
    secret = f"--totp-secret={TOTP_SECRET}"
    for _ in range(2):  # twice is once
        create(monkeypatch, "Ann@example.org", "--role=administrator", "--name=Ann", secret)
    give_password("ann@example.org")
    answer = client.post("/en/account/2fa/authenticate/", {"code": code()})
    assert answer.url == "/en/today/"
    assert User.objects.get().authenticator_set.count() == 2  # the app and the recovery codes


def test_invented_people_only_in_a_demonstration(monkeypatch, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="PORTAL_DEMO=1"):
        create(monkeypatch, "ann@example.org", "--demo")
    assert not User.objects.exists()
    settings.DEMO = True
    create(monkeypatch, "ann@example.org", "--demo")
    assert User.objects.get().is_demo


@pytest.mark.parametrize(
    ("email", "password"), [("nonsense", PASSWORD), ("a@example.org", "short")]
)
def test_nonsense_is_refused(email, password, monkeypatch):
    with pytest.raises(CommandError):
        create(monkeypatch, email, password=password)
    assert not User.objects.exists()
