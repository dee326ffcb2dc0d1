"""Texts in four languages: English is the original, the others may follow."""

from chamber.forms import languages


class InFourLanguages:
    """Mix in before ModelForm. ``texts`` are the translated fields; ``asked`` says in which words
    a missing English one is asked for."""

    texts = ()
    asked = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.texts:
            languages.prepare(self, name)
        for column in languages.columns(*self.texts):
            self.fields[column].required = False
        for name, message in self.asked.items():
            field = self.fields[f"{name}_en"]
            field.required, field.error_messages["required"] = True, message

    def in_english(self):
        return [self[f"{name}_en"] for name in self.texts]

    def in_other_languages(self):
        """(code, fields) for each; the labels name the language."""
        every = languages.by_language(self, *self.texts)
        return [(code, fields) for code, _words, fields in every if code != "en"]

    def is_translated(self):
        """Whether the other languages are open at once: something stands there or is wrong."""
        fields = [field for _code, fields in self.in_other_languages() for field in fields]
        return any(field.value() or field.errors for field in fields)
