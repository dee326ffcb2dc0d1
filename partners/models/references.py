"""What an organisation has done before: for whom, when, with what result."""

from typing import TYPE_CHECKING, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chamber.forms.models import Versioned
from chamber.glossary.fallback import read
from chamber.history.models import Logged
from partners.models.organisations import Organisation, Visibility
from partners.models.reading import Reach, Reader
from partners.names import domain_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class ReferenceQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser | Reader") -> Self:
        """References of the organisations this reader may see, as far as each is shown."""
        reader = Reader.of(user)
        if reader.reach >= Reach.CHAMBER:
            return self
        shown = Q(
            visibility__in=reader.visibilities,
            organisation__in=Organisation.objects.visible_to(reader),
        )
        return self.filter(shown | Q(organisation__in=reader.own) if reader.own else shown)


class Reference(Logged, Versioned):
    """``customer`` is for whom it was done, or the city; ``place`` where, if it is known here."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="references"
    )
    what = models.CharField(_("what was done"), max_length=300)
    result = models.TextField(_("result"), max_length=1000, blank=True)
    customer = models.CharField(_("for whom or which city"), max_length=200, blank=True)
    place = models.ForeignKey(
        "partners.Place",
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
    )
    url = models.URLField(_("page about it"), max_length=500, blank=True)
    visibility = models.CharField(
        _("visible to"), max_length=8, choices=Visibility, default=Visibility.PUBLIC
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering = [models.F("year").desc(nulls_last=True), "-pk"]

    def __str__(self):
        return read(self, "what").words

    def get_absolute_url(self) -> str:
        return f"{reverse('partners:organisation', args=[self.organisation.slug])}#references"

    @property
    def where(self):
        """For whom and in which place, each once."""
        place = str(self.place or "")
        said = [self.customer, place if place.lower() not in self.customer.lower() else ""]
        return ", ".join(filter(None, said))

    @property
    def site(self):
        """What the link to the page about it says."""
        return domain_of(self.url)
