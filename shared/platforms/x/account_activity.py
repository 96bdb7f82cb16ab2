"""Account Activity: arrays of version 1.1 objects, one kind of event to an array.

X, "V2 Account Activity API" and "Edit Posts" (enterprise), read 2026-11.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from shared.domain.mention import EventKind, MentionEvent, ignored
from shared.platforms import raw
from shared.platforms.x import parts

VERSION_1_TIME = "%a %b %d %H:%M:%S %z %Y"

# Account Activity: members beside the events, and the documented events that need nothing from us
ENVELOPE = ("for_user_id", "users", "apps", "user_has_blocked", "is_blocked_by")
ARRAYS_NOT_SERVED = {
    "favorite_events": "reaction",
    "follow_events": "follow",
    "unfollow_events": "follow",
    "block_events": "block",
    "unblock_events": "block",
    "mute_events": "mute",
    "unmute_events": "mute",
    "direct_message_indicate_typing_events": "typing",
    "direct_message_mark_read_events": "read_receipt",
    "replay_job_status": "replay_status",
}
ARRAYS = ("tweet_create_events", "tweet_delete_events", "direct_message_events", "user_event", *ARRAYS_NOT_SERVED)


def read(body: Mapping[str, Any]) -> list[MentionEvent]:
    account = raw.identifier(body, "for_user_id")
    events = [
        _read_entry(account, key, entry, body)
        for key, value in body.items()
        if key not in ENVELOPE
        for entry in (value if isinstance(value, list) else [value])
    ]
    return events or [ignored("account_activity", "no_entry", account_id=account, unknown=True)]


def _read_entry(account: str | None, key: str, entry: Any, body: Mapping[str, Any]) -> MentionEvent:
    if key == "tweet_create_events":
        return _version_1_post(account, entry, body)
    if key == "tweet_delete_events":
        status = raw.mapping(entry, "status")
        return parts.deleted(
            account,
            key,
            parts.identifier(status, "id"),
            parts.identifier(status, "user_id"),
            raw.moment(entry, "timestamp_ms"),
        )
    if key == "direct_message_events":
        return parts.message(account, key, entry, raw.mapping(body, "users"))
    if key == "user_event" and raw.mapping(entry, "revoke"):
        revoked = raw.identifier(raw.mapping(raw.mapping(entry, "revoke"), "source"), "user_id")
        return ignored(key, "account_revoked", account_id=revoked)
    if key in ARRAYS_NOT_SERVED:
        return ignored(key, ARRAYS_NOT_SERVED[key], account_id=account)
    return ignored(key, "unknown_kind", account_id=account, unknown=True)


def _version_1_post(account: str | None, post: Any, body: Mapping[str, Any]) -> MentionEvent:
    kind = "tweet_create_events"
    author = raw.mapping(post, "user")
    long_form = raw.mapping(post, "extended_tweet")
    text = parts.plain(raw.text(long_form, "full_text") or raw.text(post, "text"))
    media = _version_1_media(long_form) or _version_1_media(post)
    post_id = parts.identifier(post, "id")
    if post_id is None:
        return ignored(kind, "no_id", account_id=account, unknown=True)
    if account is not None and parts.identifier(author, "id") == account:
        return ignored(kind, "own_post", account_id=account)
    quotes_only = raw.flag(post, "is_quote_status") and not media and parts.without_links(text) == ""
    if raw.mapping(post, "retweeted_status") or quotes_only:
        return ignored(kind, "repost", account_id=account)
    if raw.flag(body, "user_has_blocked") or raw.flag(body, "is_blocked_by"):
        return ignored(kind, "author_blocked", account_id=account)
    first_id = parts.identifier(raw.mapping(post, "edit_history"), "initial_tweet_id") or post_id
    in_reply_to = parts.identifier(post, "in_reply_to_status_id")
    return MentionEvent(
        kind=EventKind.CREATED if first_id == post_id else EventKind.EDITED,
        external_id=first_id,
        account_id=account,
        author_id=parts.identifier(author, "id"),
        author_name=parts.name(author),
        text=text,
        posted_at=_version_1_time(raw.text(post, "created_at")),
        permalink=parts.permalink(post_id),
        thread_id=parts.thread(parts.identifier(post, "conversation_id") or in_reply_to, post_id, first_id),
        in_reply_to=in_reply_to,
        language_hint=parts.language(post),
        reach=parts.reach(author),
        media=media,
        raw_kind=kind,
    )


def _version_1_media(post: Mapping[str, Any]) -> tuple[str, ...]:
    entities = raw.mapping(post, "extended_entities") or raw.mapping(post, "entities")
    return parts.media_kinds(raw.text(one, "type") for one in raw.sequence(entities, "media"))


def _version_1_time(written: str | None) -> datetime | None:
    """`Mon May 19 14:01:46 +0000 2025` as a moment."""
    try:
        return datetime.strptime(written or "", VERSION_1_TIME).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
