"""Web addresses that articles bring along."""

from __future__ import annotations

from urllib.parse import urlsplit


def web_address(value: str | None) -> str | None:
    """The value if it is an http(s) address; pages and data files may name others, which nobody should click."""
    if not value or len(value) > 2000 or any(c.isspace() or ord(c) < 32 for c in value.strip()):
        return None
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return None
    return value.strip() if parts.scheme in ("http", "https") and parts.netloc else None
