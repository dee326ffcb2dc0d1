"""Two made directories with organisations that stand in them twice; the same every time.

`python -m benchmarks.duplicates_made FOLDER` writes first.csv and second.csv, 5,000 rows with 300
duplicates each: other script, other legal form, moved, slip of the pen, some with number or website
and some without; and near misses, which are two. The second has other words and habits: invented
brands, names in Ukrainian only, names in two languages, abbreviations, missing cities.
All are invented.
"""

import argparse
import csv
import random
from pathlib import Path

from benchmarks.partner_import import registered

HEADER = ["true_id", "name", "kind", "country", "city", "website", "email"]
HEADER += ["identifier_scheme", "identifier"]
ROWS, TWICE, NEAR = 5000, 300, 420
SHARED_MAIL = {"BE": "telenet.be", "NL": "ziggo.nl", "UA": "ukr.net"}


def _words(text, between=None):
    return text.split(between)


CITIES = {
    "BE": _words(
        "Antwerpen Gent Brugge Leuven Brussel Oostende Mechelen Hasselt Kortrijk Aalst Luik Namen"
        " Charleroi Genk Turnhout Roeselare"
    ),
    "NL": _words(
        "Rotterdam Delft Eindhoven Utrecht Breda Tilburg Vlissingen Groningen Zwolle Arnhem"
    ),
    "UA": _words(
        "Одеса Миколаїв Херсон Київ Львів Харків Дніпро Полтава Вінниця Черкаси Ізмаїл Чорноморськ"
    ),
}
OTHER_CITY_NAME = {
    **{"Antwerpen": "Anvers", "Gent": "Gand", "Brussel": "Bruxelles", "Luik": "Liège"},
    **{"Одеса": "Odessa", "Миколаїв": "Mykolaiv", "Херсон": "Kherson", "Київ": "Kiev"},
    **{"Львів": "Lviv", "Харків": "Kharkov", "Дніпро": "Dnipro", "Полтава": "Poltava"},
    **{"Вінниця": "Vinnytsia", "Черкаси": "Cherkasy", "Ізмаїл": "Izmail"},
    **{"Чорноморськ": "Chornomorsk", "Leuven": "Louvain", "Brugge": "Bruges"},
}
FORMS = {
    "BE": ["NV", "BV", "BVBA", "SRL", "SA", "SPRL", "CVBA", "vzw", ""],
    "NL": ["B.V.", "BV", "N.V.", "VOF", "Stichting", ""],
    "UA": ["ТОВ", "ПП", "ПрАТ", "АТ", "ФОП", "ДП", "КП"],
}
LATIN_FORMS = ["LLC", "Ltd", "TOV", "PJSC", "PE", ""]
# How one writes Ukrainian in Latin letters: officially, by way of Russian, in German, by ear.
BY_LETTER = {
    "official": "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch iu ia -",
    "ear": "a b v h g d e ye zh z y i yi y k l m n o p r s t u f h ts ch sh sch yu ya -",
    "russian": "a b v g g d e e zh z i i i y k l m n o p r s t u f kh ts ch sh sch yu ya -",
    "french": "a b v h g d e ie j z y i i i k l m n o p r s t ou f kh ts tch ch chtch iou ia -",
}
LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщюяь"


class First:
    """Family names and trades."""

    SEED = 41
    OWN = _words(
        "Verhaeghe Dewulf Claessens Vandamme Goossens Pauwels Lambrechts Cuypers Mertens Roelandts"
        " Vercammen Deprez Lauwers Bultinck Segers Haesaert Coppens Stevens Degroote Vermeire"
        " Brouwers Kuipers Hoekstra Dijkstra Veenstra Postma Bosman Hendriks Scholten Wiersma"
    )
    TRADES = _words(
        "Transport|Logistics|Bouw|Techniek|Metaal|Chemie|Textiel|Food|Energie|Consulting|Engineering"
        "|Scheepvaart|Systems|Solutions|Machines|Design|Verpakking|Recycling|Plastics|Electro",
        "|",
    )
    BRANDS = _words(
        "Lumora Vexin Tarquel Norvida Solbrant Quantis Helvor Marcona Brizal Ostrema Vantor Kelmar"
        " Zephron Dorval Altimex Boreas Cindra Fluxon Gravo Hydrel Ivento Juvenor Kastor Lindor"
    )
    UK_OWN = _words(
        "Хвиля Пристань Берег Степ Маяк Якір Зернятко Світанок Верф Лиман Причал Калина Чайка"
        " Дружба Прогрес Славутич Щедрість Юність Журавель Хортиця Джерело Цвіт Яхта Прибій"
        " Кришталь Буревісник Ластівка Смарагд Горизонт Вітрило Чумак Жайвір Козацький Шлях"
    )
    UK_TRADES = [
        "Логістик",
        "Буд",
        "Агро",
        "Транс",
        "Сервіс",
        "Трейд",
        "Енерго",
        "Пром",
        "Груп",
        "Інвест",
        "Порт",
        "Маркет",
    ]
    MISSING_CITY, NO_SITE, NO_NUMBER = 0.05, 0.35, 0.4

    def __init__(self):
        self.dice = random.Random(self.SEED)
        self.used = set()

    def name(self, country):
        while (words := frozenset((name := self.any_name(country)).lower().split())) in self.used:
            pass
        self.used.add(words)
        return name

    def any_name(self, country):
        pick = self.dice.choice
        if country == "UA":
            words = [
                pick(self.UK_OWN),
                pick(["", pick(self.UK_OWN)]),
                pick(["", pick(self.UK_TRADES)]),
            ]
            words += [str(self.dice.randint(2, 99))] if self.dice.random() < 0.05 else []
            return " ".join(filter(None, words))
        shape = self.dice.random()
        if shape < 0.4:
            return f"{pick(self.OWN)} {pick(self.TRADES)}"
        if shape < 0.6:
            return f"{pick(self.OWN)} & {pick(self.OWN)} {pick(self.TRADES)}"
        brand = pick(self.BRANDS) + pick(["", "", "tec", "lux", "mar", "nova", "plan"])
        return f"{brand} {pick(self.TRADES)}" if shape < 0.9 else f"{brand} {pick(self.BRANDS)}"

    def bodies(self):
        """Public bodies and schools: (name, kind, country, city, the name elsewhere)."""
        for city in CITIES["UA"]:
            yield f"{city} міська рада", "міська рада", "UA", city, f"{latin(city)} City Council"
        for city in CITIES["BE"]:
            yield f"Stad {city}", "stad", "BE", city, f"City of {city}"
            yield f"Museum {city}", "museum", "BE", city, f"{city} Museum"

    def dressed(self, name, country):
        """With a legal form."""
        form = self.dice.choice(FORMS[country])
        if country == "UA":
            return f"{form} «{name}»"
        return f"{form} {name}" if form == "Stichting" else f"{name} {form}".strip()


class Second(First):
    """Invented brands, names in Ukrainian only, names in two languages, abbreviations."""

    SEED = 97
    START = _words("Al Be Cor Da El Fa Gor Ha Im Jo Kal Lu Mon Ne Or Pal Ri Sa Tel Ur Vi Wel Xa Zo")
    MIDDLE = _words("ba de ri no la mi tu so va ke lo ra ni po se")
    END = _words("x n r s lis ton mont dal vik quin tra mex gard via flor")
    TRADES = _words(
        "Shipping|Agro|Waterbouw|Groep|International|Data|Software|Health|Catering|Drukkerij|Interieur"
        "|Advies|Verzekeringen|Automation|Packaging|Services|Kunststoffen|Tuinen|Trading|Bakery",
        "|",
    )
    UK_SOUNDS = _words("Га Зо Ки Лю Ме Но Ро Са Та Ук Фе Хо Ча Шу Ще Яр Єв Жи Ди Бо")
    UK_MIDDLE = _words("ра ли но ве ту ко ма ни ло ся")
    UK_END = _words("н к нь та ра ль ст вит цвіт дар мир хім маш пласт")
    UK_TRADES = _words(
        "Торговий дім|Завод|Консалтинг|Хлібзавод|Аграрна компанія|Будівельна компанія|Центр|Фонд"
        "|Логістична компанія|Фабрика|Клініка|Судноремонт",
        "|",
    )
    PEOPLE = _words(
        "Коваленко Бондаренко Ткачук Шевчук Мельничук Гриценко Щербань Яценко Жук Цимбал"
    )
    GIVEN = _words("Олена Ірина Андрій Юрій Сергій Наталія Євген Зоряна")
    FATHERS = _words("Петрович Іванович Андрійович Олексіївна Михайлівна Юріївна")
    PUBLIC = [
        ("Dienst voor Waterwegen", "Service des Voies navigables"),
        ("Koninklijke Sterrenwacht", "Observatoire royal"),
        ("Instituut voor Landbouw en Visserij", "Institut pour l'Agriculture et la Pêche"),
        ("Federatie van de Haven", "Fédération du Port"),
        ("Agentschap voor Energie", "Agence de l'Énergie"),
        ("Centrum voor Onderzoek", "Centre de Recherche"),
        ("Hogeschool voor Handel", "École supérieure de Commerce"),
        ("Academie voor Schone Kunsten", "Académie des Beaux-Arts"),
    ]
    MISSING_CITY, NO_SITE, NO_NUMBER = 0.25, 0.5, 0.55

    def any_name(self, country):
        pick, chance = self.dice.choice, self.dice.random()
        if country == "UA":
            if chance < 0.2:
                return f"{pick(self.PEOPLE)} {pick(self.GIVEN)} {pick(self.FATHERS)}"
            own = pick(self.UK_SOUNDS) + pick(self.UK_MIDDLE) + pick(self.UK_END)
            return own if chance < 0.45 else f"{pick(self.UK_TRADES)} {own}"
        own = pick(self.START) + pick(self.MIDDLE) + pick(["", pick(self.MIDDLE)]) + pick(self.END)
        return own if chance < 0.35 else f"{own} {pick(self.TRADES)}"

    def dressed(self, name, country):
        if country == "UA" and name.split()[0] in self.PEOPLE:
            return f"ФОП {name}"
        return super().dressed(name, country)

    def bodies(self):
        for dutch, french in self.PUBLIC:
            for city in self.dice.sample(CITIES["BE"], 4):
                there = OTHER_CITY_NAME.get(city, city)
                both = f"{dutch} {city} / {french} {there}"
                yield f"{dutch} {city}", "agency", "BE", city, both
        for word in ("Національний університет", "Морська академія", "Аграрний університет"):
            for city in self.dice.sample(CITIES["UA"], 4):
                name = f"{city} {word}"
                yield (
                    name,
                    "університет",
                    "UA",
                    city,
                    "".join(part[0] for part in name.split()).upper(),
                )


def latin(words, way="official"):
    table = dict(zip(LETTERS, BY_LETTER[way].replace("-", "").split(" "), strict=True))
    return "".join(_cased(letter, table) for letter in words)


def _cased(letter, table):
    found = table.get(letter.lower(), letter)
    return found.capitalize() if letter.isupper() and found else found


class Maker:
    def __init__(self, habits):
        self.habits, self.dice, self.rows, self.serial = habits, habits.dice, [], 0

    def organisation(self, *, name="", country="", city="", kind=""):
        country = country or self.dice.choices(["BE", "NL", "UA"], [5, 2, 4])[0]
        own = name or self.habits.name(country)
        self.serial += 1
        row = dict.fromkeys(HEADER, "") | {"true_id": self.serial, "country": country}
        row["own"] = own
        row["name"] = own if name else self.habits.dressed(own, country)
        row["kind"] = kind or ("компанія" if country == "UA" else "company")
        if city or self.dice.random() > self.habits.MISSING_CITY:
            row["city"] = city or self.dice.choice(CITIES[country])
        self.reach(row)
        if self.dice.random() > self.habits.NO_NUMBER:
            scheme, value = registered(country, self.serial)
            row |= {"identifier_scheme": scheme, "identifier": value}
        return row

    def reach(self, row):
        host = "".join(filter(str.isalnum, latin(row["own"]).lower())) or "org"
        end = {"BE": "be", "NL": "nl", "UA": "com.ua"}[row["country"]]
        domain = f"{host}{self.serial if self.dice.random() < 0.3 else ''}.{end}"
        if self.dice.random() > self.habits.NO_SITE:
            row["website"] = f"https://www.{domain}"
            row["email"] = f"info@{domain}" if self.dice.random() < 0.6 else ""
        elif self.dice.random() < 0.4:
            row["email"] = f"{host[:12]}{self.serial}@{SHARED_MAIL[row['country']]}"

    def again(self, row):
        """The same organisation as another list has it: one to three things differ, and what it
        does not know is left out."""
        twin = dict(row)
        ways = ["form", "moved", "slip"] + (["script"] * 3 if row["country"] == "UA" else ["form"])
        chosen = {self.dice.choice(ways) for _time in range(self.dice.choice([1, 1, 2]))}
        if "slip" in chosen:
            twin["own"] = self.slip(twin["own"])
        twin["name"] = self.habits.dressed(twin["own"], row["country"])
        if "script" in chosen:
            way = self.dice.choice(list(BY_LETTER))
            written = latin(twin["own"], way)
            twin["name"] = f"{written} {self.dice.choice(LATIN_FORMS)}".strip()
            twin["city"] = OTHER_CITY_NAME.get(row["city"], row["city"])
        if "moved" in chosen and row["city"]:
            twin["city"] = self.dice.choice(CITIES[row["country"]])
        self.forget(twin)
        return twin

    def forget(self, twin):
        if self.dice.random() < 0.6:
            twin |= {"identifier_scheme": "", "identifier": ""}
        if self.dice.random() < 0.4:
            twin["website"] = ""
        elif twin["website"]:
            twin["website"] = self.dice.choice(
                [twin["website"], twin["website"].replace("www.", ""), twin["website"] + "/contact"]
            ).replace("https", self.dice.choice(["http", "https"]))
        if self.dice.random() < 0.4:
            twin["email"] = ""

    def slip(self, words):
        at = self.dice.randrange(1, len(words) - 1)
        way = self.dice.choice(["drop", "double", "swap", "other"])
        if way == "drop":
            return words[:at] + words[at + 1 :]
        if way == "double":
            return words[:at] + words[at] + words[at:]
        if way == "swap":
            return words[:at] + words[at + 1] + words[at] + words[at + 2 :]
        return words[:at] + ("e" if words.isascii() else "о") + words[at + 1 :]

    def near(self, row):
        """Another organisation that looks like ``row``."""
        way = self.dice.choice(["word", "city", "branch", "sister", "faculty"])
        country = row["country"]
        words = row["own"].split()
        if way == "word" and len(words) > 1:
            words[-1] = self.dice.choice(
                [one for one in self.trades(country) if self.is_free([*words[:-1], one])]
            )
            self.habits.used.add(frozenset(" ".join(words).lower().split()))
            return self.organisation(name=" ".join(words), country=country, city=row["city"])
        if way == "branch" and row["identifier"]:
            city = self.dice.choice(CITIES[country])
            other = self.organisation(name=f"{row['own']} {city}", country=country, city=city)
            return other | self.number(country) | {"website": row["website"]}
        if way == "sister" and row["website"] and row["identifier"]:
            other = self.organisation(name=row["own"], country=country, city=row["city"])
            return other | self.number(country) | {"website": row["website"], "email": row["email"]}
        if way == "faculty" and row["website"]:
            part = "Факультет" if country == "UA" else "Department"
            name = f"{row['own']}, {part} {self.dice.choice(self.trades(country))}"
            other = self.organisation(name=name, country=country, city=row["city"])
            return other | {
                "website": f"{row['website']}/{self.dice.choice(['eng', 'law', 'med'])}x"
            }
        generic = self.generic(country)
        first, other = self.dice.sample(CITIES[country], 2)
        self.add(self.with_site(self.organisation(name=generic, country=country, city=first)))
        return self.with_site(self.organisation(name=generic, country=country, city=other))

    def is_free(self, words):
        return frozenset(" ".join(words).lower().split()) not in self.habits.used

    def with_site(self, row):
        end = {"BE": "be", "NL": "nl", "UA": "com.ua"}[row["country"]]
        return row | {"website": f"https://org{self.serial}.{end}", "email": ""}

    def trades(self, country):
        return self.habits.UK_TRADES if country == "UA" else self.habits.TRADES

    def generic(self, country):
        trade = self.dice.choice(self.trades(country))
        more = ["Сервіс", "Центр", "Плюс"] if country == "UA" else ["Service", "Center", "Partners"]
        return f"{trade} {self.dice.choice(more)}"

    def number(self, country):
        self.serial += 1
        scheme, value = registered(country, self.serial)
        return {"identifier_scheme": scheme, "identifier": value}

    def add(self, row):
        self.rows.append(row)
        return row

    def make(self):
        for name, kind, country, city, elsewhere in self.habits.bodies():
            row = self.add(self.organisation(name=name, kind=kind, country=country, city=city))
            if self.dice.random() < 0.5:
                self.add(
                    row
                    | {"name": elsewhere, "website": "", "identifier": "", "email": ""}
                    | {"identifier_scheme": ""}
                )
        already = len(self.rows) - len({row["true_id"] for row in self.rows})
        originals = [self.add(self.organisation()) for _one in range(TWICE - already + NEAR)]
        for row in originals[: TWICE - already]:
            self.add(self.again(row))
        for row in originals[TWICE - already :]:
            self.add(self.near(row))
        while len(self.rows) < ROWS:
            self.add(self.organisation())
        self.dice.shuffle(self.rows)
        return self.rows


def write(path, habits):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(Maker(habits).make())


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.duplicates_made")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "first.csv", First())
    write(folder / "second.csv", Second())


if __name__ == "__main__":
    main()
