"""G4: nothing is silent."""

from collections.abc import Iterator
from datetime import timedelta

from infra.simulate.kernel import SECOND
from infra.simulate.oracles.evidence import Evidence, Violation
from infra.simulate.payloads import moment
from shared.domain import times


def alarmed(evidence: Evidence) -> Iterator[Violation]:
    """G4: whatever is late is counted, and an urgent case was told to somebody."""
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
    counted = evidence.metrics("Overdue")
    if not counted:
        return
    swept_us, value = counted[-1]
    late_since = moment(swept_us) - timedelta(minutes=6)
    for mention_id, moves in evidence.moves.items():
        row = evidence.row_at(mention_id, swept_us - 60 * SECOND)
        is_late = row is not None and row.text("due_at") and times.from_text(row.text("due_at")) < late_since
        if is_late and moves[-1].at_us < swept_us - 60 * SECOND and not value:
            yield Violation("silent", mention_id, "late, and the sweep counts nothing")


def honest(evidence: Evidence) -> Iterator[Violation]:
    """A step that was let down by AWS says so: then its record or message comes again, or its sender repeats."""
    for function, point in evidence.world.swallowed:
        yield Violation("swallowed", function, f"{point} failed, and the answer says that all is well")
