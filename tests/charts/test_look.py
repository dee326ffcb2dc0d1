"""Icons, statuses, bars, and the promises of the stylesheet."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils import translation

from chamber.charts.templatetags import look

STATIC = settings.BASE_DIR / "static"
TEMPLATES = settings.BASE_DIR / "templates"


def render(source, **context):
    return Template(source).render(Context(context))


def test_words_of_people_are_escaped():
    page = render("{% icon 'check' label=w %}{% status 'ok' w %}", w='"><script>')
    assert "<script>" not in page


def test_an_icon_is_silent_unless_it_has_a_label():
    assert 'aria-hidden="true"' in look.icon("check")
    assert 'role="img" aria-label="Warning"' in look.icon("check", label="Warning")


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0:01"), (12, "0:12"), (750, "12:30"), (3750, "1:02:30")]
)
def test_a_span_reads_as_on_a_clock(seconds, words):
    assert look.lasting(timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(("given", "drawn"), [(79.6, "80%"), (140, "100%"), (-3, "0%")])
def test_a_bar_stays_inside_its_track(given, drawn):
    with translation.override("nl"):
        assert f'class="reached" y="5" width="{drawn}"' in look.bar(given)


def test_every_icon_that_a_template_names_is_in_the_sprite():
    sprite = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / look.SPRITE).read_text()))
    named = {
        name
        for template in TEMPLATES.rglob("*.html")
        for name in re.findall(r'{% icon "([^"]+)"', template.read_text())
    }
    assert named | set(look.STATUS_ICONS.values()) <= sprite


def test_the_stylesheet_and_the_script_stay_light():
    sent = re.findall(r'"(css/\w+\.css)"', (TEMPLATES / "parts/head.html").read_text())
    assert sum((STATIC / name).stat().st_size for name in sent) <= 40_000
    assert (STATIC / "js/portal.js").stat().st_size <= 6_000


def test_no_template_carries_a_style_or_a_script_of_its_own():
    loose = re.compile(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=", re.IGNORECASE)
    pages = [page for page in TEMPLATES.rglob("*.html") if "mail" not in page.parts]
    assert [page.name for page in pages if loose.search(page.read_text())] == []


@pytest.mark.parametrize("number", [400, 403, 404, 405, 409, 410, 429, 500, 503])
def test_an_error_page_needs_no_context_and_no_database(number):
    page = get_template(f"{number}.html").render({}, RequestFactory().get("/"))
    assert f">{number}<" in page
    assert 'href="/"' in page
