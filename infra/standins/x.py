"""X's API v2 as an account's app meets it: posts, direct messages, recent search, the account and its webhook.

X, "Create or Edit Post", "Create DM in conversation", "Search recent Posts", "Creating a signature" (OAuth
1.0a), "Counting characters", "Response codes and errors", read 2026-11.
"""

import base64
import hashlib
import hmac
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, unquote

from infra.standins import x_search
from infra.standins.credentials import NAMES, TOKENS
from infra.standins.exchange import Answer, Call, Request, answer_json
from infra.standins.wall import Post, Wall
from shared.domain import times

NAME = "x"
TITLE = "X"
HOST = "api.x.com"
TEXT_LIMIT = 280
MESSAGE_LIMIT = 10_000
CLOCK_TOLERANCE_S = 300
SEARCH_DAYS = 7
LIMIT_S = 60  # what `rate_limited` names as the time until the window is reset

WEBHOOK = {
    "id": "1990000000000000001",
    "url": "https://ourshop.example/webhooks/x",
    "valid": True,
    "created_at": "2026-01-01T00:00:00.000Z",
}

APP_TOKEN = TOKENS[NAME]["880011"]["bearer_token"]
WRONG_KIND_OF_TOKEN = "https://api.x.com/2/problems/unsupported-authentication"

OAUTH_PARAMETER = re.compile(r'([a-z_]+)="([^"]*)"')
ID = re.compile(r"[0-9]{1,19}")
DIRECT_MESSAGES = re.compile(r"/2/dm_conversations/with/([^/]+)/(messages|dm_events)")
SUBSCRIPTION = re.compile(r"/2/account_activity/webhooks/([0-9]{1,19})/subscriptions/all")

ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
EMOJI = "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff]"
EMOJI_SEQUENCE = re.compile(f"{EMOJI}[\ufe0f\U0001f3fb-\U0001f3ff]*(?:\u200d{EMOJI}[\ufe0f\U0001f3fb-\U0001f3ff]*)*")
LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))


def answer(request: Request, wall: Wall, now: datetime) -> Answer:
    """The API's answer; a post or message that it accepts is in the answer's `post`."""
    if request.headers.get("authorization") == f"Bearer {APP_TOKEN}":
        return _answer_app(request)
    account = _account_of(request, now)
    if account is None:
        return _problem(401, "Unauthorized", "Unauthorized")
    call = Call(request=request, wall=wall, now=now, account=account, platform=NAME)
    act = PATHS.get((request.method, request.path))
    if act is not None:
        return act(call)
    found = DIRECT_MESSAGES.fullmatch(request.path)
    if found is not None and (request.method, found[2]) in WITH_PERSON:
        return WITH_PERSON[request.method, found[2]](call, found[1])
    if request.method == "GET" and SUBSCRIPTION.fullmatch(request.path):
        return answer_json({"data": {"subscribed": True}})
    return _problem(404, "Not Found", "Not Found")


def _answer_app(request: Request) -> Answer:
    """The app itself, without a user, may only see its webhooks."""
    if (request.method, request.path) == ("GET", "/2/webhooks"):
        return answer_json({"data": [WEBHOOK], "meta": {"result_count": 1}})
    return _problem(403, "Unsupported Authentication", "App-only", kind=WRONG_KIND_OF_TOKEN)


def length(text: str) -> int:
    """X's weighted length, counted here a second time and not by the code that is to be tested."""
    rest, addresses = ADDRESS.subn("", unicodedata.normalize("NFC", text))
    rest, emoji = EMOJI_SEQUENCE.subn("", rest)
    light = sum(any(low <= ord(character) <= high for low, high in LIGHT) for character in rest)
    return 23 * addresses + 2 * emoji + light + 2 * (len(rest) - light)


def _create_post(call: Call) -> Answer:
    given = call.request.json()
    text = given.get("text")
    if not isinstance(text, str) or not text.strip():
        return _invalid("text", "$.text: is missing or empty")
    if length(text) > TEXT_LIMIT:
        return _problem(403, "Forbidden", "Your Tweet text is too long.")
    reply = given.get("reply")
    target = reply.get("in_reply_to_tweet_id", "") if isinstance(reply, dict) else ""
    if reply is not None and not (isinstance(target, str) and ID.fullmatch(target)):
        return _invalid("reply.in_reply_to_tweet_id", "must be a post id of 1 to 19 digits")
    if any((post.in_reply_to, post.text) == (target, text) for post in call.posts()):
        return _problem(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content.")
    new_id = call.wall.next_id(call.now)
    made = {"id": new_id, "text": text, "edit_history_tweet_ids": [new_id]}
    return answer_json({"data": made}, status=201, post=call.post(new_id, target, text))


def _search_recent(call: Call) -> Answer:
    """Our accounts' posts of the last seven days that fit the query, newest first."""
    try:
        fits = x_search.compiled(call.request.parameter("query") or "")
    except ValueError:
        return _invalid("query", "There were errors processing your request")
    since = max(call.now - timedelta(days=SEARCH_DAYS), _moment(call.request.parameter("start_time"), call.now))
    found = [
        post
        for post in reversed(call.wall.posts(call.now, NAME))
        if not post.private and post.at >= since and fits(post)
    ]
    fields = _listed(call.request, "tweet.fields")
    rows = [_tweet_row(post, fields) for post in found]
    return _page(call.request, rows, smallest=10)


def _send_message(call: Call, person: str) -> Answer:
    text = call.request.json().get("text")
    if not ID.fullmatch(person):
        return _invalid("participant_id", "must be a user id of 1 to 19 digits")
    if not isinstance(text, str) or not text.strip() or len(text) > MESSAGE_LIMIT:
        return _invalid("text", f"must have 1 to {MESSAGE_LIMIT} characters")
    new_id = call.wall.next_id(call.now)
    made = {"dm_conversation_id": _conversation(call.account, person), "dm_event_id": new_id}
    return answer_json({"data": made}, status=201, post=call.post(new_id, person, text, private=True))


def _list_messages(call: Call, person: str) -> Answer:
    if not ID.fullmatch(person):
        return _invalid("participant_id", "must be a user id of 1 to 19 digits")
    fields = _listed(call.request, "dm_event.fields")
    said = [post for post in reversed(call.posts()) if post.private and post.in_reply_to == person]
    return _page(call.request, [_message_row(post, fields) for post in said], smallest=1)


def _me(call: Call) -> Answer:
    name = NAMES[NAME][call.account]
    return answer_json({"data": {"id": call.account, "name": name, "username": name}})


PATHS: dict[tuple[str, str], Callable[[Call], Answer]] = {
    ("POST", "/2/tweets"): _create_post,
    ("GET", "/2/tweets/search/recent"): _search_recent,
    ("GET", "/2/users/me"): _me,
    ("GET", "/2/webhooks"): lambda _: _problem(403, "Unsupported Authentication", "App-only", kind=WRONG_KIND_OF_TOKEN),
}
WITH_PERSON: dict[tuple[str, str], Callable[[Call, str], Answer]] = {
    ("POST", "messages"): _send_message,
    ("GET", "dm_events"): _list_messages,
}


def refusals(now: datetime) -> Mapping[str, Answer]:
    """The answers with which X refuses, by behaviour."""
    reset = str(int(now.timestamp()) + LIMIT_S)
    headers = {"x-rate-limit-limit": "100", "x-rate-limit-remaining": "0", "x-rate-limit-reset": reset}
    return {
        "rate_limited": _problem(429, "Too Many Requests", "Too Many Requests", headers),
        "token_dead": _problem(401, "Unauthorized", "Unauthorized"),
        "refused": _problem(403, "Forbidden", "You are not permitted to perform this action."),
    }


def failure(status: int) -> Answer:
    """X's own fault."""
    return _problem(status, "Service Unavailable", "Service Unavailable")


def _account_of(request: Request, now: datetime) -> str | None:
    """The account whose OAuth 1.0a signature (HMAC-SHA1) the request bears; None for every fault.

    A JSON body is no part of what is signed; query and form parameters are.
    """
    scheme, _, written = request.headers.get("authorization", "").partition(" ")
    given = {name: unquote(value) for name, value in OAUTH_PARAMETER.findall(written)}
    stated = given.get("oauth_timestamp", "")
    if scheme.lower() != "oauth" or given.get("oauth_signature_method") != "HMAC-SHA1" or not given.get("oauth_nonce"):
        return None
    if not (stated.isascii() and stated.isdigit()) or abs(int(stated) - now.timestamp()) > CLOCK_TOLERANCE_S:
        return None
    signature = given.pop("oauth_signature", "")
    for account, keys in TOKENS[NAME].items():
        named = (keys["consumer_key"], keys["access_token"])
        if named != (given.get("oauth_consumer_key"), given.get("oauth_token")):
            continue
        parameters = [*given.items(), *request.query, *request.form()]
        if hmac.compare_digest(_oauth_signature(request, parameters, keys).encode(), signature.encode()):
            return account
    return None


def _oauth_signature(request: Request, parameters: Sequence[tuple[str, str]], keys: Mapping[str, str]) -> str:
    encoded = sorted((_encode(name), _encode(value)) for name, value in parameters)
    joined = "&".join(f"{name}={value}" for name, value in encoded)
    base = "&".join((request.method, _encode(f"https://{HOST}{request.path}"), _encode(joined)))
    key = f"{_encode(keys['consumer_secret'])}&{_encode(keys['access_token_secret'])}"
    return base64.b64encode(hmac.digest(key.encode(), base.encode(), hashlib.sha1)).decode()


def _encode(text: str) -> str:
    return quote(text, safe="-._~")


def _conversation(account: str, person: str) -> str:
    return "-".join(sorted((account, person), key=int))


def _tweet_row(post: Post, fields: Sequence[str]) -> dict[str, Any]:
    more = {
        "author_id": post.account,
        "created_at": times.to_text(post.at),
        "referenced_tweets": [{"type": "replied_to", "id": post.in_reply_to}] if post.in_reply_to else [],
    }
    shown = {name: more[name] for name in fields if more.get(name)}
    return {"id": post.id, "text": post.text, "edit_history_tweet_ids": [post.id], **shown}


def _message_row(post: Post, fields: Sequence[str]) -> dict[str, Any]:
    more = {
        "sender_id": post.account,
        "created_at": times.to_text(post.at),
        "dm_conversation_id": _conversation(post.account, post.in_reply_to),
    }
    shown = {name: more[name] for name in fields if name in more}
    return {"id": post.id, "text": post.text, "event_type": "MessageCreate", **shown}


def _page(request: Request, rows: Sequence[Mapping[str, Any]], *, smallest: int) -> Answer:
    """One page of a list. X leaves `data` out where nothing was found."""
    size = request.parameter("max_results") or ("10" if smallest == 10 else "100")
    if not (size.isascii() and size.isdigit() and smallest <= int(size) <= 100):
        return _invalid("max_results", f"must be from {smallest} to 100")
    token = request.parameter("next_token") or request.parameter("pagination_token") or "0"
    start = int(token) if token.isascii() and token.isdigit() else 0
    shown = rows[start : start + int(size)]
    meta: dict[str, Any] = {"result_count": len(shown)}
    if start + int(size) < len(rows):
        meta["next_token"] = str(start + int(size))
    return answer_json({**({"data": list(shown)} if shown else {}), "meta": meta})


def _listed(request: Request, name: str) -> list[str]:
    return (request.parameter(name) or "").split(",")


def _moment(written: str | None, now: datetime) -> datetime:
    try:
        return times.from_text(written) if written else now - timedelta(days=SEARCH_DAYS)
    except ValueError:
        return now - timedelta(days=SEARCH_DAYS)


def _problem(
    status: int, title: str, detail: str, headers: Mapping[str, str] | None = None, kind: str = "about:blank"
) -> Answer:
    told = {"title": title, "detail": detail, "type": kind, "status": status}
    return answer_json(told, status=status, headers=headers)


def _invalid(parameter: str, message: str) -> Answer:
    told = {
        "errors": [{"parameters": {parameter: []}, "message": message}],
        "title": "Invalid Request",
        "detail": "One or more parameters to your request was invalid.",
        "type": "https://api.x.com/2/problems/invalid-request",
    }
    return answer_json(told, status=400)
