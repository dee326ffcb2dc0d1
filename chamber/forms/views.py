"""The form pattern: sending twice is harmless, and nobody overwrites what they have not seen."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from chamber import errors
from chamber.forms import submissions
from chamber.forms.differences import differences
from chamber.forms.merging import base_of, merge
from chamber.forms.models import Stale, Versioned
from chamber.history.changes import last_change

KEY, VERSION = "idempotency_key", "version"


class SafeFormMixin:
    """For Create, Update, Delete and FormView: mix in before the view.

    The whole POST is one transaction. A redirect commits it and is stored under the form's key:
    the same form sent again gets the same redirect. Any other answer rolls it back, so the
    corrected form may use its key.
    """

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            submission = submissions.begin(self._key(), user=request.user, path=request.path)
            if submission.location:
                return redirect(submission.location)
            response = self.answer(request, *args, **kwargs)
            location = response.headers.get("Location") or response.headers.get("HX-Redirect")
            if location:
                submissions.finish(submission, location=location)
            else:
                transaction.set_rollback(True)
        return response

    def answer(self, request, *args, **kwargs):
        """What the view itself does with a form that has not been sent before."""
        return super().post(request, *args, **kwargs)

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields[KEY] = forms.Field(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)
        return form

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context.get("form")
        context["has_errors"] = bool(form is not None and form.is_bound and form.errors)
        return context

    def _posted(self, name):
        prefix = self.get_prefix()
        return self.request.POST.get(f"{prefix}-{name}" if prefix else name, "")

    def _key(self):
        try:
            return uuid.UUID(self._posted(KEY))
        except ValueError:
            return uuid.uuid4()


class VersionedFormMixin(SafeFormMixin):
    """``SafeFormMixin`` for a model form of a ``Versioned`` row.

    Who saves over a version they have not seen gets 409: what stands there now beside their own
    words, which stay in the form and may be saved over the newer version knowingly. Fields that
    only the other person touched come into the form as they are now.
    """

    conflict_template_name = "forms/conflict.html"

    def answer(self, request, *args, **kwargs):
        try:
            with transaction.atomic():
                return super().answer(request, *args, **kwargs)
        except Stale as stale:
            return self.conflict(stale)

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        instance = getattr(form, "instance", None)
        if isinstance(instance, Versioned) and instance.pk:
            form.fields[VERSION] = forms.IntegerField(
                initial=instance.version,
                min_value=0,
                widget=forms.HiddenInput,
                error_messages={"required": _("Please open this form again.")},
            )
            if form.is_bound:
                instance.version = self._version(form, instance)
        return form

    def conflict(self, stale):
        """409 with both texts; the form takes what only they changed, and the newer version."""
        current = type(stale.instance)._base_manager.filter(pk=stale.instance.pk).first()
        if current is None:  # deleted meanwhile
            raise Http404
        sent, data = self.get_form(), self.request.POST.copy()
        base = base_of(current, version=stale.instance.version)
        taken = merge(sent, data, base=base, current=current)
        data[sent.add_prefix(VERSION)] = current.version
        self.request.POST = data
        form = self.get_form()
        form.is_valid()
        context = self.get_context_data(
            form=form,
            differences=differences(form, current),
            taken=[form.fields[name].label for name in taken],
            changed=last_change(current),
        )
        return errors.conflict(self.request, context, self.conflict_template_name)

    def _version(self, form, instance):
        try:
            return form.fields[VERSION].clean(self._posted(VERSION))
        except ValidationError:
            return instance.version
