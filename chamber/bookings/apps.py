from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BookingsConfig(AppConfig):
    name = "chamber.bookings"
    label = "bookings"

    def ready(self):
        from chamber.bookings import booking, rules  # noqa: F401
        from chamber.bookings.models import Resource
        from chamber.history import registry

        registry.keep(
            Resource,
            fields=["kind", "label"],
            words={"booked": _("booked"), "moved": _("moved"), "cancelled": _("cancelled")},
            details=booking.told,
        )
