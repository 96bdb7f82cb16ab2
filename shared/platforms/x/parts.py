"""What both of X's products have in common: direct messages, deletions, ids, users, texts."""

import html
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from shared.domain.mention import EventKind, MentionEvent, Surface, ignored
from shared.platforms import raw

POST_ID = re.compile(r"[0-9]{1,20}")
LINK = re.compile(r"https?://\S+")
LANGUAGE = re.compile(r"[a-z]{2}")  # X's own codes for "no language" have three letters
MEDIA = {"photo": "image", "video": "video", "animated_gif": "video"}


def message(account: str | None, kind: str, entry: Any, users: Mapping[str, Any]) -> MentionEvent:
    """A direct message. Its thread is named for the other person: X has no id of the conversation here."""
    created = raw.mapping(entry, "message_create")
    content = raw.mapping(created, "message_data")
    attachment = raw.mapping(content, "attachment")
    sender_id = raw.identifier(created, "sender_id")
    message_id = identifier(entry, "id")
    if raw.text(entry, "type") not in ("message_create", None):
        return ignored(kind, "unknown_kind", account_id=account, unknown=True)
    if message_id is None or not created:
        return ignored(kind, "no_id", account_id=account, unknown=True)
    if account is not None and sender_id == account:
        return ignored(kind, "own_message", account_id=account)
    sender = unwrapped(raw.mapping(users, sender_id)) if sender_id else {}
    return MentionEvent(
        kind=EventKind.CREATED,
        external_id=message_id,
        account_id=account,
        author_id=sender_id,
        author_name=name(sender),
        surface=Surface.DIRECT_MESSAGE,
        text=plain(raw.text(content, "text")),
        posted_at=raw.moment(entry, "created_timestamp"),
        thread_id=sender_id,
        reach=reach(sender),
        media=media_kinds([raw.text(raw.mapping(attachment, "media"), "type")] if attachment else []),
        raw_kind=kind,
    )


def deleted(
    account: str | None, kind: str, post_id: str | None, author_id: str | None, at: datetime | None
) -> MentionEvent:
    if post_id is None:
        return ignored(kind, "no_id", account_id=account, unknown=True)
    if account is not None and author_id == account:
        return ignored(kind, "own_post", account_id=account)
    return MentionEvent(
        kind=EventKind.DELETED,
        external_id=post_id,
        account_id=account,
        author_id=author_id,
        posted_at=at,
        raw_kind=kind,
    )


def identifier(value: Any, key: str) -> str | None:
    """The id's text form; the number only where that is missing, as senders round it."""
    return raw.text(value, f"{key}_str") or raw.identifier(value, key)


def thread(known: str | None, post_id: str, first_id: str) -> str:
    """The conversation, or a post's own first id: an edit must not found a new thread."""
    return first_id if known in (None, post_id) else known


def plain(text: str | None) -> str | None:
    return None if text is None else html.unescape(text)


def without_links(text: str | None) -> str:
    return LINK.sub("", text or "").strip()


def permalink(post_id: str) -> str | None:
    return f"https://x.com/i/web/status/{post_id}" if POST_ID.fullmatch(post_id) else None


def language(post: Any) -> str | None:
    code = raw.text(post, "lang")
    return code if code and LANGUAGE.fullmatch(code) else None


def unwrapped(user: Any) -> Mapping[str, Any]:
    """A user; some events wrap each in `data`."""
    return raw.mapping(user, "data") or raw.mapping(user)


def name(user: Mapping[str, Any]) -> str | None:
    return raw.text(user, "name") or raw.text(user, "screen_name") or raw.text(user, "username")


def reach(user: Mapping[str, Any]) -> int | None:
    followers = raw.integer(user, "followers_count")
    return followers if followers is not None else raw.integer(raw.mapping(user, "public_metrics"), "followers_count")


def media_kinds(types: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(MEDIA.get(one or "", "media") for one in types)
