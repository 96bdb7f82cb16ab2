"""Consumer of the replies queue, one message at a time."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import uuid4

from functions.reply.send import Ports, send
from shared import observe
from shared.aws import batches, environment
from shared.aws.cases import Cases
from shared.aws.mentions import Mentions
from shared.aws.queues import Doorbell, mention_of
from shared.aws.secrets import SecretValue
from shared.aws.settings import Settings as SettingsTable
from shared.aws.tallies import Tallies
from shared.aws.topics import Topic
from shared.platforms import http


@dataclass(frozen=True)
class Settings:
    mentions_table: str
    settings_table: str
    tallies_table: str
    replies_queue_url: str
    reviews_queue_url: str
    tokens_secret_arn: str
    alarms_topic_arn: str
    due_shards: int = 16
    queue_shards: int = 4


@cache
def ports() -> Ports:
    """Made on the first event: a missing variable stops there and is named."""
    settings = environment.read(Settings)
    table, queue = environment.client("dynamodb"), environment.client("sqs")
    mentions = Mentions(table, settings.mentions_table, settings.due_shards)
    secret = SecretValue(environment.client("secretsmanager"), settings.tokens_secret_arn)
    return Ports(
        mentions=mentions,
        cases=Cases(mentions, settings.queue_shards),
        settings=SettingsTable(table, settings.settings_table),
        tallies=Tallies(table, settings.tallies_table),
        replies=Doorbell(queue, settings.replies_queue_url),
        reviews=Doorbell(queue, settings.reviews_queue_url),
        alarms=Topic(environment.client("sns"), settings.alarms_topic_arn),
        tokens=secret.get,
        session=http.new_session(),
        clock=lambda: datetime.now(UTC),
        new_id=lambda: uuid4().hex,
    )


def handler(event: dict[str, Any], context: Any) -> Any:
    """A message that fails, or is not ours, comes again and ends in the dead letters."""

    def ring(message: dict[str, Any]) -> None:
        mention_id = mention_of(message["body"])
        with observe.failures("reply", mention_id=mention_id):
            send(mention_id, ports(), remaining_s=lambda: context.get_remaining_time_in_millis() / 1000)

    return batches.each_message(event, ring)
