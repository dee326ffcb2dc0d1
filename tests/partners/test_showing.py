"""People are shown to whom they agreed to be shown, as long as they do."""

import pytest
from django.urls import reverse

from chamber.privacy.models import Consent
from tests import factories

pytestmark = pytest.mark.django_db
ME = "/en/partners/me/"


@pytest.mark.usefixtures("unwatched")
def test_a_person_chooses_who_sees_them_and_takes_it_back(client, make_user, sign_in):
    port = factories.organisation("Port House")
    user, belonging = make_user(), make_user()
    factories.person(user=belonging, organisation=factories.organisation())
    factories.person(
        "Jan Peeters",
        organisation=port,
        user=user,
        email="jan@example.org",
        phone="+3225551212",
        job_title="Harbour master",
        languages=["nl"],
    )
    own, member, nobody = sign_in(user), sign_in(belonging), sign_in(make_user())
    readers = {"anonymous": client, "person": nobody, "member": member}

    def seen():
        """{reader: which of name, mail address and telephone the page shows them}"""
        words = {"name": "Jan Peeters", "mail": "jan@example.org", "phone": "+3225551212"}
        pages = {who: one.get(port.get_absolute_url()) for who, one in readers.items()}
        texts = {who: page.content.decode() for who, page in pages.items()}
        return {who: [key for key in words if words[key] in text] for who, text in texts.items()}

    nothing = {key: [] for key in readers}
    assert "Port House" in own.get(ME).content.decode()
    assert seen() == nothing
    own.post(ME, {"to": "contact-members"})
    assert seen() == nothing | {"member": ["name"]}
    own.post(ME, {"to": "contact-public", "with_mail": "on"})
    assert seen() == {key: ["name", "mail"] for key in readers}  # the telephone is never shown
    given = Consent.objects.standing().get(purpose="contact-mail")
    own.post(reverse("privacy:withdraw", args=[given.pk]))
    assert seen() == {key: ["name"] for key in readers}
    Consent.objects.filter(purpose="contact-public").update(text_version=99)  # of another text
    assert seen() == nothing
    assert "not known as a contact" in nobody.get(ME).content.decode()
