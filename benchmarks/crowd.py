"""A crowd of generated organisations around the real ones, the same at every run."""

import json
import random
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone, translation

from partners.directory import counting, spellings, wording
from partners.matching.stems import stems
from partners.models import Identifier, Industry, MatchProfile, Organisation, Place, Topic
from partners.models.organisations import LANGUAGES, SORT_KEYS, Kind, Size

FIRST = [
    *("Northern", "Blue", "Green", "Royal", "United", "Modern", "Delta", "Scheldt", "Baltic"),
    *("Prime", "Open", "First", "Silver", "Golden", "Eastern", "Western", "Central", "Harbour"),
    *("River", "Coastal", "Metro", "Urban", "Global", "Nova", "Vita", "Agro", "Terra", "Aqua"),
    *("Чорноморська", "Південна", "Перша", "Зелена", "Нова", "Портова", "Міська", "Одеська"),
]
SECOND = [
    *("Logistics", "Transport", "Shipping", "Energy", "Foods", "Textiles", "Chemicals", "Steel"),
    *("Materials", "Mobility", "Systems", "Software", "Engineering", "Water", "Machines", "Port"),
    *("Packaging", "Trade", "Consulting", "Ventures", "Works", "Cold", "Grain", "Marine"),
    *("логістика", "енергія", "компанія", "фабрика", "мережа", "вода", "мода", "хвиля"),
]
LAST = ["NV", "BV", "Group", "Partners", "Holding", "ТОВ", "ПП", "Lab", "Institute", "Sons"]
KINDS = {"company": 80, "research-centre": 5, "university": 4, "agency": 3, "museum": 2, "other": 6}
STATES = {("published", "public"): 85, ("published", "members"): 7, ("draft", "staff"): 8}
VARYING = (
    *("slug", "name", "name_en", "name_uk", "kind", "country", "seat_id", "website", "domain"),
    *("description", "description_en", "visibility", "status", "search_name", *SORT_KEYS),
    *("profile_id", "facets", "size", "languages"),
)
LEFT_OUT = {"resource_id", "operating_place_id", "merged_into_id"}
PROFILE = (
    *("id", "provider_id", "kind", "titles", "texts", "topics", "industries", "languages"),
    *("place_id", "country", "horizon", "evidence", "visibility", "is_open", "url", "words"),
    *("found_by", "noted", "content_hash", "updated_at"),
)
SPOKEN = ["en", "nl", "fr", "uk", "de"]
TEXT = "works in {place} and looks for partners abroad."


class Member(NamedTuple):
    pk: int
    name: str  # without the number that ends it
    place: Place
    topics: list[Topic]
    kind: str
    status: str
    visibility: str
    size: str
    spoken: list[str]
    industry: Industry

    @property
    def language(self):
        return "uk" if self.name > "А" else "en"


def gather(count, *, seed=2027):
    """Write ``count`` organisations, without their history, beside those that are there: as the
    portal writes them, with their facets and what they are found by."""
    first = Organisation.objects.order_by("pk").last().pk + 1
    before = MatchProfile.objects.order_by("pk").last()
    profiles = (before.pk if before else 0) + 1 - first  # added to the key of an organisation
    places = list(Place.objects.order_by("pk"))  # nothing else can be asked during a COPY
    topics = list(Topic.objects.order_by("pk").select_related("parent"))
    industries = list(Industry.objects.filter(revision="2", level=2).order_by("code"))

    def crowd() -> Iterator[Member]:
        ids, chance = range(first, first + count), random.Random(seed)
        return members(ids, places, topics, industries, chance)

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("ALTER TABLE partners_organisation DISABLE TRIGGER USER")
        columns = [field.column for field in Organisation._meta.concrete_fields]
        columns = [column for column in columns if column not in LEFT_OUT]
        _copy(cursor, Organisation, columns, _organisations(crowd(), columns, profiles))
        pairs = ((one.pk, topic.pk) for one in crowd() for topic in one.topics)
        _copy(cursor, Organisation.topics.through, ["organisation_id", "topic_id"], pairs)
        does = ((one.pk, one.industry.pk) for one in crowd())
        through = Organisation.industries.through
        _copy(cursor, through, ["organisation_id", "industry_id"], does)
        known = ((one.pk, "KVK", f"{one.pk:08}", True, "") for one in crowd() if one.pk % 7 == 0)
        names = ["organisation_id", "scheme", "value", "verified", "source"]
        _copy(cursor, Identifier, names, known)
        _copy(cursor, MatchProfile, PROFILE, (_profile(one, profiles) for one in crowd()))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE partners_organisation ENABLE TRIGGER USER")
        for table in ("partners_organisation", "partners_matchprofile"):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            )
        spellings.note({f"={word}": "A" for word in wording.spelled(text)} for text in _parts())
        counting.again()


def members(ids, places, topics, industries, chance):
    for pk in ids:
        name = f"{chance.choice(FIRST)} {chance.choice(SECOND)} {chance.choice(LAST)}"
        place, about = chance.choice(places), chance.sample(topics, chance.randint(1, 3))
        kind = chance.choices(list(KINDS), KINDS.values())[0]
        [(status, visibility)] = chance.choices(list(STATES), STATES.values())
        size, spoken = chance.choice(Size.values), chance.sample(SPOKEN, chance.randint(0, 3))
        does = chance.choice(industries)
        yield Member(pk, name, place, about, kind, status, visibility, size, spoken, does)


def _organisations(crowd, columns, profiles):
    """One row after another; a single instance derives what each stores."""
    one = Organisation()
    one.created_at = one.updated_at = timezone.now()
    fields = {field.column: field for field in Organisation._meta.concrete_fields}
    same = {
        column: fields[column].get_db_prep_save(getattr(one, column), connection)
        for column in columns
    }
    for member in crowd:
        name = f"{member.name} {member.pk}"
        one.name = name
        one.name_en, one.name_uk = ("", name) if member.language == "uk" else (name, "")
        one.slug, one.seat = f"crowd-{member.pk}", member.place
        one.kind, one.status, one.visibility = member.kind, member.status, member.visibility
        one.country, one.size, one.languages = member.place.country, member.size, member.spoken
        one.website = f"https://crowd-{member.pk}.example.org"
        one.description_en = f"{name} {TEXT.format(place=member.place.name_en)}"
        one.profile_id, one.facets = member.pk + profiles, _facets(member)
        one.derive()
        row = same | {column: getattr(one, column) for column in VARYING}
        yield (row | {"id": member.pk}).values()


def _facets(member):
    terms = {f"kind:{member.kind}", f"country:{member.place.country}", f"status:{member.status}"}
    terms |= {f"place:{member.place.pk}", "map:yes"}
    terms |= {f"topic:{slug}" for slug in _slugs(member)}
    terms |= {f"language:{code}" for code in member.spoken}
    terms |= {f"nace:{member.industry.code}", f"nace:{member.industry.parent}"}
    terms |= {f"size:{member.size}"} if member.size else set()
    return sorted(terms)


def _slugs(member):
    above = [topic.parent for topic in member.topics if topic.parent]
    return sorted({topic.slug for topic in [*member.topics, *above]})


def _profile(member, profiles):
    """Its columns in the order of ``PROFILE``; what many share is read once."""
    name, place = f"{member.name} {member.pk}", member.place
    said = f"{name} {TEXT.format(place=place.name_en)}"
    found = dict.fromkeys(_lexemes(TEXT.format(place=place.name_en), "en"), "C")
    found |= {f"#{slug}": "B" for slug in _slugs(member)}
    found |= dict.fromkeys(_of_kind(member.kind), "B") | dict.fromkeys(_of_place(place), "B")
    found |= {f"number:{member.pk:08}": "B"} if member.pk % 7 == 0 else {}
    found |= dict.fromkeys([*_lexemes(member.name, member.language), f"={member.pk}"], "A")
    words = {*_stems(member.name, member.language), *_stems(said.partition(" works ")[2], "en")}
    return (
        *(member.pk + profiles, member.pk, "organisation"),
        *(
            _json({member.language: name}),
            _json({"en": said}),
            _slugs(member),
            [member.industry.code],
        ),
        sorted(member.spoken),
        *(place.pk, place.country, "", "", member.visibility, member.status == "published"),
        *(f"/partners/crowd-{member.pk}/", " ".join(map(wording.quoted, sorted(words)))),
        *(wording.written(found), int(member.pk % 7 == 0)),
        *(f"crowd-{member.pk}", timezone.now()),
    )


@cache
def _lexemes(text, language):
    return tuple(wording.of_text(text, [language]))


@cache
def _stems(text, language):
    return tuple(f"{language}:{stem}" for stem in stems(text, language))


@cache
def _of_kind(kind):
    words = []
    for language in LANGUAGES:
        with translation.override(language):
            words.append(str(Kind(kind).label))
    return tuple(one for word in words for one in _unnamed(word))


@cache
def _of_place(place):
    names = [getattr(place, f"name_{language}") for language in LANGUAGES]
    return tuple(one for name in {*names, *place.aliases} if name for one in _unnamed(name))


def _unnamed(text):
    return wording.of_text(text, wording.languages_of(text))


def _parts():
    return [*FIRST, *SECOND, *LAST, TEXT, *Place.objects.values_list("name_en", flat=True)]


def _json(value):
    return json.dumps(value, ensure_ascii=False)


def _copy(cursor, model, columns, rows):
    named = ", ".join(f'"{column}"' for column in columns)
    with cursor.copy(f'COPY "{model._meta.db_table}" ({named}) FROM STDIN') as into:
        for row in rows:
            into.write_row(row)
