"""The clustering winners beside the Flemish clusters."""

from django import forms
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from chamber.lists.addresses import address
from chamber.lists.export import csv_response
from clusters.comparison import AT_MOST, chosen, compare
from clusters.models import Cluster, ClusterIndicator

TOO_MANY = gettext_lazy("Choose at most %(most)d: more do not fit beside each other.")
COLUMNS = (
    (gettext_lazy("Indicator"), lambda line: line[0].label),
    (gettext_lazy("Cluster"), lambda line: line[1].cluster),
    (gettext_lazy("Value"), lambda line: line[1].figure and line[1].figure.value.normalize()),
    (gettext_lazy("Unit"), lambda line: line[1].figure and line[1].figure.get_unit_display()),
    (gettext_lazy("Year"), lambda line: line[1].figure and line[1].figure.years),
    (gettext_lazy("Covers"), lambda line: line[1].figure and line[1].figure.note),
    (gettext_lazy("Source"), lambda line: line[1].figure and line[1].figure.source),
    (gettext_lazy("Address"), lambda line: line[1].figure and line[1].figure.source_url),
    (gettext_lazy("To be checked"), lambda line: line[1].figure and line[1].figure.to_be_checked),
)


class ChoiceForm(forms.Form):
    cluster = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Clusters"),
        queryset=Cluster.objects.none(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cluster"].queryset = rows

    def clean_cluster(self):
        found = self.cleaned_data["cluster"]
        if len(found) > AT_MOST:
            raise forms.ValidationError(TOO_MANY % {"most": AT_MOST})
        return found


class Compare(TemplateView):
    template_name = "clusters/compare.html"

    def get(self, request, *args, **kwargs):
        rows = Cluster.objects.visible_to(request.user).order_by("-kind", "slug")
        asked = "cluster" in request.GET
        self.form = ChoiceForm(request.GET if asked else None, rows=rows)
        wanted = list(self.form.cleaned_data["cluster"]) if self.form.is_valid() else []
        self.comparison = compare(wanted or self.usual(rows))
        if request.GET.get("format") == "csv":
            lines = self.comparison.lines()
            return csv_response(lines, columns=COLUMNS, name=_("Comparison of clusters"))
        return super().get(request, *args, **kwargs)

    def usual(self, rows):
        pairs = ClusterIndicator.objects.order_by().values_list("cluster")
        return chosen(rows, dict(pairs.annotate(n=Count("indicator", distinct=True))))

    def get_context_data(self, **kwargs):
        shown = [one.slug for one in self.comparison.clusters]
        if not self.form.is_bound:
            self.form.initial["cluster"] = shown
        return super().get_context_data(
            form=self.form,
            comparison=self.comparison,
            csv_url=address(self.request, format="csv"),
            **kwargs,
        )
