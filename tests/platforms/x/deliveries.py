"""Requests as X sends them, signed as X signs them."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from infra.samples.signing import sign
from shared.platforms.contract import Secrets, WebhookRequest

NOW = datetime(2026, 1, 1, 10, 0, tzinfo=UTC)
SECRET = "composed-consumer-secret"
SECRETS = Secrets(signing=(SECRET,))
HEADER = "x-twitter-webhooks-signature"


def delivery(content: Any, headers: Mapping[str, str] | None = None) -> WebhookRequest:
    """A POST with this body: bytes as they are, anything else as JSON."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return request("POST", body=body, headers=headers)


def signed(content: Any, secret: str = SECRET, header: str = HEADER) -> WebhookRequest:
    """The same with a signature in this header."""
    unsigned = delivery(content)
    given = sign("x", unsigned.body, secret, delivery_id="", now=NOW)
    return delivery(unsigned.body, {"content-type": given["content-type"], header: given[HEADER]})


def request(
    method: str,
    *,
    query: Mapping[str, str] | None = None,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
) -> WebhookRequest:
    return WebhookRequest(
        method=method, path="/webhooks/x", query=query or {}, headers=headers or {}, body=body, received_at=NOW
    )
