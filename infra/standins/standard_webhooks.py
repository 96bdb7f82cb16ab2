"""A listening tool's call-back address, which takes our replies as signed webhooks and lists them.

Standard Webhooks specification, repository standard-webhooks/standard-webhooks, read 2026-11, for the
signature and for `webhook-id` as the key under which a repeat is the same event.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from infra.standins.credentials import TOKENS
from infra.standins.exchange import Answer, Call, Request, answer_error, answer_json
from infra.standins.wall import Post, Wall
from shared.domain import times

NAME = "standard_webhooks"
TITLE = "Standard Webhooks"
HOST = "standin.example"
PATH = "/callback"
TEXT_LIMIT = 10_000
TOLERANCE_S = 300
LIMIT_S = 30  # what `rate_limited` names as the time to wait


def answer(request: Request, wall: Wall, now: datetime) -> Answer:
    """The call-back's answer; a reply that it accepts is in the answer's `post`."""
    account = _account_of(request, now)
    if account is None:
        return answer_error(401, "the signature does not fit")
    if request.path != PATH:
        return answer_error(404, "no such address")
    call = Call(request=request, wall=wall, now=now, account=account, platform=NAME)
    if request.method == "POST":
        return _take_reply(call)
    if request.method == "GET":
        return _list_replies(call)
    return answer_error(405, "only GET and POST")


def _take_reply(call: Call) -> Answer:
    key = call.request.headers["webhook-id"]
    for post in call.posts():
        if post.key == key:
            return answer_json({"id": post.id})
    given = call.request.json()
    data = given.get("data")
    if not isinstance(given.get("type"), str) or not isinstance(data, dict):
        return answer_error(400, "the body must be an object with type and data")
    network, target, text = data.get("platform"), data.get("in_reply_to"), data.get("text")
    if not isinstance(network, str) or not network or not isinstance(target, str) or not target:
        return answer_error(422, "data.platform and data.in_reply_to must name what is answered")
    if not isinstance(text, str) or not text.strip() or len(text) > TEXT_LIMIT:
        return answer_error(422, f"data.text must have 1 to {TEXT_LIMIT} characters")
    new_id = f"reply_{call.wall.next_id(call.now)}"
    private = data.get("surface") == "direct_message"
    post = call.post(new_id, f"{network}:{target}", text, private=private, key=key)
    return answer_json({"id": new_id}, status=201, post=post)


def _list_replies(call: Call) -> Answer:
    wanted = call.request.parameter("webhook_id")
    found = [post for post in call.posts() if wanted in (None, post.key)]
    return answer_json({"data": [_row(post) for post in found]})


def refusals(now: datetime) -> Mapping[str, Answer]:  # noqa: ARG001 - X names a time, so every platform is told it
    """The answers with which the receiver refuses, by behaviour."""
    limited = answer_error(429, "too many requests")
    return {
        "rate_limited": replace(limited, headers={"Retry-After": str(LIMIT_S)}),
        "token_dead": answer_error(401, "the signature does not fit"),
        "refused": answer_error(422, "this cannot be answered"),
    }


def failure(status: int) -> Answer:
    """The receiver's own fault."""
    return answer_error(status, "internal error")


def _account_of(request: Request, now: datetime) -> str | None:
    """The account whose secret signed the request; None for every fault. One signature that fits is enough."""
    event_id = request.headers.get("webhook-id", "")
    stated = request.headers.get("webhook-timestamp", "")
    if not event_id or not (stated.isascii() and stated.isdigit() and len(stated) < 12):
        return None
    if abs(int(stated) - now.timestamp()) > TOLERANCE_S:
        return None
    message = f"{event_id}.{stated}.".encode("latin-1", "replace") + request.body
    given = [part.partition(",") for part in request.headers.get("webhook-signature", "").split(" ")]
    for account, keys in TOKENS[NAME].items():
        expected = hmac.digest(base64.b64decode(keys["secret"].removeprefix("whsec_")), message, hashlib.sha256)
        if any(version == "v1" and hmac.compare_digest(_decoded(text), expected) for version, _, text in given):
            return account
    return None


def _decoded(written: str) -> bytes:
    try:
        return base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _row(post: Post) -> dict[str, Any]:
    return {
        "id": post.id,
        "webhook_id": post.key,
        "in_reply_to": post.in_reply_to,
        "text": post.text,
        "created_at": times.to_text(post.at),
    }
