"""Objectives 2 and 4, told by the app that owns them."""

from django.utils.translation import gettext_lazy as _

from chamber.slots import Objective, objectives

objectives.register(
    Objective(
        2,
        _("Technology that serves citizens and saves cost"),
        _("Flemish logistics, mobility and smart-city technology, with the cost gain worked out."),
        _("technologies with audited evidence"),
    ),
    order=2,
)
objectives.register(
    Objective(
        4,
        _("A knowledge and experience centre in Ukraine"),
        _("Six sectors, from logistics to fashion: who would join, and on what terms?"),
        _("organisations that showed interest"),
    ),
    order=4,
)
