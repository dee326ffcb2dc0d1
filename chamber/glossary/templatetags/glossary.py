from django import template
from django.utils.html import escape, format_html
from django.utils.translation import gettext_lazy as _

from chamber.glossary import linking
from chamber.glossary.fallback import read

register = template.Library()
IN_LANGUAGE = {
    "en": _("in English"),
    "nl": _("in Dutch"),
    "fr": _("in French"),
    "uk": _("in Ukrainian"),
}


@register.simple_tag(takes_context=True)
def glossary_links(context, text):
    """``text`` (plain, never HTML) in which the first occurrence of each term is a link."""
    request = context.get("request")
    return linking.linked(text, request=request) if request else escape(text)


@register.simple_tag
def translated(row, name):
    """A translated field in the reader's language; another language is marked and named."""
    text = read(row, name)
    if not text.is_foreign:
        return text.words
    return format_html(
        '<span lang="{}">{}</span> <span class="note-text">({})</span>',
        text.language,
        text.words,
        IN_LANGUAGE[text.language],
    )
