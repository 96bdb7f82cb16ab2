"""The generic door, sending: a reply goes to the tool's call-back address, which posts it on the network.

The contract is ours and stands in the README beside this file. `credentials`: callback_url and secret.
"""

import base64
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import requests

from shared.domain import times
from shared.errors import ConfigurationError, CredentialsError, RefusedError, UnclearError
from shared.platforms import http, raw
from shared.platforms.contract import Credentials, Health, ReplyDraft, ReplyReceipt, Session
from shared.platforms.standard_webhooks import scheme

# The operator's address, never one of a mention: no user info, no query; plain http only on this machine
CALLBACK_URL = re.compile(
    r"(?:https://[A-Za-z0-9][A-Za-z0-9.-]{0,252}|http://(?:127\.0\.0\.1|localhost|\[::1\]))"
    r"(?::[0-9]{1,5})?(?:/[\w.~/-]{0,500})?",
    re.ASCII,
)
PROBE_KEY = "heed_probe"  # names no reply: the look-up of a probe finds nothing
GONE = 410


def reply(draft: ReplyDraft, credentials: Credentials, session: Session) -> ReplyReceipt:
    """Hands the reply to the tool under a webhook-id of its own; the tool names the reply that it posted."""
    network, _, native_id = draft.external_id.partition(":")
    if not native_id:
        raise RefusedError("bad_id")
    body = {
        "type": "reply.created",
        "timestamp": times.to_text(draft.attempted_at),
        "data": {
            "account_id": draft.account_id,
            "platform": network,
            "in_reply_to": native_id,
            "thread_id": _native(draft.thread_id),
            "author_id": _native(draft.author_id),
            "surface": draft.surface.value,
            "text": draft.text,
        },
    }
    answer = _send("POST", _key(draft), credentials, session, json_body=body)
    reply_id = raw.identifier(answer.json, "id")
    if reply_id is None:
        raise UnclearError("no_reply_id", status=answer.status)
    return ReplyReceipt(external_reply_id=reply_id, permalink=raw.text(answer.json, "url"))


def find_reply(draft: ReplyDraft, credentials: Credentials, session: Session) -> ReplyReceipt | None:
    """The reply that the tool posted for this attempt's webhook-id."""
    key = _key(draft)
    for row in _look_up(key, credentials, session):
        reply_id = raw.identifier(row, "id")
        if reply_id is not None and raw.text(row, "webhook_id") == key:
            return ReplyReceipt(external_reply_id=reply_id, permalink=raw.text(row, "url"))
    return None


def probe(credentials: Credentials, session: Session) -> Health:
    """Whether the call-back address takes our signature. Who posts mentions to us cannot be asked."""
    try:
        _look_up(PROBE_KEY, credentials, session)
    except CredentialsError as error:
        return Health(
            token_live=False, remedy=f"The call-back refuses us ({error.code}): check callback_url and secret."
        )
    except RefusedError:
        return Health(
            token_live=True, remedy="The call-back does not list replies: see the README of the generic door."
        )
    return Health(token_live=True)


def _look_up(key: str, credentials: Credentials, session: Session) -> list[Any]:
    answer = _send("GET", key, credentials, session, params={"webhook_id": key})
    listed = raw.mapping(answer.json).get("data")
    if not isinstance(listed, list):
        raise UnclearError("unreadable_answer", status=answer.status)
    return listed


def _send(method: str, key: str, credentials: Credentials, session: Session, **content: Any) -> http.Answer:
    url, secret = credentials.get("callback_url", ""), credentials.get("secret", "")
    if not url or not secret:
        raise CredentialsError("credentials_incomplete")
    if not CALLBACK_URL.fullmatch(url):
        raise CredentialsError("bad_callback_url")
    try:
        scheme.digest(secret, key, 0, b"")
    except ConfigurationError as error:
        raise CredentialsError("bad_secret") from error
    answer = http.send(session, method, url, auth=_signer(secret, key), **content)
    if answer.status == GONE:
        raise CredentialsError("callback_gone", status=GONE)
    http.raise_for_status(answer)
    return answer


def _signer(secret: str, key: str) -> Callable[[requests.PreparedRequest], requests.PreparedRequest]:
    """Signs the bytes that really leave. The time is this request's own: a look-up comes long after its attempt."""

    def sign(prepared: requests.PreparedRequest) -> requests.PreparedRequest:
        sent = prepared.body if isinstance(prepared.body, bytes) else b""
        now_s = int(datetime.now(UTC).timestamp())
        signature = base64.b64encode(scheme.digest(secret, key, now_s, sent)).decode()
        prepared.headers["webhook-id"] = key
        prepared.headers["webhook-timestamp"] = str(now_s)
        prepared.headers["webhook-signature"] = f"{scheme.VERSION},{signature}"
        return prepared

    return sign


def _key(draft: ReplyDraft) -> str:
    """One per attempt: the same for the post and for the look-up after it."""
    return f"reply_{draft.attempt_id}"


def _native(identifier: str | None) -> str | None:
    """The network's own id, without the network's name."""
    return identifier.partition(":")[2] if identifier else None
