"""What the comparison with sanctions lists finds among made names, and how long it takes:
--entries 20000 --organisations 20000 --people 5000.

Directory and list are generated with a fixed seed. 200 entries of the list are the spelling of
somebody of the directory by another hand: another system of transliteration, the Russian form, the
words in another order, an initial, a patronymic, a typing error, another legal form. ``recall`` is
the share of them that is found, ``false_per_1000`` how many other hits there are for 1,000 rows.
"""

import argparse
import random
import time
from collections import Counter

from benchmarks.ground import say, scratch, tell

SEED = 2027
FIRST, VOWELS, LAST = "бвгджзклмнпрстхцчшщ", "аеиіоуюя", "вгджзклмнпрстх"
MIDDLES = ["а", "о", "и", "е", "ар", "ов", "ин", "ел", "ук", "ач", "ан", "уш", "ик", "аж"]
ENDS = ["енко", "чук", "ський", "ук", "ів", "ишин", "ець", "ий", "ко", "ак", "юк", "ова"]
MEN = {
    "Володимир": "Владимир", "Олександр": "Александр", "Сергій": "Сергей", "Микола": "Николай",
    "Дмитро": "Дмитрий", "Андрій": "Андрей", "Юрій": "Юрий", "Євген": "Евгений", "Ігор": "Игорь",
    "Олег": "Олег", "Павло": "Павел", "Петро": "Пётр", "Михайло": "Михаил", "Григорій": "Григорий",
    "Богдан": "Богдан", "Тарас": "Тарас", "Олена": "Елена", "Наталія": "Наталья", "Ганна": "Анна",
    "Ірина": "Ирина", "Тетяна": "Татьяна", "Оксана": "Оксана", "Світлана": "Светлана",
    "Юлія": "Юлия",
}  # fmt: skip
FATHERS = ["Іванович", "Петрович", "Миколайович", "Сергійович"]
TRADES = ["Енерго", "Логістика", "Транс", "Буд", "Агро", "Сервіс", "Торг", "Хім", "Порт", "Метал"]
FORMS = ["ТОВ", "ПрАТ", "АТ", "ПП", "LLC", "JSC", "Ltd", "ООО", "NV", "GmbH"]
KINDS = (
    "official",
    "russian",
    "german",
    "french",
    "polish",
    "order",
    "initial",
    "patronymic",
    "typing",
)
OTHERWISE = {  # letters by other hands than the official one, from the Cyrillic
    "russian": {"г": "g", "и": "i", "й": "y", "х": "kh", "ц": "ts", "є": "e", "ї": "i", "і": "i"},
    "german": {"г": "h", "и": "y", "й": "j", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch",
               "ж": "sch", "щ": "schtsch", "в": "w", "ю": "ju",
               "я": "ja", "є": "je", "с": "s", "з": "s"},
    "french": {"г": "h", "и": "y", "й": "ï", "х": "kh", "ц": "ts", "ч": "tch", "ш": "ch", "ж": "j",
               "щ": "chtch", "у": "ou", "ю": "iou", "я": "ia", "є": "ie"},
    "polish": {"г": "h", "и": "y", "й": "j", "х": "ch", "ц": "c", "ч": "cz", "ш": "sz", "ж": "ż",
               "щ": "szcz", "в": "w", "ю": "ju", "я": "ja", "є": "je", "л": "ł"},
}  # fmt: skip


def written(words, hand):
    from partners.names import latin

    table = OTHERWISE.get(hand, {})
    other = "".join(table.get(letter, letter) for letter in words.lower())
    return latin(other).title()


def stem(chance):
    return "".join(map(chance.choice, (FIRST, VOWELS, LAST)))


def word(chance):
    return (stem(chance) + chance.choice(MIDDLES) + stem(chance)).capitalize()


def person(chance):
    family = stem(chance) + chance.choice(["", *MIDDLES]) + chance.choice(ENDS)
    return chance.choice(list(MEN)), family.capitalize()


def company(chance):
    return f"{word(chance)} {chance.choice(TRADES)}"


def person_by(kind, given, family, chance):
    """The same person by another hand."""
    if kind == "russian":
        return chance.choice([f"{MEN[given]} {family}", written(f"{MEN[given]} {family}", kind)])
    if kind == "order":
        return written(f"{family} {given}", chance.choice(list(OTHERWISE)))
    if kind == "initial":
        return f"{written(given, '')[0]}. {written(family, '')}"
    if kind == "patronymic":
        return written(f"{given} {chance.choice(FATHERS)} {family}", "")
    if kind == "typing":
        return mistyped(written(f"{given} {family}", ""), chance)
    return written(f"{given} {family}", kind)


def company_by(kind, name, chance):
    if kind == "order":
        return " ".join(reversed(written(name, "").split()))
    if kind == "typing":
        return mistyped(written(name, ""), chance)
    other = written(name, kind)
    return f"{other} {chance.choice(FORMS)}" if chance.random() < 0.5 else f"«{other}»"


def mistyped(words, chance):
    at = chance.choice([at for at in range(2, len(words)) if words[at].islower()])
    return words[:at] + chance.choice("aeinorst") + words[at + 1 :]


def directory(people, organisations, chance):
    """Rows of ours, in either script; returns what each is called in Ukrainian."""
    from django.db import connection

    from partners.models import Organisation, Person

    ours = [person(chance) for _number in range(people)]
    rows = []
    for given, family in ours:
        shown = (
            [given, family] if chance.random() < 0.5 else written(f"{given} {family}", "").split()
        )
        rows.append(Person(given_name=shown[0], family_name=shown[1]))
    Person.objects.bulk_create(rows)
    firms = [company(chance) for _number in range(organisations)]
    made = []
    for number, name in enumerate(firms):
        shown = name if chance.random() < 0.5 else written(name, "")
        form = chance.choice(FORMS)
        one = Organisation(name_en=f"{form} {shown}", slug=f"o{number}", country="UA")
        one.derive()
        made.append(one)
    Organisation.objects.bulk_create(made, batch_size=2000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return list(zip(rows, ours, strict=True)), list(zip(made, firms, strict=True))


def listed(count, people, firms, chance):
    """The lines of a list, and which entry is whom: {entry: (column, key, kind of spelling)}."""
    known, lines = {}, []
    for number in range(200):
        kind = KINDS[number % len(KINDS)]
        if number % 5 < 3:
            row, (given, family) = people[chance.randrange(len(people))]
            schema, name = "Person", person_by(kind, given, family, chance)
            known[f"K{number}"] = ("person", row.pk, kind)
        else:
            kind = kind if kind not in ("initial", "patronymic") else "official"
            row, firm = firms[chance.randrange(len(firms))]
            schema, name = "Company", company_by(kind, firm, chance)
            known[f"K{number}"] = ("organisation", row.pk, kind)
        lines.append(f'"K{number}","{schema}","{name}"')
    for number in range(count - 200):
        hand = chance.choice(["", *OTHERWISE])
        if number % 5 < 3:
            given, family = person(chance)
            name = written(f"{given} {chance.choice(FATHERS)} {family}", hand)
            lines.append(f'"E{number}","Person","{name}"')
        else:
            lines.append(f'"E{number}","Company","{written(company(chance), hand)}"')
    return '"id","schema","name"\n' + "\n".join(lines) + "\n", known


def measure(count, people, organisations):
    from datetime import date
    from io import BytesIO

    from partners.models import SanctionsHit
    from partners.trust import editions, reading, screening

    chance = random.Random(SEED)
    tell("making the directory")
    ours, firms = directory(people, organisations, chance)
    text, known = listed(count, ours, firms, chance)
    edition = editions.bring_in(
        BytesIO(text.encode()),
        of="Made",
        url="",
        issued_on=date(2026, 11, 1),
        name="a.csv",
        by=None,
    )
    start = time.perf_counter()
    reading.read(edition)
    read = time.perf_counter() - start
    tell(f"read in {read:.0f} s; comparing")
    start = time.perf_counter()
    while not screening.screen(lambda done, total, words: tell(f"{done} of {total}")):
        pass
    compared = time.perf_counter() - start
    hits = {
        (hit.entry.entry, column, key)
        for hit in SanctionsHit.objects.select_related("entry")
        for column in ("person", "organisation")
        if (key := getattr(hit, f"{column}_id"))
    }
    right = {(entry, column, key) for entry, (column, key, _kind) in known.items()}
    missed = Counter(known[entry][2] for entry, _column, _key in right - hits)
    say(
        {
            "entries": count,
            "organisations": organisations,
            "people": people,
            "read_s": round(read, 1),
            "compared_s": round(compared, 1),
            "recall": round(len(right & hits) / len(right), 3),
            "recall_people": share(right, hits, "person"),
            "recall_organisations": share(right, hits, "organisation"),
            "missed": dict(missed),
            "false_per_1000": round(1000 * len(hits - right) / (people + organisations), 1),
            "false_people": len([one for one in hits - right if one[1] == "person"]),
            "false_organisations": len([one for one in hits - right if one[1] != "person"]),
        }
    )


def share(right, hits, column):
    wanted = {one for one in right if one[1] == column}
    return round(len(wanted & hits) / len(wanted), 3)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("entries", 20_000), ("people", 5_000), ("organisations", 20_000)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    with scratch("screening"):
        measure(asked.entries, asked.people, asked.organisations)


if __name__ == "__main__":
    main()
