from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DeleteView, UpdateView

from chamber import errors
from chamber.bookings import booking
from chamber.bookings.forms import BookingForm, wall
from chamber.bookings.models import Booking, Resource
from chamber.forms.views import SafeFormMixin, VersionedFormMixin


class BookingForms(PermissionRequiredMixin):
    """A form for a time; a clash is answered with what is in the way and three free slots."""

    permission_required = "bookings.change"
    form_class = BookingForm
    template_name = "bookings/booking_form.html"

    def form_valid(self, form):
        try:
            done = self.store(form)
        except booking.AlreadyBooked as clash:
            context = self.get_context_data(
                form=form, clash=clash.clash, free=self.offers(clash.free, form)
            )
            return errors.conflict(self.request, context, self.template_name)
        messages.success(self.request, done)
        return redirect(form.instance.resource)

    def offers(self, free, form):
        """Each free period with the fields that book it."""
        sent = {name: form[name].value() for name in form.fields}
        for period in free:
            clock = {name: value.isoformat() for name, value in wall(*period).items()}
            yield period, sent | clock

    def get_context_data(self, **kwargs):
        return super().get_context_data(resource=self.object.resource, **kwargs)


class Book(BookingForms, SafeFormMixin, UpdateView):
    def get_object(self, queryset=None):
        resources = Resource.objects.visible_to(self.request.user)
        return Booking(resource=get_object_or_404(resources, pk=self.kwargs["pk"]))

    def store(self, form):
        booking.book(
            form.instance.resource,
            during=form.during,
            what=form.cleaned_data["what"],
            by=self.request.user,
            at=timezone.now(),
        )
        return _("The booking is made.")


class Move(BookingForms, VersionedFormMixin, UpdateView):
    conflict_template_name = BookingForms.template_name

    def get_queryset(self):
        return Booking.objects.visible_to(self.request.user).select_related("resource")

    def conflict(self, stale):
        self.object = self.get_object()  # as it stands now
        return super().conflict(stale)

    def store(self, form):
        what = form.cleaned_data["what"] if "what" in form.changed_data else ""
        if not what and form.during == form.instance.during:
            return _("Nothing has changed.")
        booking.move(
            form.instance,
            during=form.during,
            what=what,
            by=self.request.user,
            at=timezone.now(),
        )
        return _("The booking is changed.")


class Cancel(PermissionRequiredMixin, SafeFormMixin, DeleteView):
    permission_required = "bookings.change"
    template_name = "bookings/booking_confirm_delete.html"

    def get_queryset(self):
        return Booking.objects.visible_to(self.request.user).select_related("resource")

    def form_valid(self, form):
        booking.cancel(self.object, by=self.request.user)
        messages.success(self.request, _("The booking is cancelled."))
        return redirect(self.object.resource)
