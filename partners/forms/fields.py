"""Fields for what a select cannot hold: lines of words, and organisations by name."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from partners.importing.cells import phone_number
from partners.models import Organisation
from partners.names import plain


class LinesField(forms.CharField):
    """A list of words, one a line, each once."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, *, line_length=200, **kwargs):
        self.line_length = line_length
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value):
        return [self.line(words) for words in self.split(super().clean(value))]

    def line(self, words):
        if len(words) > self.line_length:
            message = _("“%(start)s…” is too long: a line has at most %(most)d characters.")
            raise ValidationError(message % {"start": words[:30], "most": self.line_length})
        return words

    def has_changed(self, initial, data):
        return (initial or []) != self.split(data or "")

    @staticmethod
    def split(text):
        return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


class AddressField(forms.URLField):
    """The address of a page; one without a scheme is meant with https."""

    def __init__(self, **kwargs):
        super().__init__(assume_scheme="https", **kwargs)


class PhoneField(forms.CharField):
    """A number in the international form; ``country`` is where one without a prefix is."""

    country = ""

    def clean(self, value):
        text = super().clean(value)
        number = text and phone_number(text, self.country)
        if text and not number:
            raise ValidationError(
                _("Nobody can have this number. Write it with its country, as in +32 2 555 12 12.")
            )
        return number


class OrganisationsField(LinesField):
    """Organisations by their names or addresses, one a line.

    ``staying`` are those the row has now: one of them is meant when several have the same name.
    """

    staying: tuple = ()

    def line(self, words):
        return found(words, staying=self.staying)


class OrganisationField(forms.CharField):
    """One organisation by its name or its address; None when it is left empty."""

    staying: tuple = ()

    def clean(self, value):
        words = super().clean(value)
        return found(words, staying=self.staying) if words else None


NONE = gettext_lazy(
    "No organisation is called “%(words)s”. Write its name as in the directory, or the last part"
    " of its address."
)


def found(words, *, staying=()):
    """The organisation that ``words`` name; raises ValidationError for none and for several."""
    said, slug = plain(words), words.strip().rstrip("/").rpartition("/")[2].lower()
    named = Q(search_name=said) | Q(search_name__startswith=f"{said} | ")
    named |= Q(search_name__endswith=f" | {said}") | Q(search_name__contains=f" | {said} | ")
    rows = list(Organisation.objects.filter(Q(slug=slug) | named).order_by("slug")[:20])
    if not said or not rows:
        raise ValidationError(NONE % {"words": words[:80]})
    kept = [row for row in rows if row in staying] or [row for row in rows if row.slug == slug]
    if len(rows) > 1 and len(kept) != 1:
        message = ngettext(
            "%(count)d organisation is called “%(words)s”. Write the last part of its address:"
            " %(slugs)s.",
            "%(count)d organisations are called “%(words)s”. Write the last part of the right"
            " address: %(slugs)s.",
            len(rows),
        )
        slugs = get_text_list([row.slug for row in rows], _("or"))
        raise ValidationError(message % {"count": len(rows), "words": words[:80], "slugs": slugs})
    return (kept or rows)[0]
