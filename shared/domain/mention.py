"""A mention, the event that brings it, and the rows they become.

`MentionEvent` is what an adapter read in a delivery; `Mention` is what we keep. Both are immutable:
a change is a new value, and `shared.aws.mentions` writes the difference under a condition.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Self

from shared.domain import times
from shared.domain.assessment import Assessment
from shared.domain.decision import Decision

TEXT_LIMIT = 10_000  # characters kept of one text (guides: reliability B.3); longer ones are cut with a mark
CUT_MARK = " […]"
NAME_LIMIT = 200
ENTRIES_KNOWN = 4096  # timeline entries whose text a process remembers: each row that is read or written has several
ID_LIMIT = 512  # bytes; a key of the table holds 2,048


class Surface(StrEnum):
    POST = "post"
    COMMENT = "comment"
    DIRECT_MESSAGE = "direct_message"
    STORY = "story"
    REVIEW = "review"


class EventKind(StrEnum):
    CREATED = "created"
    EDITED = "edited"
    DELETED = "deleted"
    IGNORED = "ignored"
    RECEIPT = "receipt"
    ERASE_AUTHOR = "erase_author"
    ACCOUNT_REVOKED = "account_revoked"


class State(StrEnum):
    """Where a mention stands. `lifecycle` holds the arrows."""

    RECEIVED = "received"
    ACKNOWLEDGING = "acknowledging"
    IN_REVIEW = "in_review"
    REPLYING = "replying"
    SENDING = "sending"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    IGNORED = "ignored"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


_compact = json.JSONEncoder(separators=(",", ":"))
OPEN_STATES = frozenset({State.RECEIVED, State.ACKNOWLEDGING, State.IN_REVIEW, State.REPLYING, State.SENDING})


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionEvent:
    """What an adapter read in one entry of a delivery.

    `external_id` is the platform's lasting id of the content, never of the delivery or the event.
    `account_id` is the brand's own account that the delivery addresses. `thread_id` is the
    conversation or post that the content stands under; `in_reply_to` its direct parent.
    `posted_at` is the author's time where the platform tells it (for an edit: of the edit).
    `reach` is the author's follower count. `media` holds kinds ("image", "video"), never addresses.
    `reason` says why an event is ignored; `unknown` marks kinds that the platform's documentation
    does not name: their delivery is kept.
    """

    kind: EventKind
    external_id: str | None = None
    account_id: str | None = None
    author_id: str | None = None
    author_name: str | None = None
    surface: Surface = Surface.POST
    text: str | None = None
    posted_at: datetime | None = None
    permalink: str | None = None
    thread_id: str | None = None
    in_reply_to: str | None = None
    language_hint: str | None = None
    reach: int | None = None
    media: tuple[str, ...] = ()
    raw_kind: str = ""
    reason: str | None = None
    unknown: bool = False


def ignored(raw_kind: str, reason: str, *, account_id: str | None = None, unknown: bool = False) -> MentionEvent:
    """An entry that needs nothing from us. `reason` is a short code such as `own_post` or `reaction`."""
    return MentionEvent(
        kind=EventKind.IGNORED, raw_kind=raw_kind, reason=reason, account_id=account_id, unknown=unknown
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One step in a mention's life: who moved it where and why. Never text, names or handles.

    Forty of them may stand on a row, so each is written as one text instead of a map.
    """

    at: datetime
    state: State
    by: str
    reason: str = ""

    @lru_cache(maxsize=ENTRIES_KNOWN)  # noqa: B019 (bounded, and an entry is a value: nothing else is kept alive)
    def as_text(self) -> str:
        return _compact.encode([times.to_text(self.at), self.state, self.by, self.reason])

    @classmethod
    @lru_cache(maxsize=ENTRIES_KNOWN)
    def of_text(cls, text: str) -> Self:
        at, state, by, reason, *_newer = json.loads(text)  # a later version may add to it
        return cls(at=times.from_text(at), state=State(state), by=by, reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person says the machine should have said, of the text in this revision. `what` is a key of
    `correction.KINDS`; `said` is the machine's word, `right` the person's; `by` is their staff id."""

    what: str
    said: str
    right: str
    by: str
    at: datetime
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingEvent:
    """An edit, delete or erase that came while a reply was being sent; applied by whoever finishes it."""

    kind: EventKind
    at: datetime
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingReply:
    """The reply that is being sent or was sent. Stored before the post, so that what was said is known.

    `by` is "machine" or the staff id; `reply_id` names the staff's REPLY row, or is None.
    `external_reply_id` and `sent_at` come from the platform's receipt; `tries` counts claims of this reply.
    """

    text: str
    by: str
    reply_id: str | None = None
    language: str | None = None
    external_reply_id: str | None = None
    permalink: str | None = None
    sent_at: datetime | None = None
    tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One post, comment, message, story or review that addresses the brand.

    `version` counts every write; `revision` counts the author's edits. An open mention always has
    `due_at`: when the next step ought to have happened (received, in_review), may begin
    (acknowledging, replying) or will be resolved from outside (sending). `brand` is empty until triage.
    `rings` counts doorbells rung again in this state; `attempts` counts claims for sending over the whole life.
    `reply` is the newest; what was said before it, or may have been, stands in `earlier_replies`.
    `may_stand` says that the last attempt ended without proof: a reply may stand on the platform already.
    `with_people` is true while it waits in an open case: its deadline is theirs, no step owes it anything.
    `deleted_at` is when we learned that the author or the platform deleted it: no later event brings a text back.
    """

    mention_id: str
    platform: str
    account_id: str
    external_id: str
    state: State
    version: int
    received_at: datetime
    updated_at: datetime
    surface: Surface = Surface.POST
    brand: str = ""
    author_id: str | None = None
    author_name: str | None = None
    text: str | None = None
    posted_at: datetime | None = None
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    permalink: str | None = None
    thread_id: str | None = None
    in_reply_to: str | None = None
    language_hint: str | None = None
    reach: int | None = None
    media: tuple[str, ...] = ()
    raw_kind: str = ""
    via: str = "push"
    revision: int = 0
    due_at: datetime | None = None
    rings: int = 0
    assess_again: bool = False
    assessment: Assessment | None = None
    decision: Decision | None = None
    case_id: str | None = None
    with_people: bool = False
    reply: OutgoingReply | None = None
    earlier_replies: tuple[OutgoingReply, ...] = ()
    may_stand: bool = False
    attempts: int = 0
    attempt_id: str | None = None
    fence: int = 0
    lease_until: datetime | None = None
    pending_event: PendingEvent | None = None
    corrections: tuple[Correction, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def has_spoken(self) -> bool:
        """A reply was attempted or a person has it: from here on only people lead, never the machine."""
        return self.attempts > 0 or self.case_id is not None

    @property
    def thread_key(self) -> str:
        """The conversation it belongs to; a mention without a thread is its own."""
        return self.thread_id or self.external_id


def mention_id(platform: str, account_id: str, external_id: str) -> str:
    """Our id of one content: the same content gets the same id, whatever delivery brought it."""
    named = "|".join((platform, account_id, external_id))
    return f"{platform}-{hashlib.sha256(named.encode()).hexdigest()[:20]}"


def cut(text: str | None, limit: int = TEXT_LIMIT) -> str | None:
    """The text, at most `limit` characters long; a mark shows that something was cut."""
    if text is None or len(text) <= limit:
        return text
    return text[: limit - len(CUT_MARK)] + CUT_MARK


def conversation_key(platform: str, account_id: str, author_id: str | None, thread: str) -> str:
    """Hash that names one author's conversation in one thread."""
    return _hash_key(platform, account_id, author_id or "", thread)


def author_key(platform: str, account_id: str, author_id: str) -> str:
    """Hash that names one author as seen by one account."""
    return _hash_key(platform, account_id, author_id)


def _hash_key(*parts: str) -> str:
    """Joined by a character that no id can hold, so that no two lists of parts give one key."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
