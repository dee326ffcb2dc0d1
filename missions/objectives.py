"""Objectives 5 and 6, told by the app that owns them."""

from django.utils.translation import gettext_lazy as _

from chamber.slots import Objective, objectives

objectives.register(
    Objective(
        5,
        _("Technology transfer mission to Flanders"),
        _("Odesa, Mykolaiv and Kherson visit those who have solved it."),
        _("participants accepted"),
    ),
    order=5,
)
objectives.register(
    Objective(
        6,
        _("Port of Antwerp mission and Red Star Line exhibition"),
        _("Port to port in Odesa and Mykolaiv, with a story of leaving over Antwerp."),
        _("loans signed"),
    ),
    order=6,
)
