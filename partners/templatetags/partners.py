from django import template
from django.urls import translate_url
from django.utils.html import escape, format_html, linebreaks
from django.utils.safestring import mark_safe

from chamber.glossary.fallback import read
from chamber.glossary.linking import linked
from chamber.glossary.templatetags.glossary import IN_LANGUAGE
from partners import isocodes
from partners.presenting import adding, facts, money

register = template.Library()
register.filter("country", isocodes.country_name)
register.filter("language_name", isocodes.language_name)
register.filter("money_way", money.way)
register.filter("day", facts.day)


@register.simple_tag(takes_context=True)
def paragraphs(context, row, name):
    """A longer translated text: words of the glossary are links, another language is named."""
    text = read(row, name)
    if text.is_foreign:
        body = mark_safe(linebreaks(escape(text.words)))  # nosec - escaped
        return format_html(
            '<div lang="{}">{}</div><p class="note-text">({})</p>',
            text.language,
            body,
            IN_LANGUAGE[text.language],
        )
    return mark_safe(linebreaks(linked(text.words, request=context["request"])))  # nosec - safe


@register.filter
def in_language(path, code):
    """The address of the same page in another language."""
    return translate_url(path, code)


@register.filter
def addition(part, organisation):
    """Where staff add a part that a profile lacks."""
    return adding.where(part, organisation)
