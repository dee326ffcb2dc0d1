"""Settings of a well kept server pass every check; a demonstration never passes for one."""

import os
import re
import secrets
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from chamber.accounts.models import User

# As `make lint` has it.
DEPLOYED = {
    "PORTAL_DEMO": "0",
    "PORTAL_DEBUG": "0",
    "PORTAL_URL": "https://portal.example.org",
    "ALLOWED_HOSTS": "portal.example.org",
    "TRUSTED_PROXIES": "1",
    "MAIL_FROM": "portal@chamber.example",
    "EMAIL_URL": "smtp+tls://portal:secret@mail.chamber.example:587",
}
CHECK = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]


def run(words, **environment):
    return subprocess.run(
        [sys.executable, *words],
        env=os.environ | {"SECRET_KEY": secrets.token_urlsafe(64)} | environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_well_kept_server_passes():
    said = run(CHECK, **DEPLOYED)
    assert said.returncode == 0, said.stderr
    assert "no issues" in said.stdout


@pytest.mark.parametrize(
    "faults",
    [
        {
            "PORTAL_DEMO=1": "chamber.W001",
            "PORTAL_DEBUG=1": "security.W018",
            "PORTAL_URL=http://portal.example.org": "security.W008",
            "SECRET_KEY=short": "security.W009",
            "MAIL_FROM=Chamber <portal@example.org>": "chamber.W002",
            "EMAIL_URL=smtp://localhost:1025": "chamber.W003",
        },
        {"TRUSTED_PROXIES=0": "chamber.W004"},
    ],
)
def test_a_badly_kept_one_does_not(faults):
    said = run(CHECK, **DEPLOYED | dict(fault.split("=", 1) for fault in faults))
    assert said.returncode != 0
    assert set(re.findall(r"(?:chamber|security)\.\w+", said.stderr)) == set(faults.values())


@pytest.mark.django_db(transaction=True)
def test_a_database_without_cyrillic_letters_is_refused():
    address = os.environ["DATABASE_URL"].rpartition("/")[0] + "/latin"
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE latin LC_CTYPE 'C' LC_COLLATE 'C' TEMPLATE template0")
        try:
            said = run(["manage.py", "check", "--database", "default"], DATABASE_URL=address)
        finally:
            cursor.execute("DROP DATABASE latin WITH (FORCE)")
    assert said.returncode != 0 and "chamber.E002" in said.stderr


@pytest.mark.django_db
def test_demonstration_data_is_for_demonstrations(settings, tmp_path):
    settings.DEMO, settings.VAR = False, tmp_path
    with pytest.raises(CommandError, match="PORTAL_DEMO=1"):
        call_command("load_demo")
    assert not User.objects.exists() and list(tmp_path.glob("demo*")) == []


def test_no_mailbox_without_a_demonstration():
    script = (
        "import django; django.setup(); from django.urls import resolve, Resolver404\n"
        "try: print(resolve('/en/demo/mailbox/').view_name)\n"
        "except Resolver404: print('nothing')"
    )
    for demo, found in [("0", "nothing"), ("1", "mailbox:box")]:
        environment = DEPLOYED | {"PORTAL_DEMO": demo, "DJANGO_SETTINGS_MODULE": "chamber.settings"}
        assert run(["-c", script], **environment).stdout.strip() == found


def test_bandit_finds_nothing():
    makefile = (settings.BASE_DIR / "Makefile").read_text()
    skipped = re.search(r"^UNASKED := (\S+)", makefile, re.MULTILINE)[1]
    packages = re.search(r"^PACKAGES := (.+)", makefile, re.MULTILINE)[1].split()
    said = run(["-m", "bandit", "-q", "-r", "--skip", skipped, *packages])
    assert said.returncode == 0, said.stdout
