"""How fast the map of the directory answers among 100,000 generated organisations.

``PAGES`` are its addresses; ``main`` measures them as ``benchmarks.pages`` does its own.
"""

import os
import sys
import tempfile
from contextlib import redirect_stdout

from benchmarks.ground import scratch, tell
from benchmarks.pages import ORGANISATIONS, measure, settle, staff_session, web

BOX = "bbox=-12,40,42,58&zoom=5"
PAGES = {  # what it is, and its address
    "map": "/en/partners/map/",
    "map_places": f"/en/partners/map/places/?{BOX}",
    "map_places_filtered": f"/en/partners/map/places/?{BOX}&topic=logistics&kind=company",
    "map_places_named": f"/en/partners/map/places/?{BOX}&q=port",
    "map_popup": "/en/partners/map/popup/?at=6",
    "cards": "/en/partners/cards/",
}


def main():
    with tempfile.TemporaryDirectory() as static, scratch("map", STATIC_ROOT=static):
        from django.core.management import call_command
        from django.test import Client

        from benchmarks.crowd import gather

        call_command("collectstatic", verbosity=0, interactive=False)
        client, cookie, _staff = staff_session()
        with redirect_stdout(sys.stderr):
            call_command("load_reference", verbosity=0)
        tell(f"gathering {ORGANISATIONS} organisations")
        gather(ORGANISATIONS)
        settle()
        os.environ["LOG_LEVEL"] = "ERROR"
        with web() as port:
            for page, path in PAGES.items():
                measure(page, path, port=port, cookie=cookie, client=client)
                public = Client(HTTP_HOST="localhost")
                measure(f"{page}_public", path, port=port, cookie="", client=public)


if __name__ == "__main__":
    main()
