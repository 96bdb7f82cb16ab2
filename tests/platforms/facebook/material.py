"""Facebook's deliveries for the contract suite.

Meta, "Webhooks: Get Started", "Webhooks Reference: Page" and "Messenger Platform", read 2026-11.
"""

import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

from infra.standins.credentials import TOKENS
from shared.domain.mention import Surface
from shared.platforms.contract import ReplyDraft
from tests.support.material import NOW, Handshake, Material

PAGE = "110022003300440"
POST = f"{PAGE}_900100200"
COMMENT = "900100200_555001"
PERSON = "6600770088"
TOKEN = "the-verify-token"
ASK = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": TOKEN}


def sign(body: bytes, secret: str, _at: datetime) -> dict[str, str]:
    return {"x-hub-signature-256": "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}


def written(value: Any) -> bytes:
    """As Meta writes it: what is not ASCII is escaped, and so is every slash."""
    return json.dumps(value, separators=(",", ":")).replace("/", "\\/").encode()


def feed(*changes: dict[str, Any]) -> bytes:
    return written({"object": "page", "entry": [{"id": PAGE, "time": 1767261600, "changes": list(changes)}]})


def messaging(*messages: dict[str, Any]) -> bytes:
    return written({"object": "page", "entry": [{"id": PAGE, "time": 1767261600123, "messaging": list(messages)}]})


def comment(comment_id: str = COMMENT, **changes: Any) -> dict[str, Any]:
    value = {
        "from": {"id": "7788990011223344", "name": "Rita Soto"},
        "item": "comment",
        "verb": "add",
        "comment_id": comment_id,
        "post_id": POST,
        "parent_id": POST,
        "created_time": 1767261598,
        "message": "Is the shop open today? 🙏",
    }
    return {"field": "feed", "value": {**value, **changes}}


def message(mid: str, **changes: Any) -> dict[str, Any]:
    return {
        "sender": {"id": PERSON},
        "recipient": {"id": PAGE},
        "timestamp": 1767261598123,
        "message": {"mid": mid, "text": "Hello there", **changes},
    }


def batch() -> bytes:
    """Two entries, one of which holds comments and messages."""
    other = {"id": PAGE, "time": 1767261601, "changes": [comment("900100200_3")]}
    first = {"id": PAGE, "time": 1767261600, "changes": [comment("900100200_1"), comment("900100200_2")]}
    return written({"object": "page", "entry": [{**first, "messaging": [message("m_1")]}, other]})


def draft(surface: Surface, external_id: str, thread_id: str, in_reply_to: str | None = None) -> ReplyDraft:
    return ReplyDraft(
        mention_id="facebook-0123456789abcdef0123",
        account_id=PAGE,
        external_id=external_id,
        surface=surface,
        text="Thank you, that means a lot to us!",
        attempt_id="attempt-1",
        attempted_at=NOW,
        author_id=PERSON,
        thread_id=thread_id,
        in_reply_to=in_reply_to,
    )


MATERIAL = Material(
    name="facebook",
    account_id=PAGE,
    secrets=("a-facebook-app-secret", "the-one-before-it"),
    verify_token=TOKEN,
    sign=sign,
    signature_header="x-hub-signature-256",
    scheme="sha256=",
    encoding="hex",
    handshakes=(
        Handshake(name="right", query=ASK, status=200, answer="1158201444"),
        Handshake(name="with underscores", query={k.replace(".", "_"): ASK[k] for k in ASK}, status=200),
        Handshake(name="leading zeros stay", query={**ASK, "hub.challenge": "007"}, status=200, answer="007"),
        Handshake(name="wrong token", query={**ASK, "hub.verify_token": "wrong"}, status=403),
        Handshake(name="token of another alphabet", query={**ASK, "hub.verify_token": "tökén\x00"}, status=403),
        Handshake(name="empty token", query={**ASK, "hub.verify_token": ""}, status=403),
        Handshake(name="token given twice", query={**ASK, "hub.verify_token": f"{TOKEN},{TOKEN}"}, status=403),
        Handshake(name="other mode", query={**ASK, "hub.mode": "unsubscribe"}, status=403),
        Handshake(name="no mode", query={k: ASK[k] for k in ASK if k != "hub.mode"}, status=403),
        Handshake(name="no token", query={k: ASK[k] for k in ASK if k != "hub.verify_token"}, status=403),
        Handshake(name="no challenge", query={k: ASK[k] for k in ASK if k != "hub.challenge"}, status=400),
        Handshake(name="empty challenge", query={**ASK, "hub.challenge": ""}, status=400),
        Handshake(name="markup", query={**ASK, "hub.challenge": "<script>alert(1)</script>"}, status=400),
        Handshake(name="line break", query={**ASK, "hub.challenge": "1\r\nSet-Cookie: a=b"}, status=400),
        Handshake(name="line break at the end", query={**ASK, "hub.challenge": "1158201444\n"}, status=400),
        Handshake(name="10 kB", query={**ASK, "hub.challenge": "1" * 10_000}, status=400),
        Handshake(name="nothing", query={}, status=None),
        Handshake(name="POST", query=ASK, method="POST", status=None),
    ),
    good=feed(comment()),
    good_is={
        "external_id": COMMENT,
        "account_id": PAGE,
        "author_id": "7788990011223344",
        "author_name": "Rita Soto",
        "surface": Surface.COMMENT,
        "text": "Is the shop open today? 🙏",
        "thread_id": POST,
    },
    again=written({"entry": [{"changes": [comment()], "time": 1767261777, "id": PAGE}], "object": "page"}),
    edited=feed(comment(verb="edited", message="Is the shop open tomorrow?", edited_time=1767261700)),
    deleted=feed(comment(verb="remove", message=None)),
    batch=batch(),
    batch_ids=("900100200_1", "900100200_2", "m_1", "900100200_3"),
    unknown_kind=feed({"field": "telepathy", "value": {"thought": "hello"}}),
    own_post=feed(comment(**{"from": {"id": PAGE, "name": "Our Shop"}})),
    others=(
        messaging(message("m_2", attachments=[{"type": "image", "payload": {"url": "https://a.example/b"}}])),
        messaging({"sender": {"id": PERSON}, "recipient": {"id": PAGE}, "postback": {"mid": "m_3", "title": "Start"}}),
        feed({"field": "mention", "value": {"post_id": "1_2", "item": "post", "verb": "add", "sender_id": 77}}),
    ),
    with_text=lambda text: feed(comment(message=text)),
    drafts=(
        draft(Surface.COMMENT, COMMENT, POST, POST),
        draft(Surface.DIRECT_MESSAGE, "m_1", PERSON),
    ),
    target=lambda draft: PERSON if draft.surface is Surface.DIRECT_MESSAGE else draft.external_id,
    credentials=TOKENS["facebook"][PAGE],
    dead_credentials={"access_token": "a-token-that-was-revoked"},
    wait_s=120,
)
