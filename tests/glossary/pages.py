"""Filling in the term form as a browser would: everything the page sent comes back."""

from django.urls import reverse


def opened(browser, url):
    """The fields of the form at ``url``, as the page has them."""
    return sent_by(browser.get(url))


def sent_by(response):
    form = response.context["form"]
    return {field.html_name: "" if field.value() is None else str(field.value()) for field in form}


def new_term(browser, **texts):
    """The fields of a complete new term."""
    url = reverse("glossary:create")
    complete = {
        "word_en": "Tender",
        "public_meaning_en": "The procedure.",
        "private_meaning_en": "The offer.",
    }
    return url, opened(browser, url) | complete | texts
