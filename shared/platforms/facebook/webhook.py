"""Facebook Pages, receiving: comments, visitors' posts, mentions of the Page, and Messenger.

Meta, "Webhooks Reference: Page" and "Messenger Platform: Webhook Events Reference", read 2026-11.
Kinds that those pages name are known, even where nothing is to be done; all others are kept.
"""

import re
from datetime import datetime
from typing import Any

from shared.domain.mention import EventKind, MentionEvent, Surface, ignored
from shared.errors import PayloadError
from shared.platforms import raw
from shared.platforms.contract import WebhookRequest
from shared.platforms.meta_family import handshake, verify

__all__ = ["handshake", "parse", "verify"]

LISTS = ("changes", "messaging", "standby")  # what an entry holds
WORD = re.compile(r"[a-z][a-z_. -]{0,39}")
ADDRESS = re.compile(r"https://[!-~]{1,2000}")

# Fields of a Page that bring nobody's words. Those that do, such as `ratings` and `group_feed`, are left
# out on purpose: who subscribes to them finds their deliveries kept, and is told.
OTHER_FIELDS = frozenset({
    "affiliation", "attire", "awards", "bio", "birthday", "category", "checkins", "company_overview",
    "conversations", "culinary_team", "current_location", "description", "email", "founded", "general_info",
    "general_manager", "hometown", "hours", "leadgen", "leadgen_fat", "live_videos", "location", "members",
    "mission", "name", "page_about_story", "page_change_proposal", "page_upcoming_change", "parking",
    "payment_options", "personal_info", "personal_interests", "phone", "picture", "price_range", "products",
    "public_transit", "publisher_subscriptions", "videos", "website",
})  # fmt: skip

POST_ITEMS = frozenset({"link", "note", "photo", "post", "share", "status", "video"})
OTHER_ITEMS = frozenset({
    "address", "album", "connection", "coupon", "event", "experience", "group", "group_message", "interest",
    "like", "mention", "milestone", "page", "photo-album", "picture", "platform-story", "profile", "question",
    "rating", "reaction", "relationship-status", "story", "tag", "timeline cover",
})  # fmt: skip

VERBS = {
    "add": EventKind.CREATED,
    "edit": EventKind.EDITED,
    "edited": EventKind.EDITED,
    "update": EventKind.EDITED,
    "delete": EventKind.DELETED,
    "remove": EventKind.DELETED,
}
OTHER_VERBS = frozenset({"block", "follow", "hide", "mute", "unblock", "unhide"})  # hidden is not deleted

# What a member of `messaging` may be about, besides words
OTHER_MESSAGING = {
    "reaction": "reaction",
    "delivery": "delivery_receipt",
    "read": "read_receipt",
    "referral": "referral",
    "optin": "optin",
    "account_linking": "account_event",
    "app_roles": "account_event",
    "policy_enforcement": "account_event",
    "pass_thread_control": "handover",
    "take_thread_control": "handover",
    "request_thread_control": "handover",
    "game_play": "game",
}

MEDIA = {
    "image": "image",
    "video": "video",
    "audio": "audio",
    "file": "file",
    "location": "location",
    "fallback": "link",
    "ig_reel": "video",
    "reel": "video",
}


def parse(request: WebhookRequest) -> list[MentionEvent]:
    """Every change and message of a verified delivery, in order."""
    delivery = raw.mapping(raw.load_json(request.body))
    about = raw.text(delivery, "object")
    if about is None or not isinstance(delivery.get("entry"), list):
        raise PayloadError("no object with a list of entries")
    if about != "page":
        return [ignored(f"object.{_word(about)}", "object_not_served", unknown=True)]
    return [event for entry in raw.sequence(delivery, "entry") for event in _read_entry(entry)]


def _read_entry(entry: Any) -> list[MentionEvent]:
    account_id = raw.identifier(entry, "id")
    if account_id is None:
        return [ignored("entry", "no_page_id", unknown=True)]
    events = [_read_change(change, account_id) for change in raw.sequence(entry, "changes")]
    events += [_read_messaging(messaging, account_id) for messaging in raw.sequence(entry, "messaging")]
    # Another app answers these conversations
    events += [ignored("standby", "standby", account_id=account_id) for _ in raw.sequence(entry, "standby")]
    events += [
        ignored(f"entry.{name}", "not_a_list", account_id=account_id, unknown=True)
        for name in LISTS
        if not isinstance(raw.mapping(entry).get(name) or [], list)
    ]
    return events or [ignored("entry", "nothing_in_entry", account_id=account_id, unknown=True)]


def _read_change(change: Any, account_id: str) -> MentionEvent:
    field = raw.text(change, "field") or ""
    if field in OTHER_FIELDS:
        return ignored(field, "field_not_served", account_id=account_id)
    if field not in ("feed", "mention"):
        return ignored(f"field.{_word(field)}", "field_unknown", account_id=account_id, unknown=True)
    value = raw.mapping(change, "value")
    item, verb = raw.text(value, "item") or "", raw.text(value, "verb") or ""
    raw_kind = f"{field}.{_word(item)}.{_word(verb)}"
    if field == "feed" and item != "comment" and item not in POST_ITEMS:
        reason = "reaction" if item in ("like", "reaction") else "item_not_served"
        return ignored(raw_kind, reason, account_id=account_id, unknown=item not in OTHER_ITEMS)
    if verb not in VERBS:
        reason = f"verb_{verb}" if verb in OTHER_VERBS else "verb_unknown"
        return ignored(raw_kind, reason, account_id=account_id, unknown=verb not in OTHER_VERBS)
    return _read_content(value, item, VERBS[verb], raw_kind, account_id)


def _read_content(value: Any, item: str, kind: EventKind, raw_kind: str, account_id: str) -> MentionEvent:
    """A comment or a post. Its author is in `from`, in older deliveries in `sender_id`, or withheld."""
    author = raw.mapping(value, "from")
    author_id = raw.identifier(author, "id") or raw.identifier(value, "sender_id")
    if author_id == account_id:
        return ignored(raw_kind, "own_post", account_id=account_id)
    comment_id, post_id = raw.identifier(value, "comment_id"), raw.identifier(value, "post_id")
    is_comment = item == "comment" or comment_id is not None
    external_id = comment_id if is_comment else post_id
    if external_id is None:
        return ignored(raw_kind, "no_comment_id" if is_comment else "no_post_id", account_id=account_id, unknown=True)
    text = raw.text(value, "message")
    if text is None and (raw_kind.endswith(".update") or (item == "share" and kind is EventKind.CREATED)):
        return ignored(raw_kind, "nothing_written", account_id=account_id)
    return MentionEvent(
        kind=kind,
        external_id=external_id,
        account_id=account_id,
        author_id=author_id,
        author_name=raw.text(author, "name") or raw.text(value, "sender_name"),
        surface=Surface.COMMENT if is_comment else Surface.POST,
        text=None if kind is EventKind.DELETED else text,
        posted_at=_posted_at(value, kind),
        permalink=_permalink(value),
        thread_id=post_id if is_comment else None,
        in_reply_to=raw.identifier(value, "parent_id") if is_comment else None,
        media=_media_of_content(value, item),
        raw_kind=raw_kind,
    )


def _read_messaging(messaging: Any, account_id: str) -> MentionEvent:
    about = next((name for name in (*READERS, *OTHER_MESSAGING) if name in raw.mapping(messaging)), None)
    if about is None:
        return ignored("messaging", "kind_unknown", account_id=account_id, unknown=True)
    raw_kind = f"messaging.{about}"
    if about in OTHER_MESSAGING:
        return ignored(raw_kind, OTHER_MESSAGING[about], account_id=account_id)
    content = raw.mapping(messaging, about)
    author_id = raw.identifier(raw.mapping(messaging, "sender"), "id")
    if author_id == account_id or raw.flag(content, "is_echo"):
        return ignored(raw_kind, "own_post", account_id=account_id)
    return READERS[about](content, author_id, raw.moment(messaging, "timestamp"), account_id)


def _read_message(content: Any, author_id: str | None, at: datetime | None, account_id: str) -> MentionEvent:
    mid = raw.identifier(content, "mid")
    if mid is None:
        return ignored("messaging.message", "no_mid", account_id=account_id, unknown=True)
    gone = raw.flag(content, "is_deleted")
    types = (raw.text(attachment, "type") or "" for attachment in raw.sequence(content, "attachments"))
    return MentionEvent(
        kind=EventKind.DELETED if gone else EventKind.CREATED,
        external_id=mid,
        account_id=account_id,
        author_id=author_id,
        surface=Surface.DIRECT_MESSAGE,
        text=None if gone else raw.text(content, "text"),
        posted_at=at,
        thread_id=author_id,
        in_reply_to=raw.identifier(raw.mapping(content, "reply_to"), "mid"),
        media=tuple(dict.fromkeys(MEDIA.get(type_, "other") for type_ in types)),
        raw_kind="messaging.message",
    )


def _read_edit(content: Any, author_id: str | None, at: datetime | None, account_id: str) -> MentionEvent:
    mid = raw.identifier(content, "mid")
    if mid is None:
        return ignored("messaging.message_edit", "no_mid", account_id=account_id, unknown=True)
    return MentionEvent(
        kind=EventKind.EDITED,
        external_id=mid,
        account_id=account_id,
        author_id=author_id,
        surface=Surface.DIRECT_MESSAGE,
        text=raw.text(content, "text"),
        posted_at=at,
        thread_id=author_id,
        raw_kind="messaging.message_edit",
    )


def _read_postback(content: Any, author_id: str | None, at: datetime | None, account_id: str) -> MentionEvent:
    """A pressed button: its title is what the person says. Older deliveries give it no id."""
    title = raw.text(content, "title")
    if title is None:
        return ignored("messaging.postback", "postback_without_title", account_id=account_id)
    return MentionEvent(
        kind=EventKind.CREATED,
        external_id=raw.identifier(content, "mid"),
        account_id=account_id,
        author_id=author_id,
        surface=Surface.DIRECT_MESSAGE,
        text=title,
        posted_at=at,
        thread_id=author_id,
        raw_kind="messaging.postback",
    )


READERS = {"message": _read_message, "message_edit": _read_edit, "postback": _read_postback}


def _posted_at(value: Any, kind: EventKind) -> datetime | None:
    """`created_time` of an edit is that of the first version, which would make the edit look old."""
    return raw.moment(value, "edited_time" if kind is EventKind.EDITED else "created_time")


def _permalink(value: Any) -> str | None:
    """The address of the content, else of the post that it stands under."""
    address = raw.text(value, "permalink_url") or raw.text(raw.mapping(value, "post"), "permalink_url") or ""
    return address if ADDRESS.fullmatch(address) else None


def _media_of_content(value: Any, item: str) -> tuple[str, ...]:
    image = item == "photo" or "photo" in value or "photos" in value
    video = item == "video" or "video" in value
    return ("image",) * image + ("video",) * video


def _word(written: str) -> str:
    """A name of a kind as it came, if it is one; a stranger's text does not get into reasons and logs."""
    return written if WORD.fullmatch(written) else "?"
