"""Technologies with both their sides, and clusters with their helix."""

import pytest
from django.urls import reverse

from chamber.jobs.models import Job
from clusters.models import ClusterMembership, Technology
from tests import factories
from tests.partners.pages import errors, fields, send

pytestmark = pytest.mark.django_db
LIST, NEW = "/en/clusters/technologies/", "/en/clusters/technologies/new/"


def titles(browser, query=""):
    return {str(row) for row in browser.get(f"{LIST}?{query}").context["object_list"]}


def test_what_is_published_is_public_without_the_names_of_hidden_providers(client):
    hidden = factories.organisation("Hidden", visibility="staff")
    shown = factories.organisation("Shown")
    row = factories.technology(
        "Gates", providers=[hidden, shown], readiness=7, civic_benefit_en="Fewer lorries."
    )
    factories.technology("Draft", status="draft")
    assert titles(client) == {"Gates"}
    page = client.get(row.get_absolute_url()).content.decode()
    assert "7 of 9: prototype demonstrated in operation" in page
    assert "Fewer lorries." in page
    assert "Hidden" not in page
    assert "Hidden" not in client.get(LIST).content.decode()
    assert "Gates" in client.get(shown.get_absolute_url()).content.decode()


def test_filters(client):
    energy = factories.topic("Energy")
    heat = factories.topic("Heat", parent=energy)
    factories.technology("Early", readiness=3, topics=[heat])
    factories.technology("Ready", readiness=9)
    factories.technology("Unknown")
    assert titles(client, "readiness=4") == {"Ready"}
    assert titles(client, "topic=energy") == {"Early"}
    assert titles(client, "q=READY") == {"Ready"}
    order = client.get(f"{LIST}?sort=-readiness").context["object_list"]
    assert [str(row) for row in order] == ["Ready", "Early", "Unknown"]


def test_staff_write_a_technology_down(make_user, sign_in):
    browser, provider = sign_in(make_user(role="staff")), factories.organisation("VIL")
    assert set(errors(send(browser, NEW, readiness="10"))) == {
        *("title_en", "summary_en", "providers", "readiness")
    }
    sent = {"title_nl": "Poorten", "summary_nl": "Minder wachten.", "readiness": "9"}
    answer = send(browser, NEW, **sent, providers="vil", status="published")
    row = Technology.objects.get()
    assert answer.headers["Location"] == row.get_absolute_url()
    assert (row.readiness, list(row.providers.all())) == (9, [provider])
    assert Job.objects.filter(kind="partners.match").exists()
    factories.organisation("VIL")  # another of the same name
    edit = reverse("clusters:technology_edit", args=[row.pk])
    assert fields(browser.get(edit))["providers"] == "VIL"
    assert send(browser, edit, summary_nl="Niet wachten.").status_code == 302
    assert list(row.providers.all()) == [provider]


def test_a_cluster_shows_its_members_by_strand(client):
    cluster = factories.cluster("Blue", organisation=factories.organisation("Runner"))
    members = [("Hidden", "company", "staff"), ("Shop", "company", "public")]
    for name, helix, visibility in [*members, ("School", "knowledge", "public")]:
        ClusterMembership.objects.create(
            cluster=cluster,
            organisation=factories.organisation(name, visibility=visibility),
            helix=helix,
        )
    answer = client.get(cluster.get_absolute_url())
    page = answer.content.decode()
    assert "Hidden" not in page
    assert page.index("companies") < page.index("Shop") < page.index("School")
    assert "Runner" in page
    assert "Blue" in client.get("/en/clusters/?kind=spearhead").content.decode()
