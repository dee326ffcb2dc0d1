"""One small world for the access tests: a person of each role, and one of each object."""

from datetime import timedelta
from functools import cache
from io import StringIO

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.urls import get_resolver, reverse
from django.utils import timezone, translation

from chamber.api import keys
from chamber.bookings import booking
from chamber.bookings.models import Kind, Resource
from chamber.documents.models import Document
from chamber.glossary.models import Term
from chamber.home.models import Target
from chamber.jobs import queue
from chamber.jobs.models import Job, Task
from chamber.links import making, tokens
from chamber.mail import outbox
from chamber.mail.states import State
from chamber.privacy import consent
from tests import factories
from tests.access import (
    of_citizens,
    of_clusters,
    of_dup,
    of_keep,
    of_map,
    of_meet,
    of_missions,
    of_partners,
    of_profile,
    of_tables,
    of_trust,
)

APPS = (
    *(of_partners, of_profile, of_tables, of_trust, of_keep, of_meet, of_map, of_dup),
    *(of_clusters, of_citizens, of_missions),
)
READERS = [
    "anonymous",
    "no factor",
    "person",
    "member",
    "official",
    "read-only",
    "staff",
    "administrator",
]
ABSENT = 999_999


def people(make_user):
    """Role by column of the matrix. ``person`` belongs to nobody, ``member`` to a published
    organisation, ``official`` may write for the council of Odesa."""
    return {
        "no factor": make_user(role="staff", second_factor=False),
        "person": make_user(),
        "member": belonging(make_user(), factories.organisation()),
        "official": belonging(make_user(), factories.city_council("Odesa"), role="editor"),
        "read-only": make_user(role="read-only"),
        "staff": make_user(role="staff"),
        "administrator": make_user(role="administrator"),
        "stranger": make_user(),
    }


def belonging(user, organisation, role="viewer"):
    factories.person(
        str(user), organisation=organisation, role=role, user=user, email=f"contact-{user.email}"
    )
    return user


def addresses():
    """Every address of the resolver: (name, whether it takes arguments)."""

    def walk(resolver, prefix=""):
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                inside = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                yield from walk(pattern, inside)
            else:
                yield f"{prefix}{pattern.name}"

    return sorted(set(walk(get_resolver())))


class World:
    """Objects of one reader (own), of a stranger (foreign) and of a stranger who shows them to all
    members, by the address that shows them."""

    def __init__(self, everybody, *, reader):
        self.stranger = everybody["stranger"]
        self.own = everybody.get(reader)
        self.staff = everybody["staff"]
        self.made = cache(lambda maker, owner: maker(self, owner))  # who asks changes nothing

    def url(self, name, whose):
        """The address ``name`` for an object of the reader, of a stranger, or of nobody."""
        with translation.override("en"):
            if whose == "-":
                return reverse(name)
            return reverse(name, args=self.arguments(name, whose))

    def arguments(self, name, whose):
        if whose == "absent":
            return ARGUMENTS_OF_NOTHING.get(name, [ABSENT])
        if whose == "members":
            return self.made(FOR_MEMBERS[name], self.stranger)
        owner = self.own if whose == "own" else self.stranger
        return self.made(MAKERS[name], owner)

    def job(self, owner):
        return [queue.start("privacy.export", by=owner, title="Export").pk]

    def failed_job(self, owner):
        [pk] = self.job(owner)
        Job.objects.filter(pk=pk).update(state=Job.State.FAILED)
        return [pk]

    def task(self, owner):
        return [Task.objects.create(what="Visit", owner=owner, due=timezone.now()).pk]

    def mail(self, owner, state=State.QUEUED):
        mail = outbox.enqueue(
            to=owner.email, subject="S", text="T", kind="k", language="en", user=owner
        )
        mail.state = state
        mail.save()
        return [mail.pk]

    def target(self, owner):
        start = timezone.localdate() + timedelta(days=Target.objects.count())
        dates = {"counts_from": start, "counts_until": start + timedelta(days=9)}
        return [Target.objects.create(objective=1, value=5, **dates).pk]

    def resource(self, owner):
        return [Resource.objects.create(kind=Kind.ROOM, label="Room").pk]

    def booking(self, owner):
        start = timezone.now() + timedelta(days=1)
        during = DateTimeTZRange(start, start + timedelta(hours=1))
        resource = Resource.objects.create(kind=Kind.ROOM, label="Room")
        return [booking.book(resource, during=during, what="Visit", by=self.staff).pk]

    def term(self, owner):
        if not Term.objects.exists():
            call_command("load_glossary", stdout=StringIO())
        return [Term.objects.order_by("pk").first().slug]

    def term_history(self, owner):
        self.term(owner)
        return ["glossary.term", Term.objects.order_by("pk").first().pk]

    def document(self, owner, visibility="chamber"):
        document = Document(
            kind="glossary",
            subject="all",
            language="en",
            version=1 + Document.objects.count(),
            title="Misleading words",
            visibility=visibility,
            content_hash="x",
            pages=1,
            bytes=8,
            printed_at=timezone.now(),
        )
        document.file.save("x.pdf", ContentFile(b"%PDF-1.7"))
        return [document.pk]

    def export(self, owner):
        [pk] = self.job(owner)
        return [pk]

    def consent(self, owner):
        return [
            consent.give(owner.email, purpose="news", user=owner, how="test", at=timezone.now()).pk
        ]

    def person(self, owner):
        return [owner.pk]

    def key(self, owner):
        return [keys.make(owner, name="Website", at=timezone.now())[0].pk]

    def link(self, owner):
        return [making.make("unsubscribe", person=owner.email).pk]

    def link_and_token(self, owner):
        link = making.make("unsubscribe", person=owner.email)
        return [link.pk, tokens.token(link)]


NO_LINK = "00000000-0000-4000-8000-000000000000"
MAKERS = {
    "jobs:detail": World.job,
    "jobs:cancel": World.job,
    "jobs:again": World.failed_job,
    "jobs:task": World.task,
    "jobs:task_edit": World.task,
    "jobs:task_done": World.task,
    "mail:detail": World.mail,
    "mail:body": World.mail,
    "mail:cancel": World.mail,
    "mail:again": World.mail,
    "home:target_update": World.target,
    "bookings:detail": World.resource,
    "bookings:edit": World.resource,
    "bookings:book": World.resource,
    "bookings:move": World.booking,
    "bookings:cancel": World.booking,
    "keys:revoke": World.key,
    "glossary:detail": World.term,
    "glossary:edit": World.term,
    "glossary:delete": World.term,
    "history:object": World.term_history,
    "history:revert": lambda world, owner: [*world.term_history(owner), ABSENT],
    "documents:file": World.document,
    "documents:show": lambda world, owner: ["glossary", "all"],
    "documents:make": lambda world, owner: ["glossary", "all"],
    "mfa_edit_webauthn": lambda world, owner: [ABSENT],
    "mfa_remove_webauthn": lambda world, owner: [ABSENT],
    "privacy:download": World.export,
    "privacy:withdraw": World.consent,
    "accounts:person": World.person,
    "accounts:send_invitation": World.person,
    "accounts:end_sessions": World.person,
    "accounts:reset_second_factor": World.person,
    "links:enter": World.link_and_token,
    "links:one_click": World.link_and_token,
    "links:page": World.link,
    "links:rest": lambda world, owner: [*world.link(owner), "calendar.ics"],
    "account_confirm_email": lambda world, owner: ["unknown-key"],
    "account_reset_password_from_key": lambda world, owner: ["1", "unknown-key"],
}
ARGUMENTS_OF_NOTHING = {
    "glossary:detail": ["no-such-term"],
    "glossary:edit": ["no-such-term"],
    "glossary:delete": ["no-such-term"],
    "history:object": ["glossary.term", ABSENT],
    "history:revert": ["glossary.term", ABSENT, ABSENT],
    "documents:show": ["no-such-kind", "all"],
    "documents:make": ["no-such-kind", "all"],
    "links:enter": [NO_LINK, "token"],
    "links:one_click": [NO_LINK, "token"],
    "links:page": [NO_LINK],
    "links:rest": [NO_LINK, "calendar.ics"],
    "account_confirm_email": ["unknown-key"],
    "account_reset_password_from_key": ["1", "unknown-key"],
}
FOR_MEMBERS = {}
for _app in APPS:
    FOR_MEMBERS |= getattr(_app, "FOR_MEMBERS", {})
    MAKERS |= _app.MAKERS
    ARGUMENTS_OF_NOTHING |= _app.ARGUMENTS_OF_NOTHING
