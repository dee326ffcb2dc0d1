"""A person's own keys."""

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from chamber.api import keys
from chamber.api.models import Key


class KeyForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("What the key is for"),
        help_text=gettext_lazy("For example: our website."),
        max_length=80,
    )


class Keys(LoginRequiredMixin, FormView):
    """The answer to a new key is the page itself: the key stands there once and nowhere else."""

    form_class = KeyForm
    template_name = "api/keys.html"

    def form_valid(self, form):
        name, user = form.cleaned_data["name"], self.request.user
        key, secret = keys.make(user, name=name, at=timezone.now())
        response = self.render_to_response(
            self.get_context_data(form=KeyForm(), secret=secret, made=key)
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    def get_context_data(self, **kwargs):
        own = Key.objects.visible_to(self.request.user)
        standing = own.standing(at=timezone.now())
        return super().get_context_data(keys=standing, **kwargs)


class Revoke(LoginRequiredMixin, View):
    def post(self, request, pk):
        key = get_object_or_404(Key.objects.visible_to(request.user), pk=pk)
        keys.revoke(key, at=timezone.now(), by=request.user)
        messages.success(request, _("The key opens nothing any more."))
        return redirect("keys:list")
