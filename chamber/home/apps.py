from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "chamber.home"
    label = "home"

    def ready(self):
        from chamber import checks  # noqa: F401
        from chamber.history import registry
        from chamber.home import navigation, rules  # noqa: F401

        registry.keep(
            self.get_model("Target"),
            words={"target set": _("target set"), "target changed": _("target changed")},
        )
