"""G4: nothing is silent."""

from collections.abc import Iterator

from infra.simulate.kernel import SECOND
from infra.simulate.oracles.evidence import Evidence, Row, Violation
from infra.simulate.oracles.pauses import SKEW_US
from infra.simulate.payloads import ACCOUNTS

LATE_US = 300 * SECOND  # after its deadline a mention is late, and people must know
SWEEP_US = 60 * SECOND  # the longest that a sweep takes: it counts at its end what was late when it began
CIRCUIT_CAUSES = ("token_dead", "blocked_for_policy")


def alarmed(evidence: Evidence) -> Iterator[Violation]:
    """An urgent case was told to somebody."""
    told = " ".join(notice["Message"] for notice in evidence.world.notices)
    dead = " ".join(evidence.world.queues.buried["ReviewsDeadLetters"])
    waiting: dict[str, list[str]] = {}
    for mention_id, row in evidence.rows.items():
        if row.text("state") == "in_review":
            waiting.setdefault(row.text("case_id"), []).append(mention_id)
    for case_id in waiting.keys() & evidence.cases.keys():
        case = evidence.cases[case_id]
        is_alarmed = any(mention_id in dead for mention_id in waiting[case_id])  # a dead letter raises one by itself
        is_seen = case_id in told or case_id in evidence.worked_on or is_alarmed
        if case["urgency"]["S"] in ("critical", "high") and not is_seen:
            yield Violation("silent", case_id, f"nobody was told of a {case['urgency']['S']} case")


def counted(evidence: Evidence) -> Iterator[Violation]:
    """Every sweep counts what is late, and what it could not move on: no more than may be, no less than must be."""
    sweeps = evidence.metrics("Overdue")
    stays = [*_stays(evidence)] if sweeps else []
    failed = [line["at_us"] for line in evidence.world.lines if line.get("event") == "sweep_failed"]
    for swept_us, value in sweeps:
        from_us = swept_us - SWEEP_US - SKEW_US
        least, most = 0, sum(from_us < at_us <= swept_us for at_us in failed)
        for due_us, since_us, until_us, is_with_people in stays:
            if since_us < swept_us and until_us > from_us:
                most += due_us < swept_us + SKEW_US - LATE_US
                is_there = since_us < from_us and until_us > swept_us and is_with_people
                least += is_there and due_us < from_us - LATE_US
        if not least <= value <= most:
            yield Violation(
                "miscounted", f"the sweep of {swept_us // SECOND} s", f"counts {value}; late are {least} to {most}"
            )


def _stays(evidence: Evidence) -> Iterator[tuple[int, int, int, bool]]:
    """Each deadline of each mention: when it is, from when until when it stood, and whether people had it."""
    end_us = evidence.world.kernel.now_us + 1
    for moves in evidence.moves.values():
        for move, following in zip(moves, [*moves[1:], None], strict=True):
            row = Row(move.after or {})
            due_us = row.due_us
            if due_us is not None:
                yield due_us, move.at_us, following.at_us if following else end_us, row.flag("with_people")


def told(evidence: Evidence) -> Iterator[Violation]:
    """Whatever stops an account was told to somebody: a platform that takes nothing of it, a breaker that is full."""
    notices = {(notice.get("code"), notice.get("platform")) for notice in evidence.notices}
    rows = {row["pk"]["S"] for row in evidence.world.tables.rows("TalliesTable")}
    for platform, account_id in ACCOUNTS.items():
        is_blocked = f"CIRCUIT#{platform}#{account_id}" in rows
        if is_blocked and not any((cause, platform) in notices for cause in CIRCUIT_CAUSES):
            yield Violation("untold", platform, "nobody knows that the platform takes nothing of this account")
    for mention_id, row in evidence.rows.items():
        is_held = any('"breaker_open"' in entry["S"] for entry in row.item["timeline"]["L"])
        if is_held and ("breaker_open", row.text("platform")) not in notices:
            yield Violation("untold", mention_id, "held back by a full breaker, and nobody knows")


def honest(evidence: Evidence) -> Iterator[Violation]:
    """A step that was let down by AWS says so: then its record or message comes again, or its sender repeats."""
    for function, point in evidence.world.swallowed:
        yield Violation("swallowed", function, f"{point} failed, and the answer says that all is well")
