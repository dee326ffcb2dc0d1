"""Pages for everybody."""

from django.utils import timezone
from django.views.generic import TemplateView

from chamber.chain.steps import overview
from chamber.home.dashboard import objective_rows
from chamber.slots import home_sections


class Home(TemplateView):
    template_name = "home/public.html"

    def get_context_data(self, **kwargs):
        user, now = self.request.user, timezone.now()
        sections = [section for make in home_sections if (section := make(self.request))]
        return super().get_context_data(
            objectives=objective_rows(user, at=now),
            steps=overview(user),
            sections=sections,
            **kwargs,
        )


class Page(TemplateView):
    """A page of words only: accessibility statement, privacy."""
