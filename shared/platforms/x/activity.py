"""X Activity: one event a delivery, with version 2 objects.

X, "X Activity API event payload examples" and "Edit posts", read 2026-11.
"""

from collections.abc import Mapping
from typing import Any

from shared.domain.mention import EventKind, MentionEvent, Surface, ignored
from shared.platforms import raw
from shared.platforms.x import parts

# X Activity: events whose payload is a post, and the documented events that need nothing from us
POST_EVENTS = ("post.create", "post.mention.create", "post.reply.create", "post.quote.create", "post.repost.create")
EVENTS_NOT_SERVED = {
    "like.create": "reaction",
    "follow.follow": "follow",
    "follow.unfollow": "follow",
    "block.block": "block",
    "block.unblock": "block",
    "mute.mute": "mute",
    "mute.unmute": "mute",
    "dm.sent": "own_message",
    "dm.read": "read_receipt",
    "dm.indicate_typing": "typing",
    "chat.received": "encrypted",
    "chat.sent": "own_message",
    "chat.conversation_join": "encrypted",
    "profile.update.bio": "profile",
    "profile.update.profile_picture": "profile",
    "profile.update.banner_picture": "profile",
    "profile.update.screenname": "profile",
    "profile.update.handle": "profile",
    "profile.update.geo": "profile",
    "profile.update.url": "profile",
    "profile.update.verified_badge": "profile",
    "profile.update.affiliate_badge": "profile",
    "spaces.start": "broadcast",
    "spaces.end": "broadcast",
    "broadcast.start": "broadcast",
    "broadcast.end": "broadcast",
    "news.new": "news",
    "oauth.revoke": "account_revoked",
}


def read(data: Mapping[str, Any]) -> list[MentionEvent]:
    kind = raw.text(data, "event_type") or ""
    account = raw.identifier(raw.mapping(data, "filter"), "user_id")
    payload = raw.mapping(data, "payload")
    if kind in POST_EVENTS:
        return [_version_2_post(account, kind, payload, raw.mapping(data, "includes"))]
    if kind == "post.delete":
        return [
            parts.deleted(account, kind, parts.identifier(payload, "id"), parts.identifier(payload, "author_id"), None)
        ]
    if kind == "dm.received":
        messages = raw.sequence(payload, "direct_message_events") or [None]
        return [parts.message(account, kind, message, raw.mapping(payload, "users")) for message in messages]
    if kind == "broadcast.chat":
        return [_broadcast_chat(account, kind, payload)]
    if kind in EVENTS_NOT_SERVED:
        return [ignored(kind, EVENTS_NOT_SERVED[kind], account_id=account or raw.identifier(payload, "user_id"))]
    return [ignored(kind, "unknown_kind", account_id=account, unknown=True)]


def _version_2_post(
    account: str | None, kind: str, post: Mapping[str, Any], includes: Mapping[str, Any]
) -> MentionEvent:
    text = parts.plain(raw.text(raw.mapping(post, "note_tweet"), "text") or raw.text(post, "text"))
    related = {raw.text(one, "type"): parts.identifier(one, "id") for one in raw.sequence(post, "referenced_tweets")}
    media = _version_2_media(post, includes)
    author_id = parts.identifier(post, "author_id")
    post_id = parts.identifier(post, "id")
    if post_id is None:
        return ignored(kind, "no_id", account_id=account, unknown=True)
    if kind == "post.create" or (account is not None and author_id == account):
        return ignored(kind, "own_post", account_id=account)
    quotes_only = "quoted" in related and not media and parts.without_links(text) == ""
    if kind == "post.repost.create" or "retweeted" in related or quotes_only:
        return ignored(kind, "repost", account_id=account)
    history = [
        version for version in raw.sequence(post, "edit_history_tweet_ids") if isinstance(version, str) and version
    ]
    first_id = history[0] if history else post_id
    author = _included_user(includes, author_id)
    in_reply_to = parts.identifier(post, "in_reply_to_tweet_id") or related.get("replied_to")
    return MentionEvent(
        kind=EventKind.CREATED if first_id == post_id else EventKind.EDITED,
        external_id=first_id,
        account_id=account,
        author_id=author_id,
        author_name=parts.name(author),
        text=text,
        posted_at=raw.moment(post, "created_at"),
        permalink=parts.permalink(post_id),
        thread_id=parts.thread(parts.identifier(post, "conversation_id") or in_reply_to, post_id, first_id),
        in_reply_to=in_reply_to,
        language_hint=parts.language(post),
        reach=parts.reach(author),
        media=media,
        raw_kind=kind,
    )


def _version_2_media(post: Mapping[str, Any], includes: Mapping[str, Any]) -> tuple[str, ...]:
    types = {raw.text(one, "media_key"): raw.text(one, "type") for one in raw.sequence(includes, "media")}
    keys = raw.sequence(raw.mapping(post, "attachments"), "media_keys")
    return parts.media_kinds(types.get(key) if isinstance(key, str) else None for key in keys)


def _included_user(includes: Mapping[str, Any], user_id: str | None) -> Mapping[str, Any]:
    users = [parts.unwrapped(user) for user in raw.sequence(includes, "users")]
    return next((user for user in users if user_id is not None and parts.identifier(user, "id") == user_id), {})


def _broadcast_chat(account: str | None, kind: str, payload: Mapping[str, Any]) -> MentionEvent:
    """A line in the chat of the account's live broadcast. X offers no way to answer it by API."""
    author = parts.unwrapped(raw.mapping(payload, "author"))
    message_id = raw.identifier(payload, "message_id")
    if message_id is None:
        return ignored(kind, "no_id", account_id=account, unknown=True)
    if account is not None and parts.identifier(author, "id") == account:
        return ignored(kind, "own_post", account_id=account)
    return MentionEvent(
        kind=EventKind.CREATED,
        external_id=message_id,
        account_id=account,
        author_id=parts.identifier(author, "id"),
        author_name=parts.name(author),
        surface=Surface.COMMENT,
        text=parts.plain(raw.text(payload, "message")),
        thread_id=raw.identifier(payload, "broadcast_id"),
        reach=parts.reach(author),
        raw_kind=kind,
    )
