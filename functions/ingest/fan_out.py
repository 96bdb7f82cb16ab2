"""Hands out a large delivery: its parts come back through the deliveries table's stream."""

from typing import Any

from functions.ingest.receive import Ports, store
from shared import observe
from shared.aws import items
from shared.domain import times
from shared.domain.mention import MentionEvent


def fan_out(records: list[dict[str, Any]], ports: Ports) -> dict[str, Any]:
    """Stores the events of every part. Names the first part that failed: the stream begins there again."""
    for record in records:
        image = record["dynamodb"].get("NewImage")
        if not image or image.get("kind", {}).get("S") != "envelope":
            observe.metric("Skipped", 1, function="ingest")
            continue
        try:
            plain = items.decode_fields(image)
            events = [items.build(MentionEvent, event) for event in plain["events"]]
            now = times.from_text(plain["received_at"])
            store(events, plain["platform"], plain.get("account", ""), ports, now=now, via=plain["via"])
            ports.deliveries.drop_part({"pk": image["pk"], "sk": image["sk"]})
        except Exception as error:
            observe.log("part_not_stored", level="ERROR", function="ingest", error_type=type(error).__name__)
            return {"batchItemFailures": [{"itemIdentifier": record["dynamodb"]["SequenceNumber"]}]}
    return {"batchItemFailures": []}
