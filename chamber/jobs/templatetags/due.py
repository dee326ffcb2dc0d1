from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chamber.charts.templatetags.look import status

register = template.Library()


@register.simple_tag
def due(moment):
    """How far a date is, as icon, words and colour; counted in days of Brussels."""
    if moment is None:
        return ""
    left = (timezone.localdate(moment) - timezone.localdate()).days
    if left == 0 and moment > timezone.now():
        return status("now", _("today"))
    if moment < timezone.now():
        late = max(-left, 0)
        words = ngettext("%(days)d day late", "%(days)d days late", late) % {"days": late}
        return status("late", words if late else _("late since today"))
    return status(
        "planned", ngettext("%(days)d day left", "%(days)d days left", left) % {"days": left}
    )
