"""What a calm day may cost: the price of every step, as `tests/simulate/test_costs.py` has it for one mention.

A day's ceiling is the sum of its steps. Where two writers meet (an edit in mid-flight, two mentions of one
author) one of them is refused and looks again: each refusal that can be explained allows one more look.
Everything else is to the unit, so that one needless read or write of a mention shows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from infra.simulate.indexes import UNIT
from infra.simulate.kernel import SECOND
from infra.simulate.oracles.evidence import Evidence, Row, Violation
from infra.simulate.rules import BREAKER
from infra.simulate.services import Bill
from infra.simulate.values import measure_item
from infra.simulate.world import Move
from shared.aws.deliveries import ENVELOPE_SHARDS

HANDED_OUT = 25  # entries beyond which a delivery is handed out in parts, in its own time
DUE_SHARDS = 2  # of this simulation; the sweep asks each for what steps owe and for what people owe
SWEEP_READS = (2 * DUE_SHARDS + ENVELOPE_SHARDS) / 2  # an eventual read of nothing costs half a unit
SWEEP_US = 2 * SECOND  # a sweep takes less, until it says so


@dataclass(frozen=True, slots=True)
class Price:
    """Of one step: `rows` counts writes of the mention's row, whatever its size; `writes` are units of other rows."""

    rows: int
    writes: int = 0
    index: int = 0
    reads: int = 0
    messages: int = 0


# What stands in a transaction counts twice
STORED = Price(1, index=2)
CHANGED = Price(1, index=2)  # edited or deleted by its author
JUDGED = Price(1, index=2, reads=3, messages=1)
HISTORY_READS = 0.5  # how often its author wrote: asked of what is neither kind nor danger
CLAIMED = Price(2, 8, index=2, reads=9)  # with two guards, the breaker and the turn of its words
SENT = Price(1, index=2, messages=1)
HELD = Price(1, index=2, reads=8, messages=1)
OPENED = Price(2, 8, index=3, reads=4)  # with case, conversation, member and a line
JOINED = Price(2, 6, index=4, reads=5)  # with case, member and a line
RAISED = Price(2, 4, index=4, reads=4)  # with case and a line
DONE = {"ignored", "acknowledged", "withdrawn"}  # nobody is rung, and one entry of an index goes
FIRST_LOOK = 1  # read units of a new process: the playbook
LOOK_AGAIN = {"Ingest": 1, "Triage": 4, "Reply": 9, "Review": 5}  # read units after a refusal
IDLE_RING = {"Reply": 1, "Review": 2}  # read units of a message for which there is nothing to do
BREAKER_TOLD = Bill(table_writes=1, reads=1)


def frugal(evidence: Evidence) -> Iterator[Violation]:
    """On a calm day on which no person writes, every function costs what its steps cost, and the sweep only looks."""
    world = evidence.world
    is_small = all(len(delivery.entries) <= HANDED_OUT for delivery in world.plot.mail.deliveries)
    if not world.plot.knobs.is_calm or not is_small or world.staff_replies:
        return
    most, refusals = _most(evidence)
    for function, bill in world.bills.items():
        ceiling = most[function]
        for what, spent, price in (
            ("write units", bill.table_writes - bill.refused_writes, ceiling.table_writes),
            ("write units of indexes", bill.index_writes, ceiling.index_writes),
            ("read units", bill.reads, ceiling.reads + LOOK_AGAIN.get(function, 0) * bill.refused),
            ("messages", bill.messages, ceiling.messages),
            ("refused writes", bill.refused, refusals[function]),
        ):
            if spent > price:
                yield Violation("dear", function, f"a calm day cost it {spent:g} {what}; its steps cost {price:g}")


def _most(evidence: Evidence) -> tuple[dict[str, Bill], Counter[str]]:
    """What each function may spend, and how many of its writes may be refused."""
    world = evidence.world
    most: dict[str, Bill] = defaultdict(Bill)
    refusals: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    units: dict[str, int] = {}
    cases: set[str] = set()
    met = _met(evidence)
    beats = [at_us for at_us, _ in evidence.metrics("Heartbeat")]
    due_since: dict[str, int] = {}
    meetings = owed = judged = answered = looks = 0
    for move in world.moves:
        if move.after is None:
            continue
        after = Row(move.after)
        before = units.get(move.mention_id, 0)
        units[move.mention_id] = -(-measure_item(move.after) // UNIT)
        price = _price(move, after, cases)
        _pay(most[move.by], price, max(before, units[move.mention_id]), after)
        cases.add(after.text("case_id"))
        meetings += after.key in met
        owed += after.text("state") == "received" or after.flag("assess_again")
        judged += move.by == "Triage"
        most["Triage"].reads += HISTORY_READS * (move.by == "Triage" and _is_ordinary(move, after))
        due_us = due_since.pop(move.mention_id, None)
        looks += due_us is not None and sum(due_us <= beat_us <= move.at_us + SWEEP_US for beat_us in beats)
        if after.text("due_pk").startswith("DUE#"):
            due_since[move.mention_id] = move.at_us
        answered += price in (CLAIMED, HELD, OPENED, JOINED, RAISED)
        refusals["Reply"] += price is HELD  # perhaps by the claim itself: then a guard or the breaker stood
        refusals["Ingest"] -= move.before is None
        claims[after.text("platform")] += price is CLAIMED
        if price is HELD and claims[after.text("platform")] >= BREAKER.sends:  # whatever it says held it back
            most["Reply"].add(BREAKER_TOLD.table_writes, 0, BREAKER_TOLD.reads)
            refusals["Reply"] += 1
    for delivery in world.plot.mail.deliveries:
        refusals["Ingest"] += sum(entry.kind in ("created", "edited", "deleted") for entry in delivery.entries)
        most["Ingest"].table_writes += not delivery.is_understood
    idle, sent = owed - judged, sum(bill.messages for bill in world.bills.values())
    most["Triage"].reads += idle
    most["Triage"].messages += idle
    most["Triage"].table_writes += judged  # counted for the drift guard, alone or with others
    for function, reads in IDLE_RING.items():
        most[function].reads += reads * (sent - answered)
    for function in ("Triage", "Reply", "Review"):
        most[function].reads += FIRST_LOOK * len(world.functions[function].idle)
    for function in LOOK_AGAIN:
        refusals[function] += meetings
    begun = len(beats) + len(world.functions["Watch"].begun_us)  # the last one may be under way
    most["Watch"].reads = SWEEP_READS * begun + looks
    return most, refusals


def _met(evidence: Evidence) -> set[tuple[str, str]]:
    """The contents at which two writers may meet: changed by their author, or not the only ones of theirs."""
    contents = evidence.world.plot.mail.contents
    authors = Counter((content.platform, content.author) for content in contents)
    return {
        (content.platform, content.external_id)
        for content in contents
        if len(content.versions) > 1 or content.gone_us is not None or authors[content.platform, content.author] > 1
    }


def _is_ordinary(move: Move, after: Row) -> bool:
    """Judged to be neither kind nor danger; what is judged again keeps the urgency that it had."""
    urgency = after.item.get("assessment", {"M": {}})["M"].get("urgency", {"S": ""})["S"]
    return urgency in ("normal", "high") or (move.before or {})["state"]["S"] == "in_review"


def _price(move: Move, after: Row, cases: set[str]) -> Price:
    was = move.before["state"]["S"] if move.before else ""
    if move.by == "Ingest":
        return CHANGED if was else STORED
    if move.by == "Triage":
        return JUDGED
    if move.by == "Reply":
        return CLAIMED if after.text("state") == "sending" else SENT if was == "sending" else HELD
    if move.by == "Review":
        case_id = after.text("case_id")
        if move.before and Row(move.before).text("case_id") == case_id:
            return RAISED
        return JOINED if case_id in cases else OPENED
    return Price(0)


def _pay(bill: Bill, price: Price, units: int, after: Row) -> None:
    is_done = after.text("state") in DONE
    bill.add(price.rows * units + price.writes, price.index - is_done, price.reads)
    bill.messages += price.messages and not is_done
