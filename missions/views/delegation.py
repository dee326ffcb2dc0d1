"""Who comes along, city by city; people are added here and invited on their own tab."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import CreateView, TemplateView

from chamber.forms.views import SafeFormMixin
from missions import delegation
from missions.forms.workspace import ParticipantForm, SearchForm
from missions.models import Participant
from missions.views.workspace import Planning, Workspace, chosen
from partners.models import Person

FOUND = 10


class Delegation(Workspace, TemplateView):
    template_name = "missions/delegation.html"
    tab = "delegation"

    def get_context_data(self, **kwargs):
        search = SearchForm(self.request.GET)
        words = search.cleaned_data["q"] if search.is_valid() else ""
        return super().get_context_data(
            groups=list(self.groups()),
            search=search,
            words=words,
            found=self.found(words) if words else [],
            **kwargs,
        )

    def groups(self):
        """The delegations with their people, then those who host and those of the chamber."""
        rows = self.participants().select_related("person", "organisation")
        people = list(rows.order_by("person__family_name", "person__given_name", "pk"))
        for city in self.mission.delegations.all():
            yield str(city), [one for one in people if one.delegation_id == city.pk]
        others = [one for one in people if one.delegation_id is None]
        yield _("Hosts"), [one for one in others if one.side == Participant.Side.HOST]
        yield _("Chamber"), [one for one in others if one.side != Participant.Side.HOST]

    def participants(self):
        return Participant.objects.visible_to(self.request.user).filter(mission=self.mission)

    def found(self, words):
        rows = Person.objects.visible_to(self.request.user)
        for word in words.split():
            named = Q(given_name__icontains=word) | Q(family_name__icontains=word)
            rows = rows.filter(named | Q(email__icontains=word))
        strangers = rows.exclude(participations__mission=self.mission)
        return strangers.prefetch_related("organisations")[:FOUND]

    def post(self, request, **kwargs):
        participant = chosen(self.participants(), request.POST.get("remove"))
        try:
            delegation.leave(participant, by=request.user)
        except delegation.AlreadyInvited:
            messages.warning(request, _("Who was invited stays on the list with their answer."))
        else:
            messages.success(request, _("The person is no longer on the list."))
        return redirect(request.path)


class ParticipantNew(Planning, SafeFormMixin, CreateView):
    template_name = "missions/participant_form.html"
    form_class = ParticipantForm
    tab = "delegation"

    @cached_property
    def person(self):
        return get_object_or_404(
            Person.objects.visible_to(self.request.user), pk=self.kwargs["person"]
        )

    def get_form_kwargs(self):
        participant = Participant(mission=self.mission, person=self.person)
        return super().get_form_kwargs() | {"instance": participant}

    def get_initial(self):
        own = self.person.organisations.all()[:2]
        return {"organisation": own[0] if len(own) == 1 else None}

    def form_valid(self, form):
        try:
            delegation.join(form.instance, by=self.request.user)
        except delegation.AlreadyThere:
            form.add_error(None, _("This person is on the list already."))
            return self.form_invalid(form)
        words = _("%(name)s is on the list, and can be invited.")
        messages.success(self.request, words % {"name": self.person})
        return redirect(self.url("delegation"))
