"""What every test may ask for: people of each role, signed in as a browser would have them."""

import itertools
import shutil

import pytest
from django.conf import settings
from django.template import Template
from django.test import Client
from django.utils import translation

from tests.database import django_db_setup  # noqa: F401

_numbers = itertools.count(1)
PASSWORD = "a long enough passphrase"
RENDER = Template._render  # before Django's test environment takes its place
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def pytest_configure(config):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def own_files(tmp_path, settings):
    """Uploads and documents of a test go where no other test looks."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MAILBOX_DIR = tmp_path / "mailbox"
    yield
    shutil.rmtree(tmp_path / "media", ignore_errors=True)


@pytest.fixture(autouse=True)
def empty_cache():
    """Counted attempts of one test do not lock out the next, nor do its topics name another's."""
    from django.core.cache import cache

    from partners.directory import labels

    yield
    cache.clear()
    labels.forget()


@pytest.fixture(autouse=True)
def own_language():
    """A page in another language leaves it active in the thread that asked for it."""
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def unwatched(monkeypatch):
    """Pages are rendered as in earnest: Django's tests note each template and copy its context,
    which costs where thousands of pages are asked for and nobody asks for ``answer.context``."""
    monkeypatch.setattr(Template, "_render", RENDER)


@pytest.fixture
def make_user(db):
    """``make_user(role="staff")``: a person with a confirmed address and, for the chamber's roles,
    a second factor unless ``second_factor=False``."""

    def make(*, role="", second_factor=None, email="", name="", **fields):
        from allauth.account.models import EmailAddress
        from allauth.mfa.totp.internal.auth import TOTP
        from django.contrib.auth import get_user_model

        number = next(_numbers)
        email = email or f"person{number}@example.org"
        user = get_user_model().objects.create_user(
            email=email, password=PASSWORD, name=name or f"Person {number}", role=role, **fields
        )
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        if second_factor or (second_factor is None and role):
            TOTP.activate(user, TOTP_SECRET)
        return user

    return make


@pytest.fixture
def sign_in():
    """``sign_in(user)``: a browser in which this person is signed in, long ago, and has shown the
    second factor if there is one."""

    def browser(user, **options):
        client = Client(**options)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        if user.has_second_factor:
            session = client.session
            session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
            session["account_authentication_methods_user"] = str(user.pk)
            session.save()
        return client

    return browser
