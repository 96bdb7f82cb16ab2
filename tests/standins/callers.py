"""Requests as each platform's own documentation shows them, signed by other code than ours."""

import base64
import hashlib
import hmac
import json
from typing import Any

import requests
from requests_oauthlib import OAuth1

from infra.standins.credentials import TOKENS
from tests.standins.conftest import Clock

PAGE = "110022003300440"
GRAPH = "https://graph.facebook.com/v25.0"
X_API = "https://api.x.com/2"
CALLBACK = "https://standin.example/callback"


def facebook(session: requests.Session, method: str, path: str, **options: Any) -> requests.Response:
    bearer = {"Authorization": f"Bearer {TOKENS['facebook'][PAGE]['access_token']}"}
    return session.request(method, f"{GRAPH}{path}", headers=bearer, timeout=5, **options)


def x(session: requests.Session, clock: Clock, method: str, path: str, **options: Any) -> requests.Response:
    keys = {**TOKENS["x"]["880011"], **options.pop("keys", {})}
    signer = OAuth1(
        keys["consumer_key"],
        keys["consumer_secret"],
        keys["access_token"],
        keys["access_token_secret"],
        timestamp=str(int(clock().timestamp()) + options.pop("off_by_s", 0)),
    )
    return session.request(method, f"{X_API}{path}", auth=signer, timeout=5, **options)


def callback(
    session: requests.Session, clock: Clock, body: Any, event_id: str = "evt_1", off_by_s: int = 0
) -> requests.Response:
    raw = json.dumps(body).encode()
    headers = signed(event_id, str(int(clock().timestamp()) + off_by_s), raw)
    return session.post(CALLBACK, data=raw, headers=headers, timeout=5)


def signed(event_id: str, timestamp: str, raw: bytes) -> dict[str, str]:
    key = base64.b64decode(TOKENS["standard_webhooks"]["ourshop"]["secret"].removeprefix("whsec_"))
    digest = hmac.new(key, f"{event_id}.{timestamp}.".encode() + raw, hashlib.sha256).digest()
    return {
        "webhook-id": event_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }
