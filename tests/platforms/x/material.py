"""X's deliveries for the contract suite.

X, "Securing webhooks", "V2 Account Activity API" and "X Activity API event payload examples", read 2026-11.
"""

import base64
import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

from infra.standins.credentials import TOKENS
from shared.domain.mention import Surface
from shared.platforms.contract import ReplyDraft
from tests.support.material import NOW, Handshake, Material

ME = "880011"
RITA = "5501"
SECRETS = ("a-consumer-secret", "the-one-before-it")
CRC = "NGNjYzE4ZmUtZDk2Mi00Zjc0LWE1YzM"


def digest(secret: str, message: bytes) -> str:
    return "sha256=" + base64.b64encode(hmac.new(secret.encode(), message, hashlib.sha256).digest()).decode()


def sign(body: bytes, secret: str, _at: datetime) -> dict[str, str]:
    return {"x-twitter-webhooks-signature": digest(secret, body)}


def written(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def account_activity(*posts: dict[str, Any]) -> bytes:
    return written({"for_user_id": ME, "user_has_blocked": "false", "tweet_create_events": list(posts)})


def post(post_id: str = "1999000111222333444", **changes: Any) -> dict[str, Any]:
    found = {
        "created_at": "Thu Jan 01 09:59:58 +0000 2026",
        "id": int(float(post_id)),
        "id_str": post_id,
        "text": "@ourshop &lt;3 is the sale still on? 🛍️",
        "user": {"id_str": RITA, "screen_name": "rita_soto", "name": "Rita"},
        "in_reply_to_status_id_str": None,
        "is_quote_status": False,
        "entities": {"user_mentions": [{"id_str": ME, "screen_name": "ourshop", "indices": [0, 8]}]},
        "lang": "en",
    }
    return {**found, **changes}


def activity(event_type: str, **payload: Any) -> bytes:
    content = {
        "id": "1999000111222333444",
        "text": "@ourshop &lt;3 is the sale still on? 🛍️",
        "author_id": RITA,
        "created_at": "2026-01-01T09:59:58.000Z",
        "conversation_id": "1999000111222333444",
        "edit_history_tweet_ids": ["1999000111222333444"],
        "lang": "en",
    }
    about = {"event_uuid": "-7700", "filter": {"user_id": ME}, "event_type": event_type}
    users = {"users": [{"id": RITA, "name": "Rita", "username": "rita_soto"}]}
    return written({"data": {**about, "payload": {**content, **payload}, "includes": users}})


def direct_message(sender: str = RITA) -> dict[str, Any]:
    content = {"target": {"recipient_id": ME}, "sender_id": sender, "message_data": {"text": "Hello there"}}
    return {"type": "message_create", "id": "1999000", "created_timestamp": "1767261598123", "message_create": content}


def draft(surface: Surface, external_id: str, thread_id: str) -> ReplyDraft:
    return ReplyDraft(
        mention_id="x-0123456789abcdef0123",
        account_id=ME,
        external_id=external_id,
        surface=surface,
        text="Thank you, that means a lot to us!",
        attempt_id="attempt-1",
        attempted_at=NOW,
        author_id=RITA,
        thread_id=thread_id,
    )


def answer_to(token: str) -> str:
    return json.dumps({"response_token": digest(SECRETS[0], token.encode())})


MATERIAL = Material(
    name="x",
    account_id=ME,
    secrets=SECRETS,
    sign=sign,
    signature_header="x-twitter-webhooks-signature",
    scheme="sha256=",
    encoding="base64",
    handshakes=(
        Handshake(name="right", query={"crc_token": CRC}, status=200, answer=answer_to(CRC)),
        Handshake(name="both alphabets", query={"crc_token": "a+/b-_=="}, status=200, answer=answer_to("a+/b-_==")),
        Handshake(name="a body to be signed", query={"crc_token": '{"for_user_id":"880011"}'}, status=400),
        Handshake(name="empty", query={"crc_token": ""}, status=400),
        Handshake(name="10 kB", query={"crc_token": "a" * 10_000}, status=400),
        Handshake(name="given twice", query={"crc_token": f"{CRC},{CRC}"}, status=400),
        Handshake(name="line break", query={"crc_token": f"{CRC}\n"}, status=400),
        Handshake(name="another alphabet", query={"crc_token": "ｔｏｋｅｎ"}, status=400),
        Handshake(name="nothing", query={}, status=None),
        Handshake(name="POST", query={"crc_token": CRC}, method="POST", status=None),
    ),
    good=account_activity(post()),
    good_is={
        "external_id": "1999000111222333444",
        "account_id": ME,
        "author_id": RITA,
        "author_name": "Rita",
        "surface": Surface.POST,
        "text": "@ourshop <3 is the sale still on? 🛍️",
        "language_hint": "en",
    },
    again=activity("post.mention.create"),
    edited=activity(
        "post.mention.create",
        id="1999000111222333555",
        edit_history_tweet_ids=["1999000111222333444", "1999000111222333555"],
        text="@ourshop is the sale over?",
    ),
    deleted=written(
        {
            "for_user_id": ME,
            "tweet_delete_events": [
                {"status": {"id": "1999000111222333444", "user_id": RITA}, "timestamp_ms": "1767261699000"}
            ],
        }
    ),
    batch=account_activity(post("1999000111222333001"), post("1999000111222333002"), post("1999000111222333003")),
    batch_ids=("1999000111222333001", "1999000111222333002", "1999000111222333003"),
    unknown_kind=activity("telepathy.create"),
    own_post=account_activity(post(user={"id_str": ME, "screen_name": "ourshop", "name": "Our Shop"})),
    others=(
        activity(
            "post.reply.create", in_reply_to_tweet_id="1998", referenced_tweets=[{"type": "replied_to", "id": "1"}]
        ),
        written({"for_user_id": ME, "direct_message_events": [direct_message()], "users": {RITA: {"id": RITA}}}),
        account_activity(post(truncated=True, extended_tweet={"full_text": "@ourshop a longer text", "entities": {}})),
        activity("dm.received", direct_message_events=[direct_message()], users={RITA: {"data": {"id": RITA}}}),
    ),
    with_text=lambda text: account_activity(post(text=text)),
    drafts=(
        draft(Surface.POST, "1999000111222333444", "1998000111222333444"),
        draft(Surface.DIRECT_MESSAGE, "1999000", RITA),
    ),
    target=lambda draft: RITA if draft.surface is Surface.DIRECT_MESSAGE else draft.external_id,
    credentials=TOKENS["x"][ME],
    dead_credentials={**TOKENS["x"][ME], "access_token_secret": "a-secret-that-was-revoked"},
    wait_s=60,
)
