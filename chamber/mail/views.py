"""What left the portal, what waits and what did not get through."""

from csp.constants import SELF
from csp.decorators import csp, csp_update
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import DetailView, ListView

from chamber.links import tokens
from chamber.lists.views import PortalList
from chamber.mail import gate, outbox
from chamber.mail.filters import OutgoingMailFilter
from chamber.mail.models import Gate, OutgoingMail

PREVIEW_POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:"],
    "sandbox": [True],
    "frame-ancestors": ["'self'"],
}


class MailList(PermissionRequiredMixin, PortalList, ListView):
    permission_required = "mail.view"
    model = OutgoingMail
    filterset_class = OutgoingMailFilter
    sorts = {"-written": ("-created_at",), "to": ("to",)}
    sort_labels = {"-written": gettext_lazy("Written"), "to": gettext_lazy("To")}
    columns = (
        (gettext_lazy("Written"), "created_at"),
        (gettext_lazy("To"), "to"),
        (gettext_lazy("Subject"), "subject"),
        (gettext_lazy("State"), "get_state_display"),
        (gettext_lazy("Sent"), "sent_at"),
        (gettext_lazy("Reason"), "error"),
    )

    def get_queryset(self):
        mails = OutgoingMail.objects.visible_to(self.request.user)
        return mails.defer("text", "html", "calendar")

    def get_context_data(self, **kwargs):
        return super().get_context_data(gate=Gate.objects.filter(pk=1).first(), **kwargs)


@method_decorator(csp_update({"frame-src": [SELF]}), name="dispatch")
class MailDetail(PermissionRequiredMixin, DetailView):
    permission_required = "mail.view"
    template_name = "mail/outgoingmail_detail.html"
    context_object_name = "mail"

    def get_queryset(self):
        return OutgoingMail.objects.visible_to(self.request.user).prefetch_related("attachments")

    def get_context_data(self, **kwargs):
        text = tokens.hide(self.object.text, words=_("[personal link]"))
        return super().get_context_data(text=text, **kwargs)


@require_safe
@login_required
@permission_required("mail.view", raise_exception=True)
@xframe_options_sameorigin
@csp(PREVIEW_POLICY)
def body(request, pk):
    """The mail as its reader sees it, for the frame of the page; links in it lead nowhere."""
    mail = get_object_or_404(OutgoingMail.objects.visible_to(request.user), pk=pk)
    body = mail.html or linebreaks(mail.text, autoescape=True)
    return HttpResponse(tokens.hide(body, words=_("[personal link]")))


@require_POST
@login_required
@permission_required("mail.send", raise_exception=True)
def cancel(request, pk):
    mail = get_object_or_404(OutgoingMail.objects.visible_to(request.user), pk=pk)
    if outbox.cancel(mail):
        messages.success(request, _("The mail was taken back."))
    else:
        messages.error(request, _("That came too late: the mail is on its way."))
    return redirect("mail:detail", pk)


@require_POST
@login_required
@permission_required("mail.send", raise_exception=True)
def again(request, pk):
    """Send once more, to a corrected address if one is given."""
    mail = get_object_or_404(OutgoingMail.objects.visible_to(request.user), pk=pk)
    address = request.POST.get("to", "").strip()
    try:
        OutgoingMail._meta.get_field("to").run_validators(address)
    except ValidationError:
        messages.error(request, _("“%(address)s” is not a mail address.") % {"address": address})
        return redirect("mail:detail", pk)
    if outbox.send_again(mail, to=address):
        messages.success(request, _("The mail waits to be sent again."))
    return redirect("mail:detail", pk)


@require_POST
@login_required
@permission_required("mail.send", raise_exception=True)
def open_gate(request):
    """A person says that the mail server can be tried again."""
    gate.open_again()
    messages.success(request, _("The mail server will be tried again."))
    return redirect("mail:list")
