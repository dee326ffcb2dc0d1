"""How fast the directory answers: --rows N [--compare M].

Every case is a request to the real web server on loopback, as a visitor who is not signed in; the
export is read to its end. ``rows_examined`` are the rows that the scans of all its statements
read, those filtered away included, as EXPLAIN ANALYZE tells.
"""

import argparse
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import redirect_stdout
from urllib.parse import urlencode

from benchmarks.ground import say, scratch, tell
from benchmarks.pages import settle, web
from chamber.embedded import ports

WARM_UPS, REQUESTS = 5, 60
LIST = "/en/partners/"
CASES = {
    "selective": f"{LIST}?q=antwerp-bruges&topic=logistics",
    "common_word": f"{LIST}?q=port",
    "misspelt": f"{LIST}?q=logstics+antwrep",
    "cyrillic": LIST + "?" + urlencode({"q": "чорноморської енергії"}),
    "two_characters": f"{LIST}?q=po",
    "facet_kind": f"{LIST}?kind=university",
    "facet_topic": f"{LIST}?topic=logistics",
    "facet_country": f"{LIST}?country=UA",
    "facet_place": f"{LIST}?place={{place}}",
    "facet_size": f"{LIST}?size=small",
    "facet_language": f"{LIST}?language=uk",
    "facet_nace": f"{LIST}?nace=H",
    "facet_cluster": f"{LIST}?cluster=vil",
    "facet_map": f"{LIST}?map=yes",
    "page_1": LIST,
    "page_deep": f"{LIST}?{{cursor}}",
    "map_box": "/en/partners/map/places/?bbox=2,50,6,52&zoom=6",
    "export_10000": f"{LIST}?topic=energy&format=csv",
}
SCANS = {"Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Heap Scan", "Sample Scan"}
DEEP = 40  # pages of 50 rows
NOTED = re.compile(r"^SELECT set_config\('pghistory.*?true\); ", re.S)  # who asks, for the triggers


def fill(count):
    """A scratch directory of ``count`` generated organisations beside the real ones."""
    from django.core.management import call_command

    from benchmarks.crowd import gather

    with redirect_stdout(sys.stderr):  # standard output is for the figures
        call_command("load_reference", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
    tell(f"gathering {count} organisations")
    gather(count)
    settle()


def addresses():
    """The address of each case; the deep page is found by turning pages."""
    from django.test import Client
    from django.test.utils import setup_test_environment

    from partners.models import Place

    setup_test_environment()  # so that answers tell their context
    client, cursor = Client(HTTP_HOST="localhost"), ""
    for _page in range(DEEP):
        cursor = client.get(f"{LIST}?{cursor}").context["next_url"].partition("?")[2]
    place = Place.objects.get(name_en="Antwerp").pk
    return {case: path.format(place=place, cursor=cursor) for case, path in CASES.items()}


def asked(path):
    """The statements of one request, as PostgreSQL gets them."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(HTTP_HOST="localhost")
    b"".join(client.get(path))  # what a process looks up once is known by then
    with CaptureQueriesContext(connection) as queries:
        b"".join(client.get(path))
    return [query["sql"] for query in queries]


def examined(statements):
    """Rows that the scans of ``statements`` read."""
    from django.db import connection, transaction

    def rows(node):
        here = 0
        if node["Node Type"] in SCANS:
            lost = ("Rows Removed by Filter", "Rows Removed by Index Recheck")
            each = node["Actual Rows"] + sum(node.get(name, 0) for name in lost)
            here = each * node["Actual Loops"]
        return here + sum(map(rows, node.get("Plans", [])))

    found = 0
    with transaction.atomic(), connection.cursor() as cursor:
        for said in statements:
            statement = NOTED.sub("", said)
            if statement.startswith("SET LOCAL"):
                cursor.execute(statement)
            if statement.lstrip("( ").upper().startswith(("SELECT", "WITH", "DECLARE")):
                asked = re.sub(r"^DECLARE .*? FOR ", "", statement, count=1, flags=re.S)
                cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {asked}")
                plan = cursor.fetchone()[0]
                plan = json.loads(plan) if isinstance(plan, str) else plan
                found += rows(plan[0]["Plan"])
    return int(found)


def timed(port, path, requests):
    line = http.client.HTTPConnection(ports.HOST, port)
    times = []
    for number in range(WARM_UPS + requests):
        start = time.perf_counter()
        line.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = line.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}.")
        if number >= WARM_UPS:
            times.append(1000 * (time.perf_counter() - start))
    return sorted(times)


def measured(count):
    """The line of each case, without growth."""
    with tempfile.TemporaryDirectory() as static, scratch("directory", STATIC_ROOT=static):
        fill(count)
        os.environ["LOG_LEVEL"] = "ERROR"
        paths = addresses()
        with web() as port:
            for case, path in paths.items():
                is_export = case.startswith("export")
                times = timed(port, path, 5 if is_export else REQUESTS)
                statements = asked(path)
                yield {
                    "case": case,
                    "rows": count,
                    "p50_ms": times[len(times) // 2],
                    "p95_ms": times[int(len(times) * 0.95)],
                    "queries": len(statements),
                    "rows_examined": examined(statements),
                    "growth": None,
                }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--compare", type=int)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        for line in measured(given.rows):
            say(line)
        return
    small = {}
    for count in filter(None, [given.compare, given.rows]):  # a process for each database
        argv = [sys.executable, "-m", "benchmarks.directory", "--rows", str(count), "--one"]
        with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as one:
            for said in one.stdout:
                line = json.loads(said)
                if count != given.rows:
                    small[line["case"]] = line["p95_ms"]
                elif line["case"] in small:
                    line["growth"] = line["p95_ms"] / small[line["case"]]
                say(line)
        if one.returncode:
            raise SystemExit(one.returncode)


if __name__ == "__main__":
    main()
