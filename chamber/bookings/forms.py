"""A booking as people type it: a day and two times of the clock in Brussels."""

from datetime import time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from chamber.bookings import wallclock
from chamber.bookings.models import Booking, Resource

YEAR = timedelta(days=365)
MIDNIGHT = time()


class ResourceForm(forms.ModelForm):
    class Meta:
        model = Resource
        fields = ["kind", "label", "active"]
        help_texts = {
            "active": _("What is no longer in use keeps its bookings but takes no new ones.")
        }


class OnOneDay:
    """Mix in before a form with the fields ``date``, ``start`` and ``end``."""

    def span(self, day, start, end):
        """The two moments, or None with the reason at the field; 00:00 ends the day."""
        if end <= start and (end != MIDNIGHT or start == MIDNIGHT):
            message = _("The end must be later than the start. Book each day by itself.")
            return self.add_error("end", message)
        last_day = day + timedelta(days=1) if end == MIDNIGHT else day
        lower, upper = self._moment("start", day, start), self._moment("end", last_day, end)
        return (lower, upper) if lower and upper else None

    def _moment(self, name, day, clock):
        try:
            return wallclock.moment(day, clock)
        except wallclock.NoSuchTime:
            self.add_error(name, _("Summer time begins on this day and the clock skips this time."))
        except wallclock.TimeTwice:
            self.add_error(
                name, _("Summer time ends on this day and the clock shows this time twice.")
            )


class BookingForm(OnOneDay, forms.ModelForm):
    """``during`` holds the range once the form is valid."""

    date = forms.DateField(
        label=_("Date"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    start = forms.TimeField(
        label=_("From"),
        help_text=_("Brussels time."),
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
    )
    end = forms.TimeField(
        label=_("Until"),
        help_text=_("Brussels time; 00:00 is midnight at the end of the day."),
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
    )

    class Meta:
        model = Booking
        fields = ["what"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if during := self.instance.during:
            self.initial |= wall(during.lower, during.upper)

    def clean_date(self):
        # The limits catch slips of the key such as the year 0026; what is over may only stay.
        day, today = self.cleaned_data["date"], timezone.localdate()
        first, last = min(today, self.initial.get("date") or today), today + 5 * YEAR
        if not first <= day <= last:
            raise ValidationError(
                _("Choose a day between %(first)s and %(last)s."),
                params={"first": date_format(first), "last": date_format(last)},
            )
        return day

    def clean(self):
        cleaned = super().clean()
        if not self.instance.resource.active:
            raise ValidationError(_("This resource is no longer in use and cannot be booked."))
        if {"date", "start", "end"} <= cleaned.keys():
            self._clean_during(cleaned["date"], cleaned["start"], cleaned["end"])
        return cleaned

    def _clean_during(self, day, start, end):
        if span := self.span(day, start, end):
            self.during = DateTimeTZRange(*span)
            if self.during.upper <= timezone.now() and self.during != self.instance.during:
                self.add_error("date", _("This time is over. Choose a later one."))


def wall(lower, upper):
    """The values of ``date``, ``start`` and ``end``; no end where it lies on a later day.

    Upper apps may book several days; who moves such a booking here has to say when it ends.
    """
    lower, upper = (moment.astimezone(wallclock.BRUSSELS) for moment in (lower, upper))
    last_day = (upper - timedelta(microseconds=1)).date()
    end = upper.time() if last_day == lower.date() else None
    return {"date": lower.date(), "start": lower.time(), "end": end}
