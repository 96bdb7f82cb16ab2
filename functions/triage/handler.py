"""Consumer of the mentions table's stream: rows that are received, or marked for assessment."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from functions.triage import drift
from functions.triage.drift import Judged
from functions.triage.triage import Ports, triage
from shared import observe
from shared.aws import batches, environment
from shared.aws.mentions import Mentions
from shared.aws.queues import Doorbell
from shared.aws.settings import Settings as SettingsTable
from shared.aws.tallies import Tallies
from shared.aws.topics import Topic
from shared.errors import UnknownStateError


@dataclass(frozen=True)
class Settings:
    mentions_table: str
    settings_table: str
    tallies_table: str
    replies_queue_url: str
    reviews_queue_url: str
    alarms_topic_arn: str
    due_shards: int = 16


@cache
def ports() -> Ports:
    """Made on the first event: a missing variable stops there and is named."""
    settings = environment.read(Settings)
    table, queue = environment.client("dynamodb"), environment.client("sqs")
    return Ports(
        mentions=Mentions(table, settings.mentions_table, settings.due_shards),
        settings=SettingsTable(table, settings.settings_table),
        tallies=Tallies(table, settings.tallies_table),
        replies=Doorbell(queue, settings.replies_queue_url),
        reviews=Doorbell(queue, settings.reviews_queue_url),
        alarms=Topic(environment.client("sns"), settings.alarms_topic_arn),
        clock=lambda: datetime.now(UTC),
    )


def handler(event: dict[str, Any], _context: Any) -> Any:
    """Names the records that failed; the stream begins again at the first of them.

    What was judged is counted at the end. If that fails the records come again: they are judged by then, and are not
    counted.
    """
    judged: list[Judged] = []

    def judge(record: dict[str, Any]) -> None:
        if found := _triage(record):
            judged.append(found)

    answer = batches.each_change(event, judge)
    if judged:
        touched = ports()
        with observe.failures("triage"):
            drift.count(judged, touched.tallies, touched.settings, touched.alarms, touched.clock())
    return answer


def _triage(record: dict[str, Any]) -> Judged | None:
    """The image is only the doorbell; the row is read again. What is no mention, or expired, is skipped and counted;
    so is a mention in a state that a later version wrote: to fail there would hold up the whole shard."""
    pk = record["dynamodb"].get("Keys", {}).get("pk", {}).get("S", "")
    mention_id = pk.removeprefix("MENTION#")
    if not pk.startswith("MENTION#") or record.get("eventName") == "REMOVE":
        observe.metric("Skipped", 1, function="triage")
        return None
    with observe.failures("triage", mention_id=mention_id):
        try:
            return triage(mention_id, ports())
        except UnknownStateError:
            observe.metric("Skipped", 1, function="triage", mention_id=mention_id)
            return None
