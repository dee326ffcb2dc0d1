"""Up to four organisations side by side, named in the address."""

from urllib.parse import urlencode

from django.urls import reverse
from django.views.generic import TemplateView

from partners import comparing
from partners.models import Organisation
from partners.presenting import facts


class Compare(TemplateView):
    """``with`` is the slug of one; more than four, and what this reader may not see, are said."""

    template_name = "partners/compare.html"

    def get_context_data(self, **kwargs):
        wanted = list(dict.fromkeys(filter(None, self.request.GET.getlist("with"))))
        found = self.found(wanted)
        shown = [found[slug] for slug in wanted if slug in found][: comparing.AT_MOST]
        for row in shown:
            row.without = self.url(slug for slug in found if slug != row.slug)
        return super().get_context_data(
            shown=shown,
            rows=comparing.compare(shown, user=self.request.user) if shown else [],
            too_many=len(found) > comparing.AT_MOST,
            unknown=len(wanted) > len(found),
            at_most=comparing.AT_MOST,
            choice=urlencode([("with", row.slug) for row in shown]),
            **kwargs,
        )

    def found(self, wanted):
        seen = Organisation.objects.visible_to(self.request.user).filter(slug__in=wanted[:50])
        by_slug = {row.slug: row for row in facts.loaded(seen)}
        return {slug: by_slug[slug] for slug in wanted if slug in by_slug}

    def url(self, slugs):
        query = urlencode([("with", slug) for slug in slugs])
        url = reverse("partners:compare")
        return f"{url}?{query}" if query else url
