"""Words that people look for in texts of four languages."""

from django.db.models import Q

from partners.models.organisations import LANGUAGES


def saying(words: str, *names: str) -> Q:
    """Rows that have each of ``words`` somewhere in the translated fields ``names``."""
    found = Q()
    for word in words.split():
        said = Q()
        for name in names:
            for language in LANGUAGES:
                said |= Q(**{f"{name}_{language}__icontains": word})
        found &= said
    return found
