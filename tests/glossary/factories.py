from chamber.glossary.models import Term


def make_term(word="Pilot", **fields):
    meanings = {"public_meaning_en": "A trial.", "private_meaning_en": "A first order."}
    return Term.objects.create(word_en=word, **meanings | fields)
