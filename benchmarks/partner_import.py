"""How fast partners are imported: checked, then applied; and whether every wrong row is named.

3 % of the rows are wrong, each in one cell. ``wrong_named`` counts the wrong rows of which a
message names the row, the column and the value; the second run imports the same file again.
"""

import argparse
import csv
import random
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ground import say, scratch, tell

HEADER = ["name", "kind", "country", "city", "website", "email", "phone", "languages", "topics"]
HEADER += ["NACE", "identifier_scheme", "identifier", "description"]
FIRST = [
    "Zee",
    "Haven",
    "Groen",
    "Data",
    "Energie",
    "Water",
    "Stad",
    "Marine",
    "Bio",
    "Agro",
    "Metaal",
    "Solar",
    "Delta",
    "Polder",
]
SECOND = [
    "Logistiek",
    "Techniek",
    "Systems",
    "Werken",
    "Partners",
    "Lab",
    "Chemie",
    "Bouw",
    "Services",
    "Trading",
]
UKRAINIAN = [
    "Хвиля",
    "Пристань",
    "Берег",
    "Степ",
    "Маяк",
    "Якір",
    "Зерно",
    "Порт",
    "Світло",
    "Верф",
    "Лиман",
    "Причал",
]
CITIES = {
    "BE": ["Antwerp", "Ghent", "Bruges", "Leuven", "Brussels", "Ostend"],
    "NL": ["Rotterdam", "Delft", "Eindhoven"],
    "UA": ["Одеса", "Миколаїв", "Херсон", "Очаків"],
}
WRONG = {  # column: what nobody can import
    "country": "Atlantis",
    "email": "no address",
    "phone": "12",
    "languages": "Klingon",
    "topics": "alchemy",
    "city": "=1+1",
    "identifier": "0403.019.262",
}


@dataclass(frozen=True)
class Wrong:
    row: int
    column: str
    value: str


def write(path, count):
    """A file of ``count`` rows and what is wrong in it; the same every time."""
    dice = random.Random(2027)
    bad = set(dice.sample(range(count), round(count * 0.03)))
    wrong = set()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(count):
            row = organisation(number, dice)
            if number in bad:
                column = dice.choice(list(WRONG))
                row |= {column: WRONG[column]}
                row |= {"identifier_scheme": "KBO"} if column == "identifier" else {}
                wrong.add(Wrong(number + 2, column, WRONG[column]))
            writer.writerow([row[column] for column in HEADER])
    return wrong


def organisation(number, dice):
    country = dice.choices(list(CITIES), [5, 2, 3])[0]
    if country == "UA":
        name = f"ТОВ «{dice.choice(UKRAINIAN)} {dice.choice(UKRAINIAN)} {number}»"
    else:
        name = f"{dice.choice(FIRST)} {dice.choice(SECOND)} {number}"
    scheme, value = registered(country, number)
    return {
        "name": name,
        "kind": dice.choice(["company", "bedrijf", "університет", "cluster"]),
        "country": country,
        "city": dice.choice(CITIES[country]),
        "website": f"https://partner{number}.example.org",
        "email": f"info@partner{number}.example.org",
        "phone": {"BE": "+32 3 2", "NL": "+31 10 2", "UA": "+380 48 7"}[country] + f"{number:06d}",
        "languages": {"BE": "nl, fr", "NL": "Dutch", "UA": "українська"}[country],
        "topics": dice.choice(["logistics", "energy", "logistics; energy", ""]),
        "NACE": dice.choice(["52.22", "35.11", ""]),
        "identifier_scheme": scheme,
        "identifier": value,
        "description": "Builds, repairs and lights the quays of a port on the sea.",
    }


def registered(country, number):
    """A number with a right check digit."""
    if country == "NL":
        return "KvK", f"{20_000_000 + number}"
    if country == "BE":
        digits = 4_000_000 + number
        return "KBO", f"{digits:08d}{97 - digits % 97:02d}"
    digits = f"{1_000_000 + number:07d}"
    check = sum(int(digit) * weight for weight, digit in enumerate(digits, 1)) % 11
    if check == 10:
        check = sum(int(digit) * weight for weight, digit in enumerate(digits, 3)) % 11 % 10
    return "EDRPOU", f"{digits}{check}"


def reference():
    """What the rows name."""
    from partners.models import Industry, Topic

    Topic.objects.create(slug="logistics", name_en="Logistics")
    Topic.objects.create(slug="energy", name_en="Energy")
    for code in ("52.22", "35.11"):
        Industry.objects.create(code=code, level=4, name_en=code)


def run(path):
    """(seconds, the import, its messages)"""
    from partners.importing.at_once import import_file

    messages, start = [], time.perf_counter()
    with path.open("rb") as file:
        found = import_file(file, name=path.name, by=None, tell=messages.append)
    return time.perf_counter() - start, found, messages


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.partner_import")
    parser.add_argument("--rows", type=int, default=10_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder, scratch("import", MEDIA_ROOT=folder):
        path = Path(folder) / "partners.csv"
        wrong = write(path, rows)
        reference()
        tell(f"importing {rows} rows, {len(wrong)} of them wrong")
        seconds, first, messages = run(path)
        named = {Wrong(one.row, one.column, one.value) for one in messages}
        tell(f"{dict(first.counts)}, again")
        _seconds, second, _messages = run(path)
        say(
            {
                "rows": first.counts["rows"],
                "wrong_named": len(wrong & named),
                "seconds": seconds,
                "second_run_changes": second.counts["new"] + second.counts["changed"],
            }
        )


if __name__ == "__main__":
    main()
