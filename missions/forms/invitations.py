from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from missions.models import Invitation, Participant
from partners.models import Person

MOST_COMPANIONS = 9
BLOCKED = _("Somebody is blocked: nothing is sent while they are concerned.")


class SendForm(forms.Form):
    """Those who are invited with one press; ``participants`` are those of the mission."""

    who = forms.ModelMultipleChoiceField(
        queryset=Participant.objects.none(),
        widget=forms.MultipleHiddenInput,
        error_messages={"required": _("Choose at least one person.")},
    )

    although = forms.CharField(
        label=_("Send although not checked, because"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Record the checks, or say why you send without them.")},
    )

    def __init__(self, *args, participants, missing, **kwargs):
        """``missing`` are the checks that do not stand: who sends all the same says why."""
        super().__init__(*args, **kwargs)
        self.missing = missing
        self.fields["who"].queryset = participants
        if not missing or self.blocked:
            del self.fields["although"]

    @property
    def blocked(self):
        return [one for one in self.missing if one.blocks]

    def clean(self):
        if self.blocked:
            self.add_error(None, BLOCKED)
        return super().clean()


class AddressForm(forms.Form):
    """Where a mail that failed goes instead; nobody else may have that address."""

    to = forms.EmailField(label=_("Send to"), help_text=_("Also kept as the person’s address."))

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person, self.fields["to"].initial = person, person.email

    def clean_to(self):
        to = self.cleaned_data["to"]
        if Person.objects.filter(~Q(pk=self.person.pk), email__iexact=to).exists():
            raise ValidationError(_("Somebody else has this mail address."))
        return to


class AnswerForm(forms.Form):
    """The answer is the button that was pressed."""

    answer = forms.ChoiceField(
        choices=[choice for choice in Invitation.Answer.choices if choice[0]]
    )
    companions = forms.IntegerField(
        label=_("How many people come with you?"),
        help_text=_("Each needs a place. Leave 0 if you come alone."),
        min_value=0,
        max_value=MOST_COMPANIONS,
        required=False,
    )

    def clean_companions(self):
        return self.cleaned_data["companions"] or 0
