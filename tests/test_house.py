"""Rules of the house that no other tool checks: sizes, strings across layers, translations."""

import re
import subprocess
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings

ROOT = settings.BASE_DIR
UPPER = ["partners", "clusters", "citizens", "missions"]  # from the lowest to the highest
PACKAGES = ["chamber", *UPPER]
LANGUAGES = ["nl", "fr", "uk"]


def source(package, *suffixes):
    for folder in (ROOT / package, ROOT / "templates"):
        for path in sorted(folder.rglob("*")):
            inside = folder.name == package or path.relative_to(folder).parts[0] in owners(package)
            if path.suffix in suffixes and inside and "migrations" not in path.parts:
                yield path


def owners(package):
    """Template folders that belong to a package: the labels of its apps, and the shared ones."""
    labels = {config.label for config in apps.get_app_configs() if config.name.startswith(package)}
    return labels | ({"parts", "lists", "forms", "errors"} if package == "chamber" else set())


def test_no_module_is_over_400_lines():
    modules = [
        path for path in ROOT.rglob("*.py") if not {".venv", "var", "migrations"} & {*path.parts}
    ]
    assert len(modules) > 100
    long = {str(p): n for p in modules if (n := len(p.read_text().splitlines())) > 400}
    assert not long


@pytest.mark.parametrize("package", PACKAGES[:-1])
def test_lower_apps_name_nothing_of_upper_ones_in_strings(package):
    """import-linter does not see ``reverse("missions:…")``, ``{% url %}``, includes or models."""
    above = "|".join(PACKAGES[PACKAGES.index(package) + 1 :])
    named = re.compile(
        rf"""["'](?:{above})(?:[:./]|\.[A-Z])"""  # "missions:list", "missions/x.html", "missions.X"
        rf"""|\{{%\s*load\s[^%]*\b(?:{above})\b"""
    )
    found = []
    for path in source(package, ".py", ".html", ".txt"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if named.search(line) and path.name != "settings.py":
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert not found


@pytest.mark.parametrize("package", PACKAGES[:-1])
def test_lower_models_and_migrations_depend_on_nothing_above(package):
    order = {name: number for number, name in enumerate(PACKAGES)}

    def floor(app_config):
        return order.get(app_config.name.split(".")[0], 0)

    mine = order[package]
    for config in apps.get_app_configs():
        if config.name.split(".")[0] != package:
            continue
        for model in config.get_models(include_auto_created=True):
            for field in model._meta.get_fields():
                if field.is_relation and field.concrete and field.related_model:
                    assert floor(field.related_model._meta.app_config) <= mine, field
        for path in (Path(config.path) / "migrations").glob("0*.py"):
            text = path.read_text()
            for name in PACKAGES[mine + 1 :]:
                assert f'("{name}", "0' not in text, path


@pytest.mark.parametrize("language", LANGUAGES)
class TestTranslations:
    @pytest.fixture
    def catalogue(self, language):
        return polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))

    def test_nothing_is_untranslated_or_fuzzy(self, catalogue):
        assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
        assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []

    def test_equal_pairs_are_on_the_list(self, catalogue, language):
        allowed = (ROOT / "tests" / "same_words" / f"{language}.txt").read_text().splitlines()
        same = {entry.msgid for entry in catalogue if entry.msgstr == entry.msgid}
        assert same <= set(allowed)

    def test_placeholders_survive(self, catalogue):
        named = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
        for entry in catalogue:
            forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
            wanted = set(named.findall(entry.msgid_plural or entry.msgid))
            for text in forms:
                missing = wanted - set(named.findall(text))
                assert not missing or entry.msgid_plural, (entry.msgid, text)
                assert set(named.findall(text)) <= wanted | set(named.findall(entry.msgid)), text

    def test_gettext_reads_the_file_too(self, language, tmp_path):
        source = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
        argv = ["msgfmt", "--check-format", "--check-domain", "-o", tmp_path / "django.mo", source]
        said = subprocess.run(argv, capture_output=True, text=True, check=False)
        assert said.returncode == 0, said.stderr

    def test_the_compiled_file_matches(self, catalogue, language):
        compiled = polib.mofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.mo"))
        built, found = (
            {(e.msgctxt, e.msgid): (e.msgstr, *e.msgstr_plural.values()) for e in entries}
            for entries in (catalogue, compiled)
        )
        assert found == built


def test_every_string_of_the_source_is_in_the_catalogues(tmp_path):
    """What makemessages would collect now is what the committed catalogues hold."""
    pot = collect(tmp_path)
    held = {
        e.msgid for e in polib.pofile(str(ROOT / "locale" / "nl" / "LC_MESSAGES" / "django.po"))
    }
    assert {entry.msgid for entry in pot} == held


def collect(folder):
    """The strings of the sources, by the same tool as ``make messages`` and without writing."""
    from django.core.management.commands.makemessages import BuildFile, Command, TranslatableFile
    from django.core.management.utils import find_command

    assert find_command("xgettext"), "make setup TESTS=1 installs gettext"
    command = Command()
    command.settings_available, command.verbosity, command.domain = True, 0, "django"
    files = []
    for package in [*PACKAGES, "templates"]:
        for path in sorted((ROOT / package).rglob("*")):
            if path.suffix in (".py", ".html", ".txt") and "migrations" not in path.parts:
                files.append(TranslatableFile(str(path.parent), path.name, None))
    builds = [BuildFile(command, "django", file) for file in files]
    for build in builds:
        build.preprocess()
    try:
        listing = folder / "files.txt"
        listing.write_text("\n".join(build.work_path for build in builds))
        argv = ["xgettext", "-d", "django", "--language=Python", "--from-code=UTF-8", "-o", "-"]
        argv += ["--keyword=gettext_noop", "--keyword=gettext_lazy", "--keyword=ngettext_lazy:1,2"]
        argv += ["--keyword=pgettext:1c,2", "--keyword=npgettext:1c,2,3"]
        argv += ["--keyword=pgettext_lazy:1c,2", "--keyword=npgettext_lazy:1c,2,3"]
        argv += ["--files-from", str(listing)]
        run = subprocess.run(argv, capture_output=True, text=True, check=True)
    finally:
        for build in builds:
            build.cleanup()
    return polib.pofile(run.stdout)
