"""What the settings fall back to where the environment says nothing."""

import os
import secrets
from pathlib import Path

VAR = Path(__file__).resolve().parents[2] / "var"


def default_urls() -> tuple[str, str]:
    """Database and Redis address of the embedded portal instance, or of nothing that answers."""
    from chamber.embedded import instance

    portal = instance("portal")
    if portal.running():
        return portal.database_url, portal.redis_url
    return "postgres://portal@127.0.0.1:1/portal", "redis://127.0.0.1:1/0"


def secret_key() -> str:
    """The secret of this installation, made once and kept where only its owner reads it."""
    path = VAR / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text()
