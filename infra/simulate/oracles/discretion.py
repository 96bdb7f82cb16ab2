"""Ids and codes leave the tables, texts and names never do."""

from collections.abc import Iterator

from infra.simulate.oracles.evidence import Evidence, Violation


def discreet(evidence: Evidence) -> Iterator[Violation]:
    """No text and no name in any line of the log."""
    written = str(evidence.world.lines)
    for canary in ("Name of", "thank you", "furious", "hours", "smoke", "idiots", "Hello, we"):
        if canary in written:
            yield Violation("leak", canary, "stands in a log line")
