"""People say themselves who may see them as a contact."""

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from chamber.forms.views import SafeFormMixin
from partners import showing
from partners.models import Person


class ShowingForm(forms.Form):
    to = forms.ChoiceField(
        label=gettext_lazy("Who sees my name, function and languages"),
        choices=[
            (showing.NOBODY, gettext_lazy("nobody but the chamber")),
            (showing.MEMBERS, gettext_lazy("members: people of published organisations")),
            (showing.EVERYBODY, gettext_lazy("everybody")),
        ],
        widget=forms.RadioSelect,
    )
    with_mail = forms.BooleanField(
        label=gettext_lazy("They may see my mail address as well"), required=False
    )


class HowIAmShown(LoginRequiredMixin, SafeFormMixin, FormView):
    template_name = "partners/me.html"
    form_class = ShowingForm

    @cached_property
    def person(self):
        """The contact who signs in; None for who is none of any organisation."""
        rows = Person.objects.filter(user=self.request.user).select_related("user")
        return rows.prefetch_related("organisations").first()

    def get_initial(self):
        if self.person is None:
            return {}
        return dict(zip(("to", "with_mail"), showing.choice(self.person), strict=True))

    def form_valid(self, form):
        said = form.cleaned_data
        if self.person:
            showing.choose(
                self.person, to=said["to"], with_mail=said["with_mail"], at=timezone.now()
            )
            messages.success(self.request, _("Saved. It counts from now on."))
        return redirect("partners:me")

    def get_context_data(self, **kwargs):
        return super().get_context_data(person=self.person, **kwargs)
