"""Short secrets at rest, under keys derived from SECRET_KEY and its fallbacks."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

WrongKey = InvalidToken


def lock(text: str) -> str:
    return _keys().encrypt(text.encode()).decode()


def unlock(token: str) -> str:
    """The text that was locked. Raises ``WrongKey``."""
    return _keys().decrypt(token.encode()).decode()


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"chamber.accounts.vault" + key.encode()).digest() for key in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
