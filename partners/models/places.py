"""Cities and ports. Below ``citizens`` a city is a place and nothing more."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chamber.glossary.fallback import read


class Country(models.TextChoices):
    """Where the chamber's partners are; the others by their code, as ISO 3166 has them."""

    BELGIUM = "BE", _("Belgium")
    NETHERLANDS = "NL", _("the Netherlands")
    LUXEMBOURG = "LU", _("Luxembourg")
    UKRAINE = "UA", _("Ukraine")
    FRANCE = "FR", _("France")
    GERMANY = "DE", _("Germany")
    UNITED_KINGDOM = "GB", _("the United Kingdom")
    POLAND = "PL", _("Poland")
    ROMANIA = "RO", _("Romania")
    SPAIN = "ES", _("Spain")
    ITALY = "IT", _("Italy")
    UNITED_STATES = "US", _("the United States")
    SINGAPORE = "SG", _("Singapore")


class PlaceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Places are public facts."""
        return self

    def ports(self) -> Self:
        return self.filter(is_port=True)

    def called(self, name: str) -> Self:
        """Places with this name in any of the four languages, or that once had it."""
        said = Q(aliases__contains=[name])
        for language in ("en", "nl", "fr", "uk"):
            said |= Q(**{f"name_{language}__iexact": name})
        return self.filter(said)


class Place(models.Model):
    """A city, with a port or without; coordinates in degrees (WGS 84)."""

    country = models.CharField(_("country"), max_length=2, choices=Country)
    name = models.CharField(_("name of the place"), max_length=120)
    is_port = models.BooleanField(_("has a port"), default=False)
    unlocode = models.CharField("UN/LOCODE", max_length=5, blank=True)
    katotth = models.CharField("KATOTTH", max_length=19, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    aliases = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name", "pk"]

    def __str__(self):
        return read(self, "name").words
