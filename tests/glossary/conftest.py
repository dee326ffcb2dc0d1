import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def own_language():
    """A page asked for in Ukrainian leaves its language with the thread, not with the next test."""
    with translation.override("en"):
        yield
