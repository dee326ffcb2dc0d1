import pytest

from chamber.documents import kinds, printer


@pytest.fixture(scope="session", autouse=True)
def no_press_left():
    yield
    printer.printer.close()


@pytest.fixture
def note():
    """A kind whose data a test may change: ``note.words``; visible as ``note.visible`` says."""

    class Note:
        words = "Shore power for the harbour"
        readers = kinds.PUBLIC
        built = 0

        def build(self, subject, language):
            self.built += 1
            return {"title": f"Note {subject}", "lead": self.words, "terms": []}

        def visible(self, user, subject):
            return kinds._READERS[self.readers](user, subject)

    note = Note()
    kinds.register(
        "note",
        label="Note",
        build=note.build,
        template="documents/glossary.html",
        visible=note.visible,
    )
    yield note
    del kinds._kinds["note"]
