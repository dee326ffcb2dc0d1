from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "chamber.jobs"
    label = "jobs"

    def ready(self):
        from chamber.jobs import rules, waiting  # noqa: F401

        autodiscover_modules("tasks")  # a page that starts a job must know its kind
