"""What the forms of the directory share."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _


class Editing:
    """For a Create or UpdateView of a logged row, with a form in groups.

    ``verb`` goes into the row's history; ``new_title`` heads the page of a new one, ``up`` is the
    address it came from (name of the address, words).
    """

    template_name = "partners/editing.html"
    verb = "changed"
    new_title = ""
    up = ("", "")

    def above(self):
        """Address and words of the page above a new row."""
        name, words = self.up
        return reverse(name), words

    def form_valid(self, form):
        response = super().form_valid(form)
        self.object.log(self.verb, by=self.request.user)
        self.follow_up()
        messages.success(self.request, _("Saved."))
        return response

    def follow_up(self):
        """What else happens in the same transaction."""

    def get_context_data(self, **kwargs):
        context = {"form_template": "partners/groups.html"}
        if self.object is None:
            up_url, up_label = self.above()
            context |= {"new_title": self.new_title, "up_url": up_url, "up_label": up_label}
        return super().get_context_data(**context | kwargs)
