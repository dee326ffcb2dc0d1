"""The brief of a mission: what people write into it, and its paper in each language."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, UpdateView, View

from chamber.documents import press
from chamber.forms.views import VersionedFormMixin
from missions import briefs
from missions.briefs import papers, rows
from missions.forms.brief import TEXTS, BriefForm
from missions.models import Brief
from missions.views.workspace import TABS, Planning, Workspace

LABELS = {name: label for name, label, _column in TABS}


class BriefTab(Workspace, TemplateView):
    tab = "brief"
    related = ("pool", "lead", "brief")
    template_name = "missions/brief.html"

    def get_context_data(self, **kwargs):
        known = rows.load(self.mission)
        on_paper = papers.of(known)
        return super().get_context_data(
            brief=self.mission.brief,
            texts=[_written(self.mission.brief, name) for name in TEXTS],
            sources=list(self.sources(known)),
            papers=[(paper, self.page(paper.language)) for paper in on_paper],
            being_made=any(paper.state == papers.WAITING for paper in on_paper),
            all_current=all(paper.state == papers.CURRENT for paper in on_paper),
            **kwargs,
        )

    def sources(self, known):
        """What the chapters are made of, and the tab where it is changed."""
        people = sum(one.places for one in known.participants)
        needs, items, hosts = len(known.needs), len(known.items), len(known.hosts)
        yield self.source("needs", needs, ngettext("%(n)d need", "%(n)d needs", needs))
        yield self.source(
            "delegation", people, ngettext("%(n)d person comes", "%(n)d people come", people)
        )
        yield self.source("programme", items, ngettext("%(n)d item", "%(n)d items", items))
        yield self.source("partners", hosts, ngettext("%(n)d host", "%(n)d hosts", hosts))

    def source(self, tab, number, words):
        words = words % {"n": number} if number else _("empty so far")
        return {"label": LABELS[tab], "url": self.url(tab), "number": number, "words": words}

    def page(self, language):
        """The address of the brief as a page in ``language``."""
        with translation.override(language):
            return reverse("documents:show", args=[briefs.KIND, self.mission.pk])


def _written(brief, name):
    """One text, and the languages in which nobody has written it yet."""
    missing = [said for code, said in settings.LANGUAGES if not getattr(brief, f"{name}_{code}")]
    return {
        "field": name,
        "label": Brief._meta.get_field(name).verbose_name,
        "is_written": len(missing) < len(settings.LANGUAGES),
        "missing": missing,
    }


class BriefEdit(Planning, VersionedFormMixin, UpdateView):
    tab = "brief"
    related = ("pool", "lead", "brief")
    form_class = BriefForm
    template_name = "missions/brief_form.html"
    extra_context = {"form_template": "forms/by_language.html", "level": 3}

    def get_object(self, queryset=None):
        return self.mission.brief

    def get_success_url(self):
        return self.url("brief")

    def form_valid(self, form):
        response = super().form_valid(form)
        self.object.log("changed", by=self.request.user)
        messages.success(self.request, _("Your changes are saved."))
        return response


class BriefMake(Planning, View):
    """Have the brief made in every language in which it is not on paper as it is now."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        jobs = [
            press.ensure(briefs.KIND, str(self.mission.pk), code, by=request.user)[1]
            for code, _name in settings.LANGUAGES
        ]
        messages.info(request, self.words(sum(job is not None for job in jobs)))
        return redirect(self.url("brief"))

    def words(self, number):
        if not number:
            return _("Nothing has changed: the brief is up to date in every language.")
        words = ngettext(
            "%(number)s version is being made.", "%(number)s versions are being made.", number
        )
        return words % {"number": number}
