"""Cases: nothing that waits for people is out of their sight, and the clock they work against never turns back."""

from collections.abc import Iterator

from infra.simulate.kernel import SECOND
from infra.simulate.oracles.evidence import Evidence, Row, Violation
from infra.simulate.oracles.history import ENDED
from infra.simulate.oracles.pauses import SKEW_US
from infra.simulate.rules import SLA
from infra.simulate.world import CaseMove

SLA_US = {urgency: minutes * 60 * SECOND for urgency, minutes in SLA.model_dump().items()}
UNJUDGED = "high"  # what nobody could judge
OUT_OF_SIGHT = ("waiting", "closed")
BROUGHT = ("opened", "joined", "news")  # a member came, or came again


def in_sight(evidence: Evidence) -> Iterator[Violation]:
    """A case with an open member neither waits for its author nor is closed."""
    for case_id, moves in evidence.case_moves.items():
        for move in moves:
            if move.after is None or move.after["state"]["S"] not in OUT_OF_SIGHT:
                continue
            for mention_id in evidence.moves:
                row = evidence.row_at(mention_id, move.at_us + 1)
                if row is not None and row.text("case_id") == case_id and _is_owed(row):
                    how = f"{row.text('state')}, and its case becomes {move.after['state']['S']}"
                    yield Violation("hidden", mention_id, how)


def _is_owed(row: Row) -> bool:
    """Whether people have it, or have answered it: what was edited just now comes back to them by itself."""
    return row.text("state") in ("replying", "sending") or row.flag("with_people")


def against_the_clock(evidence: Evidence) -> Iterator[Violation]:
    """A case is due by its most urgent member, as soon as that came; and never later while it is open."""
    for case_id, moves in evidence.case_moves.items():
        for move in moves:
            if move.after is None or move.after["state"]["S"] != "open":
                continue
            after = Row(move.after)
            before = Row(move.before or {})
            if before.text("state") == "open" and after.text("due_at") > before.text("due_at"):
                yield Violation("deadline", case_id, "what people owe was put off")
            line = evidence.lines.get((case_id, after.number("version")))
            if line is None:
                yield Violation("deadline", case_id, "changed, and its timeline does not say by whom")
            elif line.what == "reopened" and (after.due_us or 0) > move.at_us + SLA_US[after.text("urgency")] + SKEW_US:
                yield Violation("deadline", case_id, "reopened, and due later than its urgency allows")
            elif line.what in BROUGHT:
                yield from _is_due(evidence, move, after.due_us or 0)


def _is_due(evidence: Evidence, move: CaseMove, due_us: int) -> Iterator[Violation]:
    """Whatever was brought into the case by this write is due with its urgency, from when it went to people on."""
    for mention_id, moves in evidence.moves.items():
        since_us = 0
        for one in moves:
            if one.at_us > move.at_us or one.after is None:
                break
            before, after = Row(one.before or {}), Row(one.after)
            is_told = before.text("state") != "in_review" or before.number("revision") != after.number("revision")
            urgency = _urgency(after)
            is_raised = before.flag("with_people") and _urgency(before) != urgency
            if after.text("state") == "in_review" and (is_told or is_raised):
                since_us = one.at_us
            is_brought = after.text("case_id") == move.case_id and after.flag("with_people")
            if one.at_us == move.at_us and is_brought:
                latest_us = since_us + SLA_US[urgency] + SKEW_US
                if max(due_us, after.due_us or 0) > latest_us:
                    late_s = (max(due_us, after.due_us or 0) - latest_us) // SECOND
                    yield Violation("deadline", mention_id, f"{urgency}, and due {late_s} s later than that allows")


def _urgency(row: Row) -> str:
    return row.item.get("assessment", {"M": {}})["M"].get("urgency", {"S": UNJUDGED})["S"]


def gone_on(evidence: Evidence) -> Iterator[Violation]:
    """At the end, too: whatever is open stands in a case that is."""
    for mention_id, row in evidence.rows.items():
        case = evidence.cases.get(row.text("case_id"))
        if row.text("state") not in ENDED and case is not None and case["state"]["S"] in OUT_OF_SIGHT:
            yield Violation("hidden", mention_id, f"{row.text('state')}, and its case is {case['state']['S']}")
