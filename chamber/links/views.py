"""From a token in a mail to a clean page: token -> cookie of that path -> page. No sign-in."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from chamber import errors
from chamber.links import purposes, tokens
from chamber.links.models import Link


@never_cache
@require_safe
def enter(request, link, token):
    """Check the token and hand out a cookie; a mail scanner that follows it changes nothing."""
    revoked = Link.objects.filter(pk=link).exclude(revoked_at=None).first()
    if revoked:
        _speak_language_of(request, revoked)
        return errors.gone(request)  # the token ended with it: nobody is told more
    link = _with_token(link, token)
    if not link.stands(at=timezone.now()):
        return _expired(request, link)
    page = reverse("links:page", args=[link.pk])
    response = redirect(page)
    response.set_cookie(
        tokens.cookie_name(link),
        tokens.cookie_value(link),
        path=page,
        expires=link.expires_at,
        secure=True,
        httponly=True,
        samesite="Lax",
    )
    return response


@never_cache
def show(request, link, rest=""):
    """The page of a link that this browser has opened; others are told to open the link."""
    opened = tokens.opened_by(request, link)
    if opened is None:
        return errors.gone(request)
    _speak_language_of(request, opened)
    return purposes.page_of(opened)(request, opened, rest)


@csrf_exempt
@require_POST
def one_click(request, link, token):
    """RFC 8058: the mail program posts, without cookies and without a person at a page."""
    link = _with_token(link, token)
    act = purposes.one_click_of(link)
    if act is None:
        raise Http404
    act(link)
    return HttpResponse(status=204)


def _with_token(link_id, token):
    link = Link.objects.filter(pk=link_id).first()
    if link is None or not tokens.is_token_of(link, token):
        raise Http404
    return link


def _expired(request, link):
    _speak_language_of(request, link)
    return errors.gone(request, {"message": purposes.advice_of(link)})


def _speak_language_of(request, link):
    """The language of the mail, until the reader chooses another."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(link.language)
        request.LANGUAGE_CODE = link.language
