"""The Chromium that the tests drive: the shell without windows, which is quicker, where there is
one."""

import shutil

NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
FLAGS = ["--no-sandbox", "--disable-gpu", "--in-process-gpu", "--disable-background-networking"]


def launch(playwright):
    """A browser; the caller closes it."""
    found = filter(None, map(shutil.which, NAMES))
    return playwright.chromium.launch(executable_path=next(found, None), args=FLAGS)
