"""G1: what was accepted is there, as it was said last; and nothing is there that nobody said."""

from collections import Counter
from collections.abc import Iterator

from infra.simulate.kernel import SECOND
from infra.simulate.oracles.evidence import Evidence, Row, Violation
from infra.simulate.payloads import Content, Entry


def stored(evidence: Evidence) -> Iterator[Violation]:
    """G1: we answered 200, so every entry is in the table or in quarantine."""
    for delivery in evidence.world.plot.mail.deliveries:
        if delivery.refused:
            yield Violation("refused", f"delivery {delivery.number}", delivery.refused)
        if not delivery.accepted_us:
            continue
        for entry in delivery.entries:
            content = entry.content
            about = f"delivery {delivery.number}, {content.external_id}"
            mention_id = evidence.by_content.get((content.platform, content.external_id))
            if entry.kind == "ignored" and mention_id:
                yield Violation("echo", about, "our own reply became a mention")
            elif entry.kind == "unknown" and delivery.body not in evidence.quarantined:
                yield Violation("lost", about, "not understood, and not in quarantine")
            elif entry.kind in ("created", "edited", "deleted"):
                if mention_id is None:
                    yield Violation("lost", about, "answered with 200, and there is no row")
                else:
                    yield from _is_newest(content, evidence.rows[mention_id], entry, about)


def _is_newest(content: Content, row: Row, entry: Entry, about: str) -> Iterator[Violation]:
    """What was told last counts: a delete purges, an edit replaces what is older by the platform's clock."""
    if row.text("deleted_at") and content.gone_us is None:
        yield Violation("lost", about, "taken for deleted, and nobody deleted it")
    elif entry.kind == "deleted":
        if not row.text("deleted_at") or row.said:
            yield Violation("lost", about, "its author deleted it, and the text is still there")
    elif not row.text("deleted_at") and row.said != entry.text and not _is_newer(content, row.said, entry):
        yield Violation("lost", about, f"an edit was accepted and is not there: {row.text('state')}")


def _is_newer(content: Content, said: str, entry: Entry) -> bool:
    """Whether this text was said later than the entry's, or within the same second: platforms tell no more."""
    written_us = max((at_us for at_us, text in content.versions if text == said), default=-1)
    return written_us >= entry.at_us // SECOND * SECOND


def conserved(evidence: Evidence) -> Iterator[Violation]:
    """Nothing is there that nobody wrote, or twice."""
    for mention_id, row in evidence.rows.items():
        if evidence.content_of(row) is None:
            yield Violation("invented", mention_id, "a row for which no content was delivered")
    told = Counter(row.key for row in evidence.rows.values())
    for key, count in told.items():
        if count > 1:
            yield Violation("invented", str(key), f"{count} rows for one content")
    bodies = {delivery.body for delivery in evidence.world.plot.mail.deliveries if not delivery.is_understood}
    if evidence.quarantined - bodies:
        yield Violation("invented", "quarantine", "a delivery that was understood is kept as not understood")
