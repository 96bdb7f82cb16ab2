"""The books of a run: what senders told and we accepted, against what became of it in the tables.

Every entry of an accepted delivery is on one side, and once on the other; the two sides are counted apart.
"""

from collections import Counter
from collections.abc import Iterator

from infra.simulate.oracles.evidence import Evidence, Violation

# what an accepted entry can have become, and how a manager is told
PARTS = {
    "mentions": "mentions",
    "changes": "later news of a mention",
    "repeats": "told again",
    "our_own": "replies of our own",
    "not_understood": "not understood and kept",
}


def account(evidence: Evidence) -> Counter[str]:
    """How many entries were accepted (`entries`), in how many answers (`accepted`), and what they are in the end."""
    books: Counter[str] = Counter()
    told: set[tuple[str, str]] = set()
    for delivery in evidence.world.plot.mail.deliveries:
        times, held = len(delivery.accepted_us), len(delivery.entries)
        if not times:
            continue
        books["accepted"] += times
        books["entries"] += times * held
        books["repeats"] += (times - 1) * held
        for entry in delivery.entries:
            key = entry.content.platform, entry.content.external_id
            if entry.kind == "ignored":
                books["our_own"] += key not in evidence.by_content
            elif entry.kind == "unknown":
                books["not_understood"] += delivery.body in evidence.quarantined
            else:
                books["changes"] += key in told
                told.add(key)
    books["mentions"] = sum(row.key in told for row in evidence.rows.values())
    return books


def balanced(evidence: Evidence) -> Iterator[Violation]:
    """What came in is what is there: mentions, their later news, repeats, echoes and what is kept in quarantine."""
    books = account(evidence)
    found = sum(books[part] for part in PARTS)
    if found != books["entries"]:
        yield Violation("unbalanced", "the books", f"{books['entries']} entries were accepted, {found} can be found")
