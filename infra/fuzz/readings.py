"""What a body holds that must be stored, read from the platforms' pages and without our adapters.

Only what is plainly in the documented form: such content is stored, or its whole delivery is kept. A
platform that is not named here is judged by its adapter's own reading alone.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeGuard


class Held(NamedTuple):
    """One content: the account that it names, its id, and its text if it brings one."""

    account: str | None
    external_id: str
    text: str | None


def held(platform: str, content: Any) -> list[Held]:
    """The contents of a body that cannot be passed over."""
    return [*READINGS[platform](content)] if platform in READINGS and isinstance(content, dict) else []


def _facebook(content: dict[str, Any]) -> Iterator[Held]:
    """Meta, "Webhooks Reference: Page" and "Messenger Platform: Webhook Events Reference", read 2026-11."""
    for entry in _objects(content.get("entry") if content.get("object") == "page" else None):
        page = entry.get("id")
        if not _is_id(page):
            continue
        for name in ("changes", "messaging"):
            if entry.get(name) and not isinstance(entry[name], list):
                yield Held(page, f"{name} that are no list", None)  # nothing is ever stored as that: it must be kept
        for change in _objects(entry.get("changes")):
            value = _object(change.get("value"))
            by = _object(value.get("from")).get("id") or value.get("sender_id")
            known = change.get("field") == "feed" and value.get("item") == "comment"
            if (
                known
                and value.get("verb") in ("add", "edited", "remove")
                and by != page
                and _is_id(value.get("comment_id"))
            ):
                text = _text(value.get("message")) if value["verb"] == "add" else None
                yield Held(page, value["comment_id"], text)
        for one in _objects(entry.get("messaging")):
            message = _object(one.get("message"))
            by = _object(one.get("sender")).get("id")
            if _is_id(message.get("mid")) and not message.get("is_echo") and by != page:
                yield Held(page, message["mid"], None if message.get("is_deleted") else _text(message.get("text")))


def _standard_webhooks(content: dict[str, Any]) -> Iterator[Held]:
    """The page for senders beside the adapter: whatever is not as it says is kept whole."""
    if content.get("type") not in ("mention.created", "mention.edited", "mention.deleted"):
        return
    data = content.get("data")
    for entry in _objects(data if isinstance(data, list) else [data]):
        author = _object(entry.get("author"))
        if author.get("is_own") is not True and author.get("is_bot") is not True:
            text = _text(entry.get("text")) if content["type"] == "mention.created" else None
            yield Held(str(entry.get("account_id")), f"{entry.get('platform')}:{entry.get('id')}", text)


def _x(content: dict[str, Any]) -> Iterator[Held]:
    """X, "Account Activity API" and "X Activity API event payload examples", read 2026-11."""
    data = _object(content.get("data"))
    if _is_id(data.get("event_type")):
        yield from _x_activity(data)
        return
    account = content.get("for_user_id")
    if not _is_id(account) or "matching_rules" in content:
        return
    for message in _objects(content.get("direct_message_events")):
        created = _object(message.get("message_create"))
        if message.get("type") == "message_create" and created and created.get("sender_id") != account:
            yield from _named(account, message.get("id"), _object(created.get("message_data")).get("text"))
    if any(str(content.get(name)).lower() == "true" for name in ("user_has_blocked", "is_blocked_by")):
        return
    for post in _objects(content.get("tweet_create_events")):
        again = {"retweeted_status", "quoted_status", "is_quote_status", "edit_history"} & post.keys()
        author = _object(post.get("user"))
        if not any(post[name] for name in again) and account not in (author.get("id_str"), str(author.get("id"))):
            long_form = _object(post.get("extended_tweet")).get("full_text")
            yield from _named(account, post.get("id_str"), long_form or post.get("text"))


def _x_activity(data: dict[str, Any]) -> Iterator[Held]:
    account, post = _object(data.get("filter")).get("user_id"), _object(data.get("payload"))
    if data["event_type"] not in ("post.mention.create", "post.reply.create") or not _is_id(account):
        return
    history = post.get("edit_history_tweet_ids")
    ours = str(post.get("author_id")) == account
    if not ours and not post.get("referenced_tweets") and history in (None, [post.get("id")]):
        text = _object(post.get("note_tweet")).get("text") or post.get("text")
        yield from _named(account, None if "id_str" in post else post.get("id"), text)


READINGS: dict[str, Callable[[dict[str, Any]], Iterator[Held]]] = {
    "facebook": _facebook,
    "standard_webhooks": _standard_webhooks,
    "x": _x,
}


def _named(account: str, external_id: Any, text: Any) -> Iterator[Held]:
    if _is_id(external_id):
        yield Held(account, external_id, _text(text))


def _objects(value: Any) -> list[dict[str, Any]]:
    return [member for member in value if isinstance(member, dict)] if isinstance(value, list) else []


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _is_id(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and value != ""
