"""Words that mean one thing in a town hall and another in a company."""

from django.conf import settings
from django.db import connection, models, transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chamber.forms.models import Versioned
from chamber.glossary.fallback import read
from chamber.history.models import Logged
from chamber.lists.collation import sort_key

TEXTS = ("word", "public_meaning", "private_meaning", "false_friend")
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
SORT_KEYS = tuple(f"sort_{language}" for language in LANGUAGES)
TAKEN = ("new",)  # words of the address that are not terms


class TermQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The glossary is public."""
        return self

    def named_in(self, language):
        """Terms that have a word of their own in ``language``."""
        return self.exclude(**{f"word_{language}": ""}).exclude(**{f"word_{language}": None})

    def missing_in(self, language):
        """Terms that somebody still has to write in ``language``."""
        missing = models.Q()
        for name in TEXTS[:3]:
            column = f"{name}_{language}"
            missing |= models.Q(**{column: ""}) | models.Q(**{f"{column}__isnull": True})
        return self.filter(missing)

    def containing(self, words, *, language):
        """Terms with ``words`` in what a reader of ``language`` sees, or in the English text."""
        found = models.Q()
        for name in TEXTS:
            for code in {language, "en"}:
                found |= models.Q(**{f"{name}_{code}__icontains": words})
        return self.filter(found)


class Term(Logged, Versioned):
    slug = models.SlugField(_("address"), max_length=80, unique=True, editable=False)
    word = models.CharField(_("word"), max_length=80)
    public_meaning = models.TextField(_("what public bodies mean"), max_length=1000)
    private_meaning = models.TextField(_("what companies mean"), max_length=1000)
    false_friend = models.TextField(
        _("how they misunderstand each other"), max_length=1000, blank=True
    )
    sort_en = models.BinaryField(default=bytes)
    sort_nl = models.BinaryField(default=bytes)
    sort_fr = models.BinaryField(default=bytes)
    sort_uk = models.BinaryField(default=bytes)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("glossary")
        ordering = ["slug"]
        indexes = [models.Index(fields=[key, "id"], name=f"term_{key}") for key in SORT_KEYS]

    def __str__(self):
        return read(self, "word", get_language()).words

    def get_absolute_url(self):
        return reverse("glossary:detail", args=[self.slug])

    @transaction.atomic
    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = free_slug(self.word_en)
        for language in LANGUAGES:
            shown = read(self, "word", language).words
            setattr(self, f"sort_{language}", sort_key(shown, language=language))
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *SORT_KEYS}
        return super().save(*args, **kwargs)


def free_slug(word):
    """An address for ``word`` that no other term has; only one at a time looks until it commits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('glossary.slug'))")
    slug = slugify(word)[:70] or "term"
    taken = {*TAKEN, *Term.objects.filter(slug__startswith=slug).values_list("slug", flat=True)}
    number, candidate = 1, slug
    while candidate in taken:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate
