import django_filters
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from chamber.documents import kinds
from chamber.documents.models import Document


class DocumentFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Title"), field_name="title", lookup_expr="icontains", max_length=100
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=kinds.names)
    language = django_filters.ChoiceFilter(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = Document
        fields: list[str] = []
