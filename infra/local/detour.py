"""Leads the outgoing requests of the adapters to the stand-in platforms, without a word of it in them."""

from typing import Any
from urllib.parse import urlsplit

import requests

from infra.local.home import HOST
from shared.platforms.http import BoundedAdapter


class Detour(BoundedAdapter):
    """Sends `https://<host>/<path>` to `http://127.0.0.1:<port>/<host>/<path>`.

    Method, headers, query and body stay; errors are those that requests raises.
    """

    def __init__(self, port: int) -> None:
        super().__init__()
        self._port = port

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        parts = urlsplit(request.url or "")
        path = f"/{parts.netloc}{parts.path or '/'}"
        detoured = request.copy()
        detoured.url = f"http://{HOST}:{self._port}{path}" + (f"?{parts.query}" if parts.query else "")
        response = super().send(detoured, *args, **kwargs)
        response.request = request
        response.url = request.url or ""
        return response


def mount(session: requests.Session, port: int) -> None:
    """From now on the session reaches nothing but the stand-ins on this port. Mounting again moves it."""
    for prefix in list(session.adapters):
        session.adapters.pop(prefix).close()
    session.mount("https://", Detour(port))
    session.mount("http://", Detour(port))
