"""What an organisation has done before, kept by staff one by one."""

import pytest
from django.urls import reverse

from chamber.history.models import Entry
from partners.models import Reference
from tests import factories
from tests.partners.pages import errors, fields, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(make_user, sign_in):
    return sign_in(make_user(role="staff"))


def test_staff_add_change_and_delete_a_reference(browser, client):
    row, odesa = factories.organisation("VIL"), factories.place("Odesa")
    new = reverse("partners:reference_new", args=[row.slug])
    sent = {"year": "1712", "url": "no address", "visibility": "nobody"}
    wrong = errors(browser.post(new, sent))
    assert set(wrong) == {"what_en", "year", "url", "visibility"}
    sent = {"what_nl": "Afspraken aan de kaai", "result_nl": "Halve wachttijd", "year": "2024"}
    sent |= {"customer": "Port of Odesa", "place": odesa.pk, "url": "www.example.org/gate"}
    answer = browser.post(new, fields(browser.get(new)) | sent)
    assert answer.headers["Location"] == f"{row.get_absolute_url()}#references"
    page = client.get(row.get_absolute_url()).content.decode()
    for words in ('<span lang="nl">Afspraken aan de kaai</span>', "2024", "Port of Odesa<"):
        assert words in page
    assert '<a href="https://www.example.org/gate">example.org</a>' in page
    reference = Reference.objects.get()
    edit = reverse("partners:reference_edit", args=[row.slug, reference.pk])
    assert edit not in page
    send(browser, edit, what_uk="Записи на причалі", visibility="staff")
    reference.refresh_from_db()
    assert (reference.what_uk, reference.what_nl) == ("Записи на причалі", sent["what_nl"])
    assert "Afspraken" not in client.get(row.get_absolute_url()).content.decode()
    delete = reverse("partners:reference_delete", args=[row.slug, reference.pk])
    assert browser.get(delete).status_code == 200 and Reference.objects.exists()
    browser.post(delete)
    assert not Reference.objects.exists()
    verbs = Entry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["created", "changed", "deleted"]


def test_a_reference_is_not_reached_through_another_organisation(browser):
    one, other = factories.organisation(), factories.organisation()
    reference = Reference.objects.create(organisation=one, what_en="Gate")
    for name in ("edit", "delete"):
        address = reverse(f"partners:reference_{name}", args=[other.slug, reference.pk])
        assert browser.get(address).status_code == 404


def test_the_form_keeps_access_the_safety_note_and_who_sees_the_contact(browser):
    row = factories.organisation("VIL")
    edit = reverse("partners:organisation_edit", args=[row.slug])
    wrong = errors(send(browser, edit, access="by air", contact_visibility=""))
    assert set(wrong) == {"access", "contact_visibility"}
    sent = {"access": "closed", "safety_note_uk": "Укриття в підвалі", "safety_note_en": "Cellar"}
    send(browser, edit, contact_visibility="staff", **sent)
    row.refresh_from_db()
    assert (row.access, row.contact_visibility) == ("closed", "staff")
    assert (row.safety_note_uk, row.safety_note_en) == ("Укриття в підвалі", "Cellar")
