"""Real deliveries with the events that `parse` should find in them, kept beside the repository.

`cases` gives one parameter per body; `disagreement` compares by the rules of that folder's README:
identical events count once, the order is free except between events of one content, null and the
empty text are the same, the text of a deleted event is not compared, an expected external_id of
null accepts any, and `also` names further accepted values of a field.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from shared.domain.mention import EventKind, MentionEvent
from shared.errors import PayloadError
from shared.platforms.contract import WebhookRequest

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "payloads"
COMPARED_KINDS = (EventKind.CREATED, EventKind.EDITED, EventKind.DELETED)
COMPARED_FIELDS = ("kind", "external_id", "account_id", "author_id", "surface", "text")
RECEIVED_AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

Expected = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """One body. `readings` holds the lists of events that are right: one if `sure`, else several."""

    file: str
    platform: str
    body: bytes
    headers: dict[str, str]
    readings: tuple[list[Expected], ...]
    sure: bool
    payload_error_ok: bool

    def request(self) -> WebhookRequest:
        return WebhookRequest(
            method="POST",
            path=f"/webhooks/{self.platform}",
            query={},
            headers=self.headers,
            body=self.body,
            received_at=RECEIVED_AT,
        )


def load(platform: str) -> list[Payload]:
    """Every body of a platform; none if the folder is absent."""
    listed = FOLDER / "expected.json"
    if not listed.exists():
        return []
    return [_payload(row) for row in json.loads(listed.read_text("utf-8")) if row["platform"] == platform]


def cases(platform: str) -> list[Any]:
    """Parameters for pytest, named for their files; a skipped one with the reason if there are none."""
    found = load(platform)
    if not found:
        skip = pytest.mark.skip(reason="no real payloads: the folder ../shared/payloads is absent")
        return [pytest.param(None, marks=skip, id="absent")]
    return [pytest.param(payload, id=payload.file) for payload in found]


def check(payload: Payload, parse: Callable[[WebhookRequest], list[MentionEvent]]) -> None:
    """Fails unless `parse` finds what one reading expects, or refuses a body that may be refused."""
    try:
        events = parse(payload.request())
    except PayloadError:
        assert payload.payload_error_ok, f"{payload.file}: PayloadError is not right here"
        return
    found_wrong = disagreement(payload, events)
    assert found_wrong is None, found_wrong


def disagreement(payload: Payload, events: Iterable[MentionEvent]) -> str | None:
    """What differs from every accepted reading, or None."""
    found = _once(_compared(event) for event in events if event.kind in COMPARED_KINDS)
    for reading in payload.readings:
        expected = _once(reading)
        if len(expected) == len(found) and _matches(expected, found, []):
            return None
    return f"{payload.file}\nexpected one of: {payload.readings}\nfound: {found}"


def _payload(row: dict[str, Any]) -> Payload:
    return Payload(
        file=row["file"],
        platform=row["platform"],
        body=(FOLDER / row["file"]).read_bytes(),
        headers={
            "content-type": "application/json",
            **{name.lower(): value for name, value in row.get("headers", {}).items()},
        },
        readings=(row["events"], *row.get("alternatives", [])),
        sure=row["certainty"] == "sure",
        payload_error_ok=row.get("payload_error_ok", False),
    )


def _compared(event: MentionEvent) -> Expected:
    return {
        "kind": event.kind.value,
        "external_id": event.external_id,
        "account_id": event.account_id,
        "author_id": event.author_id,
        "surface": event.surface.value,
        "text": event.text,
    }


def _once(events: Iterable[Expected]) -> list[Expected]:
    kept: list[Expected] = []
    for event in events:
        if event not in kept:
            kept.append(event)
    return kept


def _matches(expected: Sequence[Expected], found: Sequence[Expected], taken: list[int]) -> bool:
    """Whether each expected event has a found one of its own; `taken` holds the positions so far."""
    if len(taken) == len(expected):
        return True
    return any(
        position not in taken
        and _agrees(expected[len(taken)], found[position])
        and _in_order(expected, taken, position)
        and _matches(expected, found, [*taken, position])
        for position in range(len(found))
    )


def _agrees(expected: Expected, found: Expected) -> bool:
    also = expected.get("also", {})
    for field in COMPARED_FIELDS:
        if (field == "text" and expected["kind"] == "deleted") or (field == "external_id" and expected[field] is None):
            continue
        if (found[field] or None) not in [value or None for value in (expected[field], *also.get(field, []))]:
            return False
    return True


def _in_order(expected: Sequence[Expected], taken: Sequence[int], position: int) -> bool:
    """Events of one content keep their order."""
    content = expected[len(taken)]["external_id"]
    return all(
        earlier < position
        for one, earlier in zip(expected, taken, strict=False)
        if content is not None and one["external_id"] == content
    )
