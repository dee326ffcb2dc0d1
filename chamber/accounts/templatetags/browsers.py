"""A browser as people know it, from the line it sends with each request."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# In this order: most browsers also say they are the ones below them.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "Chrome": "Chrome",
    "CriOS/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


@register.filter
def browser(user_agent):
    """Firefox on Windows, for one; a line nobody knows is shown as it is, shortened."""
    name, system = _known(BROWSERS, user_agent), _known(SYSTEMS, user_agent)
    if name and system:
        return _("%(browser)s on %(system)s") % {"browser": name, "system": system}
    return name or user_agent[:60]


def _known(names, line):
    return next((name for sign, name in names.items() if sign in line), "")
