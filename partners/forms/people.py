from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chamber.accounts.models import User
from partners.addressing import vocative
from partners.forms.fields import OrganisationField, PhoneField
from partners.forms.grouped import GroupedForm
from partners.forms.organisations import SPOKEN
from partners.isocodes import language_name
from partners.models import Membership, Person

EMPTY = 2  # lines for organisations that are still to be named


class PersonForm(GroupedForm):
    """A person with the organisations they belong to, each with a role."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages spoken"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    phone = PhoneField(label=gettext_lazy("Telephone"), required=False, max_length=60)
    account = forms.EmailField(
        label=gettext_lazy("Account"),
        help_text=gettext_lazy(
            "The mail address this person signs in with. Owners and editors may then write for"
            " their organisations."
        ),
        required=False,
    )

    class Meta:
        model = Person
        fields = (
            *("given_name", "family_name", "patronymic", "passport_name"),
            *("salutation", "gender", "vocative", "job_title"),
            *("email", "phone", "language", "languages"),
        )
        help_texts = {
            "salutation": gettext_lazy("Before the family name in letters, such as Prof. or Dr."),
            "gender": gettext_lazy("For the forms of address only."),
            "vocative": gettext_lazy(
                "How a Ukrainian letter begins, such as Олено Петрівно. Left empty, it is"
                " suggested from the Ukrainian given name and patronymic."
            ),
            "passport_name": gettext_lazy("For letters of invitation."),
        }

    def __init__(self, *args, organisation=None, **kwargs):
        super().__init__(*args, **kwargs)
        spoken = dict.fromkeys([*SPOKEN, *(self.instance.languages or [])])
        self.fields["languages"].choices = [(code, language_name(code)) for code in spoken]
        self.initial["account"] = self.instance.user.email if self.instance.user else ""
        self.memberships = self._memberships()
        lines = [(one.organisation, one.role) for one in self.memberships]
        lines += [(organisation, "viewer")] if organisation else []
        self.lines = range(1, len(lines) + EMPTY + 1)
        for number, line in zip(self.lines, [*lines, *[("", "viewer")] * EMPTY], strict=True):
            self._membership(number, *line)

    def _memberships(self):
        if not self.instance.pk:
            return []
        return list(self.instance.memberships.select_related("organisation"))

    def _membership(self, number, organisation, role):
        field = OrganisationField(
            label=_("Organisation %(number)d") % {"number": number},
            required=False,
            max_length=200,
            initial=str(organisation),
        )
        field.staying = tuple(one.organisation for one in self.memberships)
        self.fields[f"organisation_{number}"] = field
        self.fields[f"role_{number}"] = forms.ChoiceField(
            label=_("Role in organisation %(number)d") % {"number": number},
            choices=Membership.Role.choices,
            required=False,
            initial=role,
        )

    @property
    def groups(self):
        lines = [(f"organisation_{number}", f"role_{number}") for number in self.lines]
        return (
            (_("Name"), ("given_name", "family_name", "patronymic", "passport_name")),
            (_("Forms of address"), ("salutation", "gender", "vocative", "language")),
            (_("How to reach them"), ("email", "phone", "languages")),
            (
                _("Organisations"),
                ("job_title", "account", *(name for line in lines for name in line)),
            ),
        )

    def clean_email(self):
        email = self.cleaned_data["email"]
        others = Person.objects.exclude(pk=self.instance.pk)
        if email and (other := others.filter(email__iexact=email).first()):
            words = _(
                "%(person)s has this address. One person can belong to several organisations."
            )
            raise forms.ValidationError(words % {"person": other})
        return email

    def clean_account(self):
        email = self.cleaned_data["account"]
        if not email:
            return None
        user = User.objects.filter(email__iexact=email).first()
        if not user:
            raise forms.ValidationError(_("Nobody signs in with this address."))
        if Person.objects.filter(user=user).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This account belongs to another person."))
        return user

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("vocative"):
            names = (cleaned.get(name, "") for name in ("given_name", "patronymic"))
            cleaned["vocative"] = vocative(*names)
        self.roles = {}
        for number in self.lines:
            organisation = cleaned.get(f"organisation_{number}")
            if organisation in self.roles:
                self.add_error(f"organisation_{number}", _("This organisation is named twice."))
            elif organisation:
                self.roles[organisation] = cleaned.get(f"role_{number}") or Membership.Role.VIEWER
        return cleaned

    def save(self, commit=True):
        self.instance.user = self.cleaned_data["account"]
        return super().save(commit)

    def _save_m2m(self):
        super()._save_m2m()
        self.instance.memberships.exclude(organisation__in=self.roles).delete()
        for organisation, role in self.roles.items():
            self.instance.memberships.update_or_create(
                organisation=organisation, defaults={"role": role}
            )
