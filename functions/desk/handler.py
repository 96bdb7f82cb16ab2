"""The desk's door: staff work on cases here, as pages and as JSON."""

import secrets
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import uuid4

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response

from functions.desk import answers, languages
from functions.desk.act import Ports
from functions.desk.admission import Desk, admit, language_of
from functions.desk.pages import frame, queue
from functions.desk.routes import ROUTERS
from functions.desk.session import Provider
from shared.aws import environment
from shared.aws.cases import Cases
from shared.aws.deliveries import Deliveries
from shared.aws.mentions import Mentions
from shared.aws.queues import Doorbell
from shared.aws.secrets import SecretValue
from shared.aws.settings import Settings as SettingsTable
from shared.aws.tallies import Tallies
from shared.aws.topics import Topic
from shared.platforms import http

# Powertools keeps the request in a class: two threads of one process, as in a local run, would mix people up.
ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Settings:
    mentions_table: str
    settings_table: str
    tallies_table: str
    deliveries_table: str
    replies_queue_url: str
    reviews_queue_url: str
    cases_topic_arn: str
    desk_secret_arn: str
    oidc_issuer: str
    oidc_client_id: str
    desk_url: str
    oidc_groups_claim: str = ""
    due_shards: int = 16
    queue_shards: int = 4


@cache
def desk() -> Desk:
    """Made on the first request: a missing variable stops there and is named."""
    settings = environment.read(Settings)
    table, queue = environment.client("dynamodb"), environment.client("sqs")
    mentions = Mentions(table, settings.mentions_table, settings.due_shards)
    secret = SecretValue(environment.client("secretsmanager"), settings.desk_secret_arn)
    ports = Ports(
        mentions=mentions,
        cases=Cases(mentions, settings.queue_shards),
        settings=SettingsTable(table, settings.settings_table),
        tallies=Tallies(table, settings.tallies_table),
        deliveries=Deliveries(table, settings.deliveries_table),
        replies=Doorbell(queue, settings.replies_queue_url),
        reviews=Doorbell(queue, settings.reviews_queue_url),
        urgent=Topic(environment.client("sns"), settings.cases_topic_arn),
        clock=lambda: datetime.now(UTC),
        new_id=lambda: uuid4().hex,
    )
    provider = Provider(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        desk_url=settings.desk_url,
        secret=lambda: secret.get(datetime.now(UTC)),
        session=http.new_session(),
        new_token=lambda: secrets.token_urlsafe(32),
        groups_claim=settings.oidc_groups_claim,
    )
    return Desk(ports, provider, settings.desk_url)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answers a request that API Gateway hands over, payload format 2.0."""
    return answer(event, context, desk())


def answer(event: dict[str, Any], context: Any, at: Desk) -> dict[str, Any]:
    """The answer of this desk, with the headers that every answer bears."""
    with ONE_AT_A_TIME, languages.spoken_in(language_of(event)):
        _app().append_context(desk=at)
        response = _app().resolve(event, context)
    headers = {**answers.security_headers(at.url), **response.get("headers", {})}
    return {**response, "headers": headers}


@cache
def _app() -> APIGatewayHttpResolver:
    app = APIGatewayHttpResolver()
    app.use([admit])
    for router in ROUTERS:
        app.include_router(router)
    app.exception_handler(Exception)(_tell)
    return app


def _tell(error: Exception) -> Response:
    is_api = _app().current_event.path.startswith("/api/")
    return answers.problem_in_json(error) if is_api else frame.error_page(queue.router, error)
