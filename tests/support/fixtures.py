"""JSON fixtures of deliveries: one file per case, with the events that `parse` must find in it.

    {"what": "...", "body": {...}, "events": [{"kind": "created", "external_id": "..."}]}

A field that an event does not name must have its default. Times are ISO 8601.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from shared.domain import times
from shared.domain.mention import EventKind, MentionEvent, Surface
from shared.platforms.contract import WebhookRequest

RECEIVED_AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixture:
    """One case; `events` are complete."""

    name: str
    body: bytes
    events: list[MentionEvent]


def cases(folder: Path) -> list[Any]:
    """Parameters for pytest, named for their files."""
    found = [_fixture(file) for file in sorted(folder.glob("*.json"))]
    if not found:
        raise FileNotFoundError(f"no fixtures in {folder}")
    return [pytest.param(fixture, id=fixture.name) for fixture in found]


def post(body: bytes, headers: dict[str, str] | None = None, platform: str = "facebook") -> WebhookRequest:
    """A delivery as ingest hands it to an adapter."""
    return WebhookRequest(
        method="POST",
        path=f"/webhooks/{platform}",
        query={},
        headers={"content-type": "application/json", **(headers or {})},
        body=body,
        received_at=RECEIVED_AT,
    )


def _fixture(file: Path) -> Fixture:
    written = json.loads(file.read_text("utf-8"))
    return Fixture(
        name=file.stem,
        body=json.dumps(written["body"]).encode(),
        events=[_event(described) for described in written["events"]],
    )


def _event(described: dict[str, Any]) -> MentionEvent:
    typed = {
        "kind": EventKind,
        "surface": Surface,
        "posted_at": times.from_text,
        "media": tuple,
    }
    return MentionEvent(**{name: typed.get(name, lambda value: value)(value) for name, value in described.items()})
