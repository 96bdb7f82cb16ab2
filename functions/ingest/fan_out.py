"""What the deliveries table's stream hands out: parts of large deliveries, and replays that staff asked for."""

from typing import Any

from functions.ingest import replay
from functions.ingest.receive import Ports, store
from shared import observe
from shared.aws import items
from shared.aws.deliveries import ASKED, ENVELOPE
from shared.domain import times
from shared.domain.mention import MentionEvent


def fan_out(records: list[dict[str, Any]], ports: Ports) -> dict[str, Any]:
    """Stores the events of every part, and carries out every replay. Names the first that failed: the stream begins
    there again."""
    for record in records:
        image = record["dynamodb"].get("NewImage")
        handle = HANDLERS.get(image.get("kind", {}).get("S")) if image else None
        if handle is None:
            observe.metric("Skipped", 1, function="ingest")
            continue
        try:
            handle(image, ports)
        except Exception as error:
            observe.log("part_not_stored", level="ERROR", function="ingest", error_type=type(error).__name__)
            return {"batchItemFailures": [{"itemIdentifier": record["dynamodb"]["SequenceNumber"]}]}
    return {"batchItemFailures": []}


def _store_part(image: dict[str, Any], ports: Ports) -> None:
    events = [items.read(MentionEvent, event["M"]) for event in image["events"]["L"]]
    now = times.from_text(image["received_at"]["S"])
    platform, account, via = image["platform"]["S"], image["account"]["S"], image["via"]["S"]
    store(events, platform, account, ports, now=now, via=via)
    ports.deliveries.drop_part({"pk": image["pk"], "sk": image["sk"]})


HANDLERS = {ENVELOPE: _store_part, ASKED: replay.carry_out}
