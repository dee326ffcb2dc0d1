"""Objective 1, told by the app that owns it."""

from django.utils.translation import gettext_lazy as _

from chamber.slots import Objective, objectives

objectives.register(
    Objective(
        1,
        _("Vision and decisions of the port cities"),
        _("What each city wants by the end of its mandate and after it."),
        _("needs with an adopted decision"),
    ),
    order=1,
)
