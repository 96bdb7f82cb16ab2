"""How often the machine tries again, and when: never without end, and never before the platform wants it."""

from collections import Counter
from collections.abc import Iterator

from infra.simulate.kernel import SECOND
from infra.simulate.oracles.evidence import Evidence, Row, Violation
from infra.simulate.oracles.pauses import SKEW_US

MOST_TRIES, MOST_RINGS = 5, 5  # of one reply; of a step that does not answer
WAITS_US = {"facebook": 120 * SECOND, "standard_webhooks": 30 * SECOND, "x": 60 * SECOND}  # what the stand-ins ask for


def not_for_ever(evidence: Evidence) -> Iterator[Violation]:
    """A reply is tried five times at most, a step is rung five times at most; then a person has it."""
    for mention_id, moves in evidence.moves.items():
        tries: Counter[tuple[str, str]] = Counter()
        for move in moves:
            after = Row(move.after or {})
            state = after.text("state")
            tries[after.speaker, after.reply_id] += state == "sending" and _begins(move.before)
            if state != "in_review" and after.number("rings") > MOST_RINGS:
                yield Violation("endless", mention_id, f"{state}, and rung {after.number('rings')} times")
        if max(tries.values()) > MOST_TRIES:
            yield Violation("endless", mention_id, f"one reply was tried {max(tries.values())} times")


def not_before_it_may(evidence: Evidence) -> Iterator[Violation]:
    """A reply that came to a platform with too many others is not tried again before the platform wants it."""
    for limited in evidence.world.network.limited:
        mention_id = evidence.by_content.get((limited.platform, limited.claimed), "")
        tried: tuple[str, str] | None = None
        for move in evidence.moves.get(mention_id, ()):
            after = Row(move.after or {})
            if after.text("state") != "sending" or not _begins(move.before):
                continue
            said = after.speaker, after.reply_id
            if move.at_us <= limited.at_us:
                tried = said
            elif said == tried and move.at_us < limited.at_us + WAITS_US[limited.platform] - 2 * SKEW_US:
                yield Violation("impatient", mention_id, "tried again before the platform wanted it")


def _begins(before: dict[str, dict[str, str]] | None) -> bool:
    return before is None or before["state"]["S"] != "sending"
