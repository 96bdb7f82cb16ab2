"""Signs a delivery as each platform does it, written from the platforms' pages and not from our adapters.

A fault that the adapter and its tests would share shows here. Sources: Meta, "Webhooks: Get Started";
Standard Webhooks, "Specification"; X, "Securing webhooks", all read 2026-11.
"""

import base64
import hashlib
import hmac
from datetime import datetime


def sign(platform: str, body: bytes, secret: str, *, delivery_id: str, now: datetime) -> dict[str, str]:
    """The request headers of a signed delivery, with lower-case names. KeyError for an unknown platform.

    `delivery_id` and `now` count only where the platform signs them.
    """
    return {"content-type": "application/json", **SIGNERS[platform](body, secret, delivery_id, int(now.timestamp()))}


def _facebook(body: bytes, secret: str, _delivery_id: str, _at_s: int) -> dict[str, str]:
    return {"x-hub-signature-256": f"sha256={_hmac(secret.encode(), body).hex()}"}


def _standard_webhooks(body: bytes, secret: str, delivery_id: str, at_s: int) -> dict[str, str]:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = _hmac(key, f"{delivery_id}.{at_s}.".encode() + body)
    return {
        "webhook-id": delivery_id,
        "webhook-timestamp": str(at_s),
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def _x(body: bytes, secret: str, _delivery_id: str, _at_s: int) -> dict[str, str]:
    digest = base64.b64encode(_hmac(secret.encode(), body)).decode()
    return {"x-twitter-webhooks-signature": f"sha256={digest}"}


SIGNERS = {"facebook": _facebook, "standard_webhooks": _standard_webhooks, "x": _x}


def _hmac(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, hashlib.sha256).digest()
