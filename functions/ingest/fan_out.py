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
            events = [items.read(MentionEvent, event["M"]) for event in image["events"]["L"]]
            now = times.from_text(image["received_at"]["S"])
            platform, account, via = image["platform"]["S"], image["account"]["S"], image["via"]["S"]
            store(events, platform, account, ports, now=now, via=via)
            ports.deliveries.drop_part({"pk": image["pk"], "sk": image["sk"]})
        except Exception as error:
            observe.log("part_not_stored", level="ERROR", function="ingest", error_type=type(error).__name__)
            return {"batchItemFailures": [{"itemIdentifier": record["dynamodb"]["SequenceNumber"]}]}
    return {"batchItemFailures": []}
