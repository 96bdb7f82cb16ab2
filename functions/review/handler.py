"""Consumer of the reviews queue."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import uuid4

from functions.review.open_case import Ports, open_case
from shared import observe
from shared.aws import batches, environment
from shared.aws.cases import Cases
from shared.aws.mentions import Mentions
from shared.aws.queues import is_again, mention_of
from shared.aws.settings import Settings as SettingsTable
from shared.aws.topics import Topic


@dataclass(frozen=True)
class Settings:
    mentions_table: str
    settings_table: str
    cases_topic_arn: str
    due_shards: int = 16
    queue_shards: int = 4


@cache
def ports() -> Ports:
    """Made on the first event: a missing variable stops there and is named."""
    settings = environment.read(Settings)
    table = environment.client("dynamodb")
    return Ports(
        cases=Cases(Mentions(table, settings.mentions_table, settings.due_shards), settings.queue_shards),
        settings=SettingsTable(table, settings.settings_table),
        urgent=Topic(environment.client("sns"), settings.cases_topic_arn),
        clock=lambda: datetime.now(UTC),
        new_id=lambda: uuid4().hex[:16],
    )


def handler(event: dict[str, Any], _context: Any) -> Any:
    """A message that fails, or is not ours, comes again and ends in the dead letters."""
    return batches.each_message(event, _review)


def _review(message: dict[str, Any]) -> None:
    mention_id = mention_of(message["body"])
    again = int(message["attributes"]["ApproximateReceiveCount"]) > 1 or is_again(message["body"])
    with observe.failures("review", mention_id=mention_id):
        open_case(mention_id, ports(), again=again)
