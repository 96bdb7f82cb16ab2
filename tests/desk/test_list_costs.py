"""What the list costs while very much waits: it reads a page of it, whatever lies behind."""

import os
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from functions.desk.session import open_session
from infra import stores
from infra.local.seed import BRAND, seed
from shared.domain.assessment import Topic, Urgency
from shared.domain.mention import State
from tests.support import made
from tests.support.emulator import HeedSystem

OPEN = int(os.environ.get("HEED_OPEN_CASES", "1000"))
CPU_S = 0.120  # twice what is promised for an idle machine: tests share theirs
COMPRESSED = 100_000
AT_ONCE = 25
TEXT = "The parcel number {} I ordered three weeks ago has not come, and nobody answers the telephone at your shop."


def put(client: Any, table: str, items: list[dict[str, Any]]) -> None:
    for start in range(0, len(items), AT_ONCE):
        part = [{"PutRequest": {"Item": item}} for item in items[start : start + AT_ONCE]]
        assert not client.batch_write_item(RequestItems={table: part})["UnprocessedItems"]


@pytest.fixture
def get(heed_system: HeedSystem) -> Callable[..., Any]:
    """Reads a page as Rosa of a desk where very many cases are open."""
    seed(heed_system.client, heed_system.variables)
    opened, now = stores.of(heed_system.client, heed_system.variables), heed_system.clock()
    rows = []
    for number in range(OPEN):
        name = f"{number:016x}"
        mention = made.mention(
            State.IN_REVIEW, external_id=name, text=TEXT.format(number), author_id=name, case_id=name, brand=BRAND
        )
        case = made.case(
            case_id=name,
            brand=BRAND,
            newest=mention.mention_id,
            author_id=name,
            author_name=f"Author {number}",
            urgency=list(Urgency)[number % 4],
            topic=list(Topic)[number % len(Topic)].value,
            language="en",
            reach=number,
            due_at=now + timedelta(seconds=number - 100),
            opened_at=now,
            updated_at=now,
        )
        rows += [opened.mentions.to_item(mention), opened.cases.to_item(case)]
    put(opened.mentions.client, opened.mentions.table, rows)
    cookie = open_session(opened.settings, "responder@local", lambda: "t" * 43, now)
    url = heed_system.variables["DESK_URL"].removeprefix("http://")

    def read(path: str) -> Any:
        headers = {"host": url, "cookie": f"__Host-sid={cookie}", "accept-encoding": "gzip"}
        return heed_system.request("GET", path, headers)

    return read


def test_a_list_of_very_many_open_cases_is_cheap(get: Callable[..., Any]) -> None:
    get("/")  # templates are compiled and the playbook is read once in the life of a process
    spent = []
    for _ in range(25):
        began = time.process_time()
        answer = get("/")
        spent.append(time.process_time() - began)
    assert answer.status == 200
    assert dict(answer.headers)["Content-Encoding"] == "gzip"
    print(f"{OPEN} open cases: {min(spent) * 1000:.0f} ms CPU, {len(answer.body) / 1000:.1f} kB compressed")
    assert len(answer.body) < COMPRESSED
    assert min(spent) < CPU_S
