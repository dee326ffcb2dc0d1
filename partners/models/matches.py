"""What fits what. A need, a technology, an offer and an organisation each own one profile, so that
matching knows none of them."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chamber.history.models import Logged
from partners.models.organisations import Organisation, Visibility

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from chamber.accounts.models import User


class LexemesField(SearchVectorField):
    """A ``tsvector`` written as its own text: "'nl:hav':1A '=haven':1B"."""

    def get_placeholder(self, value: object, compiler: object, connection: object) -> str:
        return "%s::tsvector"


class MatchProfileQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The chamber sees all, others what is public and open of those whom they may see."""
        if user.is_authenticated and user.is_chamber:
            return self
        seen = Q(provider=None) | Q(provider__in=Organisation.objects.visible_to(user))
        return self.filter(seen, visibility=Visibility.PUBLIC, is_open=True)

    def candidates(self) -> Self:
        """What may answer a need: open technologies, offers and organisations."""
        return self.filter(is_open=True).exclude(kind=MatchProfile.Kind.NEED)

    def open_needs(self) -> Self:
        """What is sought today."""
        return self.filter(is_open=True, kind=MatchProfile.Kind.NEED).order_by("pk")


class MatchProfile(models.Model):
    """The side of a thing that is compared. ``titles`` and ``texts`` are per language.

    ``topics`` are slugs with all their parents, ``industries`` NACE codes; ``words`` are the stems
    of the texts, each with its language ("uk:порт"), searched as a ``simple`` vector; ``found_by``
    are the weighted lexemes of ``partners.directory.wording``; ``provider`` is the organisation
    behind it, for an organisation itself.
    """

    class Kind(models.TextChoices):
        NEED = "need", _("need")
        TECHNOLOGY = "technology", _("technology")
        OFFER = "offer", _("offer")
        ORGANISATION = "organisation", _("partner")

    kind = models.CharField(max_length=12, choices=Kind)
    titles = models.JSONField(default=dict)
    texts = models.JSONField(default=dict)
    topics = ArrayField(models.CharField(max_length=60), default=list)
    industries = ArrayField(models.CharField(max_length=7), default=list)
    languages = ArrayField(models.CharField(max_length=2), default=list)
    place = models.ForeignKey(
        "partners.Place", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    country = models.CharField(max_length=2, blank=True)
    provider = models.ForeignKey(
        Organisation, null=True, on_delete=models.CASCADE, related_name="profiles"
    )
    horizon = models.CharField(max_length=6, blank=True)
    readiness = models.PositiveSmallIntegerField(null=True)
    evidence = models.CharField(max_length=10, blank=True)  # claim, reference or audited
    visibility = models.CharField(max_length=8, choices=Visibility, default=Visibility.STAFF)
    is_open = models.BooleanField(default=False)  # published and not expired
    url = models.CharField(max_length=300, blank=True)  # without the language
    words = LexemesField(null=True)
    found_by = LexemesField(null=True)
    noted = models.PositiveSmallIntegerField(default=0)  # how well known to the chamber, 0 to 3
    content_hash = models.CharField(max_length=64, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = MatchProfileQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="profile_words"),
            GinIndex(fields=["topics"], name="profile_topics"),
            GinIndex(fields=["found_by"], name="profile_found_by"),
            models.Index(fields=["kind", "is_open"], name="profile_open"),
            models.Index(fields=["noted"], condition=models.Q(noted__gt=0), name="profile_noted"),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        """In the reader's language, or in the first one there is."""
        order = [get_language() or "en", "en", "nl", "fr", "uk"]
        return next((self.titles[code] for code in order if self.titles.get(code)), "")

    def get_absolute_url(self):
        return f"/{get_language()}{self.url}" if self.url else ""


class SuggestionQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The chamber's people weigh suggestions."""
        rows = self.select_related("seeker", "candidate")  # by which each is called
        return rows if user.is_authenticated and user.is_chamber else self.none()

    def standing(self) -> Self:
        return self.exclude(state=Suggestion.State.DISMISSED)


class Suggestion(Logged):
    """``candidate`` may answer ``seeker``. ``parts`` is a list of {part, points, of, facts}: what
    the reader's language makes sentences of; their points add up to ``score`` (0 to 100)."""

    class State(models.TextChoices):
        NEW = "new", _("new")
        ACCEPTED = "accepted", _("accepted")
        DISMISSED = "dismissed", _("dismissed")

    seeker = models.ForeignKey(MatchProfile, on_delete=models.CASCADE, related_name="suggestions")
    candidate = models.ForeignKey(MatchProfile, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    parts = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    computed_at = models.DateTimeField()

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["seeker", "candidate"], name="one_suggestion_a_pair")
        ]

    def __str__(self):
        return f"{self.candidate} for {self.seeker}"


class Spelling(models.Model):
    """A word that some profile is found by, as ``partners.directory.spelling`` folds it: what a
    misspelt word may have been meant to be."""

    word = models.CharField(max_length=60, unique=True)

    class Meta:
        indexes = [GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="spelling_alike")]

    def __str__(self):
        return self.word


class ConceptKey(models.Model):
    """What a concept of ``partners.directory.thesaurus`` is looked up by."""

    concept = models.PositiveIntegerField(db_index=True)
    key = models.CharField(max_length=120, db_index=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.key

    @property
    def skeletons(self) -> list[str]:
        """Those that stand in it, if it is made of them."""
        return self.key[1:].split() if self.key.startswith("~") else []

    @property
    def lexemes(self) -> frozenset[str]:
        """The lexemes that say it, all together; of a skeleton none."""
        language, _colon, roots = self.key.partition(":")
        return frozenset(f"{language}:{root}" for root in roots.split())
