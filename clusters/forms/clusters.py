"""Clusters, their members and their figures, as the chamber writes them down."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chamber.forms.languages import columns
from clusters.models import Cluster, ClusterIndicator, ClusterMembership
from partners.directory import facets
from partners.forms.fields import AddressField, OrganisationField
from partners.forms.grouped import GroupedForm
from partners.importing.cells import nace_code
from partners.isocodes import country_name
from partners.models import Industry
from partners.models.places import Country

ABROAD = ("US", "SG", "GB", "NL", "DE", "FR")
FUNDING = ("currency", "from", "source")


class ClusterForm(GroupedForm):
    groups = (
        (gettext_lazy("Names"), ("name",)),
        (
            gettext_lazy("What it is about"),
            ("kind", "domain", "description", "topics", "nace"),
        ),
        (gettext_lazy("Where it is and who runs it"), ("region", "country", "runner", "website")),
        (
            gettext_lazy("Founding and pact"),
            ("founded", "pact", "pact_year", "source", "source_url", "note"),
        ),
        (
            gettext_lazy("Public funding"),
            (
                *("funding_amount", "funding_currency", "funding_yearly"),
                *("funding_from", "funding_until", "funding_source"),
            ),
        ),
        (gettext_lazy("Label for its management"), ("label", "label_source", "label_until")),
    )
    translated = ("name", "domain", "description", "pact")
    wanted = {"name": gettext_lazy("Enter the name in at least one language.")}

    nace = forms.CharField(
        label=gettext_lazy("Industries"),
        help_text=gettext_lazy(
            "Sections and divisions of NACE revision 2, such as H or 52, with commas between."
            " Their location quotients show on the page of the cluster."
        ),
        required=False,
        max_length=200,
    )
    runner = OrganisationField(
        label=gettext_lazy("Cluster organisation"),
        help_text=gettext_lazy("By its name in the directory; a foreign benchmark needs none."),
        required=False,
        max_length=200,
    )
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)

    class Meta:
        model = Cluster
        fields = (
            *columns("name", "domain", "description", "pact"),
            *("kind", "topics", "region", "country", "website", "founded", "pact_year"),
            *("source", "source_url", "note", "funding_amount", "funding_currency"),
            *("funding_yearly", "funding_from", "funding_until", "funding_source"),
            *("label", "label_source", "label_until"),
        )
        widgets = {
            "topics": forms.CheckboxSelectMultiple,
            "label_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        field_classes = {"website": AddressField, "source_url": AddressField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        codes = dict.fromkeys([*Country.values, *ABROAD, self.instance.country])
        self.fields["country"].choices = [
            ("", _("not known")),
            *((code, country_name(code)) for code in codes if code),
        ]
        if self.instance.pk:
            held = self.instance.industries.values_list("code", flat=True)
            self.initial["nace"] = ", ".join(held)
            if runner := self.instance.organisation:
                self.initial["runner"] = runner.slug

    def clean_nace(self):
        codes = {nace_code(part) for part in self.cleaned_data["nace"].replace(";", ",").split(",")}
        codes.discard("")
        found = Industry.objects.filter(revision="2", level__lte=2, code__in=codes)
        rows = {row.code: row for row in found}
        for code in sorted(codes - set(rows)):
            words = _("NACE revision 2 has no section or division %(code)s.") % {"code": code[:20]}
            self.add_error("nace", words)
        return list(rows.values())

    def clean_runner(self):
        runner = self.cleaned_data["runner"]
        other = Cluster.objects.filter(organisation=runner).exclude(pk=self.instance.pk).first()
        if runner and other:
            words = _("%(organisation)s runs %(cluster)s already.")
            raise forms.ValidationError(words % {"organisation": runner, "cluster": other})
        return runner

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("funding_amount") is not None:
            for name in FUNDING:
                if not cleaned.get(f"funding_{name}") and f"funding_{name}" not in self.errors:
                    words = _("An amount needs its currency, its first year and its source.")
                    self.add_error(f"funding_{name}", words)
        if cleaned.get("label") and not cleaned.get("label_source"):
            self.add_error("label_source", _("Say who gave the label, and when."))
        first, last = cleaned.get("funding_from"), cleaned.get("funding_until")
        if first and last and last < first:
            self.add_error("funding_until", _("The last year lies before the first."))
        return cleaned

    def save(self, commit=True):
        before, after = self.instance.organisation, self.cleaned_data["runner"]
        self.instance.organisation = after
        saved = super().save(commit)
        facets.write_rows([runner for runner in {before, after} if runner])
        return saved

    def _save_m2m(self):
        super()._save_m2m()
        self.instance.industries.set(self.cleaned_data["nace"])


class MemberForm(GroupedForm):
    """A member of ``cluster``: once, and never without a source."""

    groups = (
        (gettext_lazy("Member"), ("member", "helix", "role")),
        (gettext_lazy("Since when, and where it is written"), ("since", "source", "source_url")),
    )
    translated = ("role",)

    member = OrganisationField(
        label=gettext_lazy("Organisation"),
        help_text=gettext_lazy("By its name in the directory."),
        max_length=200,
    )

    class Meta:
        model = ClusterMembership
        fields = ("helix", *columns("role"), "since", "source", "source_url")
        field_classes = {"source_url": AddressField}
        widgets = {"since": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, cluster, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.cluster = cluster
        self.fields["source"].required = True

    def clean_member(self):
        member = self.cleaned_data["member"]
        if self.instance.cluster.memberships.filter(organisation=member).exists():
            words = _("%(organisation)s is a member already.") % {"organisation": member}
            raise forms.ValidationError(words)
        self.instance.organisation = member
        return member


class FigureForm(GroupedForm):
    groups = (
        (gettext_lazy("Indicator and value"), ("indicator", "value", "unit", "note")),
        (gettext_lazy("Year"), ("year", "year_until")),
        (gettext_lazy("Source"), ("source", "source_url", "to_be_checked")),
    )
    translated = ("note",)

    class Meta:
        model = ClusterIndicator
        fields = (
            *("indicator", "value", "unit", *columns("note"), "year", "year_until"),
            *("source", "source_url", "to_be_checked"),
        )
        field_classes = {"source_url": AddressField}
        help_texts = {
            "year_until": gettext_lazy("Only for a figure that covers several years."),
        }

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("year"), cleaned.get("year_until")
        if first and last and last <= first:
            self.add_error("year_until", _("The last year must be later than the first."))
        return cleaned

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"year_until"}  # said at the field above
