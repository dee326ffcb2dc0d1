"""A crowd of generated organisations around the real ones, the same at every run."""

import random

from django.db import connection
from django.utils import timezone

from partners.models import Identifier, Organisation, Place, Topic
from partners.models.organisations import SORT_KEYS

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
)
LEFT_OUT = {"id", "profile_id", "resource_id", "operating_place_id"}


def gather(count, *, seed=2027):
    """Write ``count`` organisations, without their history, beside those that are there."""
    chance = random.Random(seed)
    last = Organisation.objects.order_by("pk").last()
    ids = range(last.pk + 1, last.pk + 1 + count)
    places = list(Place.objects.order_by("pk"))  # nothing else can be asked during a COPY
    topics = list(Topic.objects.order_by("pk").values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("ALTER TABLE partners_organisation DISABLE TRIGGER USER")
        columns = [field.column for field in Organisation._meta.concrete_fields]
        columns = [column for column in columns if column not in LEFT_OUT]
        _copy(cursor, Organisation, ["id", *columns], _organisations(ids, columns, places, chance))
        cursor.execute("ALTER TABLE partners_organisation ENABLE TRIGGER USER")
        about = ((pk, topic) for pk in ids for topic in chance.sample(topics, chance.randint(1, 3)))
        _copy(cursor, Organisation.topics.through, ["organisation_id", "topic_id"], about)
        known = ((pk, "KVK", f"{pk:08}", True, "") for pk in ids if pk % 7 == 0)
        names = ["organisation_id", "scheme", "value", "verified", "source"]
        _copy(cursor, Identifier, names, known)
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('partners_organisation', 'id'), %s)", [ids[-1]]
        )


def _organisations(ids, columns, places, chance):
    """One row after another; a single instance derives what each stores."""
    one = Organisation()
    one.created_at = one.updated_at = timezone.now()
    fields = {field.column: field for field in Organisation._meta.concrete_fields}
    same = {
        column: fields[column].get_db_prep_save(getattr(one, column), connection)
        for column in columns
    }
    for pk in ids:
        name = f"{chance.choice(FIRST)} {chance.choice(SECOND)} {chance.choice(LAST)} {pk}"
        one.name_en, one.name_uk = ("", name) if name > "А" else (name, "")
        one.name = name
        one.slug, one.seat = f"crowd-{pk}", chance.choice(places)
        one.kind = chance.choices(list(KINDS), KINDS.values())[0]
        [(one.status, one.visibility)] = chance.choices(list(STATES), STATES.values())
        one.country, one.website = one.seat.country, f"https://crowd-{pk}.example.org"
        one.description_en = f"{name} works in {one.seat.name_en} and looks for partners abroad."
        one.derive()
        yield pk, *(same | {column: getattr(one, column) for column in VARYING}).values()


def _copy(cursor, model, columns, rows):
    named = ", ".join(f'"{column}"' for column in columns)
    with cursor.copy(f'COPY "{model._meta.db_table}" ({named}) FROM STDIN') as into:
        for row in rows:
            into.write_row(row)
