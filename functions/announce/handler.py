"""Consumer of the mentions table's stream: new lines in the timelines of cases."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from functions.announce.announce import Ports, announce
from shared import observe
from shared.aws import batches, environment
from shared.aws.cases import Cases
from shared.aws.mentions import Mentions
from shared.aws.secrets import SecretValue
from shared.aws.topics import Topic
from shared.platforms import http


@dataclass(frozen=True)
class Settings:
    mentions_table: str
    events_topic_arn: str
    chat_secret_arn: str
    desk_url: str
    due_shards: int = 16
    queue_shards: int = 4


@cache
def ports() -> Ports:
    """Made on the first event: a missing variable stops there and is named."""
    settings = environment.read(Settings)
    mentions = Mentions(environment.client("dynamodb"), settings.mentions_table, settings.due_shards)
    return Ports(
        cases=Cases(mentions, settings.queue_shards),
        events=Topic(environment.client("sns"), settings.events_topic_arn),
        chats=SecretValue(environment.client("secretsmanager"), settings.chat_secret_arn).get,
        session=http.new_session(),
        desk_url=settings.desk_url,
        clock=lambda: datetime.now(UTC),
    )


def handler(event: dict[str, Any], _context: Any) -> Any:
    """Names the records that failed; the stream begins again at the first of them."""
    return batches.each_change(event, _announce)


def _announce(record: dict[str, Any]) -> None:
    with observe.failures("announce"):
        announce(record, ports())
