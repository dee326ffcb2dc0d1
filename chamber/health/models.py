from django.db import models


class Heartbeat(models.Model):
    """When something that must happen again and again happened last: the canary, a backup."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    def __str__(self):
        return self.name


def beat(name, *, at):
    Heartbeat.objects.update_or_create(name=name, defaults={"at": at})
