"""Suggestions: found in the background, kept, decided on, explained."""

import pytest
from django.utils import timezone, translation

from chamber.chain.models import ChainLink
from chamber.jobs import queue
from chamber.jobs.models import Job
from citizens import needs
from clusters import technologies
from partners.matching import deciding, reasons, sources, suggest
from partners.models import Suggestion
from tests import factories

pytestmark = pytest.mark.django_db
NOW = timezone.now()
State = Suggestion.State


@pytest.fixture
def tree():
    mobility = factories.topic("Mobility", synonyms={"en": ["traffic"], "uk": ["рух"]})
    synonyms = {"en": ["gate", "lorry queue"], "nl": ["havenpoort"], "uk": ["порт", "вантажівка"]}
    port = factories.topic("Port mobility", parent=mobility, synonyms=synonyms)
    return {"port": port, "energy": factories.topic("Energy", synonyms={"en": ["power"]})}


@pytest.fixture
def need(tree):
    return factories.need(topics=[tree["port"]])


def work():
    queue.run_all("default")


def found(need):
    need.refresh_from_db()
    rows = need.profile.suggestions.select_related("candidate")
    return {one.candidate.title: one.state for one in rows}


def offered(title, **fields):
    offer = factories.offer(title, **fields)
    sources.profile_offer(offer)
    return offer


def test_a_need_finds_what_shares_topics_or_rare_words(need, tree):
    offered("Truck appointments", topics=[tree["port"]])
    offered("Queue sensors", summary_en="Lorries that wait at port gates are counted.")
    offered("Solar roofs", topics=[tree["energy"]], summary_en="Panels on schools.")
    offered("A draft", topics=[tree["port"]], status="draft")
    needs.keep(need, by=None)
    work()
    assert found(need) == {"Truck appointments": "new", "Queue sensors": "new"}


def test_a_ukrainian_need_and_a_dutch_offer_meet_in_their_topic(tree):
    need = factories.need("", summary_en="", title_uk="Черги вантажівок у порту")
    offered("", title_nl="Slimme havenpoorten", summary_en="", summary_nl="Minder wachten.")
    needs.keep(need, by=None)
    work()
    assert found(need) == {"Slimme havenpoorten": "new"}
    [suggestion] = need.profile.suggestions.all()
    parts = {part["part"]: part for part in suggestion.parts}
    assert parts["topic"]["facts"]["shared"] == ["port-mobility"]
    assert parts["words"]["points"] == 0
    assert suggestion.score == pytest.approx(sum(part["points"] for part in suggestion.parts))


def test_the_council_of_the_city_is_not_suggested_to_it(need, tree):
    council = factories.city_council("Odesa", topics=[tree["port"]])
    sources.profile_organisation(council)
    needs.keep(need, by=None)
    work()
    assert found(need) == {}


def test_an_organisation_steps_back_behind_its_own_offer(need, tree):
    owner = factories.organisation("Port of Antwerp-Bruges", topics=[tree["port"]])
    other = factories.organisation("North Sea Port", topics=[tree["port"]])
    offered("Truck appointments", organisation=owner, topics=[tree["port"]])
    for one in (owner, other):
        sources.profile_organisation(one)
    needs.keep(need, by=None)
    work()
    assert found(need) == {"Truck appointments": "new", "North Sea Port": "new"}


def test_what_was_dismissed_never_comes_back_and_what_was_accepted_stays(need, tree, make_user):
    staff = make_user(role="staff")
    bad = offered("Container registry", topics=[tree["port"]])
    good = offered("Truck appointments", topics=[tree["port"]])
    needs.keep(need, by=None)
    work()
    by_title = {one.candidate.title: one for one in need.profile.suggestions.all()}
    reason = "Those are other containers."
    deciding.dismiss(by_title["Container registry"], reason=reason, by=staff, at=NOW)
    deciding.accept(by_title["Truck appointments"], by=staff, at=NOW)
    for one in (bad, good):
        one.summary_en = "Entirely new words, about nothing of the kind."
        one.topics.clear()
        one.save()
        sources.profile_offer(one)
    suggest.refresh_all(NOW, lambda *step: None)
    work()
    assert found(need) == {"Container registry": "dismissed", "Truck appointments": "accepted"}
    assert [str(one) for one in ChainLink.objects.out_of(need).order_by("to_step")] == [
        f"need {need.pk} → partner {good.organisation_id}",
        f"need {need.pk} → technology {good.pk}",
    ]
    deciding.dismiss(by_title["Truck appointments"], reason="Too far.", by=staff, at=NOW)
    assert not ChainLink.objects.out_of(need).exists()


def test_a_changed_offer_reaches_the_needs_it_concerns_with_one_job(need, tree):
    offer = offered("Solar roofs", topics=[tree["energy"]], summary_en="Panels on schools.")
    needs.keep(need, by=None)
    work()
    assert found(need) == {}
    for number in range(20):
        offer.summary_en = f"Lorries wait at port gates no longer, says page {number}."
        offer.save()
        sources.profile_offer(offer)
    assert Job.objects.filter(state="queued").count() == 1
    work()
    assert found(need) == {"Solar roofs": "new"}
    sources.profile_offer(offer)  # nothing changed
    assert not Job.objects.filter(state="queued").exists()
    offer.status = "archived"
    offer.save()
    sources.profile_offer(offer)
    work()
    assert found(need) == {}


def test_a_technology_is_weighed_by_readiness_and_evidence(need, tree):
    for title, level, evidence in (("Idea", 4, "claim"), ("Product", 9, "audited")):
        row = factories.technology(title, topics=[tree["port"]], readiness=level, evidence=evidence)
        technologies.keep(row, by=None)
    needs.keep(need, by=None)
    work()
    best, other = need.profile.suggestions.select_related("candidate")
    assert (best.candidate.title, other.candidate.title) == ("Product", "Idea")
    assert "below what the horizon asks for" in " ".join(reasons.against(other))


def test_reasons_follow_the_language_of_the_reader(need, tree):
    offered("Queue sensors", summary_en="Lorries that wait at port gates are counted.")
    needs.keep(need, by=None)
    work()
    tree["port"].name_uk = "портова мобільність"
    tree["port"].save()
    [suggestion] = need.profile.suggestions.all()
    said = {one.part: one for one in reasons.of(suggestion)}
    assert said["topic"].sentence == "Both are about Port mobility."
    assert "gates" in said["words"].sentence  # as the need writes it, not its stem
    assert sum(one.points for one in said.values()) == pytest.approx(suggestion.score)
    assert sum(one.of for one in said.values()) == 100
    reasons_vocabulary_forgets()
    with translation.override("uk"):
        assert "портова мобільність" in reasons.of(suggestion)[0].sentence


def reasons_vocabulary_forgets():
    """As if the minute were over for which the names of topics are kept."""
    from partners.matching import vocabulary

    vocabulary._names.until = 0.0


def test_profiles_of_what_was_loaded_at_once(need, tree):
    factories.offer("Truck appointments", topics=[tree["port"]])
    assert sources.profile_missing() == 2  # the offer and who makes it
    assert needs.profile_missing() == 1
    assert (sources.profile_missing(), needs.profile_missing()) == (0, 0)
    assert sources.profile_all() == 0
    assert suggest.refresh_all(NOW, lambda *step: None) == 1
    assert found(need) == {"Truck appointments": "new"}
