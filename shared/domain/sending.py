"""A send from claim to end: the lease, and the six ways in which it ends.

Time rule: function timeout < LEASE < LEASE + SETTLE. The function is killed at its timeout, so nobody
who might still post is alive when the sweep resolves an unclear send; the fence protects the record.
Whoever ends a send applies the edit, delete or erasure that came meanwhile, in the same write.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from shared.domain.lifecycle import REPLY, move
from shared.domain.mention import EventKind, Mention, OutgoingReply, PendingEvent, State

LEASE = timedelta(seconds=45)  # guides: reliability A.3
SETTLE = timedelta(seconds=90)  # a platform may apply a request this long after we stopped waiting
POST_BUDGET_S = 12  # connect 3 s + read 8 s and a margin: less time left than this means no post
MAX_TRIES = 5  # posts of one reply that were proven not to stand, before a person takes over
BACKOFF_S = (30, 60, 120, 300, 600)
LONGEST_WAIT_S = 3600  # a platform may name a day: asking again within the hour brings a person in after five tries
MACHINE = "machine"


def claim(mention: Mention, reply: OutgoingReply, *, attempt_id: str, at: datetime) -> Mention:
    """The right to post once, for the lease. After it the mention counts as spoken."""
    tries = mention.reply.tries + 1 if mention.reply and mention.reply.reply_id == reply.reply_id else 1
    return move(
        mention,
        State.SENDING,
        by=REPLY,
        at=at,
        reason="claimed",
        due_at=at + LEASE + SETTLE,
        reply=replace(reply, tries=tries),
        attempts=mention.attempts + 1,
        attempt_id=attempt_id,
        fence=mention.fence + 1,
        lease_until=at + LEASE,
        may_stand=False,
    )


def applied(
    mention: Mention, *, external_reply_id: str, permalink: str | None, by: str, at: datetime, reason: str = "posted"
) -> Mention:
    """The reply stands: acknowledged or answered, or on to a person where that is not enough."""
    sent = replace(_reply(mention), external_reply_id=external_reply_id, permalink=permalink, sent_at=at)
    pending = mention.pending_event
    if pending and pending.kind is EventKind.ERASE_AUTHOR:
        return _erased(mention, by=by, at=at, reply=sent)
    if pending and pending.kind is EventKind.EDITED:
        return _edited_meanwhile(mention, pending, by=by, at=at, reply=sent)
    withdrawn = pending is not None and pending.kind is EventKind.DELETED
    if sent.by != MACHINE:
        return move(mention, State.ANSWERED, by=by, at=at, reason=reason, reply=sent)
    if mention.decision and mention.decision.follow_up and not withdrawn:
        return move(mention, State.IN_REVIEW, by=by, at=at, due_at=at, reason="acknowledged_to_be_answered", reply=sent)
    return move(mention, State.ACKNOWLEDGED, by=by, at=at, reason=reason, reply=sent)


def not_applied(mention: Mention, *, code: str, retry_after_s: float | None, by: str, at: datetime) -> Mention:
    """Proof that nothing was posted: back to where it came from, due later; a person after MAX_TRIES."""
    reply = _reply(mention)
    ended = _ended_by_author(mention, by=by, at=at)
    if ended:
        return ended
    if reply.tries >= MAX_TRIES:
        return _to_person(mention, by=by, at=at, reason=f"not_posted:{code}")
    origin = State.ACKNOWLEDGING if reply.by == MACHINE else State.REPLYING
    wait_s = min(max(retry_after_s or 0.0, BACKOFF_S[min(reply.tries, len(BACKOFF_S)) - 1]), LONGEST_WAIT_S)
    return move(mention, origin, by=by, at=at, due_at=at + timedelta(seconds=wait_s), reason=f"not_posted:{code}")


def refused(mention: Mention, *, code: str, by: str, at: datetime) -> Mention:
    """The platform will not take this reply: a person decides."""
    ended = _ended_by_author(mention, by=by, at=at)
    return ended or _to_person(mention, by=by, at=at, reason=f"refused:{code}")


def unresolved(mention: Mention, *, by: str, at: datetime) -> Mention:
    """Unclear, and not found after lease and settle: a person looks, warned that it may have been sent."""
    pending = mention.pending_event
    if pending and pending.kind is EventKind.ERASE_AUTHOR:
        return _erased(mention, by=by, at=at, reply=_reply(mention))
    if pending and pending.kind is EventKind.EDITED:
        edited = _edited_meanwhile(mention, pending, by=by, at=at, reply=_reply(mention), reason="may_have_been_sent")
        return replace(edited, may_stand=True)
    return replace(_to_person(mention, by=by, at=at, reason="may_have_been_sent"), may_stand=True)


def _to_person(mention: Mention, *, by: str, at: datetime, reason: str) -> Mention:
    """Due now. What a person wrote goes back to their case; what the machine tried still needs one."""
    from_case = _reply(mention).by != MACHINE
    return move(mention, State.IN_REVIEW, by=by, at=at, due_at=at, reason=reason, with_people=from_case)


def _ended_by_author(mention: Mention, *, by: str, at: datetime) -> Mention | None:
    """Where nothing was posted, what came meanwhile decides: erased, withdrawn, or a person for an edit."""
    pending = mention.pending_event
    if pending is None:
        return None
    if pending.kind is EventKind.ERASE_AUTHOR:
        return _erased(mention, by=by, at=at, reply=_reply(mention))
    if pending.kind is EventKind.DELETED:
        return move(mention, State.WITHDRAWN, by=by, at=at, reason="deleted_while_sending")
    return _edited_meanwhile(mention, pending, by=by, at=at, reply=_reply(mention))


def _edited_meanwhile(
    mention: Mention,
    edit: PendingEvent,
    *,
    by: str,
    at: datetime,
    reply: OutgoingReply,
    reason: str = "edited_while_sending",
) -> Mention:
    return move(
        mention,
        State.IN_REVIEW,
        by=by,
        at=at,
        due_at=at,
        reason=reason,
        reply=reply,
        text=edit.text,
        edited_at=edit.at,
        revision=mention.revision + 1,
        assess_again=True,
    )


def _erased(mention: Mention, *, by: str, at: datetime, reply: OutgoingReply) -> Mention:
    """A tombstone: ids are gone too, but for our own hash of them. That we replied stays, what was said goes."""
    bare = replace(
        mention,
        **dict.fromkeys(("author_id", "author_name", "text", "permalink", "thread_id", "in_reply_to", "reach")),
        media=(),
        external_id="",
        assessment=None,
        reply=replace(reply, text="", permalink=None),
        earlier_replies=(),
        corrections=(),
    )
    return move(bare, State.ERASED, by=by, at=at, reason="erased")


def _reply(mention: Mention) -> OutgoingReply:
    if mention.reply is None:
        raise ValueError("a mention that is being sent has a reply")
    return mention.reply
