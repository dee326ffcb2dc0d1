"""The language switch: same page, other language, and the choice is remembered."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import translate_url
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST


@require_POST
def set_language(request):
    """Go on to ``next`` in ``language``; a language or address that is not ours changes nothing."""
    language = request.POST.get("language", "")
    url = _page_of(request)
    if language not in dict(settings.LANGUAGES):
        return HttpResponseRedirect(url)
    if request.user.is_authenticated and request.user.language != language:
        request.user.language = language
        request.user.save(update_fields=["language"])
    response = HttpResponseRedirect(_in_language(url, language))
    return remember(response, language)


def remember(response, language):
    """Keep the choice in this browser."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return response


def _page_of(request):
    """Where the person came from, if that is one of our pages."""
    for url in (request.POST.get("next", ""), request.META.get("HTTP_REFERER", "")):
        if url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        ):
            return url
    return "/"


def _in_language(url, language):
    spoken = translation.get_language_from_path(urlsplit(url).path)
    with translation.override(spoken):  # addresses resolve in their own language only
        return translate_url(url, language)
