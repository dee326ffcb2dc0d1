"""The chain from a need to a confirmed result: who led to what."""

from typing import Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class Step(models.TextChoices):
    """In the order of the chain; the order of the members is the order on the page."""

    NEED = "need", _("Need")
    TECHNOLOGY = "technology", _("Technology")
    PARTNER = "partner", _("Partner")
    MISSION = "mission", _("Mission")
    MEETING = "meeting", _("Meeting")
    DECISION = "decision", _("Decision")
    PILOT = "pilot", _("Pilot")
    FEEDBACK = "feedback", _("Feedback")
    RESULT = "result", _("Result")


class ChainLinkQuerySet(models.QuerySet):
    def out_of(self, thing: models.Model) -> Self:
        return self.filter(from_type=_type(thing), from_id=thing.pk)

    def into(self, thing: models.Model) -> Self:
        return self.filter(to_type=_type(thing), to_id=thing.pk)

    def neighbours(self, thing: models.Model) -> list[tuple[int, int, str]]:
        """What led to ``thing`` and what it led to: type, key and step, by one query."""
        here, back = (_type(thing).pk, thing.pk), ("from_type_id", "from_id", "from_step")
        rows = (self.into(thing) | self.out_of(thing)).values_list(
            *back, "to_type_id", "to_id", "to_step"
        )
        return [row[3:] if row[:2] == here else row[:3] for row in rows]


class ChainLink(models.Model):
    """``from`` led to ``to``; both know their step, so a page counts without the objects."""

    from_step = models.CharField(max_length=12, choices=Step)
    from_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    from_id = models.BigIntegerField()
    from_object = GenericForeignKey("from_type", "from_id")
    to_step = models.CharField(max_length=12, choices=Step)
    to_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    to_id = models.BigIntegerField()
    to_object = GenericForeignKey("to_type", "to_id")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ChainLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["from_type", "from_id", "to_type", "to_id"], name="one_link_a_pair"
            )
        ]
        indexes = [models.Index(fields=["to_type", "to_id"], name="chain_back")]

    def __str__(self):
        return f"{self.from_step} {self.from_id} → {self.to_step} {self.to_id}"


def _type(thing: models.Model) -> ContentType:
    return ContentType.objects.get_for_model(thing)
