"""The nine technology readiness levels in words (ISO 16290)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LEVELS: dict[int, str | Promise] = {
    1: _("basic principles observed"),
    2: _("concept formulated"),
    3: _("concept proved in experiments"),
    4: _("validated in the laboratory"),
    5: _("validated in a relevant environment"),
    6: _("demonstrated in a relevant environment"),
    7: _("prototype demonstrated in operation"),
    8: _("complete and qualified"),
    9: _("proven in operation"),
}
