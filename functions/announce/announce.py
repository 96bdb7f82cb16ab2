"""Tells other systems what happens to cases: an event for each line of a timeline, and a chat of what is urgent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from shared import observe
from shared.aws import items
from shared.aws.cases import Cases
from shared.aws.topics import Topic
from shared.domain.announcement import chat_text, event_of, is_for_chat
from shared.domain.case import Case, CaseEvent
from shared.errors import ConfigurationError, PlatformError
from shared.platforms import http, registry

LOOPBACK = ("127.0.0.1", "localhost")
MOST_CHATS = 5


@dataclass(frozen=True)
class Ports:
    """What announcing touches. `chats` gives the secret's value at a moment: {"urls": [...]}."""

    cases: Cases
    events: Topic
    chats: Callable[[datetime], Mapping[str, Any]]
    session: Any
    desk_url: str
    clock: Callable[[], datetime]


def announce(record: Mapping[str, Any], ports: Ports) -> None:
    """One line of a case's timeline, as the stream shows it. A case that is gone needs no word."""
    image = record["dynamodb"]["NewImage"]
    case = ports.cases.get(image["pk"]["S"].removeprefix("CASE#"))
    if case is None:
        return
    line = items.read(CaseEvent, image)
    event = event_of(case, line)
    attributes = {name: event[name] for name in ("event", "brand", "platform", "urgency", "state")}
    ports.events.announce(event, attributes)
    if is_for_chat(case, line):
        _tell_chats(case, ports)


def _tell_chats(case: Case, ports: Ports) -> None:
    """Best effort: the notice of an urgent case went to its topic before, and a chat that is down loses its line."""
    urls = ports.chats(ports.clock()).get("urls", [])
    text = chat_text(case, registry.card(case.platform).title, ports.desk_url)
    for url in urls[:MOST_CHATS]:
        _require_safe(url)
        try:
            answer = http.send(ports.session, "POST", url, json_body={"text": text})
        except PlatformError as error:
            observe.log("chat_failed", level="WARNING", case_id=case.case_id, error_type=type(error).__name__)
            continue
        if answer.status >= 300:
            observe.log("chat_refused", level="WARNING", case_id=case.case_id, status=answer.status)


def _require_safe(url: Any) -> None:
    """https; plain http only on this machine. The address is a secret: it is not told."""
    parts = urlsplit(url) if isinstance(url, str) else urlsplit("")
    is_local = parts.scheme == "http" and parts.hostname in LOOPBACK
    if not (is_local or (parts.scheme == "https" and parts.hostname)):
        raise ConfigurationError('ChatSecret: "urls" must be a list of https addresses')
