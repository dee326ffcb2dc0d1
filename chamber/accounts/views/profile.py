"""People see and change what the portal knows of themselves."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.generic import UpdateView

from chamber.accounts.forms import ProfileForm
from chamber.accounts.models import User
from chamber.accounts.views.language import remember
from chamber.forms.views import SafeFormMixin


class Profile(LoginRequiredMixin, SafeFormMixin, UpdateView):
    template_name = "accounts/profile.html"
    form_class = ProfileForm

    def get_object(self, queryset=None):
        return User.objects.get(pk=self.request.user.pk)  # not the one the top bar shows

    def form_valid(self, form):
        person = form.save()
        with translation.override(person.language):
            messages.success(self.request, _("Saved."))
            response = redirect(reverse("accounts:profile"))
        return remember(response, person.language)
