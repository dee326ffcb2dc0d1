"""Public pages do their work without JavaScript, on a telephone too."""

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
PHONE = {"width": 390, "height": 800}


@pytest.fixture
def page(visit):
    return visit(java_script_enabled=False, viewport=PHONE)


def test_an_account_is_opened(page, mails):
    page.goto("/en/account/signup/")
    page.get_by_role("button", name="Open an account").click()
    expect(page).to_have_title("Error: Open an account – BeNeLux – Ukraine")
    page.get_by_label("Your name").fill("Olena")
    page.get_by_label("Mail address").fill("olena@example.org")
    page.get_by_label("Password").fill("a long enough passphrase")
    page.get_by_role("button", name="Open an account").click()
    page.wait_for_url("**/en/account/confirm-email/")
    assert len(mails("olena@example.org")) == 1


def test_the_language_changes_from_the_foot_and_from_the_menu(page):
    page.goto("/en/glossary/")
    page.get_by_role("contentinfo").get_by_role("button", name="Українська").click()
    page.wait_for_url("**/uk/glossary/")
    page.get_by_role("button", name="Меню").click()
    page.get_by_text("Українська").first.click()
    page.get_by_role("banner").get_by_role("button", name="Français").click()
    page.wait_for_url("**/fr/glossary/")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
