"""Demonstration people and their work. Every person is invented and marked so."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone

from chamber.accounts.models import Role
from chamber.bookings.models import Kind, Resource
from chamber.home.models import Target
from chamber.jobs.models import Task


@dataclass(frozen=True)
class Account:
    """One invented person who can sign in."""

    email: str
    name: str
    what: str
    role: str = Role.NONE
    language: str = "en"

    @property
    def password(self):
        return f"demo-{_secret(self.email, 'password')[:12].lower()}"

    @property
    def totp_secret(self):
        """Base32, as authenticator apps take it; empty where no second factor is asked for."""
        return _secret(self.email, "totp") if self.role else ""


ACCOUNTS = [
    Account("admin@example.org", "Marijke Peeters", "administrator", Role.ADMINISTRATOR),
    Account("staff@example.org", "Joris De Smet", "staff", Role.STAFF),
    Account("reader@example.org", "Lotte Claes", "read-only staff", Role.READ_ONLY, "nl"),
    Account("official@example.org", "Ірина Бондар", "official of Odesa", language="uk"),
    Account("entrepreneur@example.org", "Олена Кравець", "entrepreneur", language="uk"),
]
TASKS = [  # what, owner, days from now, objective
    ("Approve the mission brief in Ukrainian", "staff", -2, 5),
    ("Send the loan request for three facsimiles", "staff", -1, 6),
    ("Answer four participants who said “maybe”", "staff", 0, 5),
    ("Close the learning round and start the placement", "staff", 2, 3),
    ("Confirm the visit hosts for all five days", "admin", -8, 5),
    ("Review six technology offers", "admin", 5, 2),
]
TARGETS = {1: 24, 2: 40, 3: 60, 4: 120, 5: 28, 6: 9}
RESOURCES = [
    (Kind.ROOM, "Meeting room at the Chamber"),
    (Kind.INTERPRETER, "Interpreter Ukrainian – Dutch (demo)"),
    (Kind.VEHICLE, "Coach, 50 seats (demo)"),
]


def load():
    """Make what is missing; what people changed stays. Returns the accounts."""
    for account in ACCOUNTS:
        _make_account(account)
    people = {user.email.split("@")[0]: user for user in get_user_model().objects.all()}
    if not Task.objects.exists():
        _plan_tasks(people)
    for objective, value in TARGETS.items():
        _set_target(objective, value)
    for kind, label in RESOURCES:
        Resource.objects.get_or_create(kind=kind, label=label)
    return ACCOUNTS


def _make_account(account):
    if get_user_model().objects.filter(email=account.email).exists():
        return
    options = {"name": account.name, "role": account.role, "language": account.language}
    call_command("create_account", account.email, **options, demo=True, stdout=StringIO())
    user = get_user_model().objects.get(email=account.email)
    user.set_password(account.password)
    user.save()
    if account.totp_secret:
        options["totp_secret"] = account.totp_secret
        call_command("create_account", account.email, **options, demo=True, stdout=StringIO())


def _plan_tasks(people):
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    for what, owner, days, objective in TASKS:
        Task.objects.create(
            what=what,
            owner=people[owner],
            asked_by=people["admin"],
            due=now + timedelta(days=days, hours=3),
            objective=objective,
        )


def _set_target(objective, value):
    today = timezone.localdate()
    if not Target.objects.filter(objective=objective).exists():
        Target.objects.create(
            objective=objective,
            value=value,
            counts_from=today.replace(month=1, day=1),
            counts_until=today.replace(month=12, day=31),
        )


def _secret(email, purpose):
    """A secret of this installation alone: the same at each start, another on another machine."""
    said = f"demonstration {purpose} {email}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).digest()
    return base64.b32encode(digest[:20]).decode()
