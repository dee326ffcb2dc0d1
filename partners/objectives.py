"""Objective 3, told by the app that owns it."""

from django.utils.translation import gettext_lazy as _

from chamber.slots import Objective, objectives

objectives.register(
    Objective(
        3,
        _("Learning inside Flemish companies"),
        _("Places at companies, business schools and universities, matched by wish and fit."),
        _("places confirmed"),
    ),
    order=3,
)
