"""Ukrainian from the first page to the profile, and the switch that keeps page and words."""

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
PASSPHRASE = "довга фраза для входу"


def test_an_account_in_ukrainian(visit, mails, address_in, django_user_model):
    page = visit(locale="uk-UA")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "uk")
    page.get_by_role("link", name="Приєднатися до порталу").click()
    page.get_by_label("Ім’я").fill("Олена Кравець")
    page.get_by_label("Електронна адреса").fill("olena@example.org")
    page.get_by_label("Пароль").fill(PASSPHRASE)
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url("**/uk/account/confirm-email/")

    [mail] = mails("olena@example.org")
    assert mail.language == "uk"
    page.goto(address_in(mail))
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url("**/uk/account/login/**")
    page.get_by_label("Електронна адреса").fill("olena@example.org")
    page.get_by_label("Пароль").fill(PASSPHRASE)
    page.get_by_role("button", name="Увійти", exact=True).click()
    page.wait_for_url("**/uk/today/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Сьогодні на Вас нічого не чекає")

    page.goto("/uk/account/")
    page.get_by_label("Nederlands").check()
    page.get_by_role("button", name="Зберегти").click()
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    assert django_user_model.objects.get().language == "nl"


def test_the_switch_keeps_the_page_and_what_was_typed(visit):
    page = visit()
    page.goto("/en/account/signup/?next=/en/glossary/")
    page.get_by_label("Your name").fill("Olena")
    page.locator("summary").filter(has_text="English").click()
    page.get_by_role("button", name="Nederlands").first.click()
    page.wait_for_url("**/nl/account/signup/?next=/en/glossary/")
    expect(page.get_by_label("Uw naam")).to_have_value("Olena")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
