"""Deliveries at the generic door for the contract suite.

Repository standard-webhooks/standard-webhooks, "Specification", read 2026-11, for the signature; the body
is the one that our own schema describes.
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
from tests.support.material import NOW, Material

SHOP = "ourshop"


def sign(body: bytes, secret: str, at: datetime) -> dict[str, str]:
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except ValueError:
        key = secret.encode()  # another platform's secret
    stated = str(int(at.timestamp()))
    digest = hmac.new(key, b".".join((b"evt_composed_1", stated.encode(), body)), hashlib.sha256).digest()
    return {
        "webhook-id": "evt_composed_1",
        "webhook-timestamp": stated,
        "webhook-signature": "v1," + base64.b64encode(digest).decode(),
    }


def event(kind: str, data: Any) -> bytes:
    return json.dumps({"type": kind, "timestamp": "2026-01-01T09:59:58.000Z", "data": data}).encode()


def mention(native_id: str = "p1", **changes: Any) -> dict[str, Any]:
    content = {
        "id": native_id,
        "account_id": SHOP,
        "platform": "forum",
        "author": {"id": "u77", "name": "Rita", "is_own": False, "is_bot": False, "followers": 41},
        "text": "Anyone else locked out of @ourshop? 🔒",
        "created_at": "2026-01-01T09:58:00Z",
        "url": "https://forum.example/t/9#p1",
        "thread_id": "t9",
        "language": "en",
    }
    return {**content, **changes}


def draft(surface: Surface, native_id: str) -> ReplyDraft:
    return ReplyDraft(
        mention_id="standard_webhooks-0123456789abcdef0123",
        account_id=SHOP,
        external_id=f"forum:{native_id}",
        surface=surface,
        text="Thank you, that means a lot to us!",
        attempt_id="attempt-1",
        attempted_at=NOW,
        author_id="forum:u77",
        thread_id="forum:t9",
    )


MATERIAL = Material(
    name="standard_webhooks",
    account_id=SHOP,
    secrets=(
        "whsec_" + base64.b64encode(b"a secret that the tool has shown").decode(),
        "whsec_" + base64.b64encode(b"the secret that was in use before").decode(),
    ),
    sign=sign,
    signature_header="webhook-signature",
    scheme="v1,",
    encoding="base64",
    time_header="webhook-timestamp",
    joins=" ",
    handshakes=(),
    good=event("mention.created", mention()),
    good_is={
        "external_id": "forum:p1",
        "account_id": SHOP,
        "author_id": "forum:u77",
        "author_name": "Rita",
        "surface": Surface.POST,
        "text": "Anyone else locked out of @ourshop? 🔒",
        "language_hint": "en",
        "reach": 41,
    },
    again=event("mention.created", [mention(url=None, author={"id": "u77", "handle": "rita"})]),
    edited=event("mention.edited", mention(text="Solved, thanks!", edited_at="2026-01-01T09:59:30Z")),
    deleted=event("mention.deleted", {"id": "p1", "account_id": SHOP, "platform": "forum"}),
    batch=event("mention.created", [mention("p1"), mention("p2"), mention("p1", platform="blog")]),
    batch_ids=("forum:p1", "forum:p2", "blog:p1"),
    unknown_kind=event("mention.translated", mention()),
    own_post=event("mention.created", mention(author={"id": "shop", "name": "Our Shop", "is_own": True})),
    others=(
        event("mention.created", mention(surface="review", media=["image", "video"], in_reply_to="p0")),
        event("mention.created", mention(text=None, author=None)),
    ),
    with_text=lambda text: event("mention.created", mention(text=text)),
    drafts=(draft(Surface.POST, "p1"), draft(Surface.DIRECT_MESSAGE, "m1")),
    target=lambda draft: draft.external_id,
    credentials=TOKENS["standard_webhooks"][SHOP],
    dead_credentials={
        **TOKENS["standard_webhooks"][SHOP],
        "secret": "whsec_" + base64.b64encode(b"a secret that was taken away").decode(),
    },
    wait_s=30,
)
