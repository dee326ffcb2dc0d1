from django.utils.translation import gettext_lazy

from chamber.forms.languages import columns
from partners.forms.fields import AddressField
from partners.forms.grouped import GroupedForm
from partners.models import Reference


class ReferenceForm(GroupedForm):
    """Something an organisation has done before."""

    groups = (
        (gettext_lazy("What was done"), ("what", "result")),
        (gettext_lazy("Where and when"), ("customer", "place", "year", "url")),
        (gettext_lazy("Who sees it"), ("visibility",)),
    )
    translated = ("what", "result")
    wanted = {"what": gettext_lazy("Say in at least one language what was done.")}

    class Meta:
        model = Reference
        fields = (
            *columns("what", "result"),
            *("customer", "place", "year", "url", "visibility"),
        )
        field_classes = {"url": AddressField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].empty_label = gettext_lazy("not known")
