from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chamber.forms.models import Versioned
from chamber.glossary.fallback import read
from chamber.history.models import Logged
from clusters.models.figures import Year
from partners.models.organisations import Organisation
from partners.names import free_slug

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User

# The first words of addresses below clusters/, which no cluster may have for its own.
TAKEN = ("technologies", "compare", "lessons", "employment", "figures", "members")


class ClusterQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Clusters are public facts."""
        return self

    def winners(self) -> Self:
        return self.filter(kind="benchmark").order_by("slug")


class Cluster(Logged, Versioned):
    """``organisation`` runs the cluster; a foreign benchmark has none here.

    ``industries`` are those of its domain: their location quotients show on its page.
    """

    class Kind(models.TextChoices):
        SPEARHEAD = "spearhead", _("spearhead cluster")
        NETWORK = "network", _("innovative business network")
        BENCHMARK = "benchmark", _("foreign benchmark")

    class Label(models.TextChoices):
        """Of the European Secretariat for Cluster Analysis."""

        NONE = "", _("none known")
        BRONZE = "bronze", _("bronze label")
        SILVER = "silver", _("silver label")
        GOLD = "gold", _("gold label")

    class Currency(models.TextChoices):
        NONE = "", _("not known")
        EUR = "EUR", "EUR"
        USD = "USD", "USD"
        GBP = "GBP", "GBP"
        SGD = "SGD", "SGD"

    slug = models.SlugField(_("address"), max_length=90, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    organisation = models.OneToOneField(
        "partners.Organisation",
        verbose_name=_("cluster organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="cluster",
    )
    region = models.CharField(_("region"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    topics = models.ManyToManyField("partners.Topic", verbose_name=_("topics"), blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    domain = models.CharField(_("what it is about"), max_length=200, blank=True)
    description = models.TextField(_("description"), max_length=2000, blank=True)
    industries = models.ManyToManyField(
        "partners.Industry", verbose_name=_("industries"), blank=True, related_name="clusters"
    )
    website = models.URLField(_("website"), max_length=300, blank=True)
    founded = Year(_("founded in"), null=True, blank=True)
    pact = models.CharField(_("cluster pact"), max_length=300, blank=True)
    pact_year = Year(_("year of the pact"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    funding_amount = models.DecimalField(
        _("public funding, at most"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    funding_currency = models.CharField(
        _("currency"), max_length=3, choices=Currency, blank=True, default=""
    )
    funding_yearly = models.BooleanField(_("the amount is for each year"), default=False)
    funding_from = Year(_("funded from"), null=True, blank=True)
    funding_until = Year(_("funded until"), null=True, blank=True)
    funding_source = models.CharField(_("source of the funding"), max_length=300, blank=True)
    label = models.CharField(
        _("label for its management"), max_length=6, choices=Label, blank=True, default=""
    )
    label_source = models.CharField(_("source of the label"), max_length=300, blank=True)
    label_until = models.DateField(_("label valid until"), null=True, blank=True)
    members = models.ManyToManyField(
        "partners.Organisation", through="clusters.ClusterMembership", related_name="clusters"
    )

    objects = ClusterQuerySet.as_manager()

    class Meta:
        verbose_name = _("cluster")
        verbose_name_plural = _("clusters")
        ordering = ["kind", "slug"]

    def __str__(self):
        return read(self, "name").words

    def get_absolute_url(self) -> str:
        return reverse("clusters:cluster", args=[self.slug])

    @property
    def is_winner(self):
        return self.kind == self.Kind.BENCHMARK

    def label_has_lapsed(self, *, today: date) -> bool:
        return bool(self.label_until and self.label_until < today)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = free_slug(type(self), str(self), taken=TAKEN)
        super().save(*args, **kwargs)


class ClusterMembershipQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """A membership shows to whom the organisation shows."""
        return self.filter(organisation__in=Organisation.objects.visible_to(user))

    def counted(self) -> dict[int, dict[str, int]]:
        """{cluster: {strand: members}}, by one query."""
        found: dict[int, dict[str, int]] = {}
        pairs = self.order_by().values_list("cluster", "helix").annotate(n=models.Count("pk"))
        for cluster, helix, number in pairs:
            found.setdefault(cluster, {})[helix] = number
        return found


class ClusterMembership(models.Model):
    """Which strand of the helix an organisation brings to a cluster."""

    class Helix(models.TextChoices):
        COMPANY = "company", _("companies")
        KNOWLEDGE = "knowledge", _("knowledge institutions")
        GOVERNMENT = "government", _("government")
        CITIZEN = "citizen", _("citizens")

    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.CASCADE, related_name="cluster_memberships"
    )
    helix = models.CharField(_("partner of the helix"), max_length=10, choices=Helix)
    role = models.CharField(_("role"), max_length=120, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)

    objects = ClusterMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership of a cluster")
        verbose_name_plural = _("memberships of clusters")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "organisation"], name="one_cluster_membership_each"
            )
        ]

    def __str__(self):
        return f"{self.organisation_id} in {self.cluster_id}"
