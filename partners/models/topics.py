"""What organisations are about: a small tree of topics, and the industry codes of NACE."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from chamber.glossary.fallback import read


class TopicQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self

    def main(self) -> Self:
        return self.filter(parent=None)

    def named(self) -> Self:
        """To show names only: the many synonyms stay where they are."""
        return self.defer("synonyms")


class Topic(models.Model):
    """``synonyms`` holds words per language, {"en": ["haulage"], "uk": [...]}."""

    slug = models.SlugField(max_length=60, unique=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    name = models.CharField(_("topic"), max_length=80)
    synonyms = models.JSONField(default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "pk"]

    def __str__(self):
        return read(self, "name").words


class Industry(models.Model):
    """A NACE code: section A, division 01, group 01.1, class 01.11."""

    code = models.CharField("NACE", max_length=7)
    revision = models.CharField(max_length=3, default="2")
    level = models.PositiveSmallIntegerField()
    parent = models.CharField(max_length=7, blank=True)
    name = models.CharField(_("industry"), max_length=300)

    class Meta:
        verbose_name = _("industry")
        verbose_name_plural = _("industries")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "code"], name="one_industry_a_code")
        ]

    def __str__(self):
        return f"{self.code} {read(self, 'name').words}"
