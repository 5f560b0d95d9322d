"""Secrets of the embedded default: made once, readable for the owner only, never used in production."""

import os
import secrets
import tempfile
from pathlib import Path


def embedded_secret(folder: Path, name: str) -> str:
    """The secret called `name` from `folder`, made there the first time. Safe when two processes start at once."""
    path = folder / f"{name.lower()}.secret"
    if not path.exists():
        _publish(secrets.token_urlsafe(48), path)
    return path.read_text()


def _publish(value: str, path: Path) -> None:
    """Put `value` at `path` whole or not at all; whoever comes second keeps what the first one put there."""
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w") as file:
        file.write(value)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
