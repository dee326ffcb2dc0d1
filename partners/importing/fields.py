"""What a column of a file of partners may hold, and by which headers it is recognised."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models.organisations import LANGUAGES, Scheme
from partners.names import plain


@dataclass(frozen=True)
class Field:
    """``headers`` are the ways files name it in English, Dutch, French and Ukrainian."""

    label: str | Promise
    headers: str


FIELDS = {
    "name": Field(
        gettext_lazy("Name"),
        "name|organisation|organization|company|partner|organisation name|company name|title"
        "|naam|organisatie|bedrijf|onderneming|bedrijfsnaam|naam van de organisatie"
        "|nom|entreprise|société|organisme|raison sociale|nom de l'organisation"
        "|назва|назва організації|організація|компанія|підприємство|найменування|назва компанії",
    ),
    "name_nl": Field(
        gettext_lazy("Name in Dutch"),
        "name nl|name dutch|name in dutch|naam nl|nederlandse naam|naam in het nederlands|nom nl"
        "|nom néerlandais|nom en néerlandais|назва нідерландською",
    ),
    "name_fr": Field(
        gettext_lazy("Name in French"),
        "name fr|name french|name in french|naam fr|franse naam|naam in het frans|nom fr"
        "|nom français|nom en français|назва французькою",
    ),
    "name_uk": Field(
        gettext_lazy("Name in Ukrainian"),
        "name uk|name ua|name ukrainian|name in ukrainian|naam uk|oekraïense naam"
        "|naam in het oekraïens|nom uk|nom ukrainien|nom en ukrainien|назва українською",
    ),
    "aliases": Field(
        gettext_lazy("Other names"),
        "aliases|alias|other names|also known as|short name|acronym|abbreviation"
        "|andere namen|afkorting|autres noms|sigle|acronyme|abréviation"
        "|інші назви|скорочення|скорочена назва|абревіатура",
    ),
    "kind": Field(
        gettext_lazy("Kind"),
        "kind|type|category|organisation type|kind of organisation|type of organisation"
        "|soort|soort organisatie|type organisatie|categorie|type d'organisation|catégorie|genre"
        "|вид|тип|тип організації|вид організації|категорія",
    ),
    "size": Field(
        gettext_lazy("Size"),
        "size|company size|size band|employees|number of employees|staff"
        "|grootte|omvang|aantal werknemers|werknemers|personeel"
        "|taille|effectif|nombre d'employés|розмір|кількість працівників|працівники",
    ),
    "country": Field(
        gettext_lazy("Country"),
        "country|country code|iso country|land|landcode|pays|code pays|країна|код країни",
    ),
    "city": Field(
        gettext_lazy("City (seat)"),
        "city|town|place|seat|location|municipality|stad|plaats|gemeente|zetel|vestigingsplaats"
        "|ville|commune|lieu|siège|localité|місто|населений пункт|місцезнаходження|громада",
    ),
    "operating_city": Field(
        gettext_lazy("City they work from"),
        "operating city|operating place|works from|werkt vanuit|werkplaats|travaille depuis"
        "|lieu d'activité|працює з|місце роботи",
    ),
    "website": Field(
        gettext_lazy("Website"),
        "website|web site|web|url|homepage|site|webadres|webstek|site web|site internet"
        "|сайт|вебсайт|веб-сайт|веб-сторінка|вебсторінка",
    ),
    "email": Field(
        gettext_lazy("Mail address"),
        "email|e-mail|mail|email address|e-mail address|mail address|e-mailadres|emailadres"
        "|courriel|adresse e-mail|adresse mail|adresse électronique"
        "|електронна пошта|ел пошта|пошта|електронна адреса|імейл",
    ),
    "phone": Field(
        gettext_lazy("Telephone"),
        "phone|telephone|tel|phone number|telephone number|mobile|telefoon|telefoonnummer|gsm"
        "|téléphone|numéro de téléphone|тел|телефон|номер телефону|контактний телефон",
    ),
    "languages": Field(
        gettext_lazy("Languages"),
        "languages|language|languages spoken|talen|taal|langues|langue|langues parlées"
        "|мови|мова|мови спілкування",
    ),
    "topics": Field(
        gettext_lazy("Topics"),
        "topics|topic|theme|themes|sector|sectors|thema|thema's|onderwerp|onderwerpen|sectoren"
        "|thème|thèmes|sujet|sujets|secteur|secteurs|тема|теми|тематика|галузь|галузі|сектор",
    ),
    "nace": Field(
        gettext_lazy("NACE codes"),
        "nace|nace code|nace codes|industry|industries|nacebel|nace-bel|nace rev 2|sbi"
        "|codes nace|code nace|квед|код квед|коди квед|основний квед",
    ),
    "description": Field(
        gettext_lazy("Description"),
        "description|about|profile|summary|description en|description in english|beschrijving en"
        "|description en anglais|опис англійською",
    ),
    "description_nl": Field(
        gettext_lazy("Description in Dutch"),
        "description nl|description in dutch|omschrijving|beschrijving|omschrijving nl"
        "|beschrijving nl|description en néerlandais|опис нідерландською",
    ),
    "description_fr": Field(
        gettext_lazy("Description in French"),
        "description fr|description in french|omschrijving fr|beschrijving fr|présentation"
        "|description en français|опис французькою",
    ),
    "description_uk": Field(
        gettext_lazy("Description in Ukrainian"),
        "description uk|description ua|description in ukrainian|omschrijving uk|beschrijving uk"
        "|description en ukrainien|опис|опис українською|опис діяльності",
    ),
    "KBO": Field(
        Scheme.KBO.label,
        "kbo|bce|cbe|kbo number|kbo nummer|kbo-nummer|ondernemingsnummer|enterprise number"
        "|numéro bce|numéro d'entreprise|номер kbo|номер підприємства",
    ),
    "EDRPOU": Field(
        Scheme.EDRPOU.label,
        "edrpou|usreou|edrpou code|code edrpou|edrpou-code|єдрпоу|код єдрпоу|код за єдрпоу",
    ),
    "VAT": Field(
        Scheme.VAT.label,
        "vat|vat number|vat no|vat id|btw|btw nummer|btw-nummer|tva|numéro de tva|numéro tva|n tva"
        "|пдв|іпн|номер пдв|номер платника пдв|індивідуальний податковий номер",
    ),
    "LEI": Field(Scheme.LEI.label, "lei|lei code|code lei|lei-code|код lei"),
    "KVK": Field(
        Scheme.KVK.label, "kvk|kvk number|kvk nummer|kvk-nummer|numéro kvk|номер kvk|coc number"
    ),
    "ROR": Field(Scheme.ROR.label, "ror|ror id|ror identifier|identifiant ror|ідентифікатор ror"),
    "identifier_scheme": Field(
        gettext_lazy("Register of the number"),
        "identifier scheme|scheme|register|identifier type|type of number|nummersoort|registre"
        "|type d'identifiant|реєстр|тип ідентифікатора",
    ),
    "identifier": Field(
        gettext_lazy("Number in that register"),
        "identifier|registration number|register number|identificatienummer|nummer|identifiant"
        "|numéro d'identification|ідентифікатор|реєстраційний номер",
    ),
}
REGISTERS = tuple(scheme.value for scheme in Scheme)
LONGEST = 100  # characters of a header that we could know
SEATS = {"country", "city"}  # one of them must be there


def field_of(header: str) -> str:
    """The field that ``header`` names in any of the four languages, or an empty word.

    A language behind any of its names counts too: "Omschrijving (en)" is the English description.
    """
    if len(header) > LONGEST:
        return ""
    if known := _by_header().get(_key(header)):
        return known
    words, _space, language = _key(header).rpartition(" ")
    stem = _by_header().get(words, "").partition("_")[0]
    return _in_language(stem, language) if language in LANGUAGES else ""


def guess(headers: Iterable[str]) -> dict[str, str]:
    """What each column seems to hold: {header: field or ""}; no field is taken twice."""
    found: dict[str, str] = {}
    for header in headers:
        field = field_of(header)
        found[header] = "" if field in found.values() else field
    return found


def missing(mapping: Mapping[str, str]) -> list[str]:
    """What ``mapping`` lacks to make organisations, in sentences."""
    taken = set(mapping.values())
    found = []
    if not any(field.startswith("name") for field in taken):
        found.append(_("Say which column holds the name of the organisation."))
    if not SEATS & taken:
        found.append(_("Say which column holds the country or the city of the organisation."))
    if ("identifier" in taken) != ("identifier_scheme" in taken):
        found.append(_("A number and the register it stands in need a column each."))
    return found


def _in_language(stem: str, language: str) -> str:
    """The name without a language is the English one."""
    return next((name for name in (f"{stem}_{language}", stem) if name in FIELDS), "")


@cache
def _by_header() -> dict[str, str]:
    found = {}
    for name, field in FIELDS.items():
        found[_key(name)] = name
        found |= {_key(header): name for header in field.headers.split("|")}
    return found


def _key(header: str) -> str:
    return plain(header.replace("_", " "))
