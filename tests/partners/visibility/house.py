"""One organisation with something in every field, and with everything that can hang on one."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from chamber.bookings.models import Resource
from chamber.jobs.models import Task
from partners import showing
from partners.keeping import drafts, joining
from partners.models import (
    Check,
    ContactRhythm,
    Identifier,
    IdentifierCheck,
    Industry,
    Interaction,
    Offer,
    Organisation,
    Reference,
)
from tests import factories
from tests.partners.visibility.words import labelled, needle, word

DAY = timedelta(days=1)
LONG_AGO = datetime(1999, 7, 7, 12, tzinfo=timezone.get_default_timezone())
OTHERS = ("pages",)  # of other organisations, some of which are a reader's own
YEARS_AGO = ("1999-07-07", "7 July 1999", "July 7, 1999")
CONSENTS = {
    "silent": (showing.NOBODY, False),
    "members": (showing.MEMBERS, False),
    "everybody": (showing.EVERYBODY, False),
    "reachable": (showing.EVERYBODY, True),
}

ORGANISATION = {
    **{name: needle(name) for name in ("name", "name_nl", "aliases", "website", "source")},
    **{name: needle(name) for name in ("description", "description_nl", "topics", "seat")},
    **{name: needle(name) for name in ("safety_note", "safety_note_nl", "operating_place")},
    **{name: needle(name) for name in ("industries", "technologies", "resource")},
    **{name: needle(name) for name in ("email", "email.open", "email.shut")},
    **{
        name: labelled(word(name), asked=word(name), apart=OTHERS)
        for name in ("clusters", "colleagues")
    },
    **{name: needle(name) for name in ("missions", "history", "interactions", "checks")},
    "slug": labelled(f"/partners/{word('name')}/"),
    "domain": labelled(f"{word('website')}.example"),
    "phone": labelled("+32 3 205 20 10", asked="+32 3 205 20 10"),
    "phone.open": labelled("+32 3 205 20 11", asked="+32 3 205 20 11"),
    "phone.shut": labelled("+32 3 205 20 12", asked="+32 3 205 20 12"),
    "identifiers": labelled("0248.399.380", "0248399380", asked="0248.399.380"),
    "identifiers.unverified": labelled("529900T8BM49AURSDO55", asked="529900T8BM49AURSDO55"),
    "kind": labelled("museum", asked="museum"),
    "size": labelled("large (250 people or more)", '"size": "large"'),
    "country": labelled("Netherlands", '"country": "NL"', '"addressCountry": "NL"'),
    "access": labelled("can be visited by arrangement", '"access": "restricted"'),
    "languages": labelled("Romanian", '["ro"]'),
    "confirmed_on": labelled("3 March 2026", "2026-03-03"),
    "renew_by": labelled("4 April 2031", "2031-04-04"),
    "is_demo": labelled("invented", "demonstration data", " demo "),
    "status": labelled(
        "Status published", f"{word('name')}.status", ' name="status" ', apart=OTHERS
    ),
    "visibility": labelled("Visible to everybody Contact visible", apart=OTHERS),
    "contact_visibility": labelled("Contact visible to members", apart=OTHERS),
    "completeness": labelled("The profile is complete to", apart=OTHERS),
    "industries.code": labelled("52.24"),
    "offers": needle("offer.public"),
    "references": needle("reference.public"),
    "created_at": labelled(*YEARS_AGO),
    "updated_at": labelled("1998-06-06", "6 June 1998", "June 6, 1998"),
    "facets": labelled(f"topic:{word('topics')}"),
    "search_name": labelled(f"{word('name')} | "),
}
OFFERS = {
    name: needle(f"offer.{name}")
    for name in ("public", "request", "members", "staff", "draft", "archived", "past")
}
OFFER = {
    **{name: needle(f"offer.{name}") for name in ("title", "title_nl", "summary", "advantages")},
    **{name: needle(f"offer.{name}") for name in ("partner_sought", "ipr", "keywords", "topics")},
    **{name: needle(f"offer.{name}") for name in ("reference", "source_url", "reviewed_by")},
    "kind": labelled("research request", "Research request", '"research-request"'),
    "stage": labelled("demonstrated"),
    "visibility": labelled("Visible to everybody Whole history"),
    "expires_on": labelled("5 May 2031", "2031-05-05"),
    "reviewed_at": labelled("6 June 2025", "2025-06-06"),
    "compiled": labelled("Compiled from public sources"),
    "created_at": labelled(*YEARS_AGO),
}
REFERENCES = {name: needle(f"reference.{name}") for name in ("public", "members", "staff")}
REFERENCE = {
    **{name: needle(f"reference.{name}") for name in ("what", "what_nl", "result", "customer")},
    **{name: needle(f"reference.{name}") for name in ("place", "url")},
    "year": labelled(">1987<", " 1987 "),
    "visibility": labelled("visible to: members"),
    "created_at": labelled(*YEARS_AGO),
}
INSIDE = {
    name: needle(name)
    for name in (
        *("check.source", "check.note", "check.number", "interaction.subject"),
        *("interaction.notes", "interaction.place", "interaction.step", "draft", "joining"),
        *("archived.reason", "shortlist.note"),
    )
} | {"shortlist.name": labelled(word("shortlist.name"), apart=OTHERS)}
PERSON = ("name", "job_title", "email", "phone")
HIDDEN = ("patronymic", "passport_name", "salutation", "vocative")
PEOPLE = {
    f"{who}.{field}": labelled(word(f"person.{who}.{field}"))
    for who in CONSENTS
    for field in PERSON
} | {f"silent.{field}": needle(f"person.silent.{field}") for field in HIDDEN}
PEOPLE |= {
    f"{who}.{field}": needle(f"person.{who}.{field}")
    for who in ("silent", "reachable")
    for field in ("name", "job_title", "email")
}
PEOPLE |= {
    f"{who}.phone": labelled(f"+32 2 555 12 {place:02}") for place, who in enumerate(CONSENTS)
}


def organisation(**fields):
    row = factories.organisation(
        word("name"),
        **{"name_nl": word("name_nl"), "aliases": [word("aliases")], "kind": "museum"},
        **{"size": "large", "country": "NL", "access": "restricted", "languages": ["ro"]},
        **{"seat": factories.place(word("seat"), "NL", latitude=52, longitude=5)},
        **{"operating_place": place_of_work(), "source": word("source"), "is_demo": True},
        **{"safety_note_en": word("safety_note"), "safety_note_nl": word("safety_note_nl")},
        **{"website": f"https://{word('website')}.example", "phone": "+32 3 205 20 10"},
        **{"email": f"{word('email')}@example.org", "contact_visibility": "members"},
        **{"description_en": word("history"), "description_nl": word("description_nl")},
        **{"confirmed_on": date(2026, 3, 3), "renew_by": date(2031, 4, 4)},
        resource=Resource.objects.create(kind="host", label=word("resource")),
        **fields,
    )
    row.industries.add(Industry.objects.create(code="52.24", level=4, name_en=word("industries")))
    row.description_en = word("description")  # what it said before, its history alone knows
    row.save()
    numbers = [("KBO", "0248399380", True), ("LEI", "529900T8BM49AURSDO55", False)]
    for scheme, value, verified in numbers:
        Identifier.objects.create(
            organisation=row, scheme=scheme, value=value, verified=verified, source="Register"
        )
    return row


def place_of_work():
    return factories.place(word("operating_place"), "UA", latitude=49, longitude=24)


def twins():
    """Two like it but for who sees how to reach them."""
    return [
        factories.organisation(
            word(f"name.{name}"),
            email=f"{word(f'email.{name}')}@example.org",
            phone=f"+32 3 205 20 1{place}",
            contact_visibility=visibility,
            seat=None,
        )
        for place, (name, visibility) in enumerate([("open", "public"), ("shut", "staff")], start=1)
    ]


def offers(row, *, by):
    """One of each sort, by name."""
    yesterday = timezone.localdate() - DAY
    fields = {
        "request": {"kind": "business-request"},
        **{name: {"visibility": name} for name in ("members", "staff")},
        **{name: {"status": name} for name in ("draft", "archived")},
        "past": {"expires_on": yesterday},
    }
    found = {
        name: factories.offer(word(f"offer.{name}"), organisation=row, **fields.get(name, {}))
        for name in OFFERS
    }
    found["full"] = factories.offer(
        word("offer.title"),
        organisation=row,
        **{"title_nl": word("offer.title_nl"), "kind": "research-request"},
        **{f"{name}_en": word(f"offer.{name}") for name in ("summary", "advantages")},
        **{"partner_sought_en": word("offer.partner_sought"), "ipr": word("offer.ipr")},
        **{"stage": "demonstrated", "keywords": [word("offer.keywords")], "compiled": True},
        **{"expires_on": date(2031, 5, 5), "reference": word("offer.reference")},
        **{"source_url": f"https://{word('offer.source_url')}.example/page", "reviewed_by": by},
        reviewed_at=datetime(2025, 6, 6, 12, tzinfo=timezone.get_default_timezone()),
        topics=[factories.topic(word("offer.topics"))],
    )
    Offer.objects.filter(pk=found["full"].pk).update(created_at=LONG_AGO)
    return found


def references(row):
    found = {
        name: Reference.objects.create(
            organisation=row, what_en=word(f"reference.{name}"), visibility=name
        )
        for name in REFERENCES
    }
    found["full"] = Reference.objects.create(
        organisation=row,
        **{f"{name}_en": word(f"reference.{name}") for name in ("what", "result")},
        **{"what_nl": word("reference.what_nl"), "customer": word("reference.customer")},
        **{"place": factories.place(word("reference.place"), "UA"), "year": 1987},
        url=f"https://{word('reference.url')}.example/",
    )
    Reference.objects.filter(pk=found["full"].pk).update(created_at=LONG_AGO)
    return found


def people(row):
    """Who agreed to be shown to whom, and one who agreed to nothing."""
    found = {}
    for place, (who, (to, with_mail)) in enumerate(CONSENTS.items()):
        hidden = {name: word(f"person.silent.{name}") for name in HIDDEN if who == "silent"}
        found[who] = factories.person(
            word(f"person.{who}.name"),
            organisation=row,
            job_title=word(f"person.{who}.job_title"),
            email=f"{word(f'person.{who}.email')}@example.org",
            phone=f"+32 2 555 12 {place:02}",
            **hidden,
        )
        showing.choose(found[who], to=to, with_mail=with_mail, at=timezone.now())
    return found


def dealings(row, *, staff, owner, stranger):
    """What the chamber, and those who keep it, know beside the profile."""
    now, today = timezone.now(), timezone.localdate()
    Check.objects.create(
        organisation=row,
        **{"kind": "sanctions", "result": "concern", "source": word("check.source")},
        **{"note": word("check.note"), "url": f"https://{word('checks')}.example/"},
        **{"checked_on": today, "checked_by": staff, "valid_until": today + DAY},
    )
    IdentifierCheck.objects.create(
        identifier=row.identifiers.get(verified=True),
        **{"result": "matches", "source": word("check.number"), "checked_on": today},
    )
    met = Interaction.objects.create(
        **{"subject": f"{word('interaction.subject')} {word('interactions')}", "at": now},
        **{"place": word("interaction.place"), "notes": word("interaction.notes"), "by": staff},
        task=Task.objects.create(what=word("interaction.step"), owner=staff, due=now + DAY),
    )
    met.organisations.add(row)
    ContactRhythm.objects.create(organisation=row, every_days=30, owner=staff)
    mission = factories.mission(staff, title=word("missions"))
    mission.partners.create(organisation=row)
    said = {"description_en": word("draft")}
    draft = drafts.write(row, values=said, current={}, version=0, by=owner, at=now)
    joining.ask(row, words=word("joining"), by=stranger, at=now)
    return met, draft


def aged(row):
    """As if it had stood there for long."""
    updated = LONG_AGO.replace(year=1998, month=6, day=6)
    Organisation.objects.filter(pk=row.pk).update(created_at=LONG_AGO, updated_at=updated)
