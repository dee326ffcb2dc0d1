"""The directory in larger rows: what each is about, in two lines more."""

from partners.models.organisations import LISTED
from partners.views.organisations import OrganisationList


class Cards(OrganisationList):
    template_name = "partners/organisation_cards.html"
    page_size = 20

    def get_queryset(self):
        return super().get_queryset().only(*LISTED, "description")
