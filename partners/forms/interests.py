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
        Organisation.objects.none(),
        label=gettext_lazy("In the name of"),
        error_messages={"required": gettext_lazy("Choose for which organisation to ask.")},
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
        self.person = person or self.person_named()
        published = Organisation.objects.published().filter(memberships__person=self.person)
        asking = published.exclude(pk=self.instance.organisation_id).select_related("seat")
        self.asking = list(asking) if self.person else []
        self.fields["asker"].queryset = asking
        if len(self.asking) < 2:
            self.fields["asker"].required = False
            self.fields["asker"].widget = forms.HiddenInput()

    def person_named(self):
        """In whose name the form itself says to ask."""
        return None

    def clean_asker(self):
        return self.asking[0] if len(self.asking) == 1 else self.cleaned_data["asker"]

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

    def person_named(self):
        email = str(self.data.get("email", "")).strip()
        return Person.objects.filter(email__iexact=email).first() if email else None

    def clean_email(self):
        if not self.person:
            raise forms.ValidationError(_("No contact has this mail address."))
        if not self.asking:
            raise forms.ValidationError(_("This contact belongs to no other published partner."))
        return self.cleaned_data["email"]


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
