"""The door: API Gateway's webhook routes, and the stream that hands out large deliveries."""

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from functions.ingest.fan_out import fan_out
from functions.ingest.receive import Answer, Ports, receive
from shared import observe
from shared.aws import environment, secrets
from shared.aws.deliveries import Deliveries
from shared.aws.mentions import Mentions
from shared.platforms.contract import Secrets, WebhookRequest


@dataclass(frozen=True)
class Settings:
    mentions_table: str
    deliveries_table: str
    signing_secret_arn: str
    due_shards: int = 16
    keep_deliveries: str = "unknown"


@cache
def ports() -> Ports:
    """Made on the first event: a missing variable stops there and is named."""
    settings = environment.read(Settings)
    table = environment.client("dynamodb")
    secret = secrets.SecretValue(environment.client("secretsmanager"), settings.signing_secret_arn)

    def platform_secrets(platform: str, now: datetime, renew: bool) -> Secrets | None:
        if renew and not secret.refresh(now):
            return None
        signing, tokens = secrets.signing_secrets(secret.get(now), platform, now)
        return Secrets(signing=signing, verify_tokens=tokens) if signing else None

    return Ports(
        mentions=Mentions(table, settings.mentions_table, settings.due_shards),
        deliveries=Deliveries(table, settings.deliveries_table),
        secrets=platform_secrets,
        clock=lambda: datetime.now(UTC),
        keep_all=settings.keep_deliveries == "all",
    )


def handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """API Gateway's payload 2.0, or a batch of the deliveries table's stream."""
    if "Records" in event:
        return fan_out(event["Records"], ports())
    try:
        answer = _receive(event)
    except Exception as error:
        observe.log("not_stored", level="ERROR", function="ingest", error_type=type(error).__name__)
        answer = Answer(503)
    headers = {"content-type": answer.content_type, "x-content-type-options": "nosniff", "cache-control": "no-store"}
    return {"statusCode": answer.status, "headers": headers, "body": answer.body, "isBase64Encoded": False}


def _receive(event: dict[str, Any]) -> Answer:
    body = event.get("body") or ""
    try:
        raw = base64.b64decode(body, validate=True) if event.get("isBase64Encoded") else body.encode()
    except (binascii.Error, ValueError):
        return Answer(400)
    parameters = event.get("pathParameters") or {}
    request = WebhookRequest(
        method=event["requestContext"]["http"]["method"],
        path=event.get("rawPath", ""),
        query=event.get("queryStringParameters") or {},
        headers={name.lower(): value for name, value in (event.get("headers") or {}).items()},
        body=raw,
        received_at=ports().clock(),
    )
    return receive(request, parameters.get("platform", ""), parameters.get("account", ""), ports())
