"""Other systems hear of each event of a case, once a line, without a text or a name; a chat hears of what is urgent."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from functions.announce.announce import Ports, announce
from shared.aws.cases import Cases
from shared.aws.topics import Topic
from shared.domain.assessment import Urgency
from shared.domain.case import CaseEvent
from shared.domain.lifecycle import mark
from shared.domain.mention import State
from shared.errors import ConfigurationError
from shared.platforms import http
from tests.support import made

NOW = made.NOW
DESK = "https://desk.example"


class Chat(BaseHTTPRequestHandler):
    status = 200
    heard: list[Any]

    def do_POST(self) -> None:
        self.heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_arguments: Any) -> None:
        """Tests are quiet."""


@pytest.fixture
def chat() -> Iterator[tuple[str, type[Chat]]]:
    """A chat on loopback: its address, and what it heard."""

    own = type("Own", (Chat,), {"heard": []})
    server = HTTPServer(("127.0.0.1", 0), own)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hook", own
    server.shutdown()
    server.server_close()
    thread.join()


def ports(cloud: Any, *urls: Any) -> Ports:
    return Ports(
        cases=Cases(cloud.mentions(), 1),
        events=Topic(cloud.client("sns"), cloud.topics["CasesTopic"]),
        chats=lambda _now: {"urls": list(urls)},
        session=http.new_session(),
        desk_url=DESK,
        clock=lambda: NOW,
    )


def opened(cloud: Any, what: str = "opened", **changes: Any) -> dict[str, Any]:
    """A case with its first member; the record of the line that tells of it."""
    mention = made.mention(State.IN_REVIEW, text="SECRET WORDS", author_name="Secret Name")
    cloud.mentions().put_new(mention)
    case = made.case(author_name="Secret Name", newest=mention.mention_id, members=1, **changes)
    joined = mark(mention, "joined", by="review", at=NOW, case_id=case.case_id)
    line = CaseEvent(at=NOW, by="review", what=what, reason="somebody wrote this")
    cloud.cases().create(case, mention, joined, line, instead_of=None)
    (row,) = [row for row in cloud.rows(prefix="CASE#") if row["sk"]["S"].startswith("AT#")]
    return {"eventName": "INSERT", "dynamodb": {"NewImage": row}}


def test_an_event_says_what_happened_and_how_the_case_stands(cloud) -> None:
    announce(opened(cloud, urgency=Urgency.HIGH), ports(cloud))
    (event,) = cloud.notices()
    assert event["event"] == "case.opened"
    assert (event["brand"], event["urgency"], event["state"], event["members"]) == (made.BRAND, "high", "open", 1)
    assert not {"SECRET WORDS", "Secret Name", "somebody wrote this"} & {str(value) for value in event.values()}


def test_a_chat_hears_of_an_urgent_case_with_the_way_there(cloud, chat) -> None:
    address, heard = chat
    announce(opened(cloud, urgency=Urgency.CRITICAL), ports(cloud, address))
    (said,) = heard.heard
    assert said["text"].startswith("◆ *Critical* on ")
    assert f"<{DESK}/cases/{made.case().case_id}|Open the case>" in said["text"]
    assert "Secret" not in said["text"]


@pytest.mark.parametrize(
    ("urgency", "what"), [(Urgency.NORMAL, "opened"), (Urgency.LOW, "opened"), (Urgency.CRITICAL, "claimed")]
)
def test_a_chat_is_left_alone_otherwise(cloud, chat, urgency, what) -> None:
    address, heard = chat
    announce(opened(cloud, what, urgency=urgency), ports(cloud, address))
    assert heard.heard == []


def test_one_chat_that_fails_takes_nothing_from_the_next(cloud, chat, capsys) -> None:
    address, heard = chat
    heard.status = 500
    announce(opened(cloud, urgency=Urgency.HIGH), ports(cloud, "http://127.0.0.1:9/gone", address))
    assert len(heard.heard) == 1
    written = capsys.readouterr().out
    assert "chat_failed" in written
    assert "chat_refused" in written
    assert "hook" not in written


@pytest.mark.parametrize("url", ["http://chat.example/hook", "ftp://chat.example", "", None, 7])
def test_an_address_that_is_not_safe_is_a_mistake_of_whoever_set_it_up(cloud, url) -> None:
    with pytest.raises(ConfigurationError, match="ChatSecret"):
        announce(opened(cloud, urgency=Urgency.HIGH), ports(cloud, url))


def test_a_case_that_is_gone_needs_no_word(cloud) -> None:
    record = opened(cloud)
    nobody = replace(ports(cloud), cases=Cases(cloud.mentions(), 1))
    record["dynamodb"]["NewImage"]["pk"]["S"] = "CASE#gone"
    announce(record, nobody)
    assert cloud.notices() == []
