"""A filled mission brief of six pages, printed through the portal's own path: data read from the
database, template, the long-lived child, file stored, row written.

cold: the first document of a new press, its start included. warm: the median of the following
ones. unchanged: asking for what is on paper already. overhead: each of them divided by what
WeasyPrint takes right after it for the same HTML, in a Python of its own that is just as warm.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from operator import truediv
from pathlib import Path

from benchmarks.ground import say, scratch, tell

TURNS = 15
ALONE = """
import json, logging, resource, sys, time
sys.path.insert(0, sys.argv[1])
from child import CSS, HTML, FontConfiguration, Names
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
names, fonts = Names(static=sys.argv[2], media=sys.argv[3]), FontConfiguration()
sheet = CSS(url="static:css/pdf.css", url_fetcher=names, font_config=fonts)
for line in sys.stdin:
    html = json.loads(line)
    start = time.perf_counter()
    document = HTML(string=html, url_fetcher=names)
    document.write_pdf(
        stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True
    )
    print(time.perf_counter() - start, flush=True)
"""


class WeasyPrint:
    """The library alone, kept warm as our child is: fonts found, style sheet parsed."""

    def __init__(self):
        from django.conf import settings

        from chamber.documents import printer

        folders = [printer.CHILD.parent, printer.STATIC, settings.MEDIA_ROOT]
        self.process = subprocess.Popen(
            [sys.executable, "-c", ALONE, *map(str, folders)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=printer.printer._environment(),
            text=True,
        )

    def seconds(self, html):
        self.process.stdin.write(json.dumps(html) + "\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def fresh(staff, subject):
    """A version that is asked for and not printed yet."""
    from chamber.documents import press
    from chamber.documents.models import Document
    from missions import briefs

    Document.objects.all().delete()
    document, _job = press.ensure(briefs.KIND, subject, "en", by=staff)
    return document


def printed(document):
    """Seconds from the data to the stored file, as the worker's job does it."""
    from django.utils import timezone

    from chamber.documents import press

    start = time.perf_counter()
    press.produce(document, at=timezone.now())
    return time.perf_counter() - start


def unchanged(staff, subject):
    from chamber.documents import press
    from missions import briefs

    start = time.perf_counter()
    _document, job = press.ensure(briefs.KIND, subject, "en", by=staff)
    took = time.perf_counter() - start
    assert job is None
    return took


def html_of(document):
    from django.utils import timezone

    from chamber.documents import kinds, sheets

    kind = kinds.get(document.kind)
    data = sheets.build(kind, document.subject, document.language)
    return sheets.on_paper(
        kind, data, language=document.language, edition=document.version, at=timezone.now()
    )


def peak_mb(press):
    """The most memory the child ever held."""
    status = Path(f"/proc/{press.process.pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main():
    with tempfile.TemporaryDirectory() as media, scratch("brief", MEDIA_ROOT=media):
        from django.contrib.auth import get_user_model

        from benchmarks import filled_mission
        from chamber.documents.printer import printer

        staff = get_user_model().objects.create_user(
            email="m.peeters@example.org", password=None, name="Marijke Peeters", role="staff"
        )
        subject = str(filled_mission.fill(staff).pk)
        document = fresh(staff, subject)
        cold = printed(document)
        alone, warm, bare, still = WeasyPrint(), [], [], []
        html = html_of(document)
        alone.seconds(html)
        for turn in range(TURNS):
            document = fresh(staff, subject)
            warm.append(printed(document))
            bare.append(alone.seconds(html))
            still.append(unchanged(staff, subject))
            tell(f"turn {turn + 1}: {warm[-1]:.3f} s, WeasyPrint {bare[-1]:.3f} s")
        alone.close()
        say(
            {
                "pages": document.pages,
                "cold_seconds": cold,
                "warm_seconds": statistics.median(warm),
                "unchanged_seconds": statistics.median(still),
                "overhead": statistics.median(map(truediv, warm, bare)),
                "peak_mb": peak_mb(printer),
            }
        )
        printer.close()


if __name__ == "__main__":
    main()
