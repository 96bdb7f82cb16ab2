"""What people do at the desk is what they meant."""

from collections.abc import Iterator

from infra.simulate.kernel import SECOND
from infra.simulate.oracles.evidence import Evidence, Row, Violation
from infra.simulate.oracles.pauses import SKEW_US

UNDO_US = {"direct_message": 5 * SECOND}  # the playbook in `world`
UNDO_PUBLIC_US = 10 * SECOND


def as_meant(evidence: Evidence) -> Iterator[Violation]:
    """A person's reply answers the texts that they read, and leaves when its undo window is over."""
    replies = evidence.world.staff_replies.values()
    for mention_id, moves in evidence.moves.items():
        for move in moves:
            after, revision = Row(move.after or {}), Row(move.after or {}).number("revision")
            is_covered = after.text("state") == "resolved" and tuple(after.timeline[-1][2:]) == ("reply", "covered")
            if is_covered and revision not in {one.covers.get(mention_id) for one in replies}:
                yield Violation("unseen", mention_id, "resolved by a reply whose writer had not read it as it is")
            written = evidence.world.staff_replies.get(after.reply_id)
            if written is None or move.before is None:
                continue
            was = move.before["state"]["S"]
            if (was, after.text("state")) == ("in_review", "replying") and after.number("revision") != written.revision:
                yield Violation("unseen", mention_id, "a reply was taken for a text that its writer had not read")
            is_claim = (was, after.text("state")) == ("replying", "sending")
            undo_us = UNDO_US.get(after.text("surface"), UNDO_PUBLIC_US)
            if is_claim and move.at_us < written.begun_us + undo_us - 2 * SKEW_US:
                yield Violation("hasty", mention_id, "a person's reply left before its undo window was over")
