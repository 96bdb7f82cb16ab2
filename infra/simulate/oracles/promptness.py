"""G5 and calm days: how long anything may wait."""

from collections.abc import Iterator

from infra.simulate.kernel import SECOND
from infra.simulate.oracles.costs import HANDED_OUT
from infra.simulate.oracles.evidence import Evidence, Violation
from infra.simulate.oracles.history import ENDED

DECIDED_WITHIN_US = 5 * SECOND


def settled(evidence: Evidence) -> Iterator[Violation]:
    """G5: after the quiet everything has ended, or waits in a case that people can see, against a deadline."""
    for mention_id, row in evidence.rows.items():
        state = row.text("state")
        if state in ENDED:
            continue
        case = evidence.cases.get(row.text("case_id"))
        if state != "in_review" or not row.flag("with_people"):
            yield Violation("stuck", mention_id, f"still {state} long after the last fault")
        elif case is None or case["state"]["S"] == "closed":
            yield Violation("stuck", mention_id, "waits in no open case")
        elif (row.text("case_id"), mention_id) not in evidence.members:
            yield Violation("stuck", mention_id, "its case does not list it")
        elif not case.get("queue_pk", {}).get("S", "").startswith("QUEUE#"):
            yield Violation("stuck", mention_id, "its case stands in no queue")


def prompt(evidence: Evidence) -> Iterator[Violation]:
    """On a calm day the sweep has nothing to do, and every mention is judged within seconds."""
    deliveries = evidence.world.plot.mail.deliveries
    if not evidence.world.plot.knobs.is_calm or any(len(delivery.entries) > HANDED_OUT for delivery in deliveries):
        return
    for mention_id, moves in evidence.moves.items():
        for move in moves:
            if move.by == "Watch":
                yield Violation("late", mention_id, "the sweep had to help on a calm day")
        decided = next((move for move in moves if move.after and move.after["state"]["S"] != "received"), None)
        if decided is None or decided.at_us - moves[0].at_us > DECIDED_WITHIN_US:
            yield Violation("late", mention_id, "not judged within five seconds")
