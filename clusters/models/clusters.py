from typing import TYPE_CHECKING, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chamber.forms.models import Versioned
from chamber.glossary.fallback import read
from chamber.history.models import Logged

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class ClusterQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Clusters are public facts."""
        return self


class Cluster(Logged, Versioned):
    """``organisation`` runs the cluster; a foreign benchmark has none here."""

    class Kind(models.TextChoices):
        SPEARHEAD = "spearhead", _("spearhead cluster")
        NETWORK = "network", _("innovative business network")
        BENCHMARK = "benchmark", _("foreign benchmark")

    slug = models.SlugField(_("address"), max_length=90, unique=True)
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
