from django.utils.translation import gettext_lazy as _

from chamber.privacy.register import classify

classify("bookings.Resource", identity="label", none="id version kind active created_at")
classify(
    "bookings.Booking",
    title=_("Bookings you made"),
    identity="what booked_by",
    none="id version resource during created_at",
    subject="booked_by",
)
