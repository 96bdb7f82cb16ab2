"""Facebook's Graph API as a Page's owner meets it: comments, Messenger, and the Page's own state.

Meta, "Object Comments", "Send API", "Page Conversations", "Handling Errors", "Rate Limits", read 2026-11.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from infra.standins.credentials import NAMES, TOKENS
from infra.standins.exchange import Answer, Call, Request, answer_json, json_object
from infra.standins.wall import Post, Wall

NAME = "facebook"
TITLE = "Facebook"
HOST = "graph.facebook.com"
COMMENT_LIMIT = 8000
MESSAGE_LIMIT = 2000
PAGE_SIZE = 25
WAIT_MINUTES = 2  # what `rate_limited` names as the time to wait

PATH = re.compile(r"/v\d{1,2}\.\d/(?P<node>[^/]+)(?:/(?P<edge>[a-z_]+))?")
CONTENT_ID = re.compile(r"\d{1,20}(?:_\d{1,20}){0,2}")
PERSON_ID = re.compile(r"\d{1,20}")
FIELD = re.compile(r"(\w+)(?:\.[\w.()]+)?(?:\{((?:[^{}]|\{[^{}]*\})*)\})?")  # name, modifiers, wanted members


def answer(request: Request, wall: Wall, now: datetime) -> Answer:
    """The Graph API's answer; a reply that it accepts is in the answer's `post`."""
    page = _page_of(request)
    if page is None:
        return _error(400, 190, "Invalid OAuth access token - Cannot parse access token")
    path = PATH.fullmatch(request.path)
    if path is None:
        return _error(404, 2500, "Unknown path components")
    call = Call(request=request, wall=wall, now=now, account=page, platform=NAME)
    if (request.method, path["node"], path["edge"]) == ("GET", "debug_token", None):
        return _debug_token(request)
    act = EDGES.get((request.method, path["edge"] or ""))
    if act is None:
        return _error(400, 100, "Unsupported request - method or edge does not exist", subcode=33)
    return act(call, page if path["node"] == "me" else path["node"])


def _comment(call: Call, node: str) -> Answer:
    """A comment under a post or under another comment."""
    text = _parameters(call.request).get("message")
    if not CONTENT_ID.fullmatch(node):
        return _missing(node)
    if not isinstance(text, str) or not text.strip():
        return _error(400, 100, "Param message must not be empty")
    if len(text) > COMMENT_LIMIT:
        return _error(400, 100, f"Param message is longer than {COMMENT_LIMIT} characters")
    new_id = f"{node.partition('_')[0]}_{call.wall.next_id(call.now)}"
    return answer_json({"id": new_id}, headers=_usage(call.account), post=call.post(new_id, node, text))


def _message(call: Call, node: str) -> Answer:
    """A private message in answer to a person's."""
    given = _parameters(call.request)
    person = _member(given.get("recipient"), "id")
    text = _member(given.get("message"), "text")
    if node != call.account:
        return _missing(node)
    if given.get("messaging_type") not in ("RESPONSE", "MESSAGE_TAG"):
        return _error(400, 100, "Param messaging_type must be one of RESPONSE, UPDATE, MESSAGE_TAG")
    if not isinstance(person, str) or not PERSON_ID.fullmatch(person):
        return _error(400, 100, "No matching user found", subcode=2018001)
    if not isinstance(text, str) or not text.strip() or len(text) > MESSAGE_LIMIT:
        return _error(400, 100, f"Length of param message[text] must be 1 to {MESSAGE_LIMIT}")
    new_id = f"m_{call.wall.next_id(call.now)}"
    said = call.post(new_id, person, text, private=True)
    return answer_json({"recipient_id": person, "message_id": new_id}, headers=_usage(call.account), post=said)


def _comments(call: Call, node: str) -> Answer:
    """The comments under one, oldest first: those of our own pages, as no others are posted here."""
    if not CONTENT_ID.fullmatch(node):
        return _missing(node)
    found = [post for post in call.wall.posts(call.now, NAME) if post.in_reply_to == node and not post.private]
    if call.request.parameter("order") == "reverse_chronological":
        found.reverse()
    return _page_of_rows(call.request, [_public_row(post) for post in found], ("created_time", "from", "message"))


def _conversations(call: Call, node: str) -> Answer:
    """The page's conversations, with their messages where `fields` asks for them; newest message first."""
    if node != call.account:
        return _missing(node)
    people: dict[str, list[dict[str, Any]]] = {}
    for post in reversed(call.posts()):
        if post.private and call.request.parameter("user_id") in (None, post.in_reply_to):
            people.setdefault(post.in_reply_to, []).append(_private_row(post))
    wanted = dict(FIELD.findall(call.request.parameter("fields") or ""))
    members = _names(wanted.get("messages", ""))
    rows = [
        {"id": f"t_{person}", "messages": {"data": [_picked(row, members) for row in said]}}
        for person, said in people.items()
    ]
    return _page_of_rows(call.request, rows, (), tuple(wanted))


def _messages(call: Call, node: str) -> Answer:
    """The messages of one conversation, newest first."""
    said = [post for post in call.posts() if post.private and f"t_{post.in_reply_to}" == node]
    return _page_of_rows(call.request, [_private_row(post) for post in reversed(said)], ("created_time",))


def _node(call: Call, node: str) -> Answer:
    """The page itself, or one comment of ours."""
    if node == call.account:
        row = {"id": call.account, "name": NAMES[NAME][call.account]}
        return answer_json(
            _picked(row, _names(call.request.parameter("fields") or "name")), headers=_usage(call.account)
        )
    for post in call.posts():
        if post.id == node:
            return answer_json(_picked(_public_row(post), _names(call.request.parameter("fields") or "message")))
    return _missing(node)


def _subscribed_apps(call: Call, node: str) -> Answer:
    if node != call.account:
        return _missing(node)
    fields = ["feed", "mention", "messages"]
    return answer_json({"data": [{"id": "4400550066", "name": "Local app", "subscribed_fields": fields}]})


def _debug_token(request: Request) -> Answer:
    described: dict[str, Any] = {"app_id": "4400550066", "type": "PAGE", "is_valid": True, "expires_at": 0}
    if request.parameter("input_token") not in (given["access_token"] for given in TOKENS[NAME].values()):
        described = {"is_valid": False, "error": {"code": 190, "message": "Invalid OAuth access token."}}
    return answer_json({"data": described})


EDGES: dict[tuple[str, str], Callable[[Call, str], Answer]] = {
    ("POST", "comments"): _comment,
    ("POST", "messages"): _message,
    ("GET", "comments"): _comments,
    ("GET", "conversations"): _conversations,
    ("GET", "messages"): _messages,
    ("GET", "subscribed_apps"): _subscribed_apps,
    ("GET", ""): _node,
}


def refusals(now: datetime) -> Mapping[str, Answer]:  # noqa: ARG001 - X names a time, so every platform is told it
    """The answers with which Meta refuses, by behaviour. The usage header names the minutes to wait."""
    usage = {"type": "pages", "call_count": 100, "total_cputime": 25, "total_time": 25}
    waiting = {page: [{**usage, "estimated_time_to_regain_access": WAIT_MINUTES}] for page in TOKENS[NAME]}
    headers = {"X-Business-Use-Case-Usage": json.dumps(waiting)}
    return {
        "rate_limited": replace(_error(400, 32, "(#32) Page request limit reached"), headers=headers),
        "token_dead": _error(400, 190, "Error validating access token: session invalidated", subcode=460),
        "refused": _missing("of this comment"),
        "window_closed": _error(400, 10, "(#10) This message is sent outside of allowed window.", subcode=2018278),
    }


def failure(status: int) -> Answer:
    """Meta's own fault. Code 2 counts as "retry later", although the request may have been carried out."""
    return _error(status, 2, "Service temporarily unavailable")


def _page_of(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() not in ("bearer", "oauth"):
        token = str(_parameters(request).get("access_token", ""))
    for page, given in TOKENS[NAME].items():
        if token == given["access_token"]:
            return page
    return None


def _parameters(request: Request) -> Mapping[str, Any]:
    """Query, form and JSON body are one to Meta; in a form, values may be JSON texts."""
    given: dict[str, Any] = {**dict(request.query), **dict(request.form()), **request.json()}
    for name in ("recipient", "message"):
        if isinstance(given.get(name), str):
            given[name] = json_object(given[name]) or given[name]
    return given


def _member(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _names(fields: str) -> tuple[str, ...]:
    return tuple(name for name, _ in FIELD.findall(fields))


def _picked(row: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: row[name] for name in ("id", *names) if name in row}


def _public_row(post: Post) -> dict[str, Any]:
    author = {"name": NAMES[NAME][post.account], "id": post.account}
    return {"created_time": _time(post.at), "from": author, "message": post.text, "id": post.id}


def _private_row(post: Post) -> dict[str, Any]:
    return {**_public_row(post), "to": {"data": [{"id": post.in_reply_to}]}}


def _page_of_rows(
    request: Request, rows: Sequence[Mapping[str, Any]], default: tuple[str, ...], names: tuple[str, ...] | None = None
) -> Answer:
    """One page of a list, with a cursor to the next where there is more."""
    fields = names if names is not None else _names(request.parameter("fields") or "") or default
    limit = _number(request.parameter("limit"), PAGE_SIZE)
    start = _number(request.parameter("after"), 0)
    shown = rows[start : start + limit]
    answered: dict[str, Any] = {"data": [_picked(row, fields) for row in shown]}
    if shown:
        answered["paging"] = {"cursors": {"before": str(start), "after": str(start + len(shown))}}
        if start + limit < len(rows):
            answered["paging"]["next"] = f"https://{HOST}{request.path}?after={start + limit}&limit={limit}"
    return answer_json(answered)


def _number(written: str | None, default: int) -> int:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 6 else default


def _usage(page: str) -> dict[str, str]:
    usage = {"type": "pages", "call_count": 3, "total_cputime": 1, "total_time": 1}
    return {"X-Business-Use-Case-Usage": json.dumps({page: [{**usage, "estimated_time_to_regain_access": 0}]})}


def _missing(node: str) -> Answer:
    message = f"Unsupported request. Object with ID '{node}' does not exist or cannot be loaded"
    return _error(400, 100, message, subcode=33)


def _error(status: int, code: int, message: str, *, subcode: int | None = None) -> Answer:
    told: dict[str, Any] = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "Alocal"}
    return answer_json({"error": {**told, **({"error_subcode": subcode} if subcode else {})}}, status=status)


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S+0000")
