"""The mailbox page of the demonstration: what the local mail server received over SMTP."""

import email
import email.policy
import re

from csp.constants import SELF
from csp.decorators import csp, csp_update
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from chamber.mail.views import PREVIEW_POLICY

_NAME = re.compile(r"\d+-\d+")
_SHOWN = 200


@require_safe
def box(request):
    """The newest mails first."""
    files = sorted(settings.MAILBOX_DIR.glob("*.eml"), key=_arrival, reverse=True)
    mails = [_open(file.stem) for file in files[:_SHOWN]]
    return render(request, "mail/mailbox.html", {"mails": mails, "count": len(files)})


@require_safe
@csp_update({"frame-src": [SELF]})
def letter(request, name):
    return render(request, "mail/mailbox_letter.html", {"mail": _open(name)})


@require_safe
@xframe_options_sameorigin
@csp(PREVIEW_POLICY)
def html(request, name):
    """The HTML part alone, for the frame."""
    return HttpResponse(_open(name)["html"])


def _arrival(file):
    return [int(part) for part in file.stem.split("-") if part.isdigit()]


def _open(name):
    """One received mail. Raises Http404 for a name that is none of ours."""
    file = settings.MAILBOX_DIR / f"{name}.eml"
    if not _NAME.fullmatch(name) or not file.exists():
        raise Http404
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    body, rich = message.get_body(("plain",)), message.get_body(("html",))
    seconds = int(name.split("-")[0]) / 1e9
    return {
        "name": name,
        "to": message["To"],
        "subject": message["Subject"],
        "at": timezone.datetime.fromtimestamp(seconds, tz=timezone.get_default_timezone()),
        "headers": message.items(),
        "text": body.get_content() if body else "",
        "html": rich.get_content() if rich else "",
        "attachments": [part.get_filename() for part in message.iter_attachments()],
    }


urlpatterns = [
    path("", box, name="box"),
    path("<str:name>/", letter, name="letter"),
    path("<str:name>/html/", html, name="html"),
]
