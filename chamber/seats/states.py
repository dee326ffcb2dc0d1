from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    WAITING = "waiting", _("waiting")
    OFFERED = "offered", _("offered")
    TAKEN = "taken", _("taken")
    RELEASED = "released", _("released")


HOLDING = (State.OFFERED, State.TAKEN)  # an offered place is kept free for its party
