"""What members write is a draft; it becomes public when the chamber publishes it, not before."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from chamber.history.models import Entry
from chamber.mail.models import OutgoingMail
from partners.forms import own
from partners.keeping import drafts
from partners.keeping.marking import marked
from partners.models import (
    Draft,
    Identifier,
    JoinRequest,
    MatchProfile,
    Membership,
    Offer,
    Organisation,
)
from tests import factories
from tests.access.test_queries import DETAIL, LIST, queries
from tests.partners.pages import errors, fields, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def vil():
    return factories.organisation("VIL", topics=[factories.topic("Logistics")])


@pytest.fixture
def member(make_user, sign_in, vil):
    """``member("editor")``: a browser of somebody with this role, and the user."""

    def make(role, organisation=None, **values):
        user = make_user(**values)
        factories.person(str(user), organisation=organisation or vil, role=role, user=user)
        browser = sign_in(user)
        browser.user = user
        return browser

    return make


@pytest.fixture
def staff(make_user, sign_in):
    return sign_in(make_user(role="staff"))


def decide(browser, draft, verb, **said):
    """Press the button of the review page as it is shown."""
    seal = browser.get(draft.get_absolute_url()).context["seal"]
    return browser.post(f"{draft.get_absolute_url()}{verb}/", {"seal": seal, **said})


def rewrite(browser, row, **changes):
    """What a browser sends after the form was opened, without rendering its hundred fields."""
    draft = drafts.open_of(row)
    said = drafts.merged(draft, own.current(row)) if draft else own.current(row)
    version = {"version": draft.version if draft else 0}
    kind = f"offers/{row.pk}" if isinstance(row, Offer) else row.slug
    return browser.post(f"/en/partners/{kind}/edit/", said | version | {"send": "1"} | changes)


def rows(page):
    """{field: (words taken out, words put in)} of the difference a page shows."""
    said = {}
    for change in page.context["changes"]:
        if change.is_list:
            said[change.label] = (change.removed, change.added)
        else:
            sides = (change.before, change.after)
            said[change.label] = tuple([t for new, t in side if new] for side in sides)
    return said


def letters(user, kind="partners/mail/keeping"):
    return list(OutgoingMail.objects.filter(to=user.email, kind=kind).order_by("pk"))


def test_the_life_of_a_draft(vil, member, staff, client):
    editor, url = member("editor", language="nl"), f"/en/partners/{vil.slug}/edit/"
    vil.description_en = "Hub for logistics in Flanders"
    vil.save()
    seen = Identifier.objects.create(
        organisation=vil, scheme="KBO", value="0248399380", verified=True
    )
    food = factories.topic("Food")
    form = editor.get(url).context["form"]
    assert {"status", "source", "seen"}.isdisjoint(form.fields)

    wrong = send(editor, url, website="no address", save="1")
    assert set(errors(wrong)) == {"website"}
    assert not Draft.objects.exists()
    changes = {"description_en": "Hub for food in Flanders", "topics": [food.pk]}
    assert send(editor, url, save="1", **changes).status_code == 302
    draft = Draft.objects.get()
    assert not staff.get("/en/partners/reviews/").context["entries"]
    assert "draft" in editor.get(vil.get_absolute_url()).content.decode()
    send(editor, url, send="1")  # what was kept stands in the form

    [entry] = staff.get("/en/partners/reviews/").context["entries"]
    assert (entry.url, entry.kind) == (draft.get_absolute_url(), "change to an organisation")
    assert "1 entry waits" in staff.get("/en/today/").content.decode()
    assert rows(staff.get(draft.get_absolute_url())) == {
        "Description (English)": (["logistics"], ["food"]),
        "Topics": (["Logistics"], ["Food"]),
    }
    assert decide(staff, draft, "return").status_code == 200  # a reason is wanted
    decide(staff, draft, "return", reason="Which food?")
    [mail] = letters(editor.user)
    assert mail.language == "nl"
    assert "Which food?" in mail.text
    assert "Which food?" in editor.get(draft.get_absolute_url()).content.decode()
    assert "Hub for logistics" in client.get(vil.get_absolute_url()).content.decode()

    rewrite(editor, vil, description_en="Hub for frozen food in Flanders")
    decide(staff, draft, "publish")
    page = client.get(vil.get_absolute_url()).content.decode()
    assert "Hub for frozen food in Flanders" in page
    vil.refresh_from_db()
    assert [str(topic) for topic in vil.topics.all()] == ["Food"]
    assert vil.renew_by == timezone.localdate() + timedelta(days=365)
    assert MatchProfile.objects.get(organisation=vil).topics == ["food"]
    assert vil.identifiers.get() == seen
    assert vil.identifiers.get().verified
    assert len(letters(editor.user)) == 2
    said = Entry.objects.about(vil).order_by("pk").values_list("verb", flat=True)
    assert [*said] == ["sent for review", "returned", "sent for review", "published"]
    assert decide(staff, draft, "publish").status_code == 409  # once only


def test_two_editors_share_one_draft(vil, member):
    anna, boris = member("editor", name="Anna"), member("owner", name="Boris")
    url = f"/en/partners/{vil.slug}/edit/"
    of_boris = fields(boris.get(url)) | {"website": "https://boris.example.org", "save": "1"}
    send(anna, url, website="https://anna.example.org", phone="+32 2 555 12 12", save="1")
    refused = boris.post(url, of_boris)
    assert refused.status_code == 409
    assert "Anna saved a newer version" in refused.content.decode()
    [one] = refused.context["differences"]
    assert (one.theirs, one.yours) == ("https://anna.example.org", "https://boris.example.org")
    assert refused.context["taken"] == ["Telephone"]  # Boris left it alone
    boris.post(url, fields(refused) | {"save": "1"})
    values = Draft.objects.get().values
    assert (values["website"], values["phone"]) == ("https://boris.example.org", "+32 2 555 12 12")


def test_what_the_chamber_changed_meanwhile_is_said_and_kept(vil, member, staff):
    editor, url = member("editor"), f"/en/partners/{vil.slug}/edit/"
    rewrite(editor, vil, description_en="By the editor")
    draft = Draft.objects.get()
    read = staff.get(draft.get_absolute_url()).context["seal"]
    send(staff, url, description_en="By the chamber", website="https://vil.example.org")
    stale = staff.post(f"{draft.get_absolute_url()}publish/", {"seal": read})
    assert stale.status_code == 409
    assert stale.context["overwritten"] == ["Description (English)"]
    assert set(stale.context["meanwhile"]) == {"Description (English)", "Website"}
    assert rows(stale) == {"Description (English)": (["chamber"], ["editor"])}
    decide(staff, draft, "publish")
    vil.refresh_from_db()
    assert (vil.description_en, vil.website) == ("By the editor", "https://vil.example.org")


def test_a_draft_is_for_its_writers_and_the_chamber(vil, member, make_user, sign_in):
    rewrite(member("owner"), vil, description_en="New")
    draft = Draft.objects.get().get_absolute_url()
    stranger = member("owner", organisation=factories.organisation())
    reader = sign_in(make_user(role="read-only"))
    browsers = [member("editor"), reader, member("viewer"), stranger]
    assert [browser.get(draft).status_code for browser in browsers] == [200, 200, 404, 404]
    verbs = [reader.post(f"{draft}{verb}/").status_code for verb in ("publish", "return")]
    assert verbs == [403, 403]
    page = member("viewer").get(vil.get_absolute_url()).content.decode()
    assert draft not in page
    assert f"/en/partners/{vil.slug}/edit/" not in page


def test_whoever_signs_in_may_propose_an_organisation(make_user, sign_in, staff, client):
    factories.organisation("VIL")
    user = make_user(name="Olena Kravets")
    olena, new = sign_in(user), "/en/partners/new/"
    said = {"kind": "company", "visibility": "public", "contact_visibility": "members", "send": "1"}
    Identifier.objects.create(
        organisation=factories.organisation("Secret", visibility="staff"),
        scheme="KBO",
        value="0248399380",
    )
    taken = olena.post(new, said | {"name_en": "Zelena", "KBO": "0248.399.380"})
    assert "Secret" not in taken.content.decode()
    assert "another organisation" in errors(taken)["KBO"][0]
    olena.post(new, said | {"name_en": "Zelena", "EDRPOU": "00032129"})
    zelena = Organisation.objects.get(name_en="Zelena")
    assert zelena.memberships.get().role == "owner"
    assert not zelena.identifiers.exists()  # nobody takes a number before the chamber has read it
    assert client.get(zelena.get_absolute_url()).status_code == 404
    assert olena.get(zelena.get_absolute_url()).status_code == 200
    [entry] = staff.get("/en/partners/reviews/").context["entries"]
    assert entry.kind == "new organisation"
    draft = Draft.objects.get()
    assert "Name (English)" in rows(staff.get(draft.get_absolute_url()))
    decide(staff, draft, "return", reason="Who are you?")
    zelena.refresh_from_db()
    assert zelena.status == "draft"
    assert "Look again at Zelena" in olena.get("/en/today/").content.decode()
    rewrite(olena, zelena, name_en="Zelena Khvylia")
    decide(staff, draft, "publish")
    page = client.get(zelena.get_absolute_url()).content.decode()
    assert "Zelena Khvylia" in page
    assert zelena.identifiers.get().verified is False
    for _number in range(3):
        factories.person(organisation=factories.organisation(status="draft"))
    Membership.objects.filter(organisation__status="draft").update(person=user.person)
    assert olena.post(new, said | {"name_en": "One more"}).status_code == 200
    assert not Organisation.objects.filter(name_en="One more").exists()


def test_members_write_offers(vil, member, staff, client):
    editor = member("editor")
    new = f"/en/partners/{vil.slug}/offers/new/"
    today = timezone.localdate()
    assert fields(editor.get(new))["expires_on"] == str(today + timedelta(days=365))
    far = send(editor, new, title_en="Slots", summary_en="Fewer", expires_on="2999-01-01", send="1")
    assert set(errors(far)) == {"expires_on"}
    values = {"title_en": "Slots", "summary_en": "Fewer lorries", "stage": "market"}
    again = fields(far) | {"expires_on": str(today + timedelta(days=90)), "send": "1"}
    editor.post(new, again | values | {"advantages_en": "Quick", "partner_sought_en": "A port"})
    offer, draft = Offer.objects.get(), Draft.objects.get()
    assert (offer.status, offer.organisation) == ("review", vil)
    assert client.get(offer.get_absolute_url()).status_code == 404
    decide(staff, draft, "publish")
    offer.refresh_from_db()
    assert (offer.status, offer.reviewed_by.role, offer.profile.is_open) == (
        "published",
        "staff",
        True,
    )
    page = client.get(offer.get_absolute_url()).content.decode()
    assert all(words in page for words in ("Quick", "A port", "on the market"))
    rewrite(editor, offer, title_en="Time slots")
    assert "Time slots" not in client.get(offer.get_absolute_url()).content.decode()
    second = Draft.objects.open().get()
    editor.post(f"{second.get_absolute_url()}discard/")
    assert not Draft.objects.open().exists()


def test_one_who_may_not_write_is_told_so(vil, member, make_user, sign_in):
    viewer, url = member("viewer"), f"/en/partners/{vil.slug}/edit/"
    assert viewer.get(url).status_code == 403
    assert sign_in(make_user()).get(url).status_code == 403
    owner = member("owner")
    Organisation.objects.update(status="archived")
    assert owner.get(url).status_code == 403


def test_the_pages_cost_the_same_for_one_as_for_three(vil, member, make_user, sign_in):
    counts, browser = [], sign_in(make_user(role="administrator"))
    rewrite(member("owner"), vil, description_en="New")
    draft = Draft.objects.get()
    pages = [
        "/en/partners/reviews/",
        draft.get_absolute_url(),
        f"{vil.get_absolute_url()}colleagues/",
    ]
    for _more in range(2):
        counts.append([queries(browser, page) for page in pages])
        for _number in range(2):
            other = factories.organisation(renew_by=timezone.localdate())
            again = Draft(organisation=other, state="review", values=draft.values)
            again.saved_at = again.sent_at = timezone.now()
            again.save()
            asked = {"user": make_user(), "words": "Here", "asked_at": timezone.now()}
            JoinRequest.objects.create(organisation=vil, **asked)
            JoinRequest.objects.create(organisation=other, **asked)
            factories.person(organisation=vil, user=make_user())
    assert counts[0] == counts[1]
    assert counts[0][0] <= LIST
    assert max(counts[0]) <= DETAIL


words = st.lists(st.sampled_from(["порт", "port", " ", "\n", ",", "é"])).map("".join)


@settings(max_examples=60, deadline=None)
@given(words, words)
def test_marked_runs_make_up_both_texts(before, after):
    left, right = marked(before, after)
    assert ("".join(t for _, t in left), "".join(t for _, t in right)) == (before, after)
    same = ["".join(t for new, t in side if not new) for side in (left, right)]
    assert same[0] == same[1]
    if before == after:
        assert not any(new for new, _ in left + right)
