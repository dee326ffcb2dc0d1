from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from chamber.health import readiness
from chamber.health.readings import readings
from chamber.jobs.models import Alert


@never_cache
@require_safe
def alive(request):
    """The process answers; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def ready(request):
    answers = readiness.ask()
    return JsonResponse(answers, status=200 if all(answers.values()) else 503)


class Status(PermissionRequiredMixin, TemplateView):
    template_name = "health/status.html"
    permission_required = "health.view"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            readings=readings(at=timezone.now()),
            alerts=Alert.objects.filter(cleared_at=None),
            **kwargs,
        )
