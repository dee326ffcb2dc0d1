"""What was said when with whom, and what comes next."""

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chamber.jobs.forms import FIRST, LAST
from partners.forms.fields import LinesField, OrganisationsField
from partners.forms.grouped import GroupedForm
from partners.models import ContactRhythm, Interaction, Person

MINUTES = "%Y-%m-%dT%H:%M"


class PeopleField(LinesField):
    """Contacts by name or mail address, one a line."""

    def line(self, words):
        people = Person.objects.all()
        if "@" in words:
            rows = list(people.filter(email__iexact=words)[:2])
        else:
            given, _space, family = words.partition(" ")
            rows = list(people.filter(given_name__iexact=given, family_name__iexact=family)[:2])
        if len(rows) == 1:
            return rows[0]
        if rows:
            message = _("Several contacts are called “%(words)s”. Write the mail address.")
        else:
            message = _("No contact is called “%(words)s”. Add the contact first.")
        raise ValidationError(message % {"words": words[:80]})


class InteractionForm(GroupedForm):
    """The next step is a task: the form shows it while it is open."""

    groups = (
        (
            gettext_lazy("What happened"),
            ("kind", "subject", "organisations", "people", "at", "place", "notes"),
        ),
        (gettext_lazy("Next step"), ("next_step", "next_owner", "next_due")),
        (gettext_lazy("Of the chamber"), ("staff", "source")),
    )

    organisations = OrganisationsField(
        label=gettext_lazy("Organisations"),
        help_text=gettext_lazy("By name as in the directory, one a line."),
        max_length=2000,
        error_messages={"required": gettext_lazy("Name at least one organisation.")},
    )
    people = PeopleField(
        label=gettext_lazy("People"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Contacts by name or mail address, one a line."),
        max_length=2000,
        required=False,
    )
    next_step = forms.CharField(
        label=gettext_lazy("What is to be done"), max_length=200, required=False
    )
    next_owner = forms.ModelChoiceField(
        get_user_model().objects.none(), label=gettext_lazy("Who does it"), required=False
    )
    next_due = forms.DateField(
        label=gettext_lazy("By when"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(FIRST.date()), MaxValueValidator(LAST.date())],
        required=False,
    )

    class Meta:
        model = Interaction
        fields = (
            *("kind", "subject", "at", "place", "organisations", "people", "staff"),
            *("source", "notes"),
        )
        field_classes = {"at": forms.DateTimeField}
        widgets = {
            "at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTES),
            "staff": forms.CheckboxSelectMultiple,
            "notes": forms.Textarea(attrs={"rows": 6}),
        }
        help_texts = {
            "at": gettext_lazy("Brussels time; in Kyiv it is one hour later."),
            "source": gettext_lazy("Such as the mission or the fair where it happened."),
            "notes": gettext_lazy("For the chamber only."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].validators += [MinValueValidator(FIRST), MaxValueValidator(LAST)]
        users = get_user_model().objects.of_the_chamber().filter(is_active=True)
        self.fields["staff"].queryset = self.fields["next_owner"].queryset = users
        self.fields["next_owner"].empty_label = _("nobody yet")
        self.fields["organisations"].staying = tuple(self.initial.get("organisations", ()))
        task = self.instance.task
        if task and not task.done_at:
            due = timezone.localdate(task.due)
            self.initial |= {"next_step": task.what, "next_owner": task.owner, "next_due": due}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("next_step"):
            wanted = {"next_owner": _("Say who does it."), "next_due": _("Say by when.")}
            for name, message in wanted.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, message)
        elif cleaned.get("next_due") or cleaned.get("next_owner"):
            self.add_error("next_step", _("Say what is to be done."))
        return cleaned


class RhythmForm(forms.ModelForm):
    class Meta:
        model = ContactRhythm
        fields = ("every_days", "owner")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        users = get_user_model().objects.of_the_chamber().filter(is_active=True)
        self.fields["owner"].queryset = users
        self.fields["owner"].empty_label = None
