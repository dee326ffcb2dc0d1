"""How long the files of a list take: the directory with some thousand organisations, as CSV and as
XLSX, asked for by the test client; and the same workbook read again by the import.
"""

import argparse
import io
import tempfile
import time

from benchmarks.ground import say, scratch, tell


def answer(browser, kind):
    """(seconds, bytes) of the file of all organisations that everybody may see."""
    start = time.perf_counter()
    response = browser.get(f"/en/partners/?format={kind}")
    content = b"".join(response)
    return time.perf_counter() - start, content


def read_again(content):
    from partners.importing import sheets

    start = time.perf_counter()
    book, found = sheets.of(io.BytesIO(content))
    with sheets.as_csv(book, next(iter(found.values()))) as lines:
        count = sum(1 for _line in lines)
    return time.perf_counter() - start, count


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.list_files")
    parser.add_argument("--rows", type=int, default=10_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder, scratch("files", MEDIA_ROOT=folder):
        from django.core.management import call_command
        from django.test import Client

        from benchmarks import crowd

        tell(f"making {rows} organisations")
        call_command("load_reference", verbosity=0)
        crowd.gather(round(rows / 0.85))  # the share that everybody may see
        browser = Client(headers={"host": "localhost"})
        browser.get("/en/partners/")
        csv, _lines = answer(browser, "csv")
        xlsx, content = answer(browser, "xlsx")
        again, count = read_again(content)
        say(
            {
                "rows": count - 1,
                "csv_seconds": csv,
                "xlsx_seconds": xlsx,
                "xlsx_bytes": len(content),
                "read_again_seconds": again,
            }
        )


if __name__ == "__main__":
    main()
