"""No more mail of this kind: a page with a button, and the one POST of a mail program (RFC 8058).

The link's ``person`` is the mail address, its ``subject`` the purpose of the consent.
"""

from django.shortcuts import redirect, render
from django.utils import timezone

from chamber.links import purposes as links
from chamber.privacy import consent, purposes


@links.page("unsubscribe")
def page(request, link, rest):
    """GET shows a button and changes nothing; POST withdraws."""
    if request.method == "POST":
        consent.withdraw(link.person, purpose=link.subject, how="unsubscribe", at=timezone.now())
        return redirect(request.path)
    context = {
        "address": link.person,
        "purpose": purposes.find(link.subject),
        "done": consent.refused(link.person, purpose=link.subject),
    }
    return render(request, "privacy/unsubscribe.html", context)


@links.one_click("unsubscribe")
def one_click(link):
    consent.withdraw(link.person, purpose=link.subject, how="one click", at=timezone.now())
