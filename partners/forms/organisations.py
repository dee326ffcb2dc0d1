from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from icu import Locale

from chamber.forms.languages import columns
from partners.forms.fields import AddressField, LinesField, PhoneField
from partners.forms.grouped import GroupedForm, own_first
from partners.importing import registers
from partners.importing.cells import nace_code
from partners.isocodes import country_name, language_name
from partners.models import Identifier, Industry, Organisation
from partners.models.organisations import Scheme, Visibility
from partners.models.places import Country

SPOKEN = ("en", "nl", "fr", "uk", "de", "es", "it", "pl", "ro", "ru", "tr")


class OrganisationForm(GroupedForm):
    """The organisation with its numbers, industries and topics."""

    groups = (
        (gettext_lazy("Names"), ("name", "aliases")),
        (
            gettext_lazy("What it is and does"),
            ("kind", "size", "topics", "nace", "description"),
        ),
        (
            gettext_lazy("Where it is"),
            ("country", "seat", "operating_place", "access", "safety_note"),
        ),
        (gettext_lazy("Numbers in registers"), tuple(Scheme.values)),
        (
            gettext_lazy("How to reach it"),
            ("website", "email", "phone", "contact_visibility", "languages"),
        ),
        (gettext_lazy("Who sees it"), ("visibility", "status", "source")),
    )
    translated = ("name", "description", "safety_note")
    wanted = {"name": gettext_lazy("Enter the name in at least one language.")}

    aliases = LinesField(
        label=gettext_lazy("Other names"),
        help_text=gettext_lazy("One a line: abbreviations, former names."),
        required=False,
        max_length=2000,
    )
    nace = forms.CharField(
        label=gettext_lazy("Industries"),
        help_text=gettext_lazy("Codes of NACE revision 2, such as 52.24, with commas between."),
        required=False,
        max_length=200,
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), widget=forms.CheckboxSelectMultiple, required=False
    )
    contact_visibility = forms.ChoiceField(
        label=gettext_lazy("Mail address and telephone visible to"),
        help_text=gettext_lazy("Who belongs to the organisation sees them in any case."),
        choices=Visibility.choices,
        initial=Visibility.MEMBERS,
    )
    phone = PhoneField(label=gettext_lazy("Telephone"), required=False, max_length=60)
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)

    class Meta:
        model = Organisation
        fields = (
            *columns("name", "description", "safety_note"),
            *("aliases", "kind", "size", "topics", "country", "seat", "operating_place"),
            *("access", "website", "email", "phone", "contact_visibility", "languages"),
            *("visibility", "status", "source"),
        )
        widgets = {"topics": forms.CheckboxSelectMultiple}
        field_classes = {"website": AddressField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = _countries(self.instance.country)
        self.fields["seat"].empty_label = self.fields["operating_place"].empty_label = _(
            "not known"
        )
        note = self.fields[own_first("safety_note")[0]]
        note.help_text = _("Only members and the chamber read it.")
        self.fields["phone"].country = self.data.get("country", "")
        spoken = dict.fromkeys([*SPOKEN, *(self.instance.languages or [])])
        self.fields["languages"].choices = [(code, language_name(code)) for code in spoken]
        for scheme in Scheme:
            self.fields[scheme.value] = forms.CharField(
                label=scheme.label, required=False, max_length=60
            )
        if self.instance.pk:
            self._fill()

    def _fill(self):
        numbers = {}
        for number in self.instance.identifiers.all():
            numbers.setdefault(number.scheme, []).append(number)
        for scheme, several in numbers.items():
            self.initial[scheme] = ", ".join(number.written for number in several)
        codes = self.instance.industries.values_list("code", flat=True)
        self.initial["nace"] = ", ".join(codes)

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"country"}  # the form knows more of them

    def clean_nace(self):
        codes = {nace_code(part) for part in self.cleaned_data["nace"].replace(";", ",").split(",")}
        codes.discard("")
        rows = {row.code: row for row in Industry.objects.filter(revision="2", code__in=codes)}
        for code in sorted(codes - set(rows)):
            words = _("NACE revision 2 has no code %(code)s.") % {"code": code[:20]}
            self.add_error("nace", words)
        return list(rows.values())

    def clean(self):
        cleaned = super().clean()
        self.numbers = {}
        for scheme in Scheme.values:
            try:
                self.numbers[scheme] = self._numbers(scheme, cleaned.get(scheme, ""))
            except registers.WrongNumber as fault:
                self.add_error(scheme, str(fault))
        return cleaned

    def _numbers(self, scheme, text):
        country = self.cleaned_data.get("country", "")
        parts = [part.strip() for part in text.split(",") if part.strip()]
        values = {registers.checked(scheme, part, country=country) for part in parts}
        others = Identifier.objects.filter(scheme=scheme, value__in=values)
        for other in others.exclude(organisation=self.instance.pk).select_related("organisation"):
            raise registers.WrongNumber(self.taken_by(other))
        return values

    def numbers_said(self):
        """(scheme, value) of each."""
        return [(scheme, value) for scheme, values in self.numbers.items() for value in values]

    def taken_by(self, other):
        """What is said of a number that another organisation has."""
        words = _("%(number)s belongs to %(organisation)s.")
        return words % {"number": other.written, "organisation": other.organisation}

    def _save_m2m(self):
        super()._save_m2m()
        self.instance.industries.set(self.cleaned_data["nace"])
        for scheme, values in self.numbers.items():
            self.instance.identifiers.filter(scheme=scheme).exclude(value__in=values).delete()
            for value in values:
                self.instance.identifiers.get_or_create(scheme=scheme, value=value)


def _countries(own):
    first = list(Country.values)
    rest = sorted({*Locale.getISOCountries(), *([own] if own else [])} - set(first))
    named = sorted(((code, country_name(code)) for code in rest), key=lambda pair: pair[1])
    return [("", _("not known")), *((code, country_name(code)) for code in first), *named]
