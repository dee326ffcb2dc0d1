"""Clusters with their members, figures and lessons, compared with the clustering winners."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chamber.history.models import Entry
from clusters import loading
from clusters.models import Cluster, ClusterIndicator, ClusterMembership, EmploymentTable, Lesson
from partners.loading import several, table
from partners.models import Industry
from tests import factories
from tests.access.test_queries import DETAIL, LIST, queries
from tests.partners.pages import errors, fields, send

pytestmark = pytest.mark.django_db
COMPARE, EMPLOYMENT = "/en/clusters/compare/", "/en/clusters/employment/"


def member(cluster, name, helix, visibility="public"):
    organisation = factories.organisation(name, visibility=visibility)
    return ClusterMembership.objects.create(
        cluster=cluster, organisation=organisation, helix=helix, source="Annual report"
    )


def figure(cluster, indicator="members", value=10, year=2020, **fields):
    values = {"unit": "number", "source": "Annual report", "year": year, "value": value}
    return ClusterIndicator.objects.create(cluster=cluster, indicator=indicator, **values | fields)


def lesson(cluster, title="One table"):
    texts = dict.fromkeys(["what_en", "mechanism_en", "negative_side_en"], "Text.")
    return Lesson.objects.create(
        cluster=cluster,
        title_en=title,
        transferable="partly",
        source="A study",
        source_url="https://example.org/study",
        year=2020,
        **texts,
    )


def page(browser, url):
    return browser.get(url).content.decode()


def test_only_members_that_one_may_see_are_named_and_counted(client, make_user, sign_in):
    cluster = factories.cluster("Blue")
    member(cluster, "Shop", "company")
    member(cluster, "School", "knowledge")
    member(cluster, "Yard", "company")
    member(cluster, "Academy", "knowledge")
    hidden = member(cluster, "Hidden Council", "government", visibility="members")
    factories.technology("Secret gates", providers=[hidden.organisation])
    url = cluster.get_absolute_url()
    shown = page(client, url)
    assert "<h1>Blue: no government is written down yet</h1>" in shown
    assert "Balance of the helix: 75 of 100" in shown
    assert "Hidden Council" not in shown
    assert "Secret gates" not in shown
    assert "balance 75 of 100, 4 members written down" in page(client, "/en/clusters/")
    insider = make_user()
    factories.person(organisation=factories.organisation(), user=insider, email=insider.email)
    for browser in (sign_in(insider), sign_in(make_user(role="read-only"))):
        seen = page(browser, url)
        assert "<h1>Blue: the three strands are in balance</h1>" in seen
        assert "Hidden Council" in seen
        assert "Secret gates" in seen
    figure(cluster, value=9)  # most members are not written down: no finding
    assert "<h1>Blue</h1>" in page(client, url)
    assert "counted 9 members in 2020" in page(client, url)


def test_the_list_is_filtered_by_label(client):
    factories.cluster("Golden", label="gold")
    factories.cluster("Plain")
    found = client.get("/en/clusters/?label=gold").context["object_list"]
    assert [str(row) for row in found] == ["Golden"]


def test_figures_show_their_source_and_what_is_missing_stays_missing(client):
    blue, valley = factories.cluster("Blue"), factories.cluster("Valley", kind="benchmark")
    figure(blue, year=2018, value=5)
    figure(blue, value="1234.5", year=2020, note_en="nearly", to_be_checked=True)
    figure(valley, year=2024)
    figure(valley, "exports", 3, unit="usd-billion", year_until=2022, source="Index")
    assert "to be checked: second hand" in page(client, blue.get_absolute_url())
    found = client.get(COMPARE)
    shown = found.content.decode()
    comparison = found.context["comparison"]
    assert [str(one) for one in comparison.clusters] == ["Valley", "Blue"]
    assert [row.indicator for row in comparison.rows] == ["members", "exports"]
    assert "1,234.5" in shown
    assert "nearly" in shown
    assert "different years: 2020 to 2024" in shown
    assert "2020–2022" in shown
    assert shown.count("no figure found") == 1
    words = " ".join(shown.split())
    assert "No figure found: exports." in words  # in the block of Blue, for the phone
    assert "No figure found for any of them: companies" in words
    one = client.get(f"{COMPARE}?cluster={blue.slug}").context["comparison"]
    assert [str(row) for row in one.clusters] == ["Blue"]
    file = b"".join(client.get(f"{COMPARE}?cluster={valley.slug}&format=csv")).decode()
    assert "exports,Valley,3,billion USD,2020–2022,,Index,,no" in file
    assert "patents,Valley,,,,,,,\r\n" in file


def test_at_most_eight_stand_beside_each_other(client):
    slugs = [factories.cluster(f"C{number}").slug for number in range(9)]
    found = client.get(f"{COMPARE}?{'&'.join(f'cluster={slug}' for slug in slugs)}")
    assert errors(found) == {"cluster": ["Choose at most 8: more do not fit beside each other."]}
    assert errors(client.get(f"{COMPARE}?cluster=no-such")) != {}


def test_staff_keep_a_cluster_with_its_members_and_figures(make_user, sign_in):
    browser, runner = sign_in(make_user(role="staff")), factories.organisation("VIL")
    Industry.objects.create(code="H", level=1, name_en="Transport")
    wrong = send(browser, "/en/clusters/new/", kind="spearhead", nace="H, 77", funding_amount="5",
                 label="gold", funding_until="1", runner="nobody")  # fmt: skip
    assert set(errors(wrong)) == {
        *("name_en", "nace", "runner", "label_source", "funding_until"),
        *("funding_currency", "funding_from", "funding_source"),
    }
    sent = {"name_nl": "Compare", "kind": "spearhead", "runner": "VIL", "nace": "H"}
    answer = send(browser, "/en/clusters/new/", **sent)
    cluster = Cluster.objects.get()
    assert answer.headers["Location"] == cluster.get_absolute_url()
    assert cluster.slug.startswith("compare-")  # that page is another one
    assert (cluster.organisation, cluster.industries.get().code) == (runner, "H")
    edit = f"{cluster.get_absolute_url()}edit/"
    assert fields(browser.get(edit))["nace"] == "H"
    stale = fields(browser.get(edit))
    assert send(browser, edit, domain_nl="Logistiek").status_code == 302
    assert browser.post(edit, stale | {"domain_nl": "Iets anders"}).status_code == 409

    add = f"{cluster.get_absolute_url()}members/new/"
    assert set(errors(send(browser, add, member="nobody"))) == {"member", "helix", "source"}
    said = {"member": "vil", "helix": "company", "source": "Pact", "since": "2017-06-09"}
    assert send(browser, add, **said).status_code == 302
    assert errors(send(browser, add, **said)) == {"member": ["VIL is a member already."]}
    shown = page(browser, cluster.get_absolute_url())
    assert "Pact" in shown
    send(browser, f"/en/clusters/members/{cluster.memberships.get().pk}/delete/")
    assert not cluster.memberships.exists()

    add = f"{cluster.get_absolute_url()}figures/new/"
    said = {"indicator": "members", "value": "7", "unit": "number", "source": "S", "year": "2020"}
    assert set(errors(send(browser, add, **said | {"year_until": "2020"}))) == {"year_until"}
    assert set(errors(send(browser, add, **said | {"source": "", "year": "20"}))) == {
        *("source", "year"),
    }
    send(browser, add, **said, to_be_checked="on")
    [row] = cluster.figures.all()
    send(browser, f"/en/clusters/figures/{row.pk}/edit/", value="8", to_be_checked="")
    row.refresh_from_db()
    assert (row.value, row.to_be_checked) == (8, False)
    send(browser, f"/en/clusters/figures/{row.pk}/delete/")
    assert not cluster.figures.exists()
    verbs = [entry.verb for entry in Entry.objects.about(cluster).order_by("pk")]
    assert verbs == ["created", "changed", "member added", "member removed", "figure added",
                     "figure changed", "figure removed"]  # fmt: skip


def test_lessons_name_their_source_and_their_other_side(client, make_user, sign_in):
    winner, blue = factories.cluster("Valley", kind="benchmark"), factories.cluster("Blue")
    row = lesson(winner)
    for url in ("/en/clusters/lessons/?transferable=partly", winner.get_absolute_url()):
        assert "One table" in page(client, url)
    shown = page(client, row.get_absolute_url())
    assert 'href="https://example.org/study"' in shown
    assert "The other side of it" in shown
    staff = sign_in(make_user(role="staff"))
    wrong = send(staff, "/en/clusters/lessons/new/", cluster=str(blue.pk))
    assert {"cluster", "title_en", "source_url", "negative_side_en"} <= set(errors(wrong))
    edit = f"{row.get_absolute_url()}edit/"
    assert send(staff, edit, title_uk="Один стіл").status_code == 302
    assert "Один стіл" in page(client, f"/uk/clusters/lessons/{row.pk}/")


def upload(browser, text, name="jobs.csv"):
    file = SimpleUploadedFile(name, text.encode(), content_type="text/csv")
    return browser.post(f"{EMPLOYMENT}new/", {"file": file})


def test_a_table_of_employment_is_looked_through_before_it_counts(client, make_user, sign_in):
    for code, level, parent in [("H", 1, ""), ("C", 1, ""), ("52", 2, "H"), ("20", 2, "C")]:
        Industry.objects.create(code=code, level=level, parent=parent, name_en=f"Industry {code}")
    cluster = factories.cluster("VIL", region="Flanders")
    cluster.industries.add(Industry.objects.get(code="H"))
    assert "No table of employment yet" in page(client, cluster.get_absolute_url())
    staff = sign_in(make_user(role="staff"))
    assert (
        "These columns are missing: region, employees"
        in (errors(upload(staff, "place;nace;year;source\nX;52;2023;S\n"))["file"][0])
    )
    rows = [
        "region;nace;employees;year;source",
        *("Flanders;52;30;2023;Statbel", "Flanders;20;70;2023;Statbel"),
        *("Wallonia;52;10;2023;Statbel", "Wallonia;20;290;2023;Statbel"),
        *("Flanders;99.99;1;2023;S", "Flanders;C;1;2023;S", ";52;1;2023;S"),
        *("Flanders;52;1.5;2023;S",),
        *("Flanders;20;1;23;S", "Brussels;20;1;2023;", "flanders;52;8;2023;S"),
    ]  # fmt: skip
    answer = upload(staff, "\n".join(rows))
    table = EmploymentTable.objects.get()
    assert answer.headers["Location"] == table.get_absolute_url()
    found = staff.get(table.get_absolute_url()).context
    assert found["number"] == 4
    assert [(number, cell) for number, _words, cell in found["faults"]] == [
        *((6, "99.99"), (7, "C"), (8, ""), (9, "1.5"), (10, "23"), (11, "")),
        (12, "flanders, 52, 2023"),
    ]
    assert client.get(f"{EMPLOYMENT}regions/flanders/").status_code == 404
    assert "Flanders" not in page(client, EMPLOYMENT)
    for _twice in range(2):
        staff.post(f"{table.get_absolute_url()}use/")
    assert "Flanders" in page(client, EMPLOYMENT)
    region = client.get(f"{EMPLOYMENT}regions/flanders/")
    assert [(str(one.industry), round(one.quotient, 2)) for one in region.context["found"]] == [
        *(("52 Industry 52", 3.0), ("20 Industry 20", 0.78)),
    ]
    assert "<h1>Flanders: Industry 52 stands out</h1>" in region.content.decode()
    shown = page(client, cluster.get_absolute_url())
    assert "3.00" in shown
    assert "Statbel" in shown
    assert "Industry 20" not in shown
    send(staff, f"{table.get_absolute_url()}delete/")
    assert "Flanders" not in page(client, EMPLOYMENT)


def test_pages_cost_the_same_for_one_row_as_for_three(make_user, sign_in):
    browser = sign_in(make_user(role="administrator"))
    runner = factories.organisation()
    winner = factories.cluster("W", kind="benchmark", organisation=runner, region="Flanders")
    winner.industries.add(Industry.objects.create(code="H", level=1, name_en="Transport"))
    pages = [winner.get_absolute_url(), COMPARE, "/en/clusters/lessons/", EMPLOYMENT]
    counts = []
    for times in (1, 2):
        for number in range(times):
            at = f"{times}{number}"
            one = member(winner, f"M{at}", "company")
            factories.technology(providers=[one.organisation], topics=[factories.topic()])
            factories.offer(organisation=runner)
            figure(winner, year=2000 + int(at))
            figure(factories.cluster(f"C{at}"))
            row = lesson(winner)
            text = f"region,industry,employees,year,source\nFlanders,H,5,20{at},S\n"
            staff = sign_in(make_user(role="staff"))
            made = upload(staff, text).headers["Location"]
            staff.post(f"{made}use/")
        asked = [*pages, row.get_absolute_url(), f"{EMPLOYMENT}regions/flanders/"]
        counts.append([queries(browser, url) for url in asked])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= DETAIL
    assert max(counts[0][2:]) <= LIST


def test_what_comes_with_the_portal_has_its_sources_and_four_languages():
    winner = Cluster.objects.create(slug="oxford", name_en="Oxford", kind="benchmark")
    vito = factories.organisation("VITO", slug="vito")
    for row in table(loading.DATA / "clusters.csv"):
        for slug in several(row["topics"]):
            factories.topic(slug, slug=slug)
        for code in several(row["industries"]):
            Industry.objects.get_or_create(code=code, level=1 if code.isalpha() else 2)
    loading.load()
    winner.refresh_from_db()
    assert winner.domain_uk
    vil = Cluster.objects.get(slug="vil")
    assert [row.organisation for row in vil.memberships.all()] == [vito]
    assert all(row.source for row in ClusterIndicator.objects.all())
    for row in Lesson.objects.all():
        assert row.source_url.startswith("http")
        for name in ("title", "what", "mechanism", "condition", "for_whom", "negative_side"):
            texts = {getattr(row, f"{name}_{code}") for code in ("en", "nl", "fr", "uk")}
            assert len(texts - {None, ""}) == 4
    vil.figures.filter(year=2016).delete()
    assert loading.load() == 0
    assert vil.figures.count() == 1
