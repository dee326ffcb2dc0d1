"""What can be learned from the clustering winners, and what cannot."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chamber.forms.models import Versioned
from chamber.glossary.fallback import read
from chamber.history.models import Logged
from clusters.models.figures import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class LessonQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Lessons are public, their sources too."""
        return self


class Lesson(Logged, Versioned):
    """``year`` is when the source was written."""

    class Transferable(models.TextChoices):
        YES = "yes", _("can be transferred")
        PARTLY = "partly", _("can be transferred in part")
        NO = "no", _("cannot be transferred")

    cluster = models.ForeignKey(
        "clusters.Cluster",
        verbose_name=_("clustering winner"),
        on_delete=models.CASCADE,
        related_name="lessons",
        limit_choices_to={"kind": "benchmark"},
    )
    title = models.CharField(_("title"), max_length=200)
    what = models.TextField(_("what was done"), max_length=1000)
    mechanism = models.TextField(_("why it works"), max_length=1000)
    condition = models.TextField(_("what it needs"), max_length=1000)
    transferable = models.CharField(_("transferable"), max_length=6, choices=Transferable)
    for_whom = models.TextField(_("what it means for our cities and clusters"), max_length=1000)
    negative_side = models.TextField(_("the other side of it"), max_length=1000)
    source = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("address of the source"), max_length=500)
    year = Year(_("year of the source"))

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["cluster", "pk"]

    def __str__(self):
        return read(self, "title").words

    @property
    def cited(self):
        """The source with its year, which it may name itself."""
        year = str(self.year)
        return self.source if year in self.source else f"{self.source}, {year}"

    def get_absolute_url(self):
        return reverse("clusters:lesson", args=[self.pk])
