"""What Meta's platforms share: the handshake, the signature and the classes of the Graph API's errors.

Meta, "Webhooks: Get Started" and "Handling Errors", "Messenger Platform: Common Error Codes", read 2026-11.
Nothing that Meta signs tells the time: only the lasting id of a content protects from a replay.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from shared.errors import (
    CredentialsError,
    PlatformError,
    RateLimitedError,
    RefusedError,
    SignatureError,
    UnclearError,
    WindowClosedError,
)
from shared.platforms import raw
from shared.platforms.contract import HandshakeReply, Secrets, WebhookRequest
from shared.platforms.signing import decode_hex, hmac_sha256, matches_any, same_text

if TYPE_CHECKING:
    from shared.platforms.http import Answer

CHALLENGE = re.compile(r"[A-Za-z0-9_-]{1,128}")  # what is echoed can be neither markup nor a header
SCHEME = "sha256="

BLOCKED_FOR_POLICY = "blocked_for_policy"  # whoever reads this code stops all automatic replies of the account
NOT_FOUND = "not_found"

# "Unknown error", "service temporarily unavailable", "temporary send failure": the pages say to retry, yet
# a message has been seen delivered behind code 1, so that only a look-up may follow.
BY_CODE: dict[int, tuple[type[PlatformError], str]] = {
    **dict.fromkeys((1, 2, 1200), (UnclearError, "unclear")),
    **dict.fromkeys((102, 190), (CredentialsError, "token_dead")),
    **dict.fromkeys((4, 17, 32, 341, 613, 80001, 80002, 80006), (RateLimitedError, "rate_limited")),
    **dict.fromkeys((3, 10, *range(200, 300)), (RefusedError, "permission_missing")),
    100: (RefusedError, "bad_request"),
    368: (RefusedError, BLOCKED_FOR_POLICY),
    506: (RefusedError, "duplicate_text"),
    551: (RefusedError, "person_unavailable"),
    10900: (RefusedError, "already_replied_privately"),
}
BY_SUBCODE: dict[tuple[int, int | None], tuple[type[PlatformError], str]] = {
    (10, 2018278): (WindowClosedError, "window_closed"),
    (10, 2534022): (WindowClosedError, "window_closed"),
    (100, 33): (RefusedError, NOT_FOUND),
}


def handshake(request: WebhookRequest, secrets: Secrets) -> HandshakeReply | None:
    """The answer to Meta's GET with hub.mode, hub.verify_token and hub.challenge.

    Some gateways write hub_mode for hub.mode; both are read. A parameter given twice is refused.
    """
    if request.method != "GET" or not any(name.startswith(("hub.", "hub_")) for name in request.query):
        return None
    token = _parameter(request, "verify_token")
    token_right = False
    for expected in secrets.verify_tokens:
        token_right |= same_text(token, expected) and expected != ""
    if _parameter(request, "mode") != "subscribe" or not token_right:
        return HandshakeReply(status=403, body="forbidden")
    challenge = _parameter(request, "challenge")
    if not CHALLENGE.fullmatch(challenge):
        return HandshakeReply(status=400, body="bad challenge")
    return HandshakeReply(status=200, body=challenge)


def verify(request: WebhookRequest, secrets: Secrets, now: datetime) -> None:
    """Checks X-Hub-Signature-256 over the raw body; the older SHA-1 header counts for nothing."""
    del now  # no time is signed
    header = request.headers.get("x-hub-signature-256", "")
    if not header.startswith(SCHEME):
        raise SignatureError
    given = decode_hex(header.removeprefix(SCHEME))
    if not matches_any(given, (hmac_sha256(secret.encode(), request.body) for secret in secrets.signing)):
        raise SignatureError


def raise_for_error(answer: "Answer") -> None:
    """Raises what the error in a Graph answer means; returns where only the HTTP status can tell.

    A 5xx is left to the status whatever its code says: the request may have been carried out.
    """
    error = raw.mapping(answer.json, "error")
    code = raw.integer(error, "code")
    if code is None or 200 <= answer.status < 300 or answer.status >= 500:
        return
    kind, name = BY_SUBCODE.get((code, raw.integer(error, "error_subcode"))) or BY_CODE.get(code) or (None, "")
    if kind is RateLimitedError:
        raise RateLimitedError(name, status=answer.status, retry_after_s=_regain_access_s(answer))
    if kind:
        raise kind(name, status=answer.status)


def _parameter(request: WebhookRequest, name: str) -> str:
    """The value of hub.<name> or hub_<name>; empty if there is none, or both."""
    values = [request.query[spelling] for spelling in (f"hub.{name}", f"hub_{name}") if spelling in request.query]
    return values[0] if len(values) == 1 else ""


def _regain_access_s(answer: "Answer") -> float | None:
    """Seconds to wait by X-Business-Use-Case-Usage, whose `estimated_time_to_regain_access` is in minutes.

    Meta, "Rate Limits", read 2026-11. None where the header does not say.
    """
    minutes = max(_minutes(answer.headers.get("x-business-use-case-usage", "")), default=0)
    return minutes * 60.0 if minutes else None


def _minutes(header: str) -> Iterator[int]:
    try:
        usage = json.loads(header)
    except (ValueError, RecursionError):
        return
    for limits in raw.mapping(usage).values():
        for limit in limits if isinstance(limits, list) else ():
            yield raw.integer(limit, "estimated_time_to_regain_access") or 0
