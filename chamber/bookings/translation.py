"""Nothing to translate; the history starts here because it starts here in every app."""

import pghistory

from chamber.bookings.models import Booking, Resource

pghistory.track()(Resource)
pghistory.track()(Booking)
