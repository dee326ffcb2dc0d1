"""A large file that comes in through a form."""

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from partners.importing import tables


class Upload:
    """Mix in before ``SafeFormMixin``, into a view that is ``csrf_exempt`` and ``takes`` the size.

    The middleware would read the file before anybody asked who sends it: here ``post`` asks for the
    token, after the right. ``bring_in(form)`` may raise ``tables.NotATable``.
    """

    @method_decorator(csrf_protect)
    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        file = form.cleaned_data["file"]
        if file.size > settings.IMPORT_AT_MOST:
            words = _("This file has %(size)s. Split it: %(limit)s can be imported at once.")
            sizes = {"size": file.size, "limit": settings.IMPORT_AT_MOST}
            return self.refuse(form, words % {k: filesizeformat(n) for k, n in sizes.items()})
        try:
            return self.bring_in(form)
        except tables.NotATable as reason:
            return self.refuse(form, str(reason))

    def refuse(self, form, words, field="file"):
        form.add_error(field, words)
        return self.form_invalid(form)
