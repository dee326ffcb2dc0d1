from django import forms
from django.utils.translation import gettext_lazy

from chamber.forms.languages import columns
from partners.forms.fields import AddressField, LinesField
from partners.forms.grouped import GroupedForm
from partners.models import Offer


class OfferForm(GroupedForm):
    groups = (
        (gettext_lazy("What it is"), ("kind", "stage", "topics", "keywords")),
        (gettext_lazy("Title"), ("title",)),
        (gettext_lazy("Summary"), ("summary",)),
        (gettext_lazy("What is good about it"), ("advantages", "ipr")),
        (gettext_lazy("Whom it is for"), ("partner_sought",)),
        (gettext_lazy("Who sees it"), ("visibility", "status", "expires_on", "source_url")),
    )
    translated = ("title", "summary", "advantages", "partner_sought")
    wanted = {
        "title": gettext_lazy("Enter the title in at least one language."),
        "summary": gettext_lazy("Enter the summary in at least one language."),
    }

    keywords = LinesField(
        label=gettext_lazy("Keywords"),
        help_text=gettext_lazy("One a line, in the language of the text."),
        required=False,
        max_length=1000,
        line_length=80,
    )

    class Meta:
        model = Offer
        fields = (
            *("kind", "stage", "topics", "keywords", "ipr"),
            *columns("title", "summary", "advantages", "partner_sought"),
            *("visibility", "status", "expires_on", "source_url"),
        )
        help_texts = {"ipr": gettext_lazy("Patents, licences, secret know-how; who owns them.")}
        field_classes = {"source_url": AddressField}
        widgets = {
            "topics": forms.CheckboxSelectMultiple,
            "expires_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
