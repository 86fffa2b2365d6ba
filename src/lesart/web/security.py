"""Keeps the workbench to the person at this machine, and hostile article text to being text.

Articles come from anywhere. Templates escape all of it; the headers here make sure that nothing would run or leave even
if one did not. A page on the internet could reach a server on 127.0.0.1 through the reader's browser in two ways: by
a name that it points there (DNS rebinding: the Host header tells) and by posting a form (it cannot know the token).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": with it a browser sends "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def host_name(host: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


class Guard:
    """Middleware: turns away requests under a foreign name and from foreign pages, adds the headers to every answer."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str] = LOCAL_HOSTS) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    answer.setdefault(name, value)
            await send(message)

        if host_name(headers.get("host", "")) not in self.hosts:
            refusal = PlainTextResponse("Lesart answers only under the address that it printed.\n", status_code=421)
            await refusal(scope, receive, send_guarded)
            return
        if scope["method"] not in ("GET", "HEAD") and not self._from_here(headers):
            refusal = PlainTextResponse("This request came from another page.\n", status_code=403)
            await refusal(scope, receive, send_guarded)
            return
        await self.app(scope, receive, send_guarded)

    @staticmethod
    def _from_here(headers: Headers) -> bool:
        """Browsers say where a form was sent from; a program that says nothing still needs the token."""
        origin = headers.get("origin")
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        return origin is None or urlsplit(origin).netloc == headers.get("host")


class Token:
    """A secret of this run that every form carries; a page elsewhere can send a form here but cannot read it."""

    def __init__(self) -> None:
        self.value = secrets.token_urlsafe(32)

    def matches(self, given: str) -> bool:
        """Whether a form carries it."""
        return hmac.compare_digest(self.value.encode(), given.encode())


def outside_link(url: str | None) -> str | None:
    """An article's own address if it may be a link: http or https with a host; anything else is shown as text only."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
