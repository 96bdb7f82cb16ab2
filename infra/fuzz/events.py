"""From a body to the event that API Gateway makes of its request: signed, mostly rightly, and sometimes odd."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from functions.ingest.receive import BODY_LIMIT
from infra.samples.signing import sign
from infra.standins.credentials import SIGNING
from shared.platforms import registry

ANY_REFUSAL = frozenset({400, 401, 404, 405, 413, 415})
HANDSHAKE = frozenset({200, 400, 401, 403, 405})
TOKEN = re.compile(rb"[A-Za-z0-9+/=_-]{1,256}")  # X signs whatever is so written for whoever asks: it is no delivery


@dataclass
class Draft:
    """A request under way. `right` are the statuses that are right, None as long as it is a good delivery."""

    platform: str
    body: bytes
    headers: dict[str, Any]
    canary: str
    now: datetime
    method: str = "POST"
    named: str = ""
    account: str = ""
    query: dict[str, Any] | None = None
    right: frozenset[int] | None = None
    changes: dict[str, Any] = field(default_factory=dict)


def make(
    random: Random, platform: str, body: bytes, canary: str, now: datetime, done: list[str], *, odd: bool
) -> tuple[dict[str, Any], frozenset[int]]:
    """API Gateway's event, payload 2.0, and the statuses that are right for it."""
    headers: dict[str, Any] = sign(
        platform, body, _secret(platform), delivery_id=f"msg_{random.getrandbits(40)}", now=now
    )
    headers |= {"user-agent": f"{canary}/1.0", "authorization": f"Bearer {canary}", "x-forwarded-for": "203.0.113.9"}
    draft = Draft(platform, body, headers, canary, now, named=platform)
    if odd:
        change = random.choice(ODDITIES)
        change(random, draft)
        done.append(f"request:{change.__name__[1:]}")
    elif random.random() < 0.1:
        draft.account = random.choice(("110022003300440", "ourshop", "a b", "é", "x" * 512))
    if random.random() < 0.3:
        draft.headers = {name.title(): value for name, value in draft.headers.items()}
    return _event(random, draft), draft.right or _right(draft)


def _event(random: Random, draft: Draft) -> dict[str, Any]:
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": "ANY /webhooks/{platform}",
        "rawPath": f"/webhooks/{draft.named}" + (f"/{draft.account}" if draft.account else ""),
        "headers": draft.headers,
        "requestContext": {"http": {"method": draft.method, "path": f"/webhooks/{draft.named}"}},
        "pathParameters": {"platform": draft.named} | ({"account": draft.account} if draft.account else {}),
    }
    if draft.query is not None:
        event["queryStringParameters"] = draft.query
    try:
        text = draft.body.decode()
    except UnicodeDecodeError:
        text = None
    if text is None or random.random() < 0.3:
        event |= {"body": base64.b64encode(draft.body).decode(), "isBase64Encoded": True}
    else:
        event |= {"body": text, "isBase64Encoded": False}
    return event | draft.changes


def _right(draft: Draft) -> frozenset[int]:
    """The one status for a good delivery."""
    if len(draft.body) > BODY_LIMIT:
        return frozenset({413})
    if draft.platform == "x" and TOKEN.fullmatch(draft.body):
        return frozenset({401})
    return frozenset({registry.card(draft.platform).accepted_status})


def _secret(platform: str) -> str:
    return SIGNING[platform]["signing"][0]


def _refused(draft: Draft, status: int) -> None:
    """It is right to answer this, or that it is too large."""
    draft.right = frozenset({413 if len(draft.body) > BODY_LIMIT and status not in (404, 405) else status})


def _wrong_secret(_random: Random, draft: Draft) -> None:
    other = "whsec_AAAA" if draft.platform == "standard_webhooks" else "AAAA"
    draft.headers |= sign(draft.platform, draft.body, other, delivery_id="msg_1", now=draft.now)
    _refused(draft, 401)


def _body_changed_on_the_way(_random: Random, draft: Draft) -> None:
    draft.body += b" "
    _refused(draft, 401)


def _signature_spoiled(random: Random, draft: Draft) -> None:
    name = next(name for name in draft.headers if "signature" in name)
    given = draft.headers[name]
    spoiled = (
        "",
        "sha256=",
        "v1,",
        given[:-1],
        given + "0",
        given[::-1],
        "sha1=" + given,
        "é" * 64,
        "\ud800",
        " ",
        "=",
    )
    draft.headers[name] = random.choice(spoiled)
    _refused(draft, 401)


def _unsigned(_random: Random, draft: Draft) -> None:
    draft.headers = {name: value for name, value in draft.headers.items() if "signature" not in name}
    _refused(draft, 401)


def _signed_at_another_time(random: Random, draft: Draft) -> None:
    """Only where the platform signs the time does it matter."""
    moment = draft.now + timedelta(seconds=random.choice((-301, 301, -(10**9), 10**9)))
    draft.headers |= sign(draft.platform, draft.body, _secret(draft.platform), delivery_id="msg_1", now=moment)
    if draft.platform == "standard_webhooks":
        _refused(draft, 401)


def _odd_time_header(random: Random, draft: Draft) -> None:
    odd = (
        "0",
        "-1",
        "9" * 300,
        "1e9",
        "１",
        "\x00",
        f" {int(draft.now.timestamp())}",
        f"0{int(draft.now.timestamp())}",
        "NaN",
    )
    draft.headers |= {"webhook-timestamp": random.choice(odd)}
    if draft.platform == "standard_webhooks":
        _refused(draft, 401)


def _another_method(random: Random, draft: Draft) -> None:
    draft.method = random.choice(("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "post", "", "GET\n", draft.canary))
    _refused(draft, 405)


def _get(_random: Random, draft: Draft) -> None:
    _greeted(draft, None)


def _another_path(random: Random, draft: Draft) -> None:
    draft.named = random.choice(
        ("", "nobody", "X", "facebook/", "../x", "x\x00", "meta_family", "raw", "é", draft.canary)
    )
    _refused(draft, 404)


def _odd_account(random: Random, draft: Draft) -> None:
    draft.account = random.choice(("x" * 513, "a\x00", "\n", "\ud800", "\u202e", "é" * 257))
    _refused(draft, 404)


def _encoded(random: Random, draft: Draft) -> None:
    draft.headers["content-encoding"] = random.choice(
        ("gzip", "br", "GZIP", "deflate, identity", "é", "", draft.canary)
    )
    _refused(draft, 415)


def _other_headers(random: Random, draft: Draft) -> None:
    """None of these says anything about the body."""
    draft.headers["content-encoding"] = random.choice(("identity", "Identity", "IDENTITY"))
    draft.headers["content-type"] = random.choice(
        ("", "text/plain", "application/json; charset=utf-16", "\x00", draft.canary)
    )
    draft.headers[draft.canary] = "x" * random.choice((0, 8000))


def _no_headers(random: Random, draft: Draft) -> None:
    draft.headers = {}
    draft.changes = random.choice(({}, {"headers": None}))
    _refused(draft, 401)


def _not_base64(random: Random, draft: Draft) -> None:
    draft.changes = {"isBase64Encoded": True, "body": random.choice(("é", "a", "====", "{}", "\ud800", "AA=", "A A="))}
    draft.right = frozenset({400})


def _not_a_text(random: Random, draft: Draft) -> None:
    draft.changes = {"isBase64Encoded": False, "body": random.choice(("\ud800", '{"text":"\udc00"}'))}
    draft.right = frozenset({400})


def _no_body(random: Random, draft: Draft) -> None:
    draft.changes = {"body": random.choice((None, "")), "isBase64Encoded": random.choice((True, False))}
    draft.right = ANY_REFUSAL if draft.body else None


def _query_as_well(random: Random, draft: Draft) -> None:
    """A delivery stays one whatever its address carries."""
    draft.query = random.choice(({"hub.mode": "subscribe", "hub.challenge": "1"}, {"crc_token": "abc"}, {"": ""}, {}))


def _greeted(draft: Draft, query: dict[str, Any] | None) -> None:
    """A handshake: the platforms that know it answer it, the others see a GET."""
    draft.method, draft.query = "GET", query
    right = HANDSHAKE if query else frozenset({405})
    draft.right = right if len(draft.body) <= BODY_LIMIT else frozenset({413})


def _handshake_of_meta(random: Random, draft: Draft) -> None:
    tokens = (*SIGNING.get("facebook", {}).get("verify_tokens", ()), draft.canary, "", "é", "\ud800")
    mark = random.choice((".", ".", "_"))
    query = {
        f"hub{mark}mode": random.choice(("subscribe", "subscribe", "unsubscribe", "")),
        f"hub{mark}verify_token": random.choice(tokens),
        f"hub{mark}challenge": random.choice(("1158201444", "", "<b>", "1,2", "é", "x" * 129, draft.canary)),
    }
    for name in [*query]:
        if random.random() < 0.1:
            del query[name]
    _greeted(draft, query)


def _handshake_of_x(random: Random, draft: Draft) -> None:
    token = random.choice(("abc", "", "x" * 256, "x" * 257, '{"a":1}', "a,b", "é", "\n", draft.canary))
    _greeted(draft, {"crc_token": token})


ODDITIES: tuple[Callable[[Random, Draft], None], ...] = (
    _wrong_secret,
    _body_changed_on_the_way,
    _signature_spoiled,
    _unsigned,
    _signed_at_another_time,
    _odd_time_header,
    _another_method,
    _get,
    _another_path,
    _odd_account,
    _encoded,
    _other_headers,
    _other_headers,
    _no_headers,
    _not_base64,
    _not_a_text,
    _no_body,
    _query_as_well,
    _query_as_well,
    _handshake_of_meta,
    _handshake_of_meta,
    _handshake_of_x,
)
