import django_filters
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chamber.glossary.models import Term


class TermFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="search", max_length=100)
    missing = django_filters.ChoiceFilter(
        label=_("Not yet written in"), choices=settings.LANGUAGES, method="untranslated"
    )

    class Meta:
        model = Term
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not getattr(self.request.user, "is_chamber", False):
            del self.filters["missing"]

    def search(self, terms, name, words):
        return terms.containing(words, language=get_language())

    def untranslated(self, terms, name, language):
        return terms.missing_in(language)
