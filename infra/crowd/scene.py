"""What a crowd finds: a system on free ports, its people, and as many cases as are wanted."""

import socket
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import SystemRandom
from typing import Any
from uuid import uuid4

from functions.desk.session import open_session
from infra.local.home import HOST, Home
from infra.local.run import System
from infra.local.seed import BRAND
from shared.aws.cases import Cases
from shared.aws.mentions import Mentions
from shared.aws.settings import Settings
from shared.domain.assessment import Assessment, Sentiment, Topic, Urgency
from shared.domain.brand import Role, Staff
from shared.domain.case import CaseEvent, open_case
from shared.domain.mention import Mention, State, Surface, TimelineEntry
from shared.domain.playbook import UndoSeconds

PORTS = (20_000, 32_000)  # Linux gives those from 32,768 on to whoever connects somewhere
PORTS_IN_A_ROW = 4
AT_ONCE = 25  # rows of one BatchWriteItem
PLATFORM, ACCOUNT = "standard_webhooks", "ourshop"
URGENCIES = (Urgency.NORMAL, Urgency.NORMAL, Urgency.LOW, Urgency.HIGH)


def free_home(folder: Path) -> Home:
    """A home whose four ports are free."""
    while True:
        port = SystemRandom().randrange(*PORTS)
        with ExitStack() as stack:
            try:
                for number in range(PORTS_IN_A_ROW):
                    stack.enter_context(socket.socket()).bind((HOST, port + number))
            except OSError:
                continue
        return Home(folder, port)


def sign_in(system: System, staff_id: str) -> str:
    """A session's cookie."""
    settings = Settings(system.client("dynamodb"), system.variables["SETTINGS_TABLE"])
    settings.put_staff(Staff(staff_id=staff_id, name=staff_id.partition("@")[0], roles={BRAND: Role.RESPONDER}))
    return open_session(settings, staff_id, lambda: uuid4().hex * 2, datetime.now(UTC))


def cases(client: Callable[[str], Any], variables: Mapping[str, str], *, count: int) -> None:
    """Writes the rows that as many complaints would have left, and a playbook in which replies can be undone for a
    second."""
    settings = Settings(client("dynamodb"), variables["SETTINGS_TABLE"])
    playbook = settings.playbook(BRAND)
    undo_s = UndoSeconds(public=1, private=1)
    settings.publish(playbook.model_copy(update={"version": playbook.version + 1, "undo_s": undo_s}))
    table, written = variables["MENTIONS_TABLE"], Written()
    store = Cases(Mentions(written, table, int(variables["DUE_SHARDS"])), int(variables["QUEUE_SHARDS"]))
    for number in range(count):
        _open(store, number)
    for start in range(0, len(written.rows), AT_ONCE):
        wanted = {table: [{"PutRequest": {"Item": row}} for row in written.rows[start : start + AT_ONCE]]}
        while wanted:
            wanted = client("dynamodb").batch_write_item(RequestItems=wanted).get("UnprocessedItems")


class Written:
    """Takes the writes of a store and keeps the new rows: many thousands are written faster in batches."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []

    def put_item(self, **arguments: Any) -> None:
        self.rows.append(arguments["Item"])

    def transact_write_items(self, **arguments: Any) -> None:
        self.rows += [write["Put"]["Item"] for write in arguments["TransactItems"] if "Put" in write]


def _open(store: Cases, number: int) -> None:
    now = datetime.now(UTC)
    urgency = URGENCIES[number % len(URGENCIES)]
    due_at = now + timedelta(minutes=30 + number)
    judged = Assessment(language="en", sentiment=Sentiment.NEGATIVE, urgency=urgency, topics=(Topic.COMPLAINT,))
    mention = Mention(
        mention_id=f"{PLATFORM}-{number:020x}",
        platform=PLATFORM,
        account_id=ACCOUNT,
        external_id=f"crowd:{number}",
        state=State.IN_REVIEW,
        version=1,
        received_at=now,
        updated_at=now,
        surface=Surface.COMMENT,
        brand=BRAND,
        author_id=f"crowd:author{number}",
        author_name=f"Author {number}",
        text=f"It broke, and nobody answers. ({number})",
        posted_at=now,
        thread_id=f"crowd:thread{number}",
        due_at=due_at,
        assessment=judged,
        case_id=f"{number:016x}",
        with_people=True,
        timeline=(TimelineEntry(at=now, state=State.IN_REVIEW, by="triage", reason="needs_person"),),
    )
    case = open_case(mention, urgency=urgency, due_at=due_at, at=now)
    event = CaseEvent(at=now, by="review", what="opened")
    store.mentions.put_new(mention)
    store.create(case, replace(mention, version=0), mention, event, instead_of=None)
