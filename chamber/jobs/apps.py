from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "chamber.jobs"
    label = "jobs"

    def ready(self):
        from chamber.history import registry
        from chamber.jobs import rules, waiting  # noqa: F401

        registry.keep(
            self.get_model("Task"),
            fields=["what", "context"],
            words={"asked": _("asked"), "done": _("done")},
        )

        autodiscover_modules("tasks")  # a page that starts a job must know its kind
