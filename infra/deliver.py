"""Delivers as a platform does: a signed body over HTTP, to a webhook route on this machine."""

import http.client
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

from infra.samples.library import Sample
from infra.samples.signing import sign
from infra.standins.credentials import SIGNING
from shared.errors import InputError

TIMEOUT_S = 15.0


@dataclass(frozen=True, slots=True)
class Delivered:
    """What the receiver answered."""

    platform: str
    name: str
    status: int


def new_suffix() -> str:
    """Digits that make a sample's ids new; the same suffix again is a duplicate."""
    return f"{secrets.randbelow(10**8):08d}"


def deliver_sample(url: str, sample: Sample, suffix: str) -> Delivered:
    """One sample, made fresh and signed with the local secret."""
    now = datetime.now(UTC)
    return _deliver(url, sample.platform, sample.name, sample.body(now, suffix), now, sample.headers, sample.query)


def deliver_body(url: str, platform: str, body: bytes) -> Delivered:
    """Any body, signed as it is."""
    return _deliver(url, platform, "file", body, datetime.now(UTC), {}, {})


def _deliver(
    url: str,
    platform: str,
    name: str,
    body: bytes,
    now: datetime,
    headers: Mapping[str, str],
    query: Mapping[str, str],
) -> Delivered:
    target = urlsplit(url)
    if target.hostname not in ("127.0.0.1", "localhost"):
        raise InputError("url", "local secrets sign only for this machine; use http://127.0.0.1")
    delivery_id = f"local_{secrets.token_hex(8)}"
    signed = sign(platform, body, SIGNING[platform]["signing"][0], delivery_id=delivery_id, now=now)
    connection = http.client.HTTPConnection(target.hostname, target.port, timeout=TIMEOUT_S)
    path = f"/webhooks/{platform}" + (f"?{urlencode(query)}" if query else "")
    try:
        connection.request("POST", path, body, {**signed, **headers})
        response = connection.getresponse()
        response.read()
    finally:
        connection.close()
    return Delivered(platform, name, response.status)
