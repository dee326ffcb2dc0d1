"""How a letter to a person begins, in each language."""

from typing import Final

from partners.models import Person
from partners.models.people import Gender
from partners.names import latin

VOWELS: Final = "аеєиіїоуюя"
ENDS: Final = {  # the first that fits
    "лля": "лле",  # Ілле
    **{f"{vowel}я": f"{vowel}є" for vowel in VOWELS},  # Маріє
    **{"я": "ю", "а": "о"},  # Наталю, Олено, Петрівно
    **{"ко": "ку", "о": "е"},  # Марку, Дмитре
    **{"й": "ю", "ь": "ю"},  # Андрію, Василю
    **{letter: f"{letter}у" for letter in "гкхч"},  # Олегу, Петровичу
}
# Given names whose last consonant is soft although it is written hard, and a few old ones.
OWN_WAYS: Final = {"Ігор": "Ігорю", "Лазар": "Лазарю", "Любов": "Любове", "Нінель": "Нінеле"}


def greeting(person: Person, language: str) -> str:
    """The first words of a letter, without the comma: "Dear Ms Kravets", "Madame Kravets".

    Who has not said a gender is addressed without one.
    """
    return {"nl": _dutch, "fr": _french, "uk": _ukrainian}.get(language, _english)(person)


def vocative(given_name: str, patronymic: str = "") -> str:
    """What a Ukrainian letter calls "Олена", "Петрівна": "Олено Петрівно".

    A suggestion by the rules of the second declension; empty for a name in Latin letters.
    """
    words = [_called(word) for word in (given_name.strip(), patronymic.strip()) if word]
    return " ".join(words) if all(words) else ""


def _english(person: Person) -> str:
    title = person.salutation or {Gender.FEMALE: "Ms", Gender.MALE: "Mr"}.get(_gender(person), "")
    return (
        f"Dear {title} {_latin(person.family_name)}"
        if title
        else f"Dear {_latin(person.full_name)}"
    )


def _dutch(person: Person) -> str:
    title = {Gender.FEMALE: "mevrouw", Gender.MALE: "heer"}.get(_gender(person), "")
    title = title or person.salutation
    return (
        f"Geachte {title} {_latin(person.family_name)}"
        if title
        else f"Geachte {_latin(person.full_name)}"
    )


def _french(person: Person) -> str:
    title = {Gender.FEMALE: "Madame", Gender.MALE: "Monsieur"}.get(_gender(person), "")
    return f"{title} {_latin(person.family_name)}" if title else "Madame, Monsieur"


def _ukrainian(person: Person) -> str:
    """With the patronymic as custom has it; "пані" and "пане" stand before a single name."""
    name = person.vocative or vocative(person.given_name, person.patronymic)
    gender = _gender(person)
    if gender not in (Gender.FEMALE, Gender.MALE):
        return f"Добрий день, {name or person.full_name}"
    esteemed = "Вельмишановна" if gender == Gender.FEMALE else "Вельмишановний"
    if " " in name:
        return f"{esteemed} {name}"
    title = "пані" if gender == Gender.FEMALE else "пане"
    return f"{esteemed} {title} {name or person.family_name}"


def _latin(name: str) -> str:
    """As letters in Western languages write it: "Кравець" is "Kravets"."""
    written = latin(name)
    return name if written == name.lower() else written.title()


def _gender(person: Person) -> Gender:
    return Gender(person.gender)


def _called(name: str) -> str:
    """One given name or patronymic in the vocative; empty when it is not written in Cyrillic."""
    letters = name.lower()
    if not all("а" <= letter <= "я" or letter in "єіїґ'’-" for letter in letters):
        return ""
    if name in OWN_WAYS:
        return OWN_WAYS[name]
    for end, becomes in ENDS.items():
        if letters.endswith(end):
            return name.removesuffix(end) + becomes
    return name if letters[-1] in VOWELS else f"{name}е"  # Іване
