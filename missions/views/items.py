"""One item of the programme: added, changed, taken off. What is taken is said with a way out."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import DeleteView, UpdateView

from chamber import errors
from chamber.bookings.forms import wall
from chamber.forms.views import SafeFormMixin, VersionedFormMixin
from missions import programme
from missions.forms.programme import ItemForm
from missions.models import ProgrammeItem
from missions.views.workspace import Planning

NOT_SENT_AGAIN = {"csrfmiddlewaretoken", "date", "start", "end"}


class _Items(Planning):
    tab = "programme"

    def get_queryset(self):
        seen = ProgrammeItem.objects.visible_to(self.request.user).filter(mission=self.mission)
        return seen.select_related("mission")


class _ItemForms(_Items):
    form_class = ItemForm
    template_name = "missions/item_form.html"
    context_object_name = "item"

    def form_valid(self, form):
        try:
            self.store(form.instance, by=self.request.user, at=timezone.now(), **form.parts())
        except programme.Taken as taken:
            context = self.get_context_data(
                form=form, clash=taken, free=list(self.offers(taken.free))
            )
            return errors.conflict(self.request, context, self.template_name)
        messages.success(self.request, self.said)
        return redirect(form.instance)

    def offers(self, free):
        """Each free period with the fields that send this form again for that time."""
        sent = [
            (name, value)
            for name, values in self.request.POST.lists()
            for value in values
            if name not in NOT_SENT_AGAIN
        ]
        for period in free:
            clock = [(name, value.isoformat()) for name, value in wall(*period).items()]
            yield period, sent + clock

    def get_context_data(self, **kwargs):
        fields = {"form_template": "missions/item_fields.html"}
        return super().get_context_data(**fields | kwargs)


class ItemNew(_ItemForms, SafeFormMixin, UpdateView):
    said = _("The item is on the programme, and all it needs is booked.")
    store = staticmethod(programme.add)

    def get_object(self, queryset=None):
        return ProgrammeItem(mission=self.mission)

    def get_initial(self):
        return {"date": self.request.GET.get("day", "")[:10]}


class ItemEdit(_ItemForms, VersionedFormMixin, UpdateView):
    said = _("Your changes are saved, and the bookings with them.")
    store = staticmethod(programme.change)

    def conflict(self, stale):
        self.object = self.get_object()  # as it stands now
        return super().conflict(stale)


class ItemDelete(_Items, SafeFormMixin, DeleteView):
    template_name = "missions/item_delete.html"
    context_object_name = "item"

    def form_valid(self, form):
        back = self.object.get_absolute_url().partition("#")[0]
        programme.remove(self.object, by=self.request.user)
        messages.success(self.request, _("It is off the programme; the time of all is free again."))
        return redirect(back)
