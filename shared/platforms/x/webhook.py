"""X's deliveries: the challenge-response check, the signature, and which product a body is of.

X, "V2 Webhooks API", read 2026-11. Account Activity and X Activity share one address, one handshake and one
signature.
"""

import base64
import json
import re
from collections.abc import Mapping
from datetime import datetime

from shared.domain.mention import MentionEvent, ignored
from shared.errors import PayloadError, SignatureError
from shared.platforms import raw, signing
from shared.platforms.contract import HandshakeReply, Secrets, WebhookRequest
from shared.platforms.x import account_activity, activity

# The handshake signs whatever token it is given with the key of the deliveries. A delivery needs { and ":
# as long as neither may stand in a token, nobody can have a delivery signed here; and a body that could be a
# token is no delivery.
TOKEN_LIMIT = 256
CRC_TOKEN = re.compile(rf"[A-Za-z0-9+/=_-]{{1,{TOKEN_LIMIT}}}")

# The first is signed with the app's OAuth 2.0 client secret, the second with its consumer secret; an app that
# has both gets both.
SIGNATURE_HEADERS = ("x-twitter-webhooks-signature-oauth2", "x-twitter-webhooks-signature")


def handshake(request: WebhookRequest, secrets: Secrets) -> HandshakeReply | None:
    """The challenge-response check: HMAC-SHA256 of `crc_token` with the newest secret, base64 in JSON."""
    token = request.query.get("crc_token")
    if request.method != "GET" or token is None:
        return None
    if not CRC_TOKEN.fullmatch(token):
        return HandshakeReply(status=400, body="crc_token: send it once, 1 to 256 characters of base64")
    newest = next(iter(secrets.signing), "")
    proof = base64.b64encode(signing.hmac_sha256(newest.encode(), token.encode())).decode()
    return HandshakeReply(
        status=200, body=json.dumps({"response_token": f"sha256={proof}"}), content_type="application/json"
    )


def verify(request: WebhookRequest, secrets: Secrets, now: datetime) -> None:  # noqa: ARG001 - X signs no time
    """`sha256=<base64>` of the raw body, in either header. Replays are told by the content's id only."""
    given = [_digest(request.headers[name]) for name in SIGNATURE_HEADERS if name in request.headers]
    expected = [signing.hmac_sha256(secret.encode(), request.body) for secret in secrets.signing]
    is_token = len(request.body) <= TOKEN_LIMIT and CRC_TOKEN.fullmatch(request.body.decode("latin-1")) is not None
    if is_token or not any(signing.matches_any(digest, expected) for digest in given):
        raise SignatureError


def parse(request: WebhookRequest) -> list[MentionEvent]:
    """The entries of a delivery of either product. A body of the filtered stream is known, but not served."""
    body = raw.load_json(request.body)
    data = raw.mapping(body, "data")
    if raw.text(data, "event_type"):
        return activity.read(data)
    if not isinstance(body, Mapping) or not any(
        key in body for key in ("for_user_id", "matching_rules", *account_activity.ARRAYS)
    ):
        raise PayloadError("neither an Account Activity nor an X Activity delivery")
    if "matching_rules" in body:
        return [ignored("filtered_stream", "not_served")]
    return account_activity.read(body)


def _digest(written: str) -> bytes:
    scheme, _, digest = written.partition("=")
    if scheme != "sha256":
        raise SignatureError
    return signing.decode_base64(digest)
