"""The generic door, receiving: any listening tool posts mentions in the form of `schema.json`.

What the schema accepts is read; what it refuses is kept, with the name of the first field that is wrong.
The README beside this file is the page for whoever connects a tool.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from shared.domain.mention import EventKind, MentionEvent, Surface, ignored
from shared.errors import PayloadError, SignatureError
from shared.platforms import raw
from shared.platforms.contract import HandshakeReply, Secrets, WebhookRequest
from shared.platforms.signing import decode_base64, matches_any
from shared.platforms.standard_webhooks import scheme

FAMILIES = ("webhook", "svix")  # Svix brands the same three headers with its own name
HEADER_ID = re.compile(r"[!-~]{1,256}")
HEADER_TIME = re.compile(r"[1-9][0-9]{0,11}")  # as a sender writes it: only one spelling of a time is signed

TYPES = {
    "mention.created": EventKind.CREATED,
    "mention.edited": EventKind.EDITED,
    "mention.deleted": EventKind.DELETED,
}
TYPE_NAME = re.compile(r"[a-z0-9_.-]{1,60}")
BATCH_LIMIT = 1000

ID = re.compile(r"[!-~]{1,200}")
ACCOUNT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,127}")
NETWORK = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})", re.ASCII)
ADDRESS = re.compile(r"https?://[!-~]{1,2000}")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
NAME_LIMIT = 500
TEXT_LIMIT = 1024 * 1024
FOLLOWERS_LIMIT = 10**12
MEDIA = frozenset({"image", "video", "audio", "file", "link", "other"})
MEDIA_LIMIT = 20


def handshake(request: WebhookRequest, secrets: Secrets) -> HandshakeReply | None:
    """The standard has none."""
    del request, secrets


def verify(request: WebhookRequest, secrets: Secrets, now: datetime) -> None:
    """One `v1` signature that fits one of the secrets is enough: both sides rotate by giving several."""
    identifier, stated, signatures = _signed_headers(request)
    if not HEADER_ID.fullmatch(identifier) or not HEADER_TIME.fullmatch(stated):
        raise SignatureError
    if abs(now.timestamp() - int(stated)) > scheme.TOLERANCE_S:
        raise SignatureError
    expected = [scheme.digest(secret, identifier, int(stated), request.body) for secret in secrets.signing]
    if not any(_fits(entry, expected) for entry in signatures.split(" ")):
        raise SignatureError


def parse(request: WebhookRequest) -> list[MentionEvent]:
    """The mention of a verified delivery, or each of a batch, in order."""
    envelope = raw.load_json(request.body)
    if not isinstance(envelope, dict):
        raise PayloadError("not an object with type and data")
    type_ = raw.text(envelope, "type") or ""
    raw_kind = type_ if TYPE_NAME.fullmatch(type_) else "?"
    if type_ not in TYPES:
        return [ignored(raw_kind, "invalid:type", unknown=True)]
    timestamp, data = envelope.get("timestamp"), envelope.get("data")
    if timestamp is not None and not _is_moment(timestamp):
        return [ignored(raw_kind, "invalid:timestamp", unknown=True)]
    entries = data if isinstance(data, list) else [data]
    if not 0 < len(entries) <= BATCH_LIMIT:
        return [ignored(raw_kind, "invalid:data", unknown=True)]
    return [_read(entry, TYPES[type_], raw_kind, raw.moment(envelope, "timestamp")) for entry in entries]


def _signed_headers(request: WebhookRequest) -> tuple[str, str, str]:
    """The three headers of the first family that is complete; the families are never mixed."""
    for family in FAMILIES:
        found = [request.headers.get(f"{family}-{part}", "") for part in ("id", "timestamp", "signature")]
        if all(found):
            return found[0], found[1], found[2]
    raise SignatureError


def _fits(entry: str, expected: Iterable[bytes]) -> bool:
    """Whether one entry of the list of signatures is right. Versions that we do not know are passed over."""
    version, _, written = entry.partition(",")
    if version != scheme.VERSION:
        return False
    try:
        return matches_any(decode_base64(written), expected)
    except SignatureError:
        return False


def _read(entry: Any, kind: EventKind, raw_kind: str, sent_at: datetime | None) -> MentionEvent:
    wrong = _find_fault(entry, kind)
    if wrong:
        return ignored(raw_kind, f"invalid:{wrong}", unknown=True)
    account_id, network, author = entry["account_id"], entry["platform"], raw.mapping(entry, "author")
    if author.get("is_own"):
        return ignored(raw_kind, "own_post", account_id=account_id)
    if author.get("is_bot"):
        return ignored(raw_kind, "bot_author", account_id=account_id)
    is_gone, is_edit = kind is EventKind.DELETED, kind is EventKind.EDITED
    followers = author.get("followers")
    return MentionEvent(
        kind=kind,
        external_id=_within(network, entry["id"]),
        account_id=account_id,
        author_id=_within(network, author.get("id")),
        author_name=raw.text(author, "name") or raw.text(author, "handle"),
        surface=Surface(entry.get("surface") or Surface.POST),
        text=None if is_gone else raw.text(entry, "text"),
        posted_at=(raw.moment(entry, "edited_at") or sent_at) if is_edit else raw.moment(entry, "created_at"),
        permalink=raw.text(entry, "url"),
        thread_id=_within(network, entry.get("thread_id")),
        in_reply_to=_within(network, entry.get("in_reply_to")),
        language_hint=raw.text(entry, "language"),
        reach=None if followers is None else int(followers),
        media=tuple(dict.fromkeys(raw.sequence(entry, "media"))),
        raw_kind=raw_kind,
    )


def _within(network: str, identifier: str | None) -> str | None:
    """An id that is unique across networks, and the same whichever tool reports it."""
    return None if identifier is None else f"{network}:{identifier}"


def _find_fault(entry: Any, kind: EventKind) -> str | None:
    """The path of the first field that the schema refuses, or None."""
    if not isinstance(entry, dict):
        return "data"
    needed = NEEDED_OF_DELETED if kind is EventKind.DELETED else NEEDED
    wrong = next((name for name in needed if name not in entry), None) or _first_wrong(entry, FIELDS, needed)
    if wrong:
        return f"data.{wrong}"
    author = entry.get("author")
    if author is None:
        return None
    wrong = "id" if "id" not in author else _first_wrong(author, AUTHOR_FIELDS, ("id",))
    return f"data.author.{wrong}" if wrong else None


def _first_wrong(found: Mapping[str, Any], checks: Mapping[str, Callable[[Any], bool]], needed: Iterable[str]) -> str:
    """The first field whose value is wrong; null is right where the field may be absent, and for `text`."""
    for name, is_right in checks.items():
        value = found.get(name)
        if value is None and (name not in needed or name == "text"):
            continue
        if not is_right(value):
            return name
    return ""


def _is_moment(value: Any) -> bool:
    return isinstance(value, str) and MOMENT.fullmatch(value) is not None


def _form(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _text(limit: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and len(value) <= limit


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_count(value: Any) -> bool:
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    return whole and not isinstance(value, bool) and 0 <= value <= FOLLOWERS_LIMIT


def _is_media(value: Any) -> bool:
    kinds = isinstance(value, list) and all(isinstance(kind, str) and kind in MEDIA for kind in value)
    return kinds and len(value) <= MEDIA_LIMIT


NEEDED = ("id", "account_id", "platform", "text", "created_at")
NEEDED_OF_DELETED = ("id", "account_id", "platform")
FIELDS: dict[str, Callable[[Any], bool]] = {
    "id": _form(ID),
    "account_id": _form(ACCOUNT_ID),
    "platform": _form(NETWORK),
    "author": lambda value: isinstance(value, dict),
    "text": _text(TEXT_LIMIT),
    "created_at": _form(MOMENT),
    "edited_at": _form(MOMENT),
    "url": _form(ADDRESS),
    "thread_id": _form(ID),
    "in_reply_to": _form(ID),
    "surface": lambda value: isinstance(value, str) and value in tuple(Surface),
    "language": _form(LANGUAGE),
    "media": _is_media,
}
AUTHOR_FIELDS: dict[str, Callable[[Any], bool]] = {
    "id": _form(ID),
    "name": _text(NAME_LIMIT),
    "handle": _text(NAME_LIMIT),
    "is_own": _is_flag,
    "is_bot": _is_flag,
    "followers": _is_count,
}
