"""One cell of a file as the directory stores it; each reader raises Fault with a remedy."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumberFormat

from partners.importing import registers, vocabulary
from partners.importing.known import Known, Spot
from partners.models.organisations import Kind
from partners.names import plain

FORMULA = re.compile(r"[=@＝＠]|[-+＋－](?![\d\s().,/-]*$)")
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")
NOT_CALCULATED = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)")
DASHES = {"-", "–", "—"}  # how people write that there is nothing
NAME, DESCRIPTION, CITY, URL, EMAIL = 200, 4000, 120, 300, 254  # characters at most
is_url = URLValidator(schemes=["http", "https"])
is_email = EmailValidator()
same = lru_cache(maxsize=20_000)(plain)  # kinds, countries and cities come again and again


class Fault(Exception):
    """The cell cannot be taken; the words say what is wrong and what to do."""


@dataclass
class Surroundings:
    """What a cell's meaning depends on; ``notes`` takes what is odd and no fault."""

    known: Known
    country: str = ""
    notes: list[str] = field(default_factory=list)


def text_of(cell: str) -> str:
    """``cell`` without the blanks around it, and without the mark our own exports put before what
    looks like a formula; raises Fault for a formula and for what is no text."""
    text = cell.strip()
    if text.startswith("'") and text[1:2] in tuple("=+-@"):
        text = text[1:].lstrip()
    if not text or text in DASHES:
        return ""
    if FORMULA.match(text):
        raise Fault(_("This looks like a formula. Write the value itself into the cell."))
    if NOT_CALCULATED.fullmatch(text):
        words = _("The spreadsheet could not calculate this cell. Write the value itself into it.")
        raise Fault(words)
    if UNREADABLE.search(text):
        raise Fault(_("There are characters that cannot be read. Type the value again."))
    return text


def line(text: str, _here: Surroundings, *, limit: int = NAME) -> str:
    return _short(" ".join(text.split()), limit)


def description(text: str, _here: Surroundings) -> str:
    return _short(text.replace("\r\n", "\n"), DESCRIPTION)


def lines(text: str, here: Surroundings) -> list[str]:
    """Several names in one cell, each once."""
    return list(dict.fromkeys(line(part, here) for part in _parts(text, r"[;|\n]")))


def kind(text: str, _here: Surroundings) -> str:
    found = vocabulary.kinds().get(same(text))
    if not found:
        words = _("This is no kind of organisation that we know. Use one of these: %(words)s.")
        raise Fault(words % {"words": ", ".join(map(str, Kind.labels))})
    return found


def size(text: str, _here: Surroundings) -> str:
    """A band, or the number of people who work there."""
    found = vocabulary.sizes().get(same(text).partition(" ")[0])
    people = re.sub(r"[\s.,]", "", text)
    if found:
        return found
    if people.isascii() and people.isdigit():
        return vocabulary.size_of(int(people))
    raise Fault(_("Use small, medium or large, or the number of employees."))


def country(text: str, _here: Surroundings) -> str:
    found = vocabulary.countries().get(same(text))
    if not found:
        raise Fault(_("We know no country of this name. Use its two letters, such as BE or UA."))
    return found


def city(text: str, here: Surroundings) -> Spot:
    return here.known.spot(here.country, line(text, here, limit=CITY))


def website(text: str, _here: Surroundings) -> str:
    url = text if "://" in text else f"https://{text}"
    try:
        is_url(url)
    except ValidationError as fault:
        words = _("This is no address of a website. Write it as https://www.example.org.")
        raise Fault(words) from fault
    return _short(url, URL)


def email(text: str, _here: Surroundings) -> str:
    address = text.removeprefix("mailto:")
    try:
        is_email(address)
    except ValidationError as fault:
        words = _("This is no mail address. Write one address, such as info@example.org.")
        raise Fault(words) from fault
    return _short(address, EMAIL)


@lru_cache(maxsize=20_000)
def phone_number(text: str, country: str) -> str:
    """``text`` in the international form, or an empty word if nobody can have this number."""
    try:
        number = phonenumbers.parse(text, country or None)
    except NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    written = phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    if len(written) > 20 or number.extension:
        written = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return written


def phone(text: str, here: Surroundings) -> str:
    number = phone_number(text, here.country)
    if not number:
        words = _("Nobody can have this number. Write it with its country, as in +32 2 555 12 12.")
        raise Fault(words)
    return number


def languages(text: str, _here: Surroundings) -> list[str]:
    found = []
    for part in _parts(text, r"[;,|/\n]"):
        code = vocabulary.languages().get(same(part))
        if not code:
            words = _("We know no language “%(word)s”. Use its two letters, such as nl or uk.")
            raise Fault(words % {"word": part[:40]})
        found.append(code)
    return list(dict.fromkeys(found))


def topics(text: str, here: Surroundings) -> set[int]:
    """By slug, name or synonym; a comma may part them or stand inside a name."""
    found = set()
    for part in _parts(text, r"[;|\n]"):
        whole = here.known.topics.get(same(part.replace("-", " ")))
        for word in [part] if whole else _parts(part, ","):
            topic = here.known.topics.get(same(word.replace("-", " ")))
            if not topic:
                words = _("We know no topic “%(word)s”. The topics are: %(topics)s.")
                listed = ", ".join(here.known.main_topics)
                raise Fault(words % {"word": word[:60], "topics": listed})
            found.add(topic)
    return found


def nace(text: str, here: Surroundings) -> set[int]:
    """Codes of NACE revision 2; others are noted and left out."""
    found = set()
    for part in _parts(text, r"[;,|\s]"):
        code = nace_code(part)
        if code in here.known.industries:
            found.add(here.known.industries[code])
        else:
            words = _("NACE revision 2 has no code %(code)s. The row is taken without it.")
            here.notes.append(words % {"code": part[:20]})
    return found


def nace_code(text: str) -> str:
    """ "C10.11", "1011" and "10.11" are the class 10.11; national digits after it are cut."""
    digits = re.sub(r"\D", "", text)
    if not digits:
        return text.upper()
    return digits[:2] if len(digits) < 3 else f"{digits[:2]}.{digits[2:4]}"


def number_of(scheme: str) -> "Callable[[str, Surroundings], str]":
    """Reads the number of one register."""

    def read(text: str, here: Surroundings) -> str:
        try:
            return registers.checked(scheme, text, country=here.country)
        except registers.WrongNumber as fault:
            raise Fault(str(fault)) from fault

    return read


def scheme(text: str, _here: Surroundings) -> str:
    found = vocabulary.schemes().get(same(text))
    if not found:
        words = _("We know no such register. Use one of these: %(words)s.")
        raise Fault(words % {"words": get_text_list(list(registers.SHAPES), _("or"))})
    return found


READERS: dict[str, Callable[[str, Surroundings], Any]] = {
    **dict.fromkeys(("name", "name_nl", "name_fr", "name_uk"), line),
    **dict.fromkeys([f"description{end}" for end in ("", "_nl", "_fr", "_uk")], description),
    **dict.fromkeys(("city", "operating_city"), city),
    **{register: number_of(register) for register in registers.SHAPES},
    "aliases": lines,
    "kind": kind,
    "size": size,
    "country": country,
    "website": website,
    "email": email,
    "phone": phone,
    "languages": languages,
    "topics": topics,
    "nace": nace,
    "identifier_scheme": scheme,
}


def _short(text: str, limit: int) -> str:
    if len(text) > limit:
        words = _("This has %(length)s characters. At most %(limit)s fit; shorten it.")
        raise Fault(words % {"length": len(text), "limit": limit})
    return text


def _parts(text: str, separator: str) -> list[str]:
    return [part.strip() for part in re.split(separator, text) if part.strip()]
