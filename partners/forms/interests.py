"""Three questions to the other side, and the answer to them."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.anonymity import given_away
from partners.models import ExpressionOfInterest, Organisation, Person

QUESTIONS = ("want", "why", "next")


class InterestForm(forms.ModelForm):
    """``people`` are those in whose name ``user`` may ask; the chamber names somebody by mail."""

    asker = forms.ModelChoiceField(
        Organisation.objects.none(), label=gettext_lazy("You ask for"), empty_label=None
    )

    class Meta:
        model = ExpressionOfInterest
        fields = ("asker", *QUESTIONS)
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in QUESTIONS}
        help_texts = {
            "want": gettext_lazy("Such as a supplier, a pilot, a visit. At most 800 characters."),
            "why": gettext_lazy(
                "What you bring, and why you ask just them. Do not name yourself or your"
                " organisation. At most 800 characters."
            ),
            "next": gettext_lazy("The first step you think of. At most 500 characters."),
        }
        error_messages = {
            "want": {"required": gettext_lazy("Say what you want.")},
            "why": {"required": gettext_lazy("Say why it should be you.")},
            "next": {"required": gettext_lazy("Say what should come next.")},
        }

    def __init__(self, *args, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        if person:
            asking = Organisation.objects.published().filter(memberships__person=person)
            asking = asking.exclude(pk=self.instance.organisation_id)
            self.fields["asker"].queryset = asking.select_related("seat")
            if len(asking) == 1:
                self.fields["asker"].widget = forms.HiddenInput()
                self.fields["asker"].initial = asking[0].pk

    def clean(self):
        cleaned = super().clean()
        self.instance.person = self.person
        if self.person and cleaned.get("asker"):
            for name in QUESTIONS:
                self._check(name, cleaned)
        return cleaned

    def _check(self, name, cleaned):
        text = cleaned.get(name, "")
        if found := given_away(text, person=self.person, asker=cleaned["asker"]):
            words = _(
                "“%(words)s” says who you are. The other side learns it when it says yes; leave it"
                " out here."
            )
            self.add_error(name, words % {"words": found})


class OnBehalfForm(InterestForm):
    """The chamber asks for somebody who told it to."""

    email = forms.EmailField(
        label=gettext_lazy("On behalf of"),
        help_text=gettext_lazy("The mail address of a contact of a published organisation."),
    )
    agreed = forms.BooleanField(
        label=gettext_lazy(
            "This person agreed that the other side learns name, mail address and telephone when"
            " it says yes."
        ),
        error_messages={"required": gettext_lazy("Ask the person first.")},
    )
    field_order = ("email", "asker", *QUESTIONS, "agreed")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        email = str(self.data.get("email", "")).strip()
        self.person = Person.objects.filter(email__iexact=email).first() if email else None
        asking = Organisation.objects.none()
        if self.person:
            asking = Organisation.objects.published().filter(memberships__person=self.person)
            asking = asking.exclude(pk=self.instance.organisation_id)
        self.fields["asker"].queryset = asking
        self.fields["asker"].required = False
        if len(asking) < 2:
            self.fields["asker"].widget = forms.HiddenInput()
        self.asking = list(asking)

    def clean_email(self):
        email = self.cleaned_data["email"]
        if not self.person:
            raise forms.ValidationError(_("No contact has this mail address."))
        if not self.asking:
            raise forms.ValidationError(_("This contact belongs to no other published partner."))
        return email

    def clean_asker(self):
        asker = self.cleaned_data["asker"]
        if asker is None and len(self.asking) == 1:
            return self.asking[0]
        if asker is None and self.asking:
            raise forms.ValidationError(_("Choose for which organisation this person asks."))
        return asker


class NoForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why not?"),
        choices=ExpressionOfInterest.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a reason.")},
    )
    words = forms.CharField(
        label=gettext_lazy("In your own words"),
        help_text=gettext_lazy("Who asked reads this. At most 500 characters."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
    )


class YesForm(forms.Form):
    """Nothing to fill in for who says yes; the chamber names who agreed to be met."""

    def __init__(self, *args, organisation=None, **kwargs):
        super().__init__(*args, **kwargs)
        if organisation is None:
            return
        people = Person.objects.filter(memberships__organisation=organisation)
        self.fields["contact"] = forms.ModelChoiceField(
            people.exclude(email="", user=None),
            label=_("Who agreed to be met"),
            help_text=_("Name, function, mail address and telephone go to the other side."),
            error_messages={"required": _("Choose who agreed.")},
        )
        self.fields["agreed"] = forms.BooleanField(
            label=_("This person told the chamber so."),
            error_messages={"required": _("Ask the person first.")},
        )
