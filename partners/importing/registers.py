"""Numbers of registers: whether one can be right, and how its register writes it."""

import re
from collections.abc import Callable, Iterable

import stdnum.be.vat
import stdnum.eu.vat
import stdnum.lei
import stdnum.ua.edrpou
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum import get_cc_module
from stdnum.exceptions import InvalidChecksum, ValidationError

from partners.models.organisations import Scheme

SHAPES = {
    Scheme.KBO: gettext_lazy("A KBO number has ten digits and begins with 0 or 1."),
    Scheme.EDRPOU: gettext_lazy("An EDRPOU code has eight digits, with zeros at its beginning."),
    Scheme.VAT: gettext_lazy("A VAT number is the code of the country and its digits."),
    Scheme.LEI: gettext_lazy("An LEI has twenty letters and digits."),
    Scheme.KVK: gettext_lazy("A KvK number has eight digits, with zeros at its beginning."),
    Scheme.ROR: gettext_lazy("A ROR identifier has nine letters and digits and begins with 0."),
}
ROR = re.compile(r"0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}")
CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
STRANGER = re.compile(r"[A-Z0-9]{5,15}")  # a VAT number of a country whose rules we do not know


class WrongNumber(Exception):
    """No such number can stand in its register; the words say why."""


def checked(scheme: str, text: str, *, country: str = "") -> str:
    """``text`` as the register ``scheme`` writes it; raises WrongNumber.

    ``country`` (ISO 3166) says whose VAT number one without letters is.
    """
    try:
        return _checks[scheme](text) if scheme != Scheme.VAT else _vat(text, country)
    except InvalidChecksum as fault:
        words = _("The check digit is wrong. Compare the number with the register.")
        raise WrongNumber(words) from fault
    except ValidationError as fault:
        raise WrongNumber(str(SHAPES[Scheme(scheme)])) from fault


def kin(scheme: str, value: str) -> tuple[str, str] | None:
    """The same number in another register: a Belgian VAT number is BE and the KBO number."""
    if scheme == Scheme.KBO:
        return Scheme.VAT, f"BE{value}"
    if scheme == Scheme.VAT and value.startswith("BE"):
        return Scheme.KBO, value[2:]
    return None


def differ(numbers: Iterable[tuple[str, str]], others: Iterable[tuple[str, str]]) -> str:
    """The register that says that two sets of numbers name two organisations, or an empty word.

    One may have a VAT number in each country, and one number in every other register.
    """
    known: dict[str, set[str]] = {}
    for scheme, value in others:
        known.setdefault(_realm(scheme, value), set()).add(value.upper())
    for scheme, value in numbers:
        there = known.get(_realm(scheme, value))
        if there and value.upper() not in there:
            return scheme
    return ""


def _realm(scheme: str, value: str) -> str:
    return f"{scheme} {value[:2]}" if scheme == Scheme.VAT else scheme


def _vat(text: str, country: str) -> str:
    number = re.sub(r"[\s./-]", "", text).upper()
    prefix = number[:2] if number[:2].isalpha() else {"GR": "EL"}.get(country, country)
    digits = number.removeprefix(prefix)
    if {"EL": "gr"}.get(prefix, prefix.lower()) in stdnum.eu.vat.MEMBER_STATES:
        return str(stdnum.eu.vat.validate(f"{prefix}{digits}"))
    if prefix == "UA":  # the individual tax number of a payer of VAT
        return f"UA{_matching(r'[0-9]{10}|[0-9]{12}', digits)}"
    module = get_cc_module(prefix.lower(), "vat") if prefix else None
    if module:
        return f"{prefix}{module.validate(digits)}"
    return f"{prefix}{_matching(STRANGER, digits)}"


def _ror(text: str) -> str:
    value = text.strip().lower().rstrip("/").rpartition("/")[2]
    number = 0
    for letter in _matching(ROR, value)[:7]:
        number = number * 32 + CROCKFORD.index(letter)
    if 98 - number * 100 % 97 != int(value[7:]):
        raise InvalidChecksum
    return value


def _kvk(text: str) -> str:
    return _matching(r"[0-9]{8}", re.sub(r"[\s.]", "", text))


def _matching(pattern: "str | re.Pattern[str]", value: str) -> str:
    if not re.fullmatch(pattern, value):
        raise ValidationError
    return value


_checks: dict[str, Callable[[str], str]] = {
    Scheme.KBO: lambda text: str(stdnum.be.vat.validate(text)),
    Scheme.EDRPOU: lambda text: str(stdnum.ua.edrpou.validate(text)),
    Scheme.LEI: lambda text: str(stdnum.lei.validate(text)),
    Scheme.KVK: _kvk,
    Scheme.ROR: _ror,
}
