"""The press itself: a long-lived process that turns HTML into PDF and can do nothing else.

It is started by its path with ``python -I`` and an empty environment, so neither Django, nor the
settings, nor a secret is in it. Each request is a length-prefixed JSON text on the socket that is
its standard input; it answers with an empty part at once, then with a JSON text and, when that has
no ``error``, with the bytes of the PDF.
"""

import gc
import json
import logging
import os
import resource
import sys
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import pydyf
from weasyprint import CSS, HTML
from weasyprint.pdf import tags
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

TYPES = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".ttf": "font/ttf",
}
LINKS = ("https:", "http:", "mailto:", "tel:")


class Refused(ValueError):
    """An address that is not a name of ours."""


class Names(URLFetcher):
    """Serves ``static:NAME`` and ``media:NAME`` from their folders, refuses everything else."""

    def __init__(self, **folders: str) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.folders = {scheme: Path(folder).resolve() for scheme, folder in folders.items()}
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        try:
            path = self.find(url)
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})
        except (Refused, OSError, KeyError) as error:
            self.refused.append(url[:200])
            raise Refused(url[:200]) from error

    def find(self, url: str) -> Path:
        """The file of a name; steps up, empty steps and symbolic links are refused."""
        scheme, _, name = urldefrag(url).url.partition(":")
        steps = unquote(name).split("/")
        if scheme not in self.folders or any(
            step in ("", ".", "..") or "\0" in step or "\\" in step for step in steps
        ):
            raise Refused
        path = self.folders[scheme].joinpath(*steps)
        if path.resolve() != path:
            raise Refused
        return path


class Press:
    """WeasyPrint kept warm: fonts are found and style sheets parsed once."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.fonts = FontConfiguration()
        self.sheets: dict[str, tuple[int, CSS]] = {}

    def sheet(self, name: str) -> CSS:
        """The parsed style sheet, parsed again when its file has changed."""
        changed = self.names.find(f"static:{name}").stat().st_mtime_ns
        if name not in self.sheets or self.sheets[name][0] != changed:
            sheet = CSS(url=f"static:{name}", url_fetcher=self.names, font_config=self.fonts)
            self.sheets[name] = (changed, sheet)
        return self.sheets[name][1]

    def print(self, *, html: str, styles: Iterable[str], variant: str) -> tuple[bytes, int]:
        """The PDF, tagged and without attachments, and its number of pages."""
        options = {
            "pdf_variant": variant,
            "pdf_tags": True,
            "pdf_identifier": sha256(html.encode()).hexdigest()[:32].encode(),
            "stylesheets": [self.sheet(name) for name in styles],
        }
        source = HTML(string=html, url_fetcher=self.names)
        document = source.render(font_config=self.fonts, **options)
        document.metadata.attachments = []
        for page in document.pages:
            page.links = [link for link in page.links if _is_harmless(*link[:2])]
        return document.write_pdf(**options), len(document.pages)


_build_box_tree: Any = tags._build_box_tree


def _with_language(box: Any, *rest: Any) -> Iterator[Any]:
    """Structure elements that keep the ``lang`` of their HTML, which WeasyPrint leaves behind."""
    language = box.element.get("lang") if getattr(box, "element", None) is not None else None
    for element in _build_box_tree(box, *rest):
        if language:
            element.setdefault("Lang", pydyf.String(language))
        yield element


tags._build_box_tree = _with_language


def _is_harmless(kind: str, target: str) -> bool:
    return kind == "internal" or (kind == "external" and target.lower().startswith(LINKS))


def answer(press: Press, request: bytes) -> tuple[dict[str, Any], bytes]:
    """(header, pdf) for one request; a fault of the document is words in ``error``."""
    press.names.refused.clear()
    gc.disable()  # one document is short; what it leaves behind is collected after the answer
    try:
        pdf, pages = press.print(**json.loads(request))
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"[:500]}, b""
    finally:
        gc.enable()
    return {"pages": pages, "refused": press.names.refused[:20]}, pdf


def main(static: str, media: str, megabytes: str) -> None:
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    resource.setrlimit(resource.RLIMIT_DATA, (int(megabytes) * 2**20,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    press = Press(Names(static=static, media=media))
    gc.freeze()
    connection = Connection(os.dup(sys.stdin.fileno()))
    while True:
        try:
            request = connection.recv_bytes()
            connection.send_bytes(b"")
            header, pdf = answer(press, request)
            connection.send_bytes(json.dumps(header).encode())
            if "error" not in header:
                connection.send_bytes(pdf)
        except (EOFError, OSError):
            return  # the worker is gone
        del pdf
        gc.collect()


if __name__ == "__main__":
    main(*sys.argv[1:])
