"""Open tasks wait for their owner."""

from django.utils.translation import gettext as _

from chamber.jobs.models import Task
from chamber.slots import waiting
from chamber.slots.entries import Waiting


@waiting.register
def own_tasks(user, at):
    tasks = Task.objects.filter(owner=user).open().select_related("asked_by").order_by("due", "pk")
    return [
        Waiting(
            what=task.what,
            url=task.url or task.get_absolute_url(),
            due=task.due,
            context=task.context,
            action=_("Open"),
            objective=task.objective,
        )
        for task in tasks[:50]
    ]
