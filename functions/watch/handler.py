"""Called by the schedules: each names its task."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from functions.watch.overdue import Ports, sweep
from shared.aws import environment
from shared.aws.cases import Cases
from shared.aws.deliveries import Deliveries
from shared.aws.mentions import Mentions
from shared.aws.queues import Doorbell
from shared.aws.secrets import SecretValue
from shared.errors import ConfigurationError
from shared.platforms import http


@dataclass(frozen=True)
class Settings:
    mentions_table: str
    deliveries_table: str
    replies_queue_url: str
    reviews_queue_url: str
    tokens_secret_arn: str
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
        deliveries=Deliveries(table, settings.deliveries_table),
        replies=Doorbell(queue, settings.replies_queue_url),
        reviews=Doorbell(queue, settings.reviews_queue_url),
        tokens=secret.get,
        session=http.new_session(),
        clock=lambda: datetime.now(UTC),
    )


def handler(event: dict[str, Any], context: Any) -> None:
    """`{"task": "sweep"}`, every minute. An unknown task is a mistake in the template."""
    task = event.get("task")
    if task != "sweep":
        raise ConfigurationError(f"no task {task!r}; the schedule's input must name one of: sweep")
    sweep(ports(), remaining_s=lambda: context.get_remaining_time_in_millis() / 1000)
