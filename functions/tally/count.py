"""Adds up what the records of one batch say, and writes it at once."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from shared import observe
from shared.aws import items
from shared.aws.mentions import STATES
from shared.aws.tallies import Figures, Hour, Tallies
from shared.domain.mention import Mention
from shared.domain.tally import figures

Record = dict[str, Any]


def count(records: Iterable[Record], tallies: Tallies) -> None:
    """The figures of all records in one go. The same batch, handed over again, counts once."""
    found: dict[Hour, Figures] = {}
    named = []
    for record in records:
        named.append(record["eventID"])
        mention = _mention(record)
        if mention is None:
            continue
        for at, name in figures(mention) if mention.brand else ():
            found.setdefault(Hour.of(mention.brand, mention.platform, at), Counter())[name] += 1
    tallies.add(found, batch=sha256(" ".join(named).encode()).hexdigest()[:32])


def _mention(record: Record) -> Mention | None:
    """The mention as the record shows it; None for what is none, or has a state that a later version wrote."""
    image = record["dynamodb"].get("NewImage", {})
    is_head = image.get("pk", {}).get("S", "").startswith("MENTION#") and image.get("sk", {}).get("S") == "HEAD"
    if not is_head or image["state"]["S"] not in STATES:
        observe.metric("Skipped", 1, function="tally")
        return None
    return items.read(Mention, image)
