from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PrivacyConfig(AppConfig):
    name = "chamber.privacy"
    label = "privacy"

    def ready(self):
        from chamber.privacy import (
            rules,  # noqa: F401
            third_party,  # noqa: F401
        )
        from chamber.privacy.views import unsubscribe  # noqa: F401

        autodiscover_modules("privacy")
