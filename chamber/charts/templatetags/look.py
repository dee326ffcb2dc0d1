"""Small marks every page shares: icons, statuses, bars and times in two zones."""

from math import ceil

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from chamber.charts import zones as clock

register = template.Library()

SPRITE = "vendor/tabler/icons.svg"
SILENT = mark_safe('aria-hidden="true"')  # nosec
STATUS_ICONS = {
    "ok": "circle-check",
    "late": "alert-triangle",
    "stop": "circle-x",
    "now": "progress",
    "planned": "circle-dashed",
    "waiting": "clock",
}
PAPER_COLOURS = {"late": "#c47608", "stop": "#a5281f"}


@register.simple_tag
def icon(name, label=None):
    """A Tabler icon of the sprite: hidden from screen readers unless it has a ``label``."""
    voice = format_html('role="img" aria-label="{}"', label) if label else SILENT
    return format_html(
        '<svg class="icon" {}><use href="{}#{}"></use></svg>',
        voice,
        static(SPRITE),
        name,
    )


@register.simple_tag
def status(kind, words):
    """A state as icon, words and colour; ``kind`` is a key of ``STATUS_ICONS``."""
    return format_html(
        '<span class="status {}">{}<span>{}</span></span>',
        kind,
        icon(STATUS_ICONS[kind]),
        words,
    )


@register.simple_tag
def bar(reached, expected=None, kind="ok", of=100):
    """A bar of ``reached`` per cent, ``of`` per cent long; ``expected`` is the upright mark.

    The page says the figures in words beside it, so readers skip the drawing. The attributes
    colour it in a PDF, where the classes of the page do not reach into a drawing.
    """
    reached, of = clamp(reached), clamp(of)
    mark = "" if expected is None else expected_mark(clamp(expected))
    return format_html(
        '<svg class="bar {}" height="14" aria-hidden="true">'
        '<rect class="track" y="5" width="{}%" height="4" fill="#dcdedd"/>'
        '<rect class="reached" y="5" width="{}%" height="4" fill="{}"/>{}</svg>',
        kind,
        of,
        min(reached, of),
        PAPER_COLOURS.get(kind, "#0b4263"),
        mark,
    )


def expected_mark(percent):
    """The upright stroke, drawn inside the end of the bar when all of it is expected."""
    return format_html(
        '<rect class="expected" x="{}%" width="2" height="14" transform="translate({})"'
        ' fill="#15222e"/>',
        percent,
        -2 if percent == 100 else -1,
    )


@register.simple_tag(name="zones")
def zones_tag(start, end=None, first="brussels"):
    """``start`` to ``end`` in both zones, ``first`` one bold: brussels or kyiv."""
    lead, other = clock.in_zones(start, end, first=first)
    return format_html(
        '<span class="zones">{}\N{NO-BREAK SPACE}/ {}</span>',
        shown(lead, "b"),
        shown(other, "span"),
    )


@register.filter(name="zones")
def zones_filter(when, first="brussels"):
    """A moment, a (start, end) pair or a range of moments in both zones."""
    return zones_tag(*ends(when), first=first) if when else ""


@register.filter
def day(moment):
    """The day of a moment in Brussels, as the language writes it."""
    return clock.day(timezone.localtime(moment))


@register.filter
def lasting(span):
    """A span of time as a clock writes it: 0:07, 12:30, 1:02:30; what has begun counts."""
    minutes, seconds = divmod(ceil(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


@register.simple_tag
def zones_text(start, end=None, first="brussels"):
    """The same as plain text, for mails."""
    return clock.in_words(start, end, first=first)


def shown(said, element):
    """One city's half of the line; hours of one day stay together, several days may break."""
    keep = "" if " " in said.hours else mark_safe(' class="nowrap"')  # nosec
    return format_html(
        '<time datetime="{}">{}<{tag}{}>{}</{tag}></time>\N{NO-BREAK SPACE}{}',
        said.moment.isoformat(),
        f"{said.day}, " if said.day else "",
        keep,
        said.hours,
        said.city,
        tag=element,
    )


def ends(when):
    """The two ends of a range of the database, of a pair, or of a single moment."""
    if hasattr(when, "lower") and hasattr(when, "upper"):
        return when.lower, when.upper
    return when if isinstance(when, tuple | list) else (when, None)


def clamp(percent):
    """A whole per cent between 0 and 100."""
    return max(0, min(100, round(float(percent))))
