"""Administrators look after everybody's account."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, ListView, View

from chamber.accounts import people
from chamber.accounts.filters import PeopleFilter
from chamber.accounts.forms import AccessForm, InviteForm, ResetForm
from chamber.accounts.models import User
from chamber.forms.views import SafeFormMixin
from chamber.history.lines import said
from chamber.lists.views import PortalList


class Manage(PermissionRequiredMixin):
    permission_required = "accounts.manage"


class People(Manage, PortalList, ListView):
    model = User
    template_name = "accounts/people.html"
    filterset_class = PeopleFilter
    sorts = {"name": ("name",), "-joined": ("-date_joined",)}
    sort_labels = {"name": gettext_lazy("Name"), "-joined": gettext_lazy("Joined")}

    def get_queryset(self):
        return User.objects.visible_to(self.request.user).with_second_factor()


class OfPerson(Manage):
    """Views about one person, who is in ``self.person``."""

    @cached_property
    def person(self):
        visible = User.objects.visible_to(self.request.user).with_second_factor()
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(person=self.person, **kwargs)


class Person(SafeFormMixin, OfPerson, FormView):
    """Who this is, and which role the person has."""

    template_name = "accounts/person.html"
    form_class = AccessForm

    def get_form_kwargs(self):
        instance = User.objects.get(pk=self.person.pk)  # the form changes what it is given
        return super().get_form_kwargs() | {"instance": instance}

    def form_valid(self, form):
        try:
            people.change_access(self.person, by=self.request.user, **_values(form))
        except people.Refused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, _("Saved."))
        return redirect(self.person)

    def get_context_data(self, **kwargs):
        entries = [
            {"sentence": said(entry), "by": entry.by, "at": entry.at}
            for entry in self.person.log_entries()[:10]
        ]
        return super().get_context_data(entries=entries, **kwargs)


class ResetSecondFactor(SafeFormMixin, OfPerson, FormView):
    template_name = "accounts/reset_second_factor.html"
    form_class = ResetForm

    def form_valid(self, form):
        values = _values(form)
        try:
            people.reset_second_factor(
                self.person,
                reason=values["reason"],
                spoken=values["spoken"],
                by=self.request.user,
            )
        except people.Refused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        messages.success(self.request, _("The second factor was removed; the person was told."))
        return redirect(self.person)


class Invite(Manage, SafeFormMixin, FormView):
    template_name = "accounts/invite.html"
    form_class = InviteForm

    def form_valid(self, form):
        person = people.invite(by=self.request.user, **_values(form))
        messages.success(self.request, _("The invitation is on its way."))
        return redirect(person)


class SendInvitation(OfPerson, View):
    """Once more, for somebody who never chose a password."""

    def post(self, request, pk):
        if not self.person.has_usable_password():
            people.send_invitation(self.person, by=request.user)
            messages.success(request, _("The invitation is on its way."))
        return redirect(self.person)


class EndSessions(OfPerson, View):
    def post(self, request, pk):
        ended = people.end_sessions(self.person, by=request.user)
        words = ngettext("%(count)d session ended.", "%(count)d sessions ended.", ended)
        messages.success(request, words % {"count": ended})
        return redirect(self.person)


def _values(form):
    """What the person filled in, without the form's own hidden fields."""
    names = form.base_fields
    return {name: value for name, value in form.cleaned_data.items() if name in names}
