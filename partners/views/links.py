"""The pages behind the links in mails to members. Reading one changes nothing."""

from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import urlencode

from chamber import errors
from chamber.links import purposes
from partners.keeping import colleagues, renewal, terms
from partners.models import ColleagueInvitation, Membership, Offer


@purposes.page(renewal.PURPOSE)
def renew(request, link, rest):
    """Everything about the organisation is still right."""
    membership = _keeper(link.subject)
    if membership is None or rest:
        return errors.gone(request)
    organisation = membership.organisation
    if request.method == "POST":
        try:
            renewal.confirm(organisation, by=membership.person.user, at=timezone.now())
        except renewal.NotPublic:
            return errors.gone(request)
        return redirect(request.path)
    if organisation.status not in renewal.CONFIRMABLE:
        return errors.gone(request)
    asked = renewal.is_due(organisation, on=timezone.localdate())
    return render(request, "partners/renew.html", {"organisation": organisation, "asked": asked})


@purposes.page(terms.PURPOSE)
def still_stands(request, link, rest):
    """The offer still stands."""
    offer_key, _colon, member_key = link.subject.partition(":")
    membership = _keeper(member_key)
    offers = Offer.objects.select_related("organisation")
    offer = (
        membership and offers.filter(pk=offer_key, organisation=membership.organisation_id).first()
    )
    if not offer or rest:
        return errors.gone(request)
    today = timezone.localdate()
    if request.method == "POST":
        try:
            terms.prolong(offer, by=membership.person.user, at=timezone.now())
        except renewal.NotPublic:
            return errors.gone(request)
        return redirect(request.path)
    asked = terms.ends_soon(offer, on=today)
    if offer.status not in renewal.CONFIRMABLE:
        return errors.gone(request)
    return render(request, "partners/still_stands.html", {"offer": offer, "asked": asked})


@purposes.page(colleagues.PURPOSE)
def join(request, link, rest):
    """The invitation of a colleague: with an account one takes the role."""
    if rest:
        return errors.gone(request)
    rows = ColleagueInvitation.objects.select_related("organisation", "by", "link")
    invitation = get_object_or_404(rows, link=link)
    user = request.user
    if request.method == "POST":
        if not user.is_authenticated:
            return redirect(f"{resolve_url('account_login')}?{urlencode({'next': request.path})}")
        try:
            colleagues.accept(invitation, by=user, at=timezone.now())
        except colleagues.Over:
            return errors.gone(request)
        return redirect(invitation.organisation)
    other = user.is_authenticated and user.email.lower() != invitation.email.lower()
    context = {"invitation": invitation, "other": other}
    return render(request, "partners/colleague_join.html", context)


def _keeper(key):
    """The membership a link was written to, as long as it still writes for the organisation."""
    rows = Membership.objects.keeping().select_related("organisation")
    return rows.filter(pk=key).first()
