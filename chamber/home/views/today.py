"""The start after signing in."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.utils import timezone
from django.views.generic import TemplateView

from chamber.history.news import news
from chamber.home import dashboard
from chamber.slots import panels_of


class Today(LoginRequiredMixin, TemplateView):
    template_name = "home/today.html"

    def get_context_data(self, **kwargs):
        user, now = self.request.user, timezone.now()
        entries = dashboard.waiting_for(user, at=now)
        late = sum(entry.due is not None and entry.due < now for entry in entries)
        context = {
            "now": now,
            "entries": entries,
            "panels": panels_of(user, user),
            "finding": dashboard.finding(late=late, waiting=len(entries)),
            "others": dashboard.late_with_others(user, at=now) if user.is_chamber else [],
            "changed": news(user) if user.is_chamber else [],
        }
        if user.is_chamber:
            context["objectives"] = dashboard.objective_rows(user, at=now, waiting=entries)
        return super().get_context_data(**context, **kwargs)
