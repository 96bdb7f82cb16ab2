"""Delivers as a platform does: a signed body over HTTP, to a webhook route on this machine."""

import http.client
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

from infra.samples.signing import sign
from infra.standins.credentials import SIGNING
from shared.errors import InputError

TIMEOUT_S = 15.0


def new_suffix() -> str:
    """Digits that make a sample's ids new; the same suffix again is a duplicate."""
    return f"{secrets.randbelow(10**8):08d}"


def deliver(
    url: str,
    platform: str,
    body: bytes,
    *,
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
) -> int:
    """Signs the body with the local secret and posts it; the status of the answer.

    OSError if nobody listens at `url`, which must be this machine's.
    """
    target = urlsplit(url)
    if target.hostname not in ("127.0.0.1", "localhost"):
        raise InputError("url", "local secrets sign only for this machine; use http://127.0.0.1")
    delivery_id = f"local_{secrets.token_hex(8)}"
    secret = SIGNING[platform]["signing"][0]
    signed = sign(platform, body, secret, delivery_id=delivery_id, now=datetime.now(UTC))
    connection = http.client.HTTPConnection(target.hostname, target.port, timeout=TIMEOUT_S)
    path = f"/webhooks/{platform}" + (f"?{urlencode(query)}" if query else "")
    try:
        connection.request("POST", path, body, {**signed, **(headers or {})})
        response = connection.getresponse()
        response.read()
    finally:
        connection.close()
    return response.status
