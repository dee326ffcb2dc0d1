"""The directory as three people work with it: an official finds partners and meets one, a member
keeps the page of an organisation, the chamber reviews, merges and takes back."""

import re
from urllib.parse import urlsplit

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext
from playwright.sync_api import expect

from chamber.jobs import queue, rounds
from chamber.links import tokens
from chamber.links.models import Link
from chamber.mail.models import OutgoingMail
from partners.models import DuplicatePair, ExpressionOfInterest, Identifier, Organisation
from tests import factories
from tests.e2e.walking import PHONE, arrives, follow, go, main, press, says, titled, titles

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("unwatched"),
]


def test_an_official_finds_compares_keeps_and_meets(visit, make_user):
    port = ground()
    official = make_user(name="Olena Kravets", email="olena@example.org")
    council = factories.official(official).organisations.get()
    owner = make_user(name="Jan Peeters", email="jan@example.org")
    factories.person("Jan Peeters", organisation=port, role="owner", user=owner, email=owner.email)
    factories.checked(council, port)
    factories.indexed()
    page = visit(official)
    find(page)
    compare_and_keep(page)
    reference = express_interest(page)
    say_yes(visit(owner, **PHONE), reference)
    page.reload()
    says(page, "They said yes", "Jan Peeters", "jan@example.org")
    arrives(page, "You would like to meet Port of Antwerp")
    assert ExpressionOfInterest.objects.get(reference=reference).state == "accepted"


def ground():
    """Three partners in Antwerp, a bakery in Ghent; the port is the one who is asked."""
    logistics, food = factories.topic("Logistics"), factories.topic("Food")
    near = {"seat": factories.place("Antwerp", "BE", name_uk="Антверпен")}
    port = factories.organisation(
        "Port of Antwerp",
        kind="port-authority",
        topics=[logistics],
        description_en="The second port of Europe.",
        **near,
    )
    factories.organisation("Antwerp Cranes", topics=[logistics], size="small", **near)
    factories.organisation("Antwerp Gates", topics=[food], **near)
    ghent = factories.place("Ghent", "BE")
    factories.organisation("Ghent Bakery", topics=[food], seat=ghent)
    factories.offer("Gate appointments", organisation=port)
    return port


def find(page):
    """In another script and with a slip of the pen; then among the companies only."""
    page.goto("/en/partners/")
    page.get_by_role("textbox", name="Search partners").fill("Антврепен")
    press(page, "Search")
    assert set(titles(page)) >= {"Port of Antwerp", "Antwerp Cranes", "Antwerp Gates"}
    assert "Ghent Bakery" not in titles(page)
    says(page, "Best first")
    companies = page.get_by_role("group", name="Kind").locator("label", has_text="company")
    expect(companies).to_have_text(re.compile(r"company\s*2"))
    companies.get_by_role("checkbox").check()
    press(page, "Show")
    says(page, "2 found")
    assert sorted(titles(page)) == ["Antwerp Cranes", "Antwerp Gates"]
    arrives(page, "Partners")
    go(page, page.get_by_role("link", name="Remove Kind: company"))
    follow(page, "Port of Antwerp")
    says(page, "The second port of Europe.", "Gate appointments")
    arrives(page, "Port of Antwerp")


def compare_and_keep(page):
    page.go_back()
    for name in ("Port of Antwerp", "Antwerp Cranes"):
        page.get_by_label(f"choose {name}").check()
    press(page, "Compare")
    table = page.get_by_role("table")
    expect(table.get_by_role("row", name="Kind")).to_contain_text("differs")
    expect(table.get_by_role("row", name="Seat")).to_contain_text("the same")
    titled(page, "2 partners side by side")
    page.get_by_label("Find another to compare").fill("gates")
    press(page, "Search")
    says(page, "2 are chosen already.")
    page.get_by_label("choose Antwerp Gates").check()
    press(page, "Compare")
    arrives(page, "3 partners side by side")
    follow(page, "Add to a shortlist")
    page.get_by_label("Name of the new shortlist").fill("Gates and cranes")
    page.get_by_label("Why", exact=False).fill("Before the visit")
    arrives(page, "Add to a shortlist")
    press(page, "Add")
    says(page, "3 organisations", "Before the visit")
    assert titles(page) == ["Port of Antwerp", "Antwerp Cranes", "Antwerp Gates"]
    arrives(page, "Gates and cranes")


def express_interest(page):
    follow(page, "Port of Antwerp")
    follow(page, "Express interest")
    answers = {
        "want": "A visit to the gates.",
        "why": "Lorries wait for hours in our streets.",
        "next": "A call of half an hour.",
    }
    press(page, "Check your answers")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    arrives(page, "Would you like to meet Port of Antwerp?")
    for name, words in answers.items():
        main(page).locator(f"[name={name}]").fill(words)
    press(page, "Check your answers")
    says(page, *answers.values(), "Odesa City Council")
    arrives(page, "Check your answers")
    press(page, "Send")
    arrives(page, "You would like to meet Port of Antwerp")
    said = page.get_by_role("status").filter(has_text="The reference is").inner_text()
    [reference] = re.findall(r"EI-[\w-]*\w", said)
    follow(page, "My interests")
    says(page, reference, "they have until")
    arrives(page, "My interests")
    follow(page, "Port of Antwerp")
    return reference


def say_yes(page, reference):
    """The owner at the port, on a telephone, who does not know yet who asks."""
    page.goto("/en/partners/interests/")
    says(page, reference)
    expect(main(page)).not_to_contain_text("Odesa")
    follow(page, re.compile(".*organisation.*", re.IGNORECASE))
    says(page, "Lorries wait for hours in our streets.")
    expect(main(page)).not_to_contain_text("Kravets")
    arrives(page, re.compile("Somebody would like to meet you: .*"))
    follow(page, "Say yes")
    arrives(page, "Say yes and learn who asks?")
    press(page, "Yes, we would like to meet")
    says(page, "olena@example.org", "Odesa City Council")
    arrives(page, "You said yes: Olena Kravets")


def test_a_change_from_the_draft_to_the_public_page(visit, make_user):
    cranes = factories.organisation("Schelde Cranes", description_en="Cranes for the ports.")
    member = make_user(name="An Peeters", email="an@example.org")
    factories.person("An Peeters", organisation=cranes, role="owner", user=member)
    factories.indexed()
    phone, desk = visit(member, **PHONE), visit(make_user(role="staff", name="Joris De Smet"))

    phone.goto("/en/today/")
    follow(phone, "Schelde Cranes")
    arrives(phone, "Schelde Cranes")
    follow(phone, "Edit")
    phone.get_by_label("Description (English)").fill("Cranes for every quay.")
    arrives(phone, "Edit Schelde Cranes")
    press(phone, "Send for review")
    says(phone, "The chamber reads it")
    arrives(phone, "1 change to Schelde Cranes")

    review(desk, "Cranes for every quay.")
    desk.get_by_text("Return it with a reason").click()
    desk.get_by_label("Reason").fill("Which quays?")
    arrives(desk, "1 change to Schelde Cranes")
    press(desk, "Return it")
    titled(desk, "Nothing waits for review")

    phone.goto("/en/today/")
    arrives(phone, "1 thing waits for you")
    follow(phone, "Look again at Schelde Cranes")
    says(phone, "The chamber returned it", "Which quays?")
    arrives(phone, "1 change to Schelde Cranes")
    follow(phone, "Go on writing")
    description = phone.get_by_label("Description (English)")
    expect(description).to_have_value("Cranes for every quay.")
    description.fill("Cranes for every quay of the Schelde.")
    press(phone, "Send for review")

    review(desk, "Cranes for every quay of the Schelde.")
    press(desk, "Publish")
    arrives(desk, "Nothing waits for review")
    phone.goto(cranes.get_absolute_url())
    says(phone, "Cranes for every quay of the Schelde.", "we ask again by")
    arrives(phone, "Schelde Cranes")
    assert OutgoingMail.objects.filter(to=member.email).count() == 2


def review(desk, wanted):
    """From what waits to the page that shows the difference."""
    desk.goto("/en/today/")
    follow(desk, "1 entry waits for review")
    arrives(desk, "1 entry waits for review")
    follow(desk, "Schelde Cranes")
    description = desk.get_by_role("row", name="Description (English)").get_by_role("cell")
    expect(description).to_have_text(["Cranes for the ports.", wanted])
    expect(description.first.locator("del").last).to_have_text("ports")
    expect(description.last.locator("ins").first).to_have_text(re.compile("^every"))
    titled(desk, "1 change to Schelde Cranes")


def test_a_page_is_confirmed_from_the_mail_by_one_click(visit):
    today = timezone.localdate()
    cranes = factories.organisation("Schelde Cranes", renew_by=today)
    factories.person("Олена Кравець", organisation=cranes, role="owner", language="uk")
    rounds.go_round(at=timezone.now())
    phone = visit(**PHONE)
    phone.goto(urlsplit(tokens.url(Link.objects.get())).path)
    expect(phone.locator("html")).to_have_attribute("lang", "uk")
    with translation.override("uk"):
        arrives(phone, gettext("Is everything still right?"))
        press(phone, gettext("Everything is still right"))
        arrives(phone, gettext("Thank you, everything is right"))
    cranes.refresh_from_db()
    assert cranes.confirmed_on == today
    assert cranes.renew_by.year == today.year + 1


def test_two_partners_are_merged_and_two_again(visit, make_user):
    kept = factories.organisation("Schelde Cranes NV", website="https://cranes.example.org")
    gone = factories.organisation(
        "Scheldt Cranes", website="https://cranes.example.org", description_en="Cranes."
    )
    Identifier.objects.create(organisation=kept, scheme="KBO", value="0419052173")
    factories.offer("A crane for a day", organisation=gone)
    factories.indexed()
    before = everything()
    page = visit(make_user(role="staff", name="Joris De Smet"))
    page.goto("/en/partners/duplicates/")
    titled(page, "Possible duplicates")
    press(page, "Look for duplicates")
    queue.run_all("default")
    page.goto("/en/today/")
    follow(page, "1 pair of partners looks like one")
    says(page, "cranes.example.org")
    arrives(page, "Possible duplicates")
    follow(page, "Compare and merge")
    pair = DuplicatePair.objects.get()
    follow(page, "Let Schelde Cranes NV stay instead")
    says(page, "Schelde Cranes NV stays")
    arrives(page, f"Are {pair.first} and {pair.second} one?")
    press(page, "Merge the two")
    arrives(page, "Scheldt Cranes is now part of Schelde Cranes NV")
    page.goto(gone.get_absolute_url())
    expect(page).to_have_url(re.compile(f"{kept.get_absolute_url()}$"))
    says(page, "A crane for a day", "Cranes.")
    arrives(page, "Schelde Cranes NV")
    follow(page, "Scheldt Cranes")
    press(page, "Undo the merge")
    says(page, "Everything is back where it was")
    arrives(page, "Scheldt Cranes and Schelde Cranes NV are two again")
    assert everything() == before
    page.goto(gone.get_absolute_url())
    says(page, "A crane for a day")
    titled(page, "Scheldt Cranes")


def everything():
    """What the two say of themselves, and what hangs on each."""
    own = ("name_en", "slug", "status", "website", "description_en", "merged_into", "facets")
    rows = Organisation.objects.order_by("pk")
    return [
        [*(getattr(row, name) for name in own), *map(str, row.identifiers.all())]
        + [str(offer) for offer in row.offers.all()]
        for row in rows
    ]
