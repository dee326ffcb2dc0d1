"""What the press may fetch: names of ours, and nothing else however it is written."""

import logging

import pytest

from chamber.documents.child import Names, Refused


@pytest.fixture
def names(tmp_path):
    static, media = tmp_path / "static", tmp_path / "media"
    for folder in (static / "css", media):
        folder.mkdir(parents=True)
    (static / "css" / "pdf.css").write_text("p { color: red }")
    (static / "plan.svg").write_text("<svg/>")
    (media / "photo.png").write_bytes(b"png")
    (tmp_path / "settings.py").write_text("SECRET_KEY = 1")
    (tmp_path / "secret.png").write_bytes(b"secret")
    (static / "settings.py").write_text("SECRET_KEY = 1")
    (media / "link.png").symlink_to(tmp_path / "secret.png")
    (media / "up").symlink_to(tmp_path)
    return Names(static=static, media=media)


@pytest.mark.parametrize(
    "url", ["static:css/pdf.css", "static:plan.svg", "static:plan.svg#map", "media:photo.png"]
)
def test_serves_names_of_ours(names, url):
    assert names.fetch(url).read()
    assert names.refused == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "file:static/plan.svg",
        "http://127.0.0.1/",
        "http://[::1]:8000/",
        "https://example.org/a.png",
        "ftp://example.org/a.png",
        "//example.org/a.png",
        "gopher://127.0.0.1:6379/_INFO",
        "jar:file:///etc/passwd!/",
        "data:image/svg+xml,<svg/>",
        "data:text/css,p{}",
        "javascript:alert(1)",
        "plan.svg",
        "/static/plan.svg",
        "",
        "static:",
        "static:/etc/passwd",
        "static:///etc/passwd",
        "static://plan.svg",
        "STATIC:plan.svg",
        " static:plan.svg",
        "static:../secret.png",
        "static:css/../plan.svg",
        "static:css/../../secret.png",
        "static:%2e%2e/secret.png",
        "static:..%2fsecret.png",
        "static:..\\secret.png",
        "static:./plan.svg",
        "static:plan.svg%00.png",
        "static:../settings.py",
        "static:settings.py",
        "static:css",
        "static:missing.png",
        "media:link.png",
        "media:up/secret.png",
    ],
)
def test_refuses_everything_else(names, url):
    with pytest.raises(Refused):
        names.fetch(url)
    assert names.refused == [url]


def test_a_document_full_of_foreign_addresses(printer, caplog, tmp_path):
    html = """<html lang="en"><head><title>t</title>
      <base href="file:///etc/">
      <link rel="stylesheet" href="http://127.0.0.1:1/a.css">
      <link rel="attachment" href="file:///etc/passwd">
      <style>@import "file:///etc/passwd"; p { background: url(http://127.0.0.1:1/b.png) }
        @font-face { font-family: x; src: url(file:///etc/hostname), local("DejaVu Sans") }</style>
      </head><body><p style="font-family: x">words</p><img src="passwd" alt="">
      <a rel="attachment" href="file:///etc/passwd">take</a> <a href="file:///etc/passwd">open</a>
      <svg><image href="file:///etc/passwd" width="9" height="9"/></svg>
      <object data="file:///etc/passwd"></object><embed src="file:///etc/passwd">
      </body></html>"""
    with caplog.at_level(logging.WARNING):
        printed = printer.print(html)
    assert {"http://127.0.0.1:1/a.css", "http://127.0.0.1:1/b.png", "file:///etc/passwd"} <= set(
        printed.refused
    )
    assert "refused to fetch" in caplog.text
    assert b"root:x:0" not in printed.pdf
    with open_pdf(printed) as pdf:
        assert not pdf.attachments
        assert "/Annots" not in pdf.pages[0]


@pytest.fixture
def printer():
    from chamber.documents.printer import Printer

    printer = Printer()
    yield printer
    printer.close()


def open_pdf(printed):
    import io

    import pikepdf

    return pikepdf.open(io.BytesIO(printed.pdf))
