"""What an event makes of a mention: a new one, a change of the one we hold, or nothing.

Order and repetition do not matter: an event that brings nothing new returns None, and a delete that
comes before its create leaves a tombstone that the create then meets.
"""

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Any

from shared.domain import times
from shared.domain.lifecycle import INGEST, mark, move
from shared.domain.mention import (
    ID_LIMIT,
    NAME_LIMIT,
    EventKind,
    Mention,
    MentionEvent,
    PendingEvent,
    State,
    TimelineEntry,
    cut,
    mention_id,
)

# Addresses and codes longer than this, or not printable, are nothing that we could use: left out. Characters.
SHORT = {"permalink": 2048, "language_hint": 35, "raw_kind": 100}
MEDIA_LIMIT, KIND_LIMIT = 20, 40  # attachments named on a row, and characters of one kind
EDITED_IN = {State.ACKNOWLEDGING: "edited_after_attempt", State.REPLYING: "edited_while_replying"}
STRENGTH = {EventKind.EDITED: 1, EventKind.DELETED: 2, EventKind.ERASE_AUTHOR: 3}


def clean(event: MentionEvent) -> tuple[MentionEvent, bool]:
    """The event with lengths bounded, its moment as a row keeps it and lone surrogates replaced, and whether it was
    readable as it came."""
    if len(event.media) > MEDIA_LIMIT or any(len(kind) > KIND_LIMIT for kind in event.media):
        kinds = dict.fromkeys(kind[:KIND_LIMIT] for kind in event.media)
        event = replace(event, media=tuple(kinds)[:MEDIA_LIMIT])
    useless = [name for name, limit in SHORT.items() if not _is_short(getattr(event, name) or "", limit)]
    if useless:
        event = replace(event, **{name: "" if name == "raw_kind" else None for name in useless})
    if (
        event.posted_at and event.posted_at.microsecond % 1000
    ):  # a row keeps milliseconds: finer, it would pass for news
        event = replace(event, posted_at=times.from_text(times.to_text(event.posted_at)))
    text, name = cut(event.text), cut(event.author_name, NAME_LIMIT)
    if _is_well_formed(text) and _is_well_formed(name):
        same = text is event.text and name is event.author_name
        return (event if same else replace(event, text=text, author_name=name)), True
    written = {"text": text and well_formed(text), "author_name": name and well_formed(name)}
    return replace(event, **written), False


def well_formed(text: str) -> str:
    """The text with every lone surrogate replaced, so that it can be written as UTF-8."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def bad_identifier(event: MentionEvent) -> str | None:
    """The name of the first id that is too long, holds control characters or cannot be written; else None."""
    for name in ("external_id", "account_id", "author_id", "thread_id", "in_reply_to"):
        value = getattr(event, name)
        if value is not None and not is_identifier(value):
            return name
    return None


def is_identifier(value: str) -> bool:
    """Whether an id can stand in a key: printable, so without control characters, and of at most ID_LIMIT bytes."""
    return value.isprintable() and len(value.encode()) <= ID_LIMIT


def arrive(
    event: MentionEvent, held: Mention | None, *, platform: str, account: str, now: datetime, via: str
) -> Mention | None:
    """The mention after this event, or None if it changes nothing. Kinds: created, edited, deleted.

    `account` stands in where the payload names none. An edit of an unknown mention is its create.
    """
    if held is None:
        return _new(event, platform=platform, account=account, now=now, via=via)
    if event.kind is EventKind.EDITED:
        return _edited(held, event, now)
    if event.kind is EventKind.DELETED:
        return _deleted(held, now)
    return None


def dated(event: MentionEvent, came_at: datetime) -> MentionEvent:
    """An edit whose time the platform does not tell counts as written when it came.

    So an edit that is read again later does not undo a newer one.
    """
    if event.kind is EventKind.EDITED and event.posted_at is None and event.external_id is not None:
        return replace(event, posted_at=came_at)
    return event


def identify(event: MentionEvent, *, platform: str, account: str) -> str:
    """The mention's id; content without an id of its own is named by what it says, who and when."""
    return mention_id(platform, event.account_id or account, event.external_id or _content_id(event))


def conflicts(event: MentionEvent, held: Mention) -> bool:
    """Whether a repeated create brings another text under the same id: the first one stays."""
    untouched = held.edited_at is None and held.deleted_at is None
    return event.kind is EventKind.CREATED and untouched and (held.text or "") != (event.text or "")


def _new(event: MentionEvent, *, platform: str, account: str, now: datetime, via: str) -> Mention:
    gone = event.kind is EventKind.DELETED
    state = State.WITHDRAWN if gone else State.RECEIVED
    mention = Mention(
        mention_id=identify(event, platform=platform, account=account),
        platform=platform,
        account_id=event.account_id or account,
        external_id=event.external_id or _content_id(event),
        state=state,
        version=1,
        received_at=now,
        updated_at=now,
        surface=event.surface,
        author_id=event.author_id,
        author_name=event.author_name,
        text=event.text,
        posted_at=event.posted_at,
        edited_at=(event.posted_at or now) if event.kind is EventKind.EDITED else None,
        permalink=event.permalink,
        thread_id=event.thread_id,
        in_reply_to=event.in_reply_to,
        language_hint=event.language_hint,
        reach=event.reach,
        media=event.media,
        raw_kind=event.raw_kind,
        via=via,
        due_at=None if gone else now,
        timeline=(TimelineEntry(at=now, state=state, by=INGEST, reason="deleted_before_create" if gone else via),),
    )
    return replace(mention, **_purged(now)) if gone else mention


def _edited(held: Mention, event: MentionEvent, now: datetime) -> Mention | None:
    if _is_gone(held) or not _is_newer(held, event):
        return _same_again(held, event, now)
    changes: dict[str, Any] = {
        "text": event.text,
        "edited_at": event.posted_at or now,
        "revision": held.revision + 1,
    }
    if held.state is State.SENDING:
        return _keep(held, PendingEvent(kind=EventKind.EDITED, at=event.posted_at or now, text=event.text), now)
    if held.state is State.RECEIVED:
        return mark(held, "edited", by=INGEST, at=now, due_at=now, **changes)
    if held.state is State.ACKNOWLEDGING and not held.has_spoken:
        return move(held, State.RECEIVED, by=INGEST, at=now, reason="edited", due_at=now, **changes)
    changes["assess_again"] = True
    if held.state is State.IN_REVIEW:  # triage owes a judgement from now on; the case keeps what people owe
        return mark(held, "edited", by=INGEST, at=now, with_people=False, due_at=now, **changes)
    reason = EDITED_IN.get(held.state, "edited_after_outcome")
    return move(held, State.IN_REVIEW, by=INGEST, at=now, reason=reason, due_at=now, **changes)


def _deleted(held: Mention, now: datetime) -> Mention | None:
    if _is_gone(held):
        return None
    if held.state is State.SENDING:
        return _keep(replace(held, **_purged(now)), PendingEvent(kind=EventKind.DELETED, at=now), now)
    if held.is_open:
        return move(held, State.WITHDRAWN, by=INGEST, at=now, reason="deleted", **_purged(now))
    return mark(held, "purged", by=INGEST, at=now, reason="deleted", **_purged(now))


def _is_gone(held: Mention) -> bool:
    """Deleted or erased: whatever comes late, or again, brings nothing back."""
    return held.deleted_at is not None or held.state in (State.WITHDRAWN, State.ERASED)


def _purged(now: datetime) -> dict[str, Any]:
    return {"deleted_at": now, "text": None, "author_name": None, "permalink": None, "media": ()}


def _keep(held: Mention, pending: PendingEvent, now: datetime) -> Mention | None:
    """Keeps an event until the send ends; the strongest wins, among edits the newest."""
    kept = held.pending_event
    if kept and STRENGTH[kept.kind] > STRENGTH[pending.kind]:
        return None
    return mark(held, "event_kept", by=INGEST, at=now, reason=f"{pending.kind}_while_sending", pending_event=pending)


def _same_again(held: Mention, event: MentionEvent, now: datetime) -> Mention | None:
    """An edit back to what we hold: only its time is new, so that the edit before it, if it comes late, is older."""
    last, _text = _newest(held)
    if _is_gone(held) or event.posted_at is None or (last is not None and event.posted_at <= last):
        return None
    if _is_edit(held.pending_event):
        return _keep(held, PendingEvent(kind=EventKind.EDITED, at=event.posted_at, text=event.text), now)
    return mark(held, "same_again", by=INGEST, at=now, edited_at=event.posted_at)


def _is_newer(held: Mention, event: MentionEvent) -> bool:
    """By the platform's time where both are known, else by the text."""
    last, text = _newest(held)
    if event.posted_at and last and event.posted_at < last:
        return False
    return (event.text or "") != (text or "")


def _newest(held: Mention) -> tuple[datetime | None, str | None]:
    """When the text was written that counts by now, and the text: a kept edit's, else the row's."""
    pending = held.pending_event
    if pending is not None and _is_edit(pending):
        return pending.at, pending.text
    return held.edited_at or held.posted_at, held.text


def _is_edit(pending: PendingEvent | None) -> bool:
    return pending is not None and pending.kind is EventKind.EDITED


def _content_id(event: MentionEvent) -> str:
    posted = event.posted_at.isoformat() if event.posted_at else ""
    parts = (event.raw_kind, event.author_id or "", event.thread_id or "", posted, event.text or "")
    return "content:" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _is_short(value: str, limit: int) -> bool:
    return len(value) <= limit and value.isprintable()


def _is_well_formed(text: str | None) -> bool:
    try:
        (text or "").encode()
    except UnicodeEncodeError:
        return False
    return True
