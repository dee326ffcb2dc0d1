"""Words of four languages for what the directory stores as a code."""

from collections.abc import Iterable, Iterator
from functools import cache

from django.conf import settings
from icu import Locale

from partners.models.organisations import Kind, Scheme, Size
from partners.names import plain

LANGUAGES = [code for code, _name in settings.LANGUAGES]
KINDS = {
    Kind.COMPANY: "company|business|enterprise|firm|sme|large company|small company|medium company"
    "|startup|start-up|bedrijf|onderneming|kmo|mkb|firma|entreprise|société|pme"
    "|компанія|підприємство|фірма|тов|мсп|стартап",
    Kind.BUSINESS_SCHOOL: "business school|managementschool|école de commerce|école de gestion"
    "|бізнес-школа",
    Kind.UNIVERSITY: "university|college|higher education|universiteit|hogeschool|université"
    "|haute école|університет|академія|заклад вищої освіти",
    Kind.RESEARCH_CENTRE: "research centre|research center|research institute|institute"
    "|onderzoekscentrum|onderzoeksinstelling|kenniscentrum|centre de recherche"
    "|institut de recherche|дослідницький центр|науковий центр|науково-дослідний інститут",
    Kind.CITY_COUNCIL: "city council|city|municipality|local authority|stad|gemeente|stadsbestuur"
    "|gemeentebestuur|ville|commune|administration communale|conseil communal"
    "|міська рада|місто|громада",
    Kind.PORT_AUTHORITY: "port authority|port|havenbedrijf|haven|havenautoriteit"
    "|autorité portuaire|port autonome|адміністрація порту|адміністрація морського порту|порт",
    Kind.CLUSTER: "cluster organisation|cluster organization|cluster|spearhead cluster"
    "|clusterorganisatie|speerpuntcluster|pôle|grappe|organisation de cluster"
    "|кластер|кластерна організація",
    Kind.MUSEUM: "museum|musée|музей",
    Kind.AGENCY: "agency|government agency|public body|agentschap|overheid|agence"
    "|organisme public|агенція|агентство|державна установа",
    Kind.OTHER: "other|other organisation|ngo|association|andere|vereniging|vzw|autre|association"
    "|asbl|ong|інше|інша організація|громадська організація|асоціація",
}
SIZES = {
    Size.SMALL: "small|micro|klein|petit|petite|мале|мала|малий|мікро",
    Size.MEDIUM: "medium|mid|middelgroot|middel|moyen|moyenne|середнє|середня|середній",
    Size.LARGE: "large|big|groot|grand|grande|велике|велика|великий",
}
SCHEMES = {
    Scheme.KBO: "kbo|bce|cbe|ondernemingsnummer|enterprise number",
    Scheme.EDRPOU: "edrpou|usreou|єдрпоу",
    Scheme.VAT: "vat|btw|tva|пдв|іпн",
    Scheme.LEI: "lei",
    Scheme.KVK: "kvk|coc",
    Scheme.ROR: "ror",
}
COUNTRIES = {  # besides what ICU calls them
    "GB": "uk|great britain|england|scotland|wales|engeland|groot-brittannië|angleterre"
    "|grande-bretagne|велика британія|англія",
    "NL": "holland|nederlanden|hollande|голландія",
    "US": "usa|united states of america|verenigde staten van amerika|états-unis d'amérique|сша",
}
OTHER_CODES = {"ua": "uk", "flemish": "nl", "vlaams": "nl", "flamand": "nl"}


@cache
def kinds() -> dict[str, str]:
    return _words(KINDS, Kind.values)


@cache
def sizes() -> dict[str, str]:
    return _words(SIZES, filter(None, Size.values))


@cache
def schemes() -> dict[str, str]:
    return _words(SCHEMES, Scheme.values)


@cache
def countries() -> dict[str, str]:
    """ISO 3166 code by code and by name in the four languages, compared plainly."""
    found: dict[str, str] = {}
    for code in Locale.getISOCountries():
        here = Locale("", code)
        found |= {plain(word): code for word in (code, here.getISO3Country())}
        for language in LANGUAGES:
            name = plain(here.getDisplayCountry(Locale(language)))
            found |= {name: code, f"the {name}": code}
    return found | _words(COUNTRIES, [])


@cache
def languages() -> dict[str, str]:
    """ISO 639-1 code by code and by name in the four languages and in its own."""
    found: dict[str, str] = {}
    for code in Locale.getISOLanguages():
        if len(code) == 2:
            tongue = Locale(code)
            names = (tongue.getDisplayLanguage(Locale(one)) for one in [*LANGUAGES, code])
            found |= {plain(name): code for name in [*names, code]}
    return found | OTHER_CODES


def size_of(people: int) -> str:
    """The band that ``people`` employees make."""
    if people < 50:
        return Size.SMALL
    return Size.MEDIUM if people < 250 else Size.LARGE


def _words(table: dict, codes: Iterable[str]) -> dict[str, str]:
    found = {plain(code): str(code) for code in codes}
    return found | dict(_pairs(table))


def _pairs(table: dict) -> Iterator[tuple[str, str]]:
    for code, words in table.items():
        for word in words.split("|"):
            yield plain(word), str(code)
