"""Filling in a form as a browser would: everything the page showed goes back, and the changes."""


def fields(answer):
    """What the form of a page holds; several ticks stay several, what is empty is left out."""
    sent = {}
    for field in answer.context["form"]:
        value = field.value()
        if isinstance(value, (list, tuple)):
            sent[field.html_name] = list(map(str, value))
        elif value is not None:
            sent[field.html_name] = str(value)
    return sent


def send(browser, url, **changes):
    """Open ``url``, change some fields and send the form."""
    return browser.post(url, fields(browser.get(url)) | changes)


def errors(answer):
    """{field: [messages]} as the page says them."""
    return {name: list(said) for name, said in answer.context["form"].errors.items()}
