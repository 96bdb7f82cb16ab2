"""What people do at the desk is what they meant."""

from collections.abc import Iterator

from infra.simulate.kernel import SECOND
from infra.simulate.oracles.evidence import STAFF, Evidence, Line, Row, Violation
from infra.simulate.oracles.pauses import SKEW_US
from infra.simulate.people import Acted
from infra.simulate.world import CaseMove

UNDO_US = {"direct_message": 5 * SECOND}  # the playbook in `world`
UNDO_PUBLIC_US = 10 * SECOND
LONGEST_ACT_US = 20 * SECOND  # the desk's function is killed before
# what a line of the timeline says: which action it was
HELD = {"replied": "reply", "undone": "undo", "resolved": "resolve"}
SEEN = {"replied": "reply", "resolved": "resolve", "taken_over": "take-over", "reopened": "reopen"}


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


def in_hand(evidence: Evidence) -> Iterator[Violation]:
    """Whoever changes a case has it in their hands then, and had seen all that was to be seen of it."""
    for case_id, moves in evidence.case_moves.items():
        for move in moves:
            after = Row(move.after or {})
            line = evidence.lines.get((case_id, after.number("version")))
            if line is None or line.by not in STAFF or move.before is None:
                continue
            before = Row(move.before)
            is_others = before.text("holder") not in ("", line.by) and before.text("lease_until") != ""
            if line.what in (*HELD, "claimed") and is_others and _is_live(before, move):
                yield Violation("unheld", case_id, f"{line.what} by one while another held it")
            if line.what == "released" and before.text("holder") != line.by:
                yield Violation("unheld", case_id, "released by somebody who did not hold it")
            if line.what in ("replied", "undone", "claimed", "taken_over") and after.text("holder") != line.by:
                yield Violation("unheld", case_id, f"{line.what}, and not in the hands of whoever did it")
            if line.what in SEEN and not any(_saw_all(evidence, act) for act in _acts(evidence, move, line)):
                yield Violation("unseen", case_id, f"{line.what} by somebody who had not seen what was new")


def _is_live(before: Row, move: CaseMove) -> bool:
    lease_us = before.moment_us("lease_until")
    return lease_us is not None and move.at_us < lease_us


def _acts(evidence: Evidence, move: CaseMove, line: Line) -> list[Acted]:
    """The actions of which this write may have come."""
    return [
        act
        for act in evidence.world.acts
        if (act.case_id, act.staff_id, act.action) == (move.case_id, line.by, SEEN[line.what])
        and act.begun_us - SKEW_US <= line.at_us <= act.begun_us + LONGEST_ACT_US
        and act.begun_us <= move.at_us
    ]


def _saw_all(evidence: Evidence, act: Acted) -> bool:
    """Whether each message that the case had when the action was sent off was before its actor as it stood then."""
    for mention_id in evidence.moves:
        row = evidence.row_at(mention_id, act.begun_us)
        is_member = row is not None and row.text("case_id") == act.case_id
        if row is not None and is_member and act.shown.get(mention_id) != row.number("revision"):
            return False
    return True
