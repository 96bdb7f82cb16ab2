"""G2: one way through the states. They and their arrows stand here once more, written from the design."""

from collections import Counter
from collections.abc import Iterator

from infra.simulate.mail import QUESTIONS
from infra.simulate.oracles.evidence import Evidence, Row, Violation
from infra.simulate.world import Move

ENDED = ("acknowledged", "answered", "resolved", "ignored", "withdrawn")
ARROWS = frozenset(
    {
        *(("received", to) for to in ("ignored", "acknowledging", "in_review", "withdrawn")),
        *(("acknowledging", to) for to in ("sending", "in_review", "ignored", "withdrawn", "received")),
        *(("in_review", to) for to in ("replying", "resolved", "withdrawn")),
        *(("replying", to) for to in ("in_review", "sending", "withdrawn")),
        *(
            ("sending", to)
            for to in ("acknowledged", "answered", "in_review", "acknowledging", "replying", "withdrawn")
        ),
        *((ended, "in_review") for ended in ENDED),
    }
)


def one_way(evidence: Evidence) -> Iterator[Violation]:
    """G2: histories follow the arrows, one version after the other, and an open mention always has a deadline."""
    for mention_id, moves in evidence.moves.items():
        has_spoken = False
        for move in moves:
            if move.after is None:
                yield Violation("history", mention_id, "the row was deleted")
                continue
            after = Row(move.after)
            yield from _step(mention_id, move, after)
            came_from = move.before["state"]["S"] if move.before else ""
            state = after.text("state")
            leads = state in ("received", "acknowledging") and came_from not in (state, "sending")
            if has_spoken and leads:
                yield Violation(
                    "history", mention_id, "the machine leads again after a reply was tried or a case opened"
                )
            has_spoken = has_spoken or state == "sending" or bool(after.text("case_id"))
            if after.text("state") == "acknowledged" and after.said in QUESTIONS and state != came_from:
                yield Violation("unanswered", mention_id, "an acknowledgement was taken for an answer")
            is_open = after.text("state") not in (*ENDED, "erased")
            if is_open != bool(after.text("due_at")):
                yield Violation("history", mention_id, f"{after.text('state')} and a deadline do not go together")


def _step(mention_id: str, move: Move, after: Row) -> Iterator[Violation]:
    state = after.text("state")
    if move.before is None:
        if state not in ("received", "withdrawn"):
            yield Violation("history", mention_id, f"begins as {state}")
        return
    before = Row(move.before)
    was = before.text("state")
    if was != state and (was, state) not in ARROWS:
        yield Violation("history", mention_id, f"from {was} to {state}")
    if after.number("version") != before.number("version") + 1:
        yield Violation("history", mention_id, "a version was skipped or written twice")
    if after.number("revision") < before.number("revision"):
        yield Violation("history", mention_id, "an edit was undone")


def edited_as_often_as_told(evidence: Evidence) -> Iterator[Violation]:
    """A repeat changes nothing: the text was changed no more often than its author changed it."""
    edits: Counter[tuple[str, str]] = Counter()
    for delivery in evidence.world.plot.mail.deliveries:
        for entry in delivery.entries:
            edits[entry.content.platform, entry.content.external_id] += entry.kind == "edited"
    for mention_id, row in evidence.rows.items():
        if row.number("revision") > 1 + edits[row.key]:
            yield Violation("history", mention_id, "edited more often than its author did")
