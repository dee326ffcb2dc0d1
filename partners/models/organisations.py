"""Organisations and the numbers they are known by."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func, OuterRef, Q, Value
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chamber.forms.models import Versioned
from chamber.glossary.fallback import read
from chamber.history.models import Logged
from chamber.lists.collation import sort_key
from partners.models import counts
from partners.models.places import Country, Place
from partners.models.reading import Reach, Reader
from partners.models.topics import Topic
from partners.names import domain_of, free_slug, plain, search_name

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
SORT_KEYS = tuple(f"sort_{language}" for language in LANGUAGES)
LISTED = (
    *("slug", "name", "kind", "country", "website", "status", "is_demo"),
    *("seat__name", "operating_place__name"),
)
DERIVED = (*SORT_KEYS, "domain", "search_name", "slug")


def each_name() -> Func:
    """The names within ``search_name``, to be looked up whole."""
    names = ArrayField(models.TextField())
    return Func("search_name", Value(" | "), function="string_to_array", output_field=names)


class Kind(models.TextChoices):
    COMPANY = "company", _("company")
    BUSINESS_SCHOOL = "business-school", _("business school")
    UNIVERSITY = "university", _("university")
    RESEARCH_CENTRE = "research-centre", _("research centre")
    CITY_COUNCIL = "city-council", _("city council")
    PORT_AUTHORITY = "port-authority", _("port authority")
    CLUSTER = "cluster-organisation", _("cluster organisation")
    MUSEUM = "museum", _("museum")
    AGENCY = "agency", _("agency")
    OTHER = "other", _("other organisation")


class Size(models.TextChoices):
    UNKNOWN = "", _("not known")
    SMALL = "small", _("small (fewer than 50 people)")
    MEDIUM = "medium", _("medium (50 to 249 people)")
    LARGE = "large", _("large (250 people or more)")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("everybody")
    MEMBERS = "members", _("members")
    STAFF = "staff", _("the chamber only")


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    REVIEW = "review", _("in review")
    PUBLISHED = "published", _("published")
    EXPIRED = "expired", _("expired")
    ARCHIVED = "archived", _("archived")


class Access(models.TextChoices):
    """How one gets to where an organisation works today."""

    UNKNOWN = "", _("not known")
    OPEN = "open", _("can be visited")
    RESTRICTED = "restricted", _("can be visited by arrangement")
    CLOSED = "closed", _("cannot be visited now")


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser | Reader") -> Self:
        """What is published for this reader, and one's own; the chamber sees all.

        A member is who belongs to a published organisation.
        """
        reader = Reader.of(user)
        if reader.reach >= Reach.CHAMBER:
            return self
        shown = Q(status=Status.PUBLISHED, visibility__in=reader.visibilities)
        if reader.own:
            shown |= Q(pk__in=reader.own)
        return self.filter(shown)

    def published(self) -> Self:
        return self.filter(status=Status.PUBLISHED)

    def of(self, user: "User") -> Self:
        """Those this person belongs to."""
        return self.filter(memberships__person__user=user)

    def kept_by(self, user: "User") -> Self:
        """Those this person may write for."""
        roles = ("owner", "editor")
        return self.filter(memberships__person__user=user, memberships__role__in=roles)

    def named(self, words: str) -> Self:
        """Those in whose names each of ``words`` begins a word, whatever the script; when there
        are none, those with a name much like it."""
        said = plain(words)
        if not said:
            return self.none()
        found = self
        for word in said.split():
            begins = Q(search_name__startswith=word) | Q(search_name__contains=f" {word}")
            found = found.filter(begins)
        if len(said) < 3 or found.exists():
            return found
        return self.filter(search_name__trigram_word_similar=said)

    def each_named(self, words: str) -> Self:
        """Those of whose names one is just ``words``."""
        return self.alias(each=each_name()).filter(each__contains=[plain(words)])

    def about(self, topics: Iterable[Topic]) -> Self:
        """Those with one of ``topics``."""
        pairs = self.model.topics.through.objects.filter(topic__in=list(topics))
        return self.filter(pk__in=pairs.values("organisation"))

    def listed(self) -> Self:
        """Only what a row of a list shows; ``topic_keys`` instead of the topics, which are few and
        many share: a page of rows takes a third of the time."""
        pairs = self.model.topics.through.objects.filter(organisation=OuterRef("pk"))
        rows = self.select_related("seat", "operating_place").only(*LISTED)
        return rows.annotate(topic_keys=ArraySubquery(pairs.values("topic")))

    def at(self, place: Place | int) -> Self:
        """Those that sit there or work from there."""
        return self.filter(Q(seat=place) | Q(operating_place=place))


class Organisation(Logged, Versioned):
    """``domain``, ``search_name`` and the sort keys are derived on save; ``facets`` are written by
    ``partners.directory.facets``."""

    slug = models.SlugField(_("address"), max_length=90, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    aliases = ArrayField(
        models.CharField(max_length=200), verbose_name=_("other names"), default=list, blank=True
    )
    kind = models.CharField(_("kind"), max_length=24, choices=Kind, default=Kind.COMPANY)
    size = models.CharField(_("size"), max_length=8, choices=Size, blank=True, default="")
    country = models.CharField(_("country"), max_length=2, choices=Country, blank=True)
    seat = models.ForeignKey(
        "partners.Place",
        verbose_name=_("seat"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    operating_place = models.ForeignKey(
        "partners.Place",
        verbose_name=_("works from"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    access = models.CharField(_("access"), max_length=10, choices=Access, blank=True, default="")
    safety_note = models.TextField(_("safety note"), max_length=1000, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    domain = models.CharField(max_length=120, blank=True, editable=False)
    email = models.EmailField(_("general mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    contact_visibility = models.CharField(
        _("contact visible to"), max_length=8, choices=Visibility, default=Visibility.MEMBERS
    )
    languages = ArrayField(
        models.CharField(max_length=2), verbose_name=_("languages"), default=list, blank=True
    )
    topics = models.ManyToManyField(
        "partners.Topic", verbose_name=_("topics"), blank=True, related_name="organisations"
    )
    industries = models.ManyToManyField(
        "partners.Industry", verbose_name=_("industries"), blank=True, related_name="organisations"
    )
    description = models.TextField(_("description"), max_length=4000, blank=True)
    visibility = models.CharField(
        _("visible to"), max_length=8, choices=Visibility, default=Visibility.PUBLIC
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    source = models.CharField(_("source"), max_length=300, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True, editable=False)
    renew_by = models.DateField(_("to be confirmed by"), null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.SET_NULL, related_name="merged"
    )
    is_demo = models.BooleanField(_("invented for the demonstration"), default=False)
    profile = models.OneToOneField(
        "partners.MatchProfile", null=True, editable=False, on_delete=models.SET_NULL
    )
    resource = models.OneToOneField(
        "bookings.Resource",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="organisation",
    )
    search_name = models.CharField(max_length=400, editable=False, default="")
    facets = ArrayField(models.CharField(max_length=80), editable=False, default=list)
    sort_en = models.BinaryField(default=bytes)
    sort_nl = models.BinaryField(default=bytes)
    sort_fr = models.BinaryField(default=bytes)
    sort_uk = models.BinaryField(default=bytes)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["slug"]
        indexes = [
            *(models.Index(fields=[key, "id"], name=f"organisation_{key}") for key in SORT_KEYS),
            models.Index(fields=["domain"], name="organisation_domain"),
            models.Index(
                fields=["renew_by"], name="organisation_renewal", condition=Q(status="published")
            ),
            # What the map counts: read without the rows themselves.
            models.Index(
                fields=["status", "visibility", "seat", "operating_place"],
                name="organisation_where",
            ),
            GinIndex(
                fields=["country", "search_name"],  # either alone, and both together
                opclasses=["varchar_ops", "gin_trgm_ops"],
                name="organisation_names",
            ),
            GinIndex(each_name(), name="organisation_each_name"),
            GinIndex(fields=["facets"], name="organisation_facets"),
        ]
        triggers = counts.TRIGGERS

    def __str__(self):
        return read(self, "name").words

    def get_absolute_url(self) -> str:
        return reverse("partners:organisation", args=[self.slug])

    @property
    def kind_words(self):
        """As ``get_kind_display``, many times faster: lists show it in each row."""
        return str(Kind(self.kind).label)

    @property
    def works_from(self):
        """In words, of those who work from elsewhere than their seat."""
        place = self.operating_place
        return gettext("works from %(place)s") % {"place": place} if place else ""

    @property
    def works_at(self):
        """Where one finds them today."""
        return self.operating_place or self.seat

    def derive(self) -> None:
        """What is computed from the other columns; ``save`` calls it, bulk writers must."""
        shown = {language: read(self, "name", language).words for language in LANGUAGES}
        if not self.slug:
            self.slug = free_slug(type(self), shown["en"])
        for language, words in shown.items():
            setattr(self, f"sort_{language}", sort_key(words, language=language))
        self.domain = domain_of(self.website)
        self.search_name = search_name([*shown.values(), *self.aliases])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *DERIVED}
        super().save(*args, **kwargs)


class Scheme(models.TextChoices):
    KBO = "KBO", _("KBO number (Belgium)")
    EDRPOU = "EDRPOU", _("EDRPOU code (Ukraine)")
    VAT = "VAT", _("VAT number")
    LEI = "LEI", _("LEI")
    KVK = "KVK", _("KvK number (the Netherlands)")
    ROR = "ROR", _("ROR identifier")


class Identifier(models.Model):
    """A number that names one organisation; kept compact, as its register writes it."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="identifiers"
    )
    scheme = models.CharField(_("register"), max_length=8, choices=Scheme)
    value = models.CharField(_("number"), max_length=40)
    verified = models.BooleanField(_("seen with its owner"), default=False)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["scheme", "value"]
        constraints = [models.UniqueConstraint("scheme", Upper("value"), name="one_owner_a_number")]

    def __str__(self):
        return f"{self.scheme} {self.written}"

    @property
    def written(self):
        """As people write it: a KBO number has points, 0248.399.380."""
        if self.scheme == Scheme.KBO and len(self.value) == 10:
            return f"{self.value[:4]}.{self.value[4:7]}.{self.value[7:]}"
        return self.value
