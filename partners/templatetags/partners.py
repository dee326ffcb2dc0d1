from django import template
from django.utils.html import escape, format_html, linebreaks
from django.utils.safestring import mark_safe

from chamber.glossary.fallback import read
from chamber.glossary.linking import linked
from chamber.glossary.templatetags.glossary import IN_LANGUAGE
from partners import isocodes

register = template.Library()
register.filter("country", isocodes.country_name)
register.filter("language_name", isocodes.language_name)


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
