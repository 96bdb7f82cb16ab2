"""G5 and calm days: how long anything may wait."""

from collections.abc import Iterator

from infra.simulate.kernel import SECOND
from infra.simulate.oracles.costs import HANDED_OUT
from infra.simulate.oracles.evidence import Evidence, Row, Violation
from infra.simulate.oracles.history import ENDED

DECIDED_WITHIN_US = 5 * SECOND
# how long a mention may stay so once nothing fails any more and it is due: the reliability guide, G5
STAYS_US = {
    "received": 240 * SECOND,
    "acknowledging": 240 * SECOND,
    "replying": 240 * SECOND,
    "sending": 300 * SECOND,
    "in_review": 240 * SECOND,  # until people have it
}


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


def bounded(evidence: Evidence) -> Iterator[Violation]:
    """G5: after the last fault no mention stays in one state, due, longer than that state may last."""
    world = evidence.world
    refused_us = (until_us for until_us, _ in world.network.refusing.values())
    calm_us = max(world.plot.storm_us, world.faults.last_us, *refused_us, 0)
    for mention_id, moves in evidence.moves.items():
        since_us, was = 0, ""
        for one in moves:
            if one.after is None:
                continue
            if one.at_us > calm_us and was:
                yield from _stay(mention_id, was, one.at_us - max(since_us, calm_us))
            after = Row(one.after)
            state = after.text("state")
            is_with_people = state == "in_review" and after.flag("with_people")
            if state != was or one.before is None:
                since_us = one.at_us
            was = "" if is_with_people or state in ENDED else state
            if state in ("acknowledging", "replying"):
                since_us = max(since_us, after.due_us or 0)
        if was:
            yield from _stay(mention_id, was, world.kernel.now_us - max(since_us, calm_us))


def _stay(mention_id: str, state: str, stay_us: int) -> Iterator[Violation]:
    if stay_us > STAYS_US[state]:
        yield Violation("slow", mention_id, f"{state} for {stay_us // SECOND} s after the last fault")
