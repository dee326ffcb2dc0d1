"""What the portal keeps about the person who looks."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.files.storage import default_storage
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from chamber.privacy import consent, export, records, register
from chamber.privacy.models import Consent, Export

PERSONAL = [kind for kind in register.Kind if kind != register.Kind.NONE]


class Mine(LoginRequiredMixin, TemplateView):
    template_name = "privacy/mine.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        kept, nothing = _by_title(records.counts_about(user))
        return super().get_context_data(
            kept=kept,
            nothing=nothing,
            consents=Consent.objects.visible_to(user),
            exports=Export.objects.visible_to(user).ready(at=timezone.now()),
            **kwargs,
        )


class AskForExport(LoginRequiredMixin, View):
    def post(self, request):
        return redirect(export.ask(request.user))


class Download(LoginRequiredMixin, View):
    """Nobody's but the owner's, for seven days."""

    def get(self, request, pk):
        mine = Export.objects.visible_to(request.user).ready(at=timezone.now())
        file = default_storage.open(get_object_or_404(mine, pk=pk).file.name)
        response = FileResponse(file, as_attachment=True, filename="my-data.json")
        response.headers["Cache-Control"] = "private, no-store"
        return response


class Withdraw(LoginRequiredMixin, View):
    def post(self, request, pk):
        given = get_object_or_404(Consent.objects.visible_to(request.user), pk=pk)
        consent.withdraw(given.address, purpose=given.purpose, how="my data", at=timezone.now())
        messages.success(request, _("Your consent is withdrawn."))
        return redirect("privacy:mine")


def _by_title(found):
    """Rows of the table, and the titles of what holds nothing; history counts with its object."""
    rows: dict[str, dict] = {}
    for model, entry, count in found:
        row = rows.setdefault(str(entry.title), {"title": entry.title, "count": 0, "kinds": set()})
        row["count"] += count
        row["kinds"] |= {register.kind_of(field) for field in register.fields_of(model)}
    for row in rows.values():
        row["kinds"] = [kind.label for kind in PERSONAL if kind in row["kinds"]]
    return (
        [row for row in rows.values() if row["count"]],
        [row["title"] for row in rows.values() if not row["count"]],
    )
